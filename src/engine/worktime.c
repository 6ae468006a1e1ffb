/* Working-time calendars. See worktime.h for the idea, trivet.h for the contract.
 *
 * Invariants: segments cover all days of the range without gap; neighbours differ in shape; `work` never
 * falls. The segment that holds a working minute is the last one whose `work` is not above it, so that
 * segments without work are passed over by themselves. */
#include "engine/worktime.h"

#include "engine/check.h"
#include "engine/sort.h"

enum { BY_DAY = 5, BY_WORK = 13, BY_TABLE = 9, TABLE_BEFORE = 64 };

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
    int32_t bucket = (day - time->segments[1].first_day) >> BY_DAY;
    if (bucket < 0) bucket = 0;
    if (bucket >= time->by_day_count) bucket = time->by_day_count - 1;
    int32_t i = time->by_day[bucket];
    while (i + 1 < time->segment_count && time->segments[i + 1].first_day <= day) i++;
    return time->segments + i;
}

static inline const WorkSegment *segment_of_work(const WorkTime *time, int32_t work) {
    if (time->segment_count == 1) return time->segments;
    int32_t bucket = (work - time->segments[1].work) >> BY_WORK;
    if (bucket < 0) bucket = 0;
    if (bucket >= time->by_work_count) bucket = time->by_work_count - 1;
    int32_t i = time->by_work[bucket];
    while (i + 1 < time->segment_count && time->segments[i + 1].work <= work) i++;
    return time->segments + i;
}

static inline int32_t span_work(int32_t minute, int32_t length) {
    if (minute > length) minute = length;
    return minute > 0 ? minute : 0;
}

static inline int32_t table_before(const WorkTime *time, uint32_t minute) {
    const WorkTableDay *day = time->table + minute / DAY_MINUTES;
    int32_t rest = (int32_t)(minute % DAY_MINUTES);
    return day->work + span_work(rest - day->from, day->length) +
           span_work(rest - day->second_from, day->second_length);
}

static inline Minute table_locate(const WorkTime *time, int32_t work) {
    int32_t i = time->by_table[(work - time->table_work) >> BY_TABLE];
    while (time->table[i + 1].work <= work) i++;
    const WorkTableDay *day = time->table + i;
    int32_t rest = work - day->work;
    rest += rest < day->length ? day->from : day->second_from - day->length;
    return FIRST_MINUTE + (time->table_first + i) * DAY_MINUTES + rest;
}

int32_t worktime_before(const WorkTime *time, Minute at) {
    uint32_t in_table = (uint32_t)at - (uint32_t)(FIRST_MINUTE + time->table_first * DAY_MINUTES);
    if (in_table < (uint32_t)(time->table_count * DAY_MINUTES)) return table_before(time, in_table);
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

Minute worktime_locate(const WorkTime *time, int32_t work) {
    if (work >= time->table_work && work < time->table_end_work) return table_locate(time, work);
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

static inline Minute locate_end(const WorkTime *time, int64_t work) {
    if (work <= 0) return MINUTE_BEFORE;
    return work > time->total ? MINUTE_AFTER : worktime_locate(time, (int32_t)work - 1) + 1;
}

Minute worktime_add(const WorkTime *time, Minute from, int32_t work) {
    if (work <= 0) return worktime_next_start(time, from);
    return locate_end(time, (int64_t)worktime_before(time, from) + work);
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
    return locate_end(time, worktime_before(time, to));
}

void worktime_span(const WorkTime *time, Minute from, int32_t work, Minute *start, Minute *finish) {
    int32_t before = worktime_before(time, from);
    *start = worktime_locate(time, before);
    *finish = locate_end(time, (int64_t)before + work);
}

void worktime_span_by(const WorkTime *time, Minute to, int32_t work, Minute *start, Minute *finish) {
    int32_t before = worktime_before(time, to);
    *start = worktime_locate(time, before - work);
    *finish = locate_end(time, before);
}

Minute worktime_point(const WorkTime *time, Minute from) {
    int32_t work = worktime_before(time, from);
    return locate_end(time, work) == from ? from : worktime_locate(time, work);
}

Minute worktime_point_back(const WorkTime *time, Minute to) {
    int32_t work = worktime_before(time, to);
    return worktime_locate(time, work) == to ? to : locate_end(time, work);
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
    time->by_day_count = ((last->first_day - first->first_day) >> BY_DAY) + 1;
    time->by_work_count = ((last->work - first->work) >> BY_WORK) + 1;
    time->by_day = arena_array(arena, int32_t, time->by_day_count);
    time->by_work = arena_array(arena, int32_t, time->by_work_count);
    if (!time->by_day || !time->by_work) return false;
    int32_t at = 0;
    for (int32_t i = 1; i < time->by_day_count; i++) {
        while (at + 1 < time->segment_count &&
               time->segments[at + 1].first_day <= first->first_day + (i << BY_DAY))
            at++;
        time->by_day[i] = at;
    }
    at = 0;
    for (int32_t i = 1; i < time->by_work_count; i++) {
        while (at + 1 < time->segment_count && time->segments[at + 1].work <= first->work + (i << BY_WORK))
            at++;
        time->by_work[i] = at;
    }
    return true;
}

static WorkDay shape_of_day(const WorkTime *time, int32_t day, int32_t *segment) {
    while (*segment + 1 < time->segment_count && time->segments[*segment + 1].first_day <= day) ++*segment;
    return time->segments[*segment].total < 0 ? time->week[day % 7] : time->segments[*segment].day;
}

/* False: more than two spans. */
static bool set_table_day(const WorkTime *time, WorkDay shape, WorkTableDay *day) {
    const WorkSpan *spans = time->spans + shape.first;
    if (shape.count > 2) return false;
    if (shape.count > 0) {
        day->from = (uint16_t)spans[0].from;
        day->length = (uint16_t)(spans[0].to - spans[0].from);
    }
    if (shape.count > 1) {
        day->second_from = (uint16_t)spans[1].from;
        day->second_length = (uint16_t)(spans[1].to - spans[1].from);
    }
    return true;
}

/* Without a table (count 0) all answers are the same, only slower. */
static bool make_table(Arena *arena, WorkTime *time, int32_t first, int32_t count) {
    int32_t segment = 0, buckets = 0;
    if (first < 0) first = 0;
    if (first + count > RANGE_DAYS) return true;
    int32_t work = worktime_before(time, FIRST_MINUTE + first * DAY_MINUTES), first_work = work;
    time->table = arena_array(arena, WorkTableDay, count + 1);
    time->by_table = arena_array(arena, uint16_t, (count * DAY_MINUTES >> BY_TABLE) + 1);
    if (!time->table || !time->by_table) return false;
    for (int32_t i = 0; i < count; i++) {
        WorkTableDay *day = time->table + i;
        if (!set_table_day(time, shape_of_day(time, first + i, &segment), day)) return true;
        day->work = work;
        work += day->length + day->second_length;
        for (; first_work + (buckets << BY_TABLE) < work; buckets++) time->by_table[buckets] = (uint16_t)i;
    }
    time->table[count].work = work;
    time->table_first = first;
    time->table_count = count;
    time->table_work = first_work;
    time->table_end_work = work;
    return true;
}

/* Five years from the first project on; less when there is a calendar for each of many people. */
static bool make_plan_table(Arena *arena, WorkTime *time, const Plan *plan) {
    Minute start = plan->project_count ? plan->projects[0].start : 0;
    for (int32_t i = 1; i < plan->project_count; i++)
        if (plan->projects[i].start < start) start = plan->projects[i].start;
    int32_t days = plan->calendar_count > 64 ? 512 : 2048;
    return make_table(arena, time, minute_day(minute_clamp(start)) - TABLE_BEFORE, days);
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
    if (!make_plan_table(arena, time, plan)) return fault_memory(fault), NULL;
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
