/* The table. See layout.h. */
#include "engine/layout.h"

#include <stddef.h>

#include "base/mem.h"
#include "engine/trivet.h"

#define FIELD(T, member)                                                                                     \
    { #member, offsetof(T, member), sizeof(((T *)0)->member) }
#define ROWS(T, rows)                                                                                        \
    { #T, sizeof(T), rows, COUNT_OF(rows) }

static const LayoutField work_span[] = {
    FIELD(WorkSpan, from),
    FIELD(WorkSpan, to),
};
static const LayoutField calendar_exception[] = {
    FIELD(CalendarException, first_day),
    FIELD(CalendarException, last_day),
    FIELD(CalendarException, day.first),
    FIELD(CalendarException, day.count),
};
static const LayoutField calendar[] = {
    FIELD(Calendar, week[0].first),   FIELD(Calendar, week[0].count), FIELD(Calendar, week[1].first),
    FIELD(Calendar, week[1].count),   FIELD(Calendar, week[2].first), FIELD(Calendar, week[2].count),
    FIELD(Calendar, week[3].first),   FIELD(Calendar, week[3].count), FIELD(Calendar, week[4].first),
    FIELD(Calendar, week[4].count),   FIELD(Calendar, week[5].first), FIELD(Calendar, week[5].count),
    FIELD(Calendar, week[6].first),   FIELD(Calendar, week[6].count), FIELD(Calendar, first_exception),
    FIELD(Calendar, exception_count),
};
static const LayoutField plan_project[] = {
    FIELD(PlanProject, start),          FIELD(PlanProject, status_date), FIELD(PlanProject, must_finish),
    FIELD(PlanProject, calendar),       FIELD(PlanProject, rules),       FIELD(PlanProject, progress_mode),
    FIELD(PlanProject, lag_calendar),   FIELD(PlanProject, float_kind),  FIELD(PlanProject, critical_by),
    FIELD(PlanProject, critical_float), FIELD(PlanProject, float_paths), FIELD(PlanProject, float_paths_by),
};
static const LayoutField task[] = {
    FIELD(Task, parent),           FIELD(Task, project),        FIELD(Task, release),
    FIELD(Task, priority),         FIELD(Task, calendar),       FIELD(Task, flags),
    FIELD(Task, duration),         FIELD(Task, remaining),      FIELD(Task, percent_complete),
    FIELD(Task, actual_start),     FIELD(Task, actual_finish),  FIELD(Task, constraint),
    FIELD(Task, constraint_date),  FIELD(Task, deadline),       FIELD(Task, manual_start),
    FIELD(Task, manual_finish),    FIELD(Task, resume),         FIELD(Task, leveling_delay),
    FIELD(Task, fixed_cost_cents), FIELD(Task, constraint_2),   FIELD(Task, constraint_2_date),
    FIELD(Task, expected_finish),  FIELD(Task, external_start), FIELD(Task, external_finish),
    FIELD(Task, reserved),
};
static const LayoutField link[] = {
    FIELD(Link, predecessor), FIELD(Link, successor), FIELD(Link, type),
    FIELD(Link, lag),         FIELD(Link, lag_kind),
};
static const LayoutField resource[] = {
    FIELD(WorkResource, kind),
    FIELD(WorkResource, calendar),
    FIELD(WorkResource, units),
    FIELD(WorkResource, available_from),
    FIELD(WorkResource, available_until),
    FIELD(WorkResource, reserved),
    FIELD(WorkResource, rate_cents_per_hour),
    FIELD(WorkResource, cost_per_use_cents),
    FIELD(WorkResource, overtime_rate_cents_per_hour),
};
static const LayoutField assignment[] = {
    FIELD(Assignment, task),       FIELD(Assignment, resource), FIELD(Assignment, units),
    FIELD(Assignment, work),       FIELD(Assignment, delay),    FIELD(Assignment, leveling_delay),
    FIELD(Assignment, contour),    FIELD(Assignment, length),   FIELD(Assignment, overtime),
    FIELD(Assignment, rate_table),
};
static const LayoutField pause[] = {
    FIELD(Pause, task),
    FIELD(Pause, after),
    FIELD(Pause, minutes),
};
static const LayoutField rate[] = {
    FIELD(Rate, resource),
    FIELD(Rate, table),
    FIELD(Rate, from),
    FIELD(Rate, reserved),
    FIELD(Rate, rate_cents_per_hour),
    FIELD(Rate, cost_per_use_cents),
    FIELD(Rate, overtime_rate_cents_per_hour),
};
static const LayoutField absence[] = {
    FIELD(Absence, resource),
    FIELD(Absence, at),
    FIELD(Absence, units),
};
static const LayoutField schedule_options[] = {
    FIELD(ScheduleOptions, share_people),
    FIELD(ScheduleOptions, reserved),
};
static const LayoutField task_schedule[] = {
    FIELD(TaskSchedule, start),
    FIELD(TaskSchedule, finish),
    FIELD(TaskSchedule, early_start),
    FIELD(TaskSchedule, early_finish),
    FIELD(TaskSchedule, late_start),
    FIELD(TaskSchedule, late_finish),
    FIELD(TaskSchedule, total_float),
    FIELD(TaskSchedule, free_float),
    FIELD(TaskSchedule, duration),
    FIELD(TaskSchedule, work),
    FIELD(TaskSchedule, critical),
    FIELD(TaskSchedule, cause),
    FIELD(TaskSchedule, cause_index),
    FIELD(TaskSchedule, cause_resource),
    FIELD(TaskSchedule, late_by_deadline),
    FIELD(TaskSchedule, reserved),
    FIELD(TaskSchedule, cost_cents),
};
static const LayoutField float_place[] = {
    FIELD(FloatPlace, path),
    FIELD(FloatPlace, order),
};
static const LayoutField group_schedule[] = {
    FIELD(GroupSchedule, start),        FIELD(GroupSchedule, finish),
    FIELD(GroupSchedule, task_count),   FIELD(GroupSchedule, critical_count),
    FIELD(GroupSchedule, work_minutes), FIELD(GroupSchedule, cost_cents),
};
static const LayoutField resource_schedule[] = {
    FIELD(ResourceSchedule, work_minutes),
    FIELD(ResourceSchedule, overload_minutes),
    FIELD(ResourceSchedule, cost_cents),
};
static const LayoutField explain_step[] = {
    FIELD(ExplainStep, task),  FIELD(ExplainStep, of_finish), FIELD(ExplainStep, moment),
    FIELD(ExplainStep, cause), FIELD(ExplainStep, index),     FIELD(ExplainStep, resource),
};

const LayoutStruct layout_structs[] = {
    ROWS(WorkSpan, work_span),
    ROWS(CalendarException, calendar_exception),
    ROWS(Calendar, calendar),
    ROWS(PlanProject, plan_project),
    ROWS(Task, task),
    ROWS(Link, link),
    ROWS(WorkResource, resource),
    ROWS(Assignment, assignment),
    ROWS(Pause, pause),
    ROWS(Rate, rate),
    ROWS(Absence, absence),
    ROWS(ScheduleOptions, schedule_options),
    ROWS(TaskSchedule, task_schedule),
    ROWS(FloatPlace, float_place),
    ROWS(GroupSchedule, group_schedule),
    ROWS(ResourceSchedule, resource_schedule),
    ROWS(ExplainStep, explain_step),
};
const int32_t layout_struct_count = COUNT_OF(layout_structs);

/* One truth for both builds: were a compiler to lay a row out differently, it would stop here. */
#define SAME(T, bytes, member, at)                                                                           \
    _Static_assert(sizeof(T) == (bytes) && offsetof(T, member) == (at), "the layout of " #T)

SAME(WorkSpan, 8, to, 4);
SAME(CalendarException, 16, day.count, 12);
SAME(Calendar, 64, exception_count, 60);
SAME(PlanProject, 48, float_paths_by, 44);
SAME(Task, 104, fixed_cost_cents, 72);
SAME(Link, 20, lag_kind, 16);
SAME(WorkResource, 48, overtime_rate_cents_per_hour, 40);
SAME(Assignment, 40, rate_table, 36);
SAME(Pause, 12, minutes, 8);
SAME(Rate, 40, overtime_rate_cents_per_hour, 32);
SAME(ScheduleOptions, 8, reserved, 4);
SAME(TaskSchedule, 72, cost_cents, 64);
SAME(FloatPlace, 8, order, 4);
SAME(GroupSchedule, 32, cost_cents, 24);
SAME(ResourceSchedule, 24, cost_cents, 16);
SAME(ExplainStep, 24, resource, 20);
