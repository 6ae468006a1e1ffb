/* Builder: plans put together row by row, for tests. Rows get the values that mean "nothing special"; the
 * test changes what it is about. Pointers move while building: keep indices. */
#ifndef TRIVET_TEST_BUILDER_H
#define TRIVET_TEST_BUILDER_H

#include "base/vec.h"
#include "engine/trivet.h"

typedef struct Builder {
    Arena *arena;
    struct {
        VEC(WorkSpan);
    } spans;
    struct {
        VEC(CalendarException);
    } exceptions;
    struct {
        VEC(Calendar);
    } calendars;
    struct {
        VEC(PlanProject);
    } projects;
    struct {
        VEC(Task);
    } tasks;
    struct {
        VEC(Link);
    } links;
    struct {
        VEC(WorkResource);
    } resources;
    struct {
        VEC(Assignment);
    } assignments;
    struct {
        VEC(Pause);
    } pauses;
    struct {
        VEC(Rate);
    } rates;
    struct {
        VEC(Absence);
    } absences;
    int32_t release_count;
    ScheduleOptions options;
} Builder;

Builder builder_make(Arena *arena);
/* Minutes of a day: count pairs of from, to. */
WorkDay builder_day(Builder *builder, int count, const int32_t *from_to);
/* Monday to the given number of days (5: Friday) work 08:00 to 12:00 and 13:00 to 17:00. */
int32_t builder_calendar(Builder *builder, int work_days);
/* Calls belonging to one calendar come directly behind each other, before those of the next. */
void builder_exception(Builder *builder, int32_t calendar, int32_t first_day, int32_t last_day, WorkDay day);
int32_t builder_project(Builder *builder, Minute start, int32_t calendar);
int32_t builder_task(Builder *builder, int32_t parent, int32_t duration);
int32_t builder_link(Builder *builder, int32_t predecessor, int32_t successor, LinkType type, int32_t lag);
int32_t builder_resource(Builder *builder, int32_t calendar, int32_t units);
int32_t builder_assign(Builder *builder, int32_t task, int32_t resource, int32_t units, int32_t work);
/* Sorted by task and `after`. */
int32_t builder_pause(Builder *builder, int32_t task, int32_t after, int32_t minutes);
/* Sorted by resource, table and moment; overtime costs what other work does. */
int32_t builder_rate(Builder *builder, int32_t resource, int32_t table, Minute from, int64_t cents);
/* Sorted by resource and moment. */
int32_t builder_absence(Builder *builder, int32_t resource, Minute at, int32_t units);
Plan builder_plan(const Builder *builder);

#endif
