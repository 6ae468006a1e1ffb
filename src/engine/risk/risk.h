/* Risk: the joint forecast of date and cost by simulation (Monte Carlo).
 *
 * A trial draws every estimate, decides which risks happen, schedules the plan by its links, constraints,
 * progress and calendars, and adds up what it costs: cost that depends on time follows the drawn durations.
 * Without uncertainty a trial gives exactly the dates and the cost of schedule_make without sharing.
 *
 * Draws are a hash of seed, trial and what is drawn, and all arithmetic is integer or plain IEEE + - * / and
 * sqrt: results are equal to the bit however the trials are divided among workers, and in WebAssembly.
 *
 *     risk_prepare(&arena, &plan, &model, &options, &risk, &fault);
 *     risk_samples_make(&arena, risk, &samples);
 *     RiskWork *work = risk_work_make(&arena, risk);                    one for each thread
 *     for (at = 0; at < options.trials; at += RISK_CHUNK)               cancel and progress between chunks
 *         risk_run(risk, work, &samples, at, RISK_CHUNK);
 *     risk_forecast(&arena, risk, &work, 1, &samples, &forecast);
 *
 * A trial means what the schedule means: what is more than an open task on one calendar is placed by the code
 * that schedules. Taken from the plan as they are: people are not shared within a trial (options.share_people
 * is not read); a percent lag keeps its minutes; what is to be as late as possible starts not before its
 * planned start. What lasts until an expected finish, or between two dates set by hand, is not drawn. */
#ifndef TRIVET_ENGINE_RISK_H
#define TRIVET_ENGINE_RISK_H

#include "engine/trivet.h"

enum {
    RISK_TRIALS_MAX = 1000000,
    RISK_DRIVERS_MAX = 10000,
    RISK_EFFECTS_MAX = 4000000,
    RISK_VALUES_MAX = 1000000,
    RISK_CHUNK = 1024,         /* a good number of trials for one call of risk_run */
    RISK_CERTAIN = 1000000,    /* probabilities are in millionths */
    RISK_FACTOR_MAX = 1000000, /* permille */
};

typedef enum RiskShape {
    RISK_NONE,       /* as in the plan; of a factor 1000; of an addition 0 */
    RISK_UNIFORM,    /* low to high */
    RISK_TRIANGULAR, /* low, likely, high */
    RISK_PERT,       /* the beta distribution with mean (low + 4 likely + high) / 6 */
    RISK_LOGNORMAL,  /* low is its P10 and high its P90, 0 < low and high <= 20 low; likely is not read; cut
                        off  at four standard deviations */
    RISK_DISCRETE,   /* one of value_count values, by weight */
} RiskShape;

/* low <= likely <= high, none negative. Where likely lies between low and high counts in 1024ths. */
typedef struct RiskEstimate {
    int32_t shape;
    int32_t first_value, value_count; /* of RISK_DISCRETE: a run in RiskModel.values, at most 64 */
    int32_t reserved;
    int64_t low, likely, high;
} RiskEstimate;

typedef struct RiskValue {
    int64_t value;
    int32_t weight; /* more than 0; a run's weights sum to at most 2^31 - 1 */
    int32_t reserved;
} RiskValue;

/* By row of the plan; rows of summaries are not read. */
typedef struct RiskTask {
    RiskEstimate minutes; /* working time; of a started task, of what remains; a task that has any takes at
                             least one minute. Of milestones and complete tasks not read */
    RiskEstimate cents;   /* in place of the fixed cost */
} RiskTask;

/* Happens in a share of the trials, and is then drawn once for all tasks it acts on, which correlates them.
 * With probability RISK_CERTAIN it is a driver of uncertainty, below that a risk event. */
typedef struct RiskDriver {
    int32_t probability, reserved;
    RiskEstimate duration_permille; /* times this by 1000 */
    RiskEstimate cost_permille;
} RiskDriver;

/* What a driver does to a task when it happens. */
typedef struct RiskEffect {
    int32_t driver, task;
    int32_t scale_duration, scale_cost; /* 1: the driver's factors apply */
    RiskEstimate minutes, cents;        /* and this much is added, drawn for each task */
} RiskEffect;

typedef struct RiskModel {
    const RiskTask *tasks; /* by row; NULL: no estimates */
    const RiskDriver *drivers;
    const RiskEffect *effects;
    const RiskValue *values;
    int32_t driver_count, effect_count, value_count;
} RiskModel;

typedef struct RiskOptions {
    uint64_t seed;
    int32_t trials; /* 1..RISK_TRIALS_MAX */
} RiskOptions;

typedef enum RiskTable {
    RISK_TABLE_PLAN,
    RISK_TABLE_TASKS,
    RISK_TABLE_DRIVERS,
    RISK_TABLE_EFFECTS
} RiskTable;

typedef struct RiskFault {
    PlanFault plan;  /* with RISK_TABLE_PLAN */
    RiskTable table; /* else FAULT_VALUE in this row's field */
    int32_t row;
    const char *field;
} RiskFault;

typedef struct Risk Risk;
typedef struct RiskWork RiskWork;

/* One value a trial. A group is a project, then the releases, then the plan as a whole (the last one). */
typedef struct RiskSamples {
    int32_t group_count, trials;
    int32_t done;   /* how many trials, from the first on, have been run: results are of these. All of them
                       when made; set it lower for results in between */
    Minute *finish; /* [group * trials + trial]; MINUTE_NONE: no leaf belongs to it */
    int64_t *cost_cents; /* likewise */
    int32_t *minutes;    /* for cruciality; NULL: not wanted */
} RiskSamples;

/* Checks, orders and compiles; runs a few pilot trials. Everything lives in the arena; the plan and the model
 * must outlive it. After this a Risk is read only, from any number of threads. */
bool risk_prepare(Arena *arena, const Plan *plan, const RiskModel *model, const RiskOptions *options,
                  Risk **ret, RiskFault *fault);
/* False: the arena is full. */
bool risk_samples_make(Arena *arena, const Risk *risk, RiskSamples *ret);
/* Without task durations: for risk_run_without. */
bool risk_samples_make_lean(Arena *arena, const Risk *risk, RiskSamples *ret);
/* NULL: the arena is full. A worker's own room; one thread at a time. */
RiskWork *risk_work_make(Arena *arena, const Risk *risk);
/* Trials first..first + count, clipped to options.trials; first is a multiple of RISK_CHUNK. Each is run
 * once. Writes its own cells of the samples, so that workers may share them. */
void risk_run(const Risk *risk, RiskWork *work, RiskSamples *samples, int32_t first, int32_t count);
/* The same trials if a driver never happened, for the samples alone; `with` holds them as they were run.
 * Those in which it did not happen are copied, so that a rare risk costs little. */
void risk_run_without(const Risk *risk, RiskWork *work, int32_t driver, const RiskSamples *with,
                      RiskSamples *samples, int32_t first, int32_t count);

typedef struct RiskDates {
    Minute p10, p50, p80, p90, mean; /* MINUTE_NONE: no dates */
} RiskDates;

typedef struct RiskMoney {
    int64_t p10, p50, p80, p90, mean;
} RiskMoney;

typedef struct RiskTaskForecast {
    RiskDates finish; /* within 1/100 of the range of its finishes; mean: by working time */
    int32_t critical; /* millionths of the trials in which it lies on a path that decides its project's end */
    int32_t cruciality; /* millionths: Spearman's rank correlation of its duration with the project's finish,
                           over the first cruciality_trials */
} RiskTaskForecast;

typedef struct RiskGroupForecast {
    RiskDates finish; /* of the trials' values themselves */
    RiskMoney cost_cents;
} RiskGroupForecast;

typedef struct RiskForecast {
    RiskTaskForecast *tasks;   /* by row of the plan, summaries too */
    RiskGroupForecast *groups; /* as in RiskSamples */
    int32_t group_count, cruciality_trials;
} RiskForecast;

/* From the samples and what the workers counted over the trials that are done. False: the arena is full. */
bool risk_forecast(Arena *arena, const Risk *risk, RiskWork *const *works, int32_t work_count,
                   const RiskSamples *samples, RiskForecast *ret);

/* The share of trials, in millionths, in which a group finishes by the moment, costs at most so much, both.
 */
typedef struct RiskConfidence {
    int32_t date, cost, joint;
} RiskConfidence;
RiskConfidence risk_confidence(const RiskSamples *samples, int32_t group, Minute by, int64_t within_cents);

/* Percentiles of a group from its samples alone, for the tornado. False: the arena is full. */
bool risk_group_forecast(Arena *arena, const RiskSamples *samples, int32_t group, RiskGroupForecast *ret);

/* The distribution of a group's finish: bin i holds the trials in [from + i * width, from + (i + 1) * width),
 * and `up_to` of it those that lie before its end: the histogram and the S-curve. width is a whole number of
 * hours, or of days beyond two days. count: at most `most`. */
typedef struct RiskBins {
    int64_t from, width;
    int32_t count;
    int32_t *trials, *up_to;
} RiskBins;
bool risk_finish_bins(Arena *arena, const RiskSamples *samples, int32_t group, int32_t most, RiskBins *ret);
/* The same of its cost; width is 1, 2 or 5 times a power of ten, in cents. */
bool risk_cost_bins(Arena *arena, const RiskSamples *samples, int32_t group, int32_t most, RiskBins *ret);

#endif
