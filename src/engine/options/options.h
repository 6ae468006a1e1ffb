/* Ways out: what can give way when scope, time and budget do not fit, and the front of all three.
 *
 * Given a plan, features with their values and variants, and limits (dates and money), the search looks for
 * sets of moves after which the limits hold, or give way as little as possible:
 *
 *     defer      the feature takes no part in the plan; its value is lost
 *     simplify   a variant of the feature: less value, less work
 *     hire       more units of a resource
 *     reorder    the feature comes first, or last, when people are shared
 *     overlap    a finish-start link becomes start-start with half the predecessor's duration as lag
 *     crash      an assignment gets all the units that its resource has
 *     extend, raise   a date moves to the finish, a budget to the cost: what the other moves leave over
 *
 * Every set is judged by scheduling the plan with it: what is shown is what applying gives. Its price, in
 * millionths, is the sum of
 *     scope   the share of all value that is lost
 *     time    the worst share by which a date is passed (of the time from the plan's start to it)
 *     budget  the shares by which budgets are passed, and what hiring costs
 *     risk    a small fixed price of each move (below)
 * each times its weight in percent. The least price is the best way out. Options differ in kind: of each
 * combination of kinds of moves the cheapest set is kept, and dropped when part of its kinds alone is as
 * cheap.
 *
 * Anytime and deterministic: equal problems with equal steps give equal answers; one step is one schedule.
 * `proven`: every cheaper set of the moves looked at was tried.
 *
 *     OptionsAnswer answer;
 *     if (!options_find(&arena, &problem, &limits, &answer, &fault)) say(fault); */
#ifndef TRIVET_ENGINE_OPTIONS_H
#define TRIVET_ENGINE_OPTIONS_H

#include "engine/risk/risk.h"
#include "engine/trivet.h"

enum {
    OPTIONS_FEATURES_MAX = 20000,
    OPTIONS_MOVES_MAX = 4096,
    OPTIONS_SET_MAX = 512,    /* moves of one option */
    OPTIONS_FRONT_MAX = 1000, /* points of a front */
    OPTIONS_WHOLE = 1000000,
    /* Prices of a move besides value and money, in millionths: what it disturbs. */
    OPTIONS_PRICE_DEFER = 1000,
    OPTIONS_PRICE_SIMPLIFY = 500,
    OPTIONS_PRICE_REORDER = 3000,
    OPTIONS_PRICE_CRASH = 5000,
    OPTIONS_PRICE_OVERLAP = 10000, /* rework */
    OPTIONS_PRICE_HIRE = 20000,    /* who is new learns from those who are busy (Brooks) */
};

/* Values are in any unit, 0 or more. */
typedef struct OptionsFeature {
    int32_t task;  /* row of the plan: all below it is its work */
    int32_t fixed; /* 1: may be neither deferred nor simplified. What has started is not deferred anyway */
    int64_t value;
} OptionsFeature;

typedef struct OptionsVariant {
    int32_t feature;
    int32_t first_work, work_count; /* a run in OptionsProblem.works */
    int32_t reserved;
    int64_t value; /* in place of the feature's */
} OptionsVariant;

/* What a variant changes of a row below its feature. */
typedef struct OptionsWork {
    int32_t task;
    int32_t left_out;
    int32_t minutes; /* of work by people, else of duration; -1: as it is */
} OptionsWork;

typedef struct OptionsHire {
    int32_t resource, units; /* so many more, in percent */
    int64_t cost_cents;      /* of hiring itself; their work costs what the resource costs */
} OptionsHire;

typedef enum OptionsLimitKind {
    LIMIT_PROJECT_FINISH,
    LIMIT_RELEASE_FINISH,
    LIMIT_TASK_FINISH,
    LIMIT_PROJECT_COST,
} OptionsLimitKind;

typedef struct OptionsLimit {
    int32_t kind, index; /* OptionsLimitKind, and of which project, release or row */
    Minute by;           /* a tolerance included */
    int32_t reserved;
    int64_t cents;
} OptionsLimit;

typedef enum OptionsMoveKind {
    MOVE_DEFER,    /* index: feature */
    MOVE_SIMPLIFY, /* variant */
    MOVE_HIRE,     /* hire */
    MOVE_REORDER,  /* feature; to 0: before everything ranked, 1: behind it */
    MOVE_OVERLAP,  /* link */
    MOVE_CRASH,    /* assignment */
    MOVE_KINDS,
    MOVE_EXTEND = MOVE_KINDS, /* in signatures only */
    MOVE_RAISE,
} OptionsMoveKind;

typedef struct OptionsMove {
    int32_t kind, index;
    int32_t to; /* reorder: see there; overlap: the lag in minutes; crash: the units */
    int32_t reserved;
    int64_t value, price; /* value lost; price in millionths, without what extending or raising adds */
} OptionsMove;

typedef struct OptionsWeights {
    int32_t scope, time, budget, risk; /* percent */
} OptionsWeights;

typedef struct OptionsProblem {
    const Plan *plan; /* is not written */
    const OptionsFeature *features;
    const OptionsVariant *variants;
    const OptionsWork *works;
    const OptionsHire *hires;
    const OptionsLimit *limits;
    int32_t feature_count, variant_count, work_count, hire_count, limit_count;
    int32_t kinds; /* bits 1 << OptionsMoveKind that may be used; 0: all */
    OptionsWeights weights;
} OptionsProblem;

/* One set of moves with the figures that applying it gives. */
typedef struct Option {
    int32_t *moves; /* indices into OptionsAnswer.moves, ascending */
    int32_t move_count;
    int32_t signature; /* bits 1 << OptionsMoveKind of what gives way */
    Minute *finishes;  /* by limit: the finish of its subject; of a cost its project's */
    int64_t *costs;    /* by limit: cost of its subject's project; of a release or row its own */
    Minute finish;     /* of the plan */
    int64_t cost_cents;
    int64_t value; /* that stays */
    int64_t price;
} Option;

typedef struct OptionsAnswer {
    Option now;         /* without any move */
    Option *options;    /* the cheapest first */
    OptionsMove *moves; /* that were looked at */
    int32_t option_count, move_count;
    int64_t steps, steps_to_first, steps_to_best;
    bool fits;   /* no limit is passed: there are no options */
    bool proven; /* the first option has the least price of all sets of the moves */
} OptionsAnswer;

typedef struct OptionsBudget {
    int64_t steps;                                             /* schedules; 0: 400 */
    bool (*go_on)(void *context, const OptionsAnswer *so_far); /* may be NULL; false stops the search */
    /* May be NULL: better options than before, some of them; lasts until it returns. Called a few times. */
    void (*improved)(void *context, const OptionsAnswer *so_far);
    void *context;
} OptionsBudget;

typedef struct OptionsFault {
    PlanFault plan;    /* when the plan cannot be scheduled */
    const char *table; /* else: "features", "variants", "works", "hires", "limits" */
    int32_t row;
} OptionsFault;

bool options_find(Arena *arena, const OptionsProblem *problem, const OptionsBudget *budget,
                  OptionsAnswer *ret, OptionsFault *fault);

/* Does the moves to the rows of a plan (a copy of the problem's), in order of their indices. */
void options_apply(const OptionsProblem *problem, const OptionsMove *moves, const int32_t *set, int32_t count,
                   Plan *plan);

/* ---- The front of value, date and cost ---- */

/* A point that no other beats in value, date and cost at once. Features chosen: bit by feature. */
typedef struct OptionsPoint {
    uint8_t *chosen; /* by feature */
    int32_t hires;   /* the first so many of the hires */
    Minute finish;   /* of the plan */
    Minute p50, p85; /* of the same; finish when there is no risk model */
    int64_t value, cost_cents;
} OptionsPoint;

typedef struct OptionsFront {
    OptionsPoint *points; /* by value, the greatest first */
    int32_t point_count;
    int64_t steps;
} OptionsFront;

/* Scopes from everything to nothing that may be deferred, each chosen by the exact next-release solver
 * (choose.h) for the time of the people that are short, with and without hiring. risk may be NULL. */
bool options_front(Arena *arena, const OptionsProblem *problem, const RiskModel *risk, RiskOptions trials,
                   const OptionsBudget *budget, OptionsFront *ret, OptionsFault *fault);

/* Percentiles of the plan's finish when everybody works in the order of its schedule (risk.h does not share
 * people itself). percents: 1..100. The arena is as before afterwards. False: it is full, or the model is at
 * fault. */
bool options_percentiles(Arena *arena, const Plan *plan, const Schedule *schedule, const RiskModel *model,
                         RiskOptions options, const int32_t *percents, int32_t count, Minute *ret);

#endif
