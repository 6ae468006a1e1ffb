/* WorkTime: one calendar, prepared for arithmetic in constant or logarithmic time.
 *
 * The idea: W(t), the working minutes before moment t since 1900, is a sum over segments of days that work
 * alike (the plain week, or one exception); the years around the plan are also kept day by day. Adding work
 * is W forwards, a plus, and W backwards. A moment outside 1900..2999 is clamped; an answer outside becomes
 * MINUTE_BEFORE or MINUTE_AFTER, which check and roll-up report as FAULT_RANGE, so that no function here can
 * fail or overflow. */
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

/* One day written out: two spans at most, the second behind the first; without work both are empty. */
typedef struct WorkTableDay {
    int32_t work; /* minutes before the day */
    uint16_t from, length, second_from, second_length;
} WorkTableDay;

struct WorkTime {
    const WorkSpan *spans;
    int32_t week_total;
    int32_t week_before[8]; /* minutes of the week before each weekday */
    WorkDay week[7];
    WorkSegment *segments;
    int32_t segment_count;
    int32_t total; /* working minutes of all time */
    /* Where to begin looking: segment of each 32nd day and of each 8192nd minute after the first segment. */
    int32_t *by_day, *by_work;
    int32_t by_day_count, by_work_count;
    /* The years around the plan day by day, so that most questions cost neither a search nor a division;
     * count 0 when a day has more than two spans. by_table leads from each 512th minute to its day. */
    WorkTableDay *table; /* one more than table_count, for its `work` */
    uint16_t *by_table;
    int32_t table_first, table_count;
    int32_t table_work, table_end_work; /* minutes before the table and its end */
};

/* Around the clock: elapsed time. */
const WorkTime *worktime_elapsed(Arena *arena);
/* Working minutes before the moment, since 1900. */
int32_t worktime_before(const WorkTime *time, Minute at);
/* The moment at which working minute number `work` (0 the first) begins. */
Minute worktime_locate(const WorkTime *time, int32_t work);
/* From the first working minute at or after `from`, `work` minutes (more than 0) on; and back from the last
 * end of work at or before `to`. Both ends for little more than the price of one. */
void worktime_span(const WorkTime *time, Minute from, int32_t work, Minute *start, Minute *finish);
void worktime_span_by(const WorkTime *time, Minute to, int32_t work, Minute *start, Minute *finish);
/* Where a task of no length that must not be before (after) the moment stands: there, when work could go on
 * or has just ended there, so that a milestone sits at its predecessor's 17:00. */
Minute worktime_point(const WorkTime *time, Minute from);
Minute worktime_point_back(const WorkTime *time, Minute to);

/* Day number since 1900 of a moment in range. */
static inline int32_t minute_day(Minute at) {
    return (at - FIRST_MINUTE) / DAY_MINUTES;
}
static inline Minute minute_clamp(int64_t at) {
    if (at < MINUTE_BEFORE) return MINUTE_BEFORE;
    return at > MINUTE_AFTER ? MINUTE_AFTER : (Minute)at;
}

#endif
