/* Working-time calendars. See worktime.h for the idea, trivet.h for the contract.
 *
 * Invariants: segments cover all days of the range without gap; neighbours differ in shape; `work` never
 * falls. The segment that holds a working minute is the last one whose `work` is not above it, so that
 * segments without work are passed over by themselves. */
#include "engine/worktime.h"

#include "engine/check.h"
#include "engine/sort.h"

enum { SEGMENT_BY_DAY = 5, SEGMENT_BY_WORK = 13, DAYS_BEFORE = 64, LARGE_PLAN = 30000 };

static int32_t day_total(const WorkSpan *spans, WorkDay day) {
    int32_t total = 0;
    for (int32_t i = 0; i < day.count; i++) total += spans[day.first + i].to - spans[day.first + i].from;
    return total;
}

static inline int32_t week_work(const WorkTime *time, int32_t day) {
    return day / 7 * time->week_total + time->week_before[day % 7];
}

static inline int32_t day_work(const WorkTime *time, WorkDay day, int32_t minute) {
    int32_t work = 0;
    const WorkSpan *span = time->spans + day.first;
    for (int32_t i = 0; i < day.count && span[i].from < minute; i++)
        work += (minute < span[i].to ? minute : span[i].to) - span[i].from;
    return work;
}

static inline const WorkSegment *segment_of_day(const WorkTime *time, int32_t day) {
    if (time->segment_count == 1) return time->segments;
    int32_t bucket = (day - time->segments[1].first_day) >> SEGMENT_BY_DAY;
    if (bucket < 0) bucket = 0;
    if (bucket >= time->by_day_count) bucket = time->by_day_count - 1;
    int32_t i = time->segment_by_day[bucket];
    while (i + 1 < time->segment_count && time->segments[i + 1].first_day <= day) i++;
    return time->segments + i;
}

static inline const WorkSegment *segment_of_work(const WorkTime *time, int32_t work) {
    if (time->segment_count == 1) return time->segments;
    int32_t bucket = (work - time->segments[1].work) >> SEGMENT_BY_WORK;
    if (bucket < 0) bucket = 0;
    if (bucket >= time->by_work_count) bucket = time->by_work_count - 1;
    int32_t i = time->segment_by_work[bucket];
    while (i + 1 < time->segment_count && time->segments[i + 1].work <= work) i++;
    return time->segments + i;
}

int32_t worktime_before_far(const WorkTime *time, Minute at) {
    if (at <= FIRST_MINUTE) return 0;
    if (at >= END_MINUTE) return time->total;
    uint32_t minute = (uint32_t)(at - FIRST_MINUTE);
    int32_t day = (int32_t)(minute / DAY_MINUTES);
    int32_t rest = (int32_t)(minute % DAY_MINUTES);
    const WorkSegment *segment = segment_of_day(time, day);
    if (segment->total < 0)
        return segment->base + week_work(time, day) + day_work(time, time->week[day % 7], rest);
    return segment->work + (day - segment->first_day) * segment->total + day_work(time, segment->day, rest);
}

Minute worktime_locate_far(const WorkTime *time, int32_t work) {
    if (work < 0) return MINUTE_BEFORE;
    if (work >= time->total) return MINUTE_AFTER;
    const WorkSegment *segment = segment_of_work(time, work);
    int32_t day, rest;
    WorkDay shape = segment->day;
    if (segment->total < 0) {
        uint32_t of_week = (uint32_t)(work - segment->base);
        day = (int32_t)(of_week / (uint32_t)time->week_total);
        rest = (int32_t)(of_week % (uint32_t)time->week_total);
        int weekday = 0;
        while (time->week_before[weekday + 1] <= rest) weekday++;
        rest -= time->week_before[weekday];
        day = day * 7 + weekday;
        shape = time->week[weekday];
    } else {
        day = segment->first_day + (work - segment->work) / segment->total;
        rest = (work - segment->work) % segment->total;
    }
    const WorkSpan *span = time->spans + shape.first;
    for (; rest >= span->to - span->from; span++) rest -= span->to - span->from;
    return FIRST_MINUTE + day * DAY_MINUTES + span->from + rest;
}

Minute worktime_add(const WorkTime *time, Minute from, int32_t work) {
    if (work <= 0) return worktime_next_start(time, from);
    return worktime_locate_end(time, (int64_t)worktime_before(time, from) + work);
}

Minute worktime_subtract(const WorkTime *time, Minute to, int32_t work) {
    if (work <= 0) return worktime_previous_finish(time, to);
    return worktime_locate(time, worktime_before(time, to) - work);
}

int32_t worktime_between(const WorkTime *time, Minute from, Minute to) {
    return worktime_before(time, to) - worktime_before(time, from);
}

Minute worktime_next_start(const WorkTime *time, Minute from) {
    return worktime_locate(time, worktime_before(time, from));
}

Minute worktime_previous_finish(const WorkTime *time, Minute to) {
    return worktime_locate_end(time, worktime_before(time, to));
}

Minute worktime_point(const WorkTime *time, Minute from) {
    int32_t work = worktime_before(time, from);
    return worktime_locate_end(time, work) == from ? from : worktime_locate(time, work);
}

Minute worktime_point_back(const WorkTime *time, Minute to) {
    int32_t work = worktime_before(time, to);
    return worktime_locate(time, work) == to ? to : worktime_locate_end(time, work);
}

/* ---- Preparing ---- */

static inline int32_t range_day(int64_t day) {
    day -= FIRST_DAY;
    if (day < 0) return 0;
    return day > RANGE_DAYS ? RANGE_DAYS : (int32_t)day;
}

/* Sorted days on which the shape may change, without repetition; NULL when the arena is full. */
static int64_t *change_days(Arena *arena, const CalendarException *exceptions, int32_t count, int32_t *ret) {
    int64_t *days = arena_array(arena, int64_t, 2 * (int64_t)count + 1);
    if (!days) return NULL;
    int32_t n = 0;
    days[n++] = 0;
    for (int32_t i = 0; i < count; i++) {
        days[n++] = range_day(exceptions[i].first_day);
        days[n++] = range_day((int64_t)exceptions[i].last_day + 1);
    }
    sort_keys(days, n);
    int32_t kept = 1;
    for (int32_t i = 1; i < n; i++)
        if (days[i] != days[kept - 1] && days[i] < RANGE_DAYS) days[kept++] = days[i];
    *ret = kept;
    return days;
}

static int32_t find_day(const int64_t *days, int32_t count, int32_t day) {
    int32_t low = 0, high = count;
    while (low < high) {
        int32_t middle = low + (high - low) / 2;
        if (days[middle] < day) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* owner[i]: the exception that rules from days[i] on, or -1. Later rows win, so paint from the last row back
 * over what is still free; `next` leads past what is painted. */
static void paint(const CalendarException *exceptions, int32_t count, const int64_t *days, int32_t n,
                  int32_t *owner, int32_t *next) {
    for (int32_t i = 0; i <= n; i++) next[i] = i;
    for (int32_t i = 0; i < n; i++) owner[i] = NO_INDEX;
    for (int32_t row = count - 1; row >= 0; row--) {
        int32_t end = find_day(days, n, range_day((int64_t)exceptions[row].last_day + 1));
        int32_t at = find_day(days, n, range_day(exceptions[row].first_day));
        while (at < end) {
            if (next[at] == at) {
                owner[at] = row;
                next[at] = at + 1;
            }
            int32_t to = next[at];
            if (next[to] != to) next[at] = next[to];
            at = next[at];
        }
    }
}

static bool same_shape(const WorkTime *time, const WorkSegment *a, int32_t total, WorkDay day) {
    if (a->total < 0 || total < 0) return a->total < 0 && total < 0;
    if (a->day.count != day.count) return false;
    for (int32_t i = 0; i < day.count; i++) {
        WorkSpan left = time->spans[a->day.first + i], right = time->spans[day.first + i];
        if (left.from != right.from || left.to != right.to) return false;
    }
    return true;
}

static int32_t segment_work(const WorkTime *time, const WorkSegment *segment, int32_t end_day) {
    if (segment->total < 0) return segment->base + week_work(time, end_day);
    return segment->work + (end_day - segment->first_day) * segment->total;
}

static void add_segment(WorkTime *time, int32_t first_day, int32_t total, WorkDay day) {
    int32_t work = 0;
    if (time->segment_count) {
        const WorkSegment *last = time->segments + time->segment_count - 1;
        if (same_shape(time, last, total, day)) return;
        work = segment_work(time, last, first_day);
    }
    time->segments[time->segment_count++] =
        (WorkSegment){first_day, work, work - week_work(time, first_day), total, day};
}

static bool make_segments(Arena *arena, WorkTime *time, const CalendarException *exceptions, int32_t count) {
    int32_t n = 1;
    ArenaMark mark = {0};
    time->segments = arena_array(arena, WorkSegment, 2 * (int64_t)count + 1);
    if (!time->segments) return false;
    mark = arena_mark(arena);
    int64_t *days = change_days(arena, exceptions, count, &n);
    int32_t *owner = arena_array(arena, int32_t, n);
    int32_t *next = arena_array(arena, int32_t, n + 1);
    if (!days || !owner || !next) return false;
    paint(exceptions, count, days, n, owner, next);
    for (int32_t i = 0; i < n; i++) {
        bool week = owner[i] == NO_INDEX;
        WorkDay day = week ? (WorkDay){0, 0} : exceptions[owner[i]].day;
        add_segment(time, (int32_t)days[i], week ? -1 : day_total(time->spans, day), day);
    }
    arena_release(arena, mark);
    time->total = segment_work(time, time->segments + time->segment_count - 1, RANGE_DAYS);
    return true;
}

static bool make_index(Arena *arena, WorkTime *time) {
    if (time->segment_count == 1) return true;
    const WorkSegment *first = time->segments + 1, *last = time->segments + time->segment_count - 1;
    time->by_day_count = ((last->first_day - first->first_day) >> SEGMENT_BY_DAY) + 1;
    time->by_work_count = ((last->work - first->work) >> SEGMENT_BY_WORK) + 1;
    time->segment_by_day = arena_array(arena, int32_t, time->by_day_count);
    time->segment_by_work = arena_array(arena, int32_t, time->by_work_count);
    if (!time->segment_by_day || !time->segment_by_work) return false;
    int32_t at = 0;
    for (int32_t i = 1; i < time->by_day_count; i++) {
        while (at + 1 < time->segment_count &&
               time->segments[at + 1].first_day <= first->first_day + (i << SEGMENT_BY_DAY))
            at++;
        time->segment_by_day[i] = at;
    }
    at = 0;
    for (int32_t i = 1; i < time->by_work_count; i++) {
        while (at + 1 < time->segment_count &&
               time->segments[at + 1].work <= first->work + (i << SEGMENT_BY_WORK))
            at++;
        time->segment_by_work[i] = at;
    }
    return true;
}

static WorkDay shape_of_day(const WorkTime *time, int32_t day, int32_t *segment) {
    while (*segment + 1 < time->segment_count && time->segments[*segment + 1].first_day <= day) ++*segment;
    return time->segments[*segment].total < 0 ? time->week[day % 7] : time->segments[*segment].day;
}

/* Days first..first + count written out; stretches that meet at midnight are one. */
static int32_t fill_stretches(const WorkTime *time, int32_t first, int32_t count, WorkStretch *to) {
    int32_t segment = 0, n = 0, work = worktime_before_far(time, FIRST_MINUTE + first * DAY_MINUTES);
    Minute end = FIRST_MINUTE + first * DAY_MINUTES;
    to[n++] = (WorkStretch){work, end};
    end--; /* nothing meets the empty stretch */
    for (int32_t day = first; day < first + count; day++) {
        WorkDay shape = shape_of_day(time, day, &segment);
        for (int32_t i = 0; i < shape.count; i++) {
            WorkSpan span = time->spans[shape.first + i];
            Minute start = FIRST_MINUTE + day * DAY_MINUTES + span.from;
            if (start != end) to[n++] = (WorkStretch){work, start};
            work += span.to - span.from;
            end = FIRST_MINUTE + day * DAY_MINUTES + span.to;
        }
    }
    to[n] = (WorkStretch){work, MINUTE_NEVER};
    return n;
}

static int32_t count_spans(const WorkTime *time, int32_t first, int32_t count) {
    int32_t segment = 0, n = 0;
    for (int32_t day = first; day < first + count; day++) n += shape_of_day(time, day, &segment).count;
    return n;
}

static void fill_buckets(const WorkStretch *stretches, int32_t n, Minute from, uint16_t *by_minute,
                         int32_t minutes, uint16_t *by_work, int32_t works) {
    int32_t at = 0, work = stretches[0].work;
    for (int32_t i = 0; i < minutes; i++) {
        while (at + 1 < n && stretches[at + 1].start <= from + (i << BY_MINUTE)) at++;
        by_minute[i] = (uint16_t)at;
    }
    at = 0;
    for (int32_t i = 0; i < works; i++) {
        while (at + 1 < n && stretches[at + 1].work <= work + (i << BY_WORK)) at++;
        by_work[i] = (uint16_t)at;
    }
}

/* Where they are not written out all answers are the same, only slower. */
static bool make_stretches(Arena *arena, WorkTime *time, int32_t first, int32_t count) {
    if (first < 0) first = 0;
    if (first + count > RANGE_DAYS) return true;
    int32_t spans = count_spans(time, first, count);
    if (spans == 0 || spans >= (int32_t)UINT16_MAX) return true;
    /* One more before the first, so that looking back needs no question. */
    WorkStretch *stretches = arena_array(arena, WorkStretch, spans + 3);
    if (!stretches) return false;
    stretches++;
    int32_t n = fill_stretches(time, first, count, stretches);
    int32_t work_length = stretches[n].work - stretches[0].work;
    int32_t minutes = (count * DAY_MINUTES >> BY_MINUTE) + 1, works = (work_length >> BY_WORK) + 1;
    uint16_t *by_minute = arena_array(arena, uint16_t, minutes);
    uint16_t *by_work = arena_array(arena, uint16_t, works);
    if (!by_minute || !by_work) return false;
    fill_buckets(stretches, n, stretches[0].start, by_minute, minutes, by_work, works);
    time->stretches = stretches;
    time->by_minute = by_minute;
    time->by_work = by_work;
    time->from = stretches[0].start;
    time->length = (uint32_t)(count * DAY_MINUTES);
    time->from_work = stretches[0].work;
    time->work_length = (uint32_t)work_length;
    return true;
}

/* Five years from the first project on; less when there is a calendar for each of many people, twenty where a
 * large plan has few. */
static bool make_plan_stretches(Arena *arena, WorkTime *time, const Plan *plan) {
    Minute start = plan->project_count ? plan->projects[0].start : 0;
    for (int32_t i = 1; i < plan->project_count; i++)
        if (plan->projects[i].start < start) start = plan->projects[i].start;
    bool large = plan->task_count >= LARGE_PLAN && plan->calendar_count <= 16;
    int32_t days = plan->calendar_count > 64 ? 512 : large ? 8192 : 2048;
    return make_stretches(arena, time, minute_day(minute_clamp(start)) - DAYS_BEFORE, days);
}

static bool worktime_prepare(Arena *arena, WorkTime *time, const CalendarException *exceptions,
                             int32_t count) {
    for (int i = 0; i < 7; i++)
        time->week_before[i + 1] = time->week_before[i] + day_total(time->spans, time->week[i]);
    time->week_total = time->week_before[7];
    return make_segments(arena, time, exceptions, count) && make_index(arena, time);
}

const WorkTime *worktime_make(Arena *arena, const Plan *plan, int32_t calendar, PlanFault *fault) {
    if (!check_calendar(plan, calendar, fault)) return NULL;
    const Calendar *source = plan->calendars + calendar;
    WorkTime *time = arena_new(arena, WorkTime);
    if (!time) return fault_memory(fault), NULL;
    time->spans = plan->spans;
    for (int i = 0; i < 7; i++) time->week[i] = source->week[i];
    const CalendarException *exceptions =
        source->exception_count ? plan->exceptions + source->first_exception : NULL;
    if (!worktime_prepare(arena, time, exceptions, source->exception_count)) return fault_memory(fault), NULL;
    if (!make_plan_stretches(arena, time, plan)) return fault_memory(fault), NULL;
    if (time->total > 0) return time;
    fault_at(fault, FAULT_CALENDAR, TABLE_CALENDARS, calendar, "week");
    return NULL;
}

const WorkTime *worktime_elapsed(Arena *arena) {
    static const WorkSpan whole_day = {0, DAY_MINUTES};
    WorkTime *time = arena_new(arena, WorkTime);
    if (!time) return NULL;
    time->spans = &whole_day;
    for (int i = 0; i < 7; i++) time->week[i] = (WorkDay){0, 1};
    return worktime_prepare(arena, time, NULL, 0) ? time : NULL;
}
