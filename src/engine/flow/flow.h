/* Flow of work, measured from its history: how long things take, how many are done, and when a number of them
 * will be done.
 *
 * Definitions: D. Vacanti, Actionable Agile Metrics for Predictability (2015), chapters 2 to 5 and 14;
 * Little's law as in J. Little, Operations Research 9(3), 1961. A day is a calendar day; what starts and ends
 * on one day takes one (finished - started + 1). Percentiles are nearest-rank: the least value that at least
 * so many percent do not exceed. Shares are in tenths of a percent (850 is 85 %).
 *
 * The trials draw whole weeks of the history at random, so that quiet days of the week stay where they are
 * (moving-block bootstrap, H. Kuensch, Annals of Statistics 17(3), 1989); every hundred trials look at the
 * history through another sample of it, which is how much a short history can be trusted (B. Efron, Annals of
 * Statistics 7(1), 1979). Pure, and equal to the bit for equal input and seed.
 */
#ifndef TRIVET_FLOW_H
#define TRIVET_FLOW_H

#include "engine/trivet.h"

typedef enum FlowState {
    FLOW_ABSENT, /* not there yet, or deleted */
    FLOW_NEW,
    FLOW_READY,
    FLOW_ACTIVE,
    FLOW_DONE,
    FLOW_DROPPED,
    FLOW_STATES,
} FlowState;

/* Something came into a state. */
typedef struct FlowMove {
    int32_t item; /* 0 .. item_count - 1 */
    int32_t state;
    Minute at;
} FlowMove;

typedef struct FlowLog {
    const FlowMove *moves; /* in order of time */
    int32_t move_count;
    const int32_t *sizes; /* of each item, for velocity and burn-up: effort in minutes, or 1 */
    int32_t item_count;
    int32_t first_day, last_day; /* that are looked at, days since 1970; last_day is today */
    Minute now;                  /* moves after it do not count */
} FlowLog;

typedef struct FlowItem {
    int32_t state; /* now */
    Minute created;
    Minute committed;       /* first left FLOW_NEW; MINUTE_NONE: never */
    Minute started;         /* first FLOW_ACTIVE */
    Minute finished;        /* last came into FLOW_DONE and is there */
    int32_t active_minutes; /* in FLOW_ACTIVE, all times together */
} FlowItem;

typedef struct FlowDay { /* at its end */
    int32_t counts[FLOW_STATES];
    int32_t arrived, finished; /* started for the first time; done in the end, on this day */
    int64_t finished_size;
    int64_t scope_size, done_size; /* burn-up: all but dropped ones, and the done of them */
} FlowDay;

enum { FLOW_PERCENTILES = 5, FLOW_DAYS_MAX = 366 * 20 };
extern const int32_t flow_percents[FLOW_PERCENTILES]; /* 50, 70, 85, 90, 95 */

typedef struct FlowTimes { /* of what was finished in the days looked at and had been started */
    int32_t count;
    int32_t days[FLOW_PERCENTILES]; /* 0 without any */
    int64_t mean_tenths;            /* tenths of a day */
} FlowTimes;

typedef struct FlowAnswer {
    FlowItem *items;
    FlowDay *days;
    int32_t day_count;
    FlowTimes cycle, lead;       /* from started; from created */
    int32_t finished_count;      /* in the days looked at */
    int32_t unstarted_count;     /* of them: never active, so without cycle time */
    int32_t in_progress;         /* now */
    int32_t efficiency_permille; /* active time of the time since commitment; -1: nothing finished */
    int64_t mean_wip_tenths,
        mean_throughput_milli; /* a day; by Little's law their ratio is the mean cycle time */
    int64_t velocity_mean, velocity_least, velocity_most; /* size finished a week, whole weeks up to today */
    int32_t week_count;
} FlowAnswer;

/* Linear in moves and days. False: the arena is full, or the days are none or more than FLOW_DAYS_MAX. */
bool flow_measure(Arena *arena, const FlowLog *log, FlowAnswer *ret);

/* Calendar days that the item took from `from` until it was finished; 0: it is not, or never was there. */
int32_t flow_days(const FlowItem *item, Minute from);
/* How many of the finished took at most so many days, in tenths of a percent; -1: none was finished. */
int32_t flow_share_within(const FlowAnswer *answer, const FlowLog *log, int32_t days);

typedef struct FlowQuestion {
    const int32_t *finished; /* on each day of the history, the last is today */
    int32_t day_count;       /* at least 7 */
    int32_t remaining;       /* how many are to be done */
    int32_t trials;          /* at most FLOW_TRIALS_MAX */
    uint64_t seed;
} FlowQuestion;

enum { FLOW_TRIALS_MAX = 100000, FLOW_HORIZON_DAYS = 3650 };

typedef struct FlowForecast {
    int32_t percent_days[FLOW_PERCENTILES]; /* days from today */
    int32_t *days;                          /* of each trial, ascending */
    int32_t trials;
} FlowForecast;

/* When will the remaining be done? False: nothing was finished in the whole weeks of the history, values out
 * of range, or the arena is full. A trial that reaches FLOW_HORIZON_DAYS ends there. */
bool flow_when(Arena *arena, const FlowQuestion *question, FlowForecast *ret);

/* How many will be done within so many days? *ret: what at least each of flow_percents of the trials reach,
 * so less for a higher percentage. `remaining` of the question is not read. False as flow_when. */
bool flow_how_many(Arena *arena, const FlowQuestion *question, int32_t days, int32_t ret[FLOW_PERCENTILES]);

/* Forecasts made in the past against what came: from each day that has `window` days of history before it and
 * an end of the next `remaining` after it. *ret_held: in how many the date at `percent` (one of
 * flow_percents) was not passed. */
bool flow_back_test(Arena *arena, const int32_t *finished, int32_t day_count, int32_t window,
                    int32_t remaining, int32_t percent, uint64_t seed, int32_t *ret_tried, int32_t *ret_held);

#endif
