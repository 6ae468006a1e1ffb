/* WorkTime: one calendar, prepared for arithmetic in constant or logarithmic time.
 *
 * The idea: W(t), the working minutes before moment t since 1900, is a sum over segments of days that work
 * alike (the plain week, or one exception). Adding work is W forwards, a plus, and W backwards. The years
 * around the plan are also written out as a list of stretches of working time, so that W and its inverse cost
 * two loads and a comparison there; what lies outside takes the longer way, with the same answers. A moment
 * outside 1900..2999 is clamped; an answer outside becomes MINUTE_BEFORE or MINUTE_AFTER, which check and
 * roll-up report as FAULT_RANGE, so that no function here can fail or overflow. */
#ifndef TRIVET_ENGINE_WORKTIME_H
#define TRIVET_ENGINE_WORKTIME_H

#include "engine/trivet.h"

enum {
    DAY_MINUTES = 1440,
    FIRST_DAY = -25567, /* 1900-01-01, a Monday */
    RANGE_DAYS = 401767,
    FIRST_MINUTE = FIRST_DAY * DAY_MINUTES,
    END_MINUTE = FIRST_MINUTE + RANGE_DAYS * DAY_MINUTES, /* 3000-01-01 */
    MINUTE_BEFORE = FIRST_MINUTE - 1,
    MINUTE_AFTER = END_MINUTE + 1,
};

/* Days from first_day (counted from 1900) on work alike: shape NULL means as the week. */
typedef struct WorkSegment {
    int32_t first_day;
    int32_t work; /* minutes before first_day */
    int32_t base; /* of a week segment: work less what the plain week has before first_day */
    int32_t total;
    WorkDay day;
} WorkSegment;

/* Working time without a pause, from `start` until the next stretch's `work` is reached. */
typedef struct WorkStretch {
    int32_t work; /* minutes before it */
    Minute start;
} WorkStretch;

enum { BY_MINUTE = 8, BY_WORK = 7 };

struct WorkTime {
    const WorkSpan *spans;
    int32_t week_total;
    int32_t week_before[8]; /* minutes of the week before each weekday */
    WorkDay week[7];
    WorkSegment *segments;
    int32_t segment_count;
    int32_t total; /* working minutes of all time */
    /* Where to begin looking: segment of each 32nd day and of each 8192nd minute after the first segment. */
    int32_t *segment_by_day, *segment_by_work;
    int32_t by_day_count, by_work_count;
    /* The years around the plan, from..from + length (length 0: not written out). Before the first stretch
     * stands an empty one, behind the last one that starts at MINUTE_NEVER. by_minute and by_work lead from
     * each 256th minute and each 128th working minute to the stretch to begin looking at. */
    const WorkStretch *stretches;
    const uint16_t *by_minute, *by_work;
    Minute from;
    uint32_t length;
    int32_t from_work;
    uint32_t work_length;
};

#define MINUTE_NEVER INT32_MAX

/* What both have in common; the first alone when their weeks have nothing in common. NULL: *fault is set. */
const WorkTime *worktime_both(Arena *arena, const Plan *plan, const WorkTime *a, const WorkTime *b,
                              PlanFault *fault);
/* Around the clock: elapsed time. */
const WorkTime *worktime_elapsed(Arena *arena);
/* The long way, for any moment and any amount. */
int32_t worktime_before_far(const WorkTime *time, Minute at);
Minute worktime_locate_far(const WorkTime *time, int32_t work);
/* Where a task of no length that must not be before (after) the moment stands: there, when work could go on
 * or has just ended there, so that a milestone sits at its predecessor's 17:00. */
Minute worktime_point(const WorkTime *time, Minute from);
Minute worktime_point_back(const WorkTime *time, Minute to);

static inline const WorkStretch *worktime_stretch_at(const WorkTime *time, Minute at, uint32_t in) {
    const WorkStretch *stretch = time->stretches + time->by_minute[in >> BY_MINUTE];
    stretch += stretch[1].start <= at;
    while (stretch[1].start <= at) stretch++;
    return stretch;
}

/* Working minutes before the moment, since 1900. */
static inline int32_t worktime_before(const WorkTime *time, Minute at) {
    uint32_t in = (uint32_t)at - (uint32_t)time->from;
    if (in >= time->length) return worktime_before_far(time, at);
    const WorkStretch *stretch = worktime_stretch_at(time, at, in);
    int32_t passed = at - stretch->start, most = stretch[1].work - stretch->work;
    return stretch->work + (passed < most ? passed : most);
}

/* The moment at which working minute number `work` (0 the first) begins. */
static inline Minute worktime_locate(const WorkTime *time, int32_t work) {
    uint32_t in = (uint32_t)work - (uint32_t)time->from_work;
    if (in >= time->work_length) return worktime_locate_far(time, work);
    const WorkStretch *stretch = time->stretches + time->by_work[in >> BY_WORK];
    stretch += stretch[1].work <= work;
    while (stretch[1].work <= work) stretch++;
    return stretch->start + (work - stretch->work);
}

/* The moment at which so many working minutes have passed since 1900. */
static inline Minute worktime_locate_end(const WorkTime *time, int64_t work) {
    if (work <= 0) return MINUTE_BEFORE;
    return work > time->total ? MINUTE_AFTER : worktime_locate(time, (int32_t)work - 1) + 1;
}

/* From the first working minute at or after `from`, `work` minutes (more than 0) on: both ends for little
 * more than the price of one. Answers the working minutes before the finish. */
static inline int32_t worktime_span(const WorkTime *time, Minute from, int32_t work, Minute *start,
                                    Minute *finish) {
    uint32_t in = (uint32_t)from - (uint32_t)time->from;
    int32_t before;
    if (in < time->length) {
        const WorkStretch *stretch = worktime_stretch_at(time, from, in);
        int32_t passed = from - stretch->start, most = stretch[1].work - stretch->work;
        before = stretch->work + (passed < most ? passed : most);
        /* `from` or, behind the stretch, the next start; reckoned, because no jump could be foretold. */
        *start = stretch[1].start ^ ((stretch[1].start ^ from) & (passed - most) >> 31);
        if (*start == MINUTE_NEVER) *start = worktime_locate(time, before);
    } else {
        before = worktime_before_far(time, from);
        *start = worktime_locate(time, before);
    }
    *finish = worktime_locate_end(time, (int64_t)before + work);
    return before + work;
}

/* Working minutes before `to`, and the last end of work at or before it, likewise. */
static inline int32_t worktime_before_end(const WorkTime *time, Minute to, Minute *finish) {
    uint32_t in = (uint32_t)to - (uint32_t)time->from;
    if (in < time->length) {
        const WorkStretch *stretch = worktime_stretch_at(time, to, in);
        int32_t passed = to - stretch->start, most = stretch[1].work - stretch->work;
        uint32_t worked = (uint32_t)(passed < most ? passed : most);
        int32_t before = stretch->work + (int32_t)worked;
        /* Where a stretch begins, work ended with the one before it; reckoned likewise. */
        stretch -= (worked - 1) >> 31;
        if (stretch > time->stretches) {
            *finish = stretch->start + (before - stretch->work);
            return before;
        }
    }
    int32_t before = worktime_before(time, to);
    *finish = worktime_locate_end(time, before);
    return before;
}

/* Back from the last end of work at or before `to`; answers the working minutes before `to`. */
static inline int32_t worktime_span_by(const WorkTime *time, Minute to, int32_t work, Minute *start,
                                       Minute *finish) {
    int32_t before = worktime_before_end(time, to, finish);
    *start = worktime_locate(time, before - work);
    return before;
}

/* The earliest moment that a lag of so many working minutes, not 0, leads to; back from a moment when it is
 * negative. */
static inline Minute worktime_lag(const WorkTime *time, Minute at, int32_t lag) {
    int32_t work = worktime_before(time, at) + lag, end = lag > 0;
    if (end && work > time->total) return MINUTE_AFTER;
    return worktime_locate(time, work - end) + end;
}

/* Day number since 1900 of a moment in range. */
static inline int32_t minute_day(Minute at) {
    return (at - FIRST_MINUTE) / DAY_MINUTES;
}
static inline Minute minute_clamp(int64_t at) {
    if (at < MINUTE_BEFORE) return MINUTE_BEFORE;
    return at > MINUTE_AFTER ? MINUTE_AFTER : (Minute)at;
}

#endif
