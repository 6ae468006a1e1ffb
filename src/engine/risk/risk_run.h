/* Risk, compiled for trials; seen by the risk files alone.
 *
 *     plan -> run (as schedule_make prepares it) -> nodes -> batches of LANES trials, node by node
 *
 * Nodes are the positions of the run's graph. Those that nothing drawn reaches keep their dates in the plan.
 * Open leaves with one calendar, milestones and linked summaries are placed for all lanes at once; everything
 * else by forward.c itself, lane by lane, so that a trial means what the schedule means.
 *
 * The idea for the many: a date is kept as a code in the working time of the node's own calendar: twice the
 * working minutes before it, plus one when it is the later of two equal working instants (Monday 08:00 is the
 * code after Friday 17:00). Codes order as moments do, duration and lag are additions, and only a link
 * between two calendars has to be translated: by a table over the months that the pilot trials saw, else the
 * long way. What is no plain leaf uses the time around the clock, where a code is twice the minutes since
 * 1900. */
#ifndef TRIVET_ENGINE_RISK_RUN_H
#define TRIVET_ENGINE_RISK_RUN_H

#include "engine/risk/risk.h"
#include "engine/run.h"
#include "engine/span.h"

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
    double *logs; /* of the middles of the cells that a density is summed over; NULL: not yet asked for */
} Shapes;
bool sampler_make(Arena *arena, Shapes *shapes, const RiskModel *model, const RiskEstimate *estimate,
                  uint64_t seed, uint64_t stream, Sampler *ret);
void stream_salts(uint64_t seed, uint64_t stream, uint32_t *a, uint32_t *b);
void sample(const Sampler *sampler, const uint32_t *trials, float *to);

typedef enum TrialKind {
    TRIAL_PLAIN,   /* one calendar and a duration; the start follows from links and floor alone */
    TRIAL_POINT,   /* the same without a duration */
    TRIAL_VIRTUAL, /* entry or exit of a linked summary */
    TRIAL_SPAN,    /* its dates come from others' when these are placed */
    TRIAL_EXACT,   /* all else: placed by forward.c */
} TrialKind;

typedef struct TrialEffect {
    int32_t driver;
    bool scale_duration, scale_cost;
    const Sampler *minutes, *cents; /* NULL: nothing */
} TrialEffect;

/* What one more minute costs from a code on, until the next. */
typedef struct TrialPrice {
    int32_t from;
    double cents_per_minute;
} TrialPrice;

typedef struct TrialNode {
    const WorkTime *time;   /* of its codes */
    const Sampler *sampler; /* NULL: `minutes` */
    const TrialEffect *effects;
    int32_t effect_count;
    int32_t row;
    int32_t kind;   /* TrialKind */
    bool works;     /* its duration may be drawn */
    bool known;     /* nothing drawn reaches it */
    bool done;      /* it cannot be critical */
    bool remaining; /* its dates are those of what remains; what happened is shown with them */
    bool cost_varies;
    bool cost_drawn;               /* by more than its duration */
    int32_t minutes;               /* to be done, in the plan */
    int32_t floor;                 /* code, of TRIAL_PLAIN and TRIAL_POINT */
    int32_t summary, end, release; /* the shelves of its summary, project and release that gather its finish;
                                      NO_INDEX: a successor's is gathered, and that ends later */
    int32_t project;
    int32_t cost_release;
    double cents, cents_per_minute; /* of the plan, and beyond it for each minute more */
    const TrialPrice *prices;       /* where rates change: its work costs what it does when it is done */
    int32_t price_count;
    double planned_work_cents;
    const Sampler *cents_sampler; /* then cents is without the fixed cost */
    double fixed_cents;
} TrialNode;

/* Codes of one calendar to those of another. Calendars change at round times, so a stretch of codes is cut
 * into cells of equal length within which both work on alike, or the target pauses: the code there is `base`
 * or base plus the way into the cell. A cell's first code, an odd one, may stand for the end of a pause and
 * has a base of its own. Few cells say what years hold, and stay in the nearest cache. */
typedef struct Translation {
    const WorkTime *from, *to;
    const int32_t *cells; /* two a cell: of its first code, of the others; 2 * (base - to_low), plus 1 where
                             the way counts. NULL: the long way */
    int32_t low, length;  /* codes after low, so many */
    int32_t step;         /* codes a cell */
    float cells_per_code;
    int32_t to_low;
} Translation;

/* Finishes on one calendar that are gathered in one place: the latest of them is translated, not each. */
typedef struct Shelf {
    const WorkTime *time;
    int32_t gather;
    int32_t translation; /* around the clock; NO_INDEX: as it is, or the long way */
    int32_t next;        /* of the same gather; NO_INDEX: none */
} Shelf;

typedef struct TrialEdge {
    int32_t node;        /* the earlier end */
    int32_t index;       /* into the graph's edges */
    int32_t translation; /* NO_INDEX: the same calendar */
    int32_t lag;
    uint8_t from_start, to_finish;
    uint8_t slow; /* the lag is not an addition of codes */
} TrialEdge;

struct Risk {
    const RiskModel *model;
    RiskOptions options;
    Run run; /* the plan without sharing, scheduled without uncertainty */
    SpanLinks span_links;
    TrialNode *nodes; /* by position of the run's graph */
    int32_t node_count;
    int32_t *first_edge; /* by node, one more */
    TrialEdge *edges;
    Translation *translations;
    int32_t translation_count;
    Sampler *driver_duration, *driver_cost; /* by driver */
    uint32_t *driver_salts;                 /* two each */
    /* Where finishes are gathered: summaries from the last row to the first, projects, releases, the whole.
     */
    int32_t gather_count, first_project, first_release, whole;
    int32_t *gather_up;  /* the next one up, behind it; NO_INDEX: none */
    int32_t *gather_row; /* of summaries */
    Shelf *shelves;
    int32_t shelf_count;
    double *group_cents; /* by group: what summaries cost themselves */
    int32_t *bin_low;    /* by row */
    uint8_t *bin_shift;
    int32_t crucial_trials;
};

/* One worker's room. Lanes: [node * LANES + lane]. */
struct RiskWork {
    Run run;      /* with its own jobs and results */
    Dates *dates; /* by position: of one lane */
    int32_t *start, *finish;
    int32_t *shelves;                     /* [shelf * LANES + lane], the latest finish of each */
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

/* One batch of LANES trials, whose numbers need not follow each other. */
typedef struct Batch {
    const Risk *risk;
    RiskWork *work;
    RiskSamples *samples;
    uint32_t trials[LANES]; /* those beyond `count` are of any valid number, and not wanted */
    int32_t count;
    int32_t without; /* a driver that does not happen; then only the samples are written */
} Batch;

/* risk_nodes.c: nodes, the edges between them, and where finishes are gathered. */
bool risk_nodes_make(Arena *arena, Risk *risk);
bool risk_edges_make(Arena *arena, Risk *risk);
bool risk_gather_make(Arena *arena, Risk *risk);
/* Samplers are known: marks what nothing drawn reaches. */
void risk_mark_known(Risk *risk);
/* What its work costs between two codes, evenly done, by its prices. */
double trial_work_cents(const TrialNode *node, int32_t start, int32_t finish, int32_t minutes);
/* risk_code.c: codes. */
int32_t code_of(const WorkTime *time, Minute at);
/* Between two stretches of work: the end of the first. */
int32_t code_of_back(const WorkTime *time, Minute at);
/* MINUTE_NONE of NO_CODE. */
Minute moment_of_code(const WorkTime *time, int32_t code);
/* risk_exact.c: one lane at a time, by the code that schedules. */
bool exact_make(Arena *arena, const Risk *risk, RiskWork *work);
void exact_place(const Batch *batch, int32_t at, const int32_t *minutes);
/* The code, of the later end, of the bound that a slow edge lays on it in a lane. */
int32_t exact_bound(const Batch *batch, const TrialEdge *edge, int32_t at, int lane);
/* The lanes of those asked for in which the edge decides the dates of a node. */
uint64_t exact_decides(const Batch *batch, const TrialEdge *edge, int32_t at, uint64_t lanes);
/* All spans of a lane. */
void exact_place_spans(const Batch *batch, int lane);
/* The working minutes of a span in all lanes. */
void exact_lengths(const Batch *batch, int32_t at, int32_t *minutes);
/* Of a node with `remaining`: finishes as they are shown. */
void exact_shown(const Batch *batch, int32_t at, int32_t *finish);
/* Tables for the pairs of calendars that edges need, as far as the pilot went. They have to be worth their
 * making: no more cells than there will be look-ups. */
bool translations_fill(Arena *arena, Risk *risk, Minute from, Minute to, int64_t lookups);
/* risk_trial.c */
bool driver_happens(const Risk *risk, int32_t driver, uint32_t trial);
void batch_run(const Batch *batch);
/* Raises a node's bounds, in all lanes, to what an edge lays on it. */
void raise_bound(const Batch *batch, const TrialEdge *edge, int32_t at, int32_t *bound);
/* risk_critical.c */
void batch_critical(const Batch *batch);
/* Draws of a leaf's duration, LANES of them. */
void draw_minutes(const Batch *batch, const TrialNode *node, int32_t *to);

/* A function of which the program also holds copies for vectors of 256 and 512 bits, and takes the widest
 * that the processor has. The arithmetic is the same, so are the bits. */
#if defined __x86_64__ && defined __gnu_linux__ && !defined __clang__ && !defined __SANITIZE_ADDRESS__ &&    \
    !defined __SANITIZE_THREAD__
#define WIDE __attribute__((target_clones("avx512f", "avx2", "default"), flatten))
#else
#define WIDE
#endif

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
