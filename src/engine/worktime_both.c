/* The working time that two calendars have in common: a task's, and that of who works on it.
 *
 * Both are already cut into segments of days that work alike; where both follow their week, the common week
 * says it, every other stretch of days becomes exceptions. */
#include "engine/worktime.h"

#include "base/vec.h"

typedef struct Common {
    Arena *arena;
    const WorkTime *a, *b;
    struct {
        VEC(WorkSpan);
    } spans;
    struct {
        VEC(CalendarException);
    } exceptions;
} Common;

static WorkDay common_day(Common *c, WorkDay a, WorkDay b) {
    WorkDay day = {c->spans.count, 0};
    for (int32_t i = 0, k = 0; i < a.count && k < b.count;) {
        WorkSpan left = c->a->spans[a.first + i], right = c->b->spans[b.first + k];
        WorkSpan both = {left.from > right.from ? left.from : right.from,
                         left.to < right.to ? left.to : right.to};
        WorkSpan *span = both.from < both.to ? vec_push(c->arena, &c->spans) : NULL;
        if (span) {
            *span = both;
            day.count++;
        }
        if (left.to <= right.to) i++;
        if (right.to <= left.to) k++;
    }
    return day;
}

/* Days counted from 1900, of which the first is a Monday. */
static void add_exception(Common *c, int32_t first, int32_t end, WorkDay day) {
    CalendarException *exception = vec_push(c->arena, &c->exceptions);
    if (exception) *exception = (CalendarException){FIRST_DAY + first, FIRST_DAY + end - 1, day};
}

static bool follows_week(const WorkSegment *segment) {
    return segment->total < 0;
}

static void add_days(Common *c, const WorkSegment *a, const WorkSegment *b, int32_t first, int32_t end) {
    bool week_a = follows_week(a), week_b = follows_week(b);
    if (week_a && week_b) return;
    bool alike = (!week_a && !week_b) || (!week_a && !a->day.count) || (!week_b && !b->day.count);
    for (int32_t day = first; day < end; day = alike ? end : day + 1) {
        WorkDay left = week_a ? c->a->week[day % 7] : a->day, right = week_b ? c->b->week[day % 7] : b->day;
        add_exception(c, day, alike ? end : day + 1, common_day(c, left, right));
    }
}

static int32_t end_of(const WorkTime *time, int32_t segment) {
    return segment + 1 < time->segment_count ? time->segments[segment + 1].first_day : RANGE_DAYS;
}

const WorkTime *worktime_both(Arena *arena, const Plan *plan, const WorkTime *a, const WorkTime *b,
                              PlanFault *fault) {
    Common c = {.arena = arena, .a = a, .b = b};
    Calendar calendar = {0};
    bool any = false;
    for (int i = 0; i < 7; i++) {
        calendar.week[i] = common_day(&c, a->week[i], b->week[i]);
        any |= calendar.week[i].count > 0;
    }
    if (!any) return a;
    for (int32_t i = 0, k = 0, day = 0; i < a->segment_count && k < b->segment_count;) {
        int32_t end_a = end_of(a, i), end_b = end_of(b, k), end = end_a < end_b ? end_a : end_b;
        add_days(&c, a->segments + i, b->segments + k, day, end);
        day = end;
        i += end_a == end;
        k += end_b == end;
    }
    calendar.exception_count = c.exceptions.count;
    Plan both = *plan; /* for the years that it spans */
    both.spans = c.spans.at;
    both.exceptions = c.exceptions.at;
    both.calendars = &calendar;
    both.span_count = c.spans.count;
    both.exception_count = c.exceptions.count;
    both.calendar_count = 1;
    return worktime_make(arena, &both, 0, fault);
}
