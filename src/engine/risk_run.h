/* Risk, compiled for trials; seen by the risk files alone.
 *
 *     plan -> nodes in topological order -> batches of LANES trials, node by node
 *
 * The idea: a date is kept as a code in the working time of the node's own calendar: twice the working
 * minutes before it, plus one when it is the later of two equal working instants (Monday 08:00 is the code
 * after Friday 17:00). Codes order as moments do, duration and lag are additions, and only a link between two
 * calendars has to be translated: by a table over the months that the pilot trials saw, else the long way.
 * What is not a plain leaf (entry and exit of linked summaries, several calendars at once) uses the calendar
 * around the clock, where a code is twice the minutes since 1900. */
#ifndef TRIVET_ENGINE_RISK_RUN_H
#define TRIVET_ENGINE_RISK_RUN_H

#include "engine/risk.h"
#include "engine/worktime.h"

enum {
    LANES = 64,
    BINS = 128,
    PILOT_TRIALS = 2 * LANES,
    KNOTS = 191,
    NO_CODE = -4, /* no bound: before every code */
    CRUCIAL_TRIALS = 1024,
    CRUCIAL_CELLS = 1 << 24,
};

/* The inverse of a distribution function from 0 to 65535, at 64ths, and at 4096ths of the first and last
 * 64th. */
typedef struct Shape {
    int32_t kind, key; /* what it was made from */
    uint16_t knots[KNOTS + 1];
} Shape;

typedef struct Sampler {
    const Shape *shape; /* NULL: `low`, or discrete */
    float low, step;    /* value: low + step * knot */
    uint32_t salt_a, salt_b;
    const RiskValue *values; /* of RISK_DISCRETE */
    uint32_t total_weight;
    int32_t value_count;
} Sampler;

/* risk_shape.c. The shape table is a hash by kind and key in the arena. */
typedef struct Shapes {
    Shape **slots;
    int32_t count, capacity;
} Shapes;
bool sampler_make(Arena *arena, Shapes *shapes, const RiskModel *model, const RiskEstimate *estimate,
                  uint64_t seed, uint64_t stream, Sampler *ret);
void stream_salts(uint64_t seed, uint64_t stream, uint32_t *a, uint32_t *b);
void sample(const Sampler *sampler, uint32_t first_trial, float *to);

typedef enum TrialKind {
    TRIAL_PLAIN,   /* one calendar and a duration */
    TRIAL_POINT,   /* no duration */
    TRIAL_CONST,   /* complete: its dates are known */
    TRIAL_SLOW,    /* several calendars, or fixed outside working time */
    TRIAL_VIRTUAL, /* entry or exit of a linked summary */
} TrialKind;

/* What one resource does of a task with several calendars. */
typedef struct TrialPart {
    const WorkTime *time;
    int32_t minutes;
} TrialPart;

typedef struct TrialEffect {
    int32_t driver;
    bool scale_duration, scale_cost;
    const Sampler *minutes, *cents; /* NULL: nothing */
} TrialEffect;

typedef struct TrialNode {
    const WorkTime *time; /* of durations and lags */
    const TrialPart *parts;
    const Sampler *sampler; /* NULL: `minutes` */
    const TrialEffect *effects;
    int32_t effect_count, part_count;
    int32_t row;
    int32_t kind; /* TrialKind */
    bool linked;  /* links hold it back */
    bool cost_varies;
    int32_t calendar; /* index into Risk.times of the node's codes */
    int32_t minutes;  /* to be done; 0 of a point */
    int32_t whole;    /* minutes of the longest part, of which `minutes` may be what remains */
    int32_t floor, ceiling, finish_floor; /* codes */
    int32_t start;                   /* code of a start that is known; NO_CODE: it follows from the links */
    int32_t finish;                  /* of TRIAL_CONST */
    int32_t group, release, project; /* group: where its finish counts, NO_INDEX when a successor's does;
                                        release: likewise, of groups */
    int32_t cost_release;
    double cents, cents_per_minute; /* of the plan, and beyond it for each minute more */
    const Sampler *cents_sampler;   /* then cents is without the fixed cost */
    double fixed_cents;
} TrialNode;

typedef struct Translation {
    const WorkTime *from, *to;
    int32_t *table; /* of the even codes from 2 * low on, `length` of them, then of the odd ones, which are
                       asked for less often; NULL: the long way */
    int32_t low, length;
    int32_t pair; /* from * calendars + to */
} Translation;

typedef struct TrialEdge {
    int32_t node;        /* the earlier end */
    int32_t translation; /* NO_INDEX: the same calendar */
    int32_t lag;
    uint8_t from_start, to_finish;
    uint8_t slow; /* the lag is not an addition of codes */
    uint8_t elapsed;
} TrialEdge;

struct Risk {
    const Plan *plan;
    const RiskModel *model;
    RiskOptions options;
    Schedule schedule;      /* without uncertainty and sharing */
    const WorkTime **times; /* by calendar, the last one around the clock */
    int32_t calendar_count; /* with that one */
    TrialNode *nodes;
    int32_t node_count;
    int32_t *node_of_row; /* leaves */
    int32_t *first_edge;  /* by node, one more */
    TrialEdge *edges;
    int32_t edge_count;
    Translation *translations;
    int32_t translation_count, translation_capacity;
    Sampler *driver_duration, *driver_cost; /* by driver */
    uint32_t *driver_salts;                 /* two each */
    /* Where finishes are gathered: summaries from the last row to the first, projects, releases, the whole.
     */
    int32_t gather_count, first_project, first_release, whole;
    int32_t *gather_up;  /* the next one up, behind it; NO_INDEX: none */
    int32_t *gather_row; /* of summaries */
    int32_t *gather_of_row;
    double *group_cents; /* by group: what summaries cost themselves */
    int32_t *bin_low;    /* by row */
    uint8_t *bin_shift;
    int32_t crucial_trials;
};

/* One worker's room. Lanes: [node * LANES + lane]. */
struct RiskWork {
    int32_t *start, *finish;
    int32_t *gather;                      /* [gather * LANES + lane], codes around the clock */
    double *cost;                         /* [group * LANES + lane] */
    float *duration_factor, *cost_factor; /* [driver * LANES + lane] */
    uint64_t *happens;
    uint64_t *critical_start, *critical_finish; /* by node: lanes */
    /* Counts over all trials so far. */
    int64_t *critical;               /* by row */
    int64_t *sum;                    /* by row, of finish codes */
    int32_t *bins;                   /* [row * BINS + bin] */
    int32_t *pilot_low, *pilot_high; /* by row; set while piloting, else NULL */
};

/* One batch of LANES trials from `first` on. */
typedef struct Batch {
    const Risk *risk;
    RiskWork *work;
    RiskSamples *samples;
    int32_t first, count; /* count lanes are wanted */
    int32_t without;
    bool lean; /* samples alone */
} Batch;

/* risk_graph.c: nodes in order and the edges between them. */
bool risk_graph_make(Arena *arena, Risk *risk, PlanFault *fault);
/* risk_leaf.c: what one leaf may and must. */
bool risk_leaf_make(Arena *arena, Risk *risk, int32_t row, const int32_t *assignments, int32_t count,
                    TrialNode *ret, PlanFault *fault);
const WorkTime *risk_time(Arena *arena, Risk *risk, int32_t calendar, PlanFault *fault);
/* risk_code.c: codes. */
int32_t code_of(const WorkTime *time, Minute at);
int32_t code_of_back(const WorkTime *time,
                     Minute at); /* between two stretches of work: the end of the first */
Minute moment_of_code(const WorkTime *time, int32_t code);
/* The bound that an edge lays on its later end, from the code of its earlier one: the long way. */
/* Whose time the lag of an edge to the node counts. */
const WorkTime *edge_lag_time(const Risk *risk, const TrialEdge *edge, const TrialNode *to);
int32_t edge_code(const Risk *risk, const TrialEdge *edge, const TrialNode *to, int32_t code);
/* Dates of a slow node from the bounds on it. */
void slow_place(const TrialNode *node, int32_t start_bound, int32_t finish_bound, int32_t minutes,
                int32_t *start, int32_t *finish);
/* Tables for the pairs of calendars that edges need, as far as the pilot went. */
bool translations_fill(Arena *arena, Risk *risk, Minute from, Minute to);
/* risk_trial.c */
void batch_run(const Batch *batch);
/* risk_critical.c */
void batch_critical(const Batch *batch);
/* Draws of a leaf's duration, LANES of them. */
void draw_minutes(const Batch *batch, const TrialNode *node, int32_t *to);

static inline uint32_t risk_hash(uint32_t trial, uint32_t a, uint32_t b) {
    uint32_t h = trial * 0x9E3779B1u + a;
    h ^= h >> 16;
    h *= 0x7FEB352Du;
    h ^= h >> 15;
    h += b;
    h *= 0x846CA68Bu;
    return h ^ h >> 16;
}

static inline int32_t greater(int32_t a, int32_t b) {
    return a > b ? a : b;
}
static inline int32_t smaller(int32_t a, int32_t b) {
    return a < b ? a : b;
}

#endif
