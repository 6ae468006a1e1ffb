/* Ways out of a workspace's conflicts: the engine's options (engine/options/options.h) over items, and each
 * option as changes that a proposal can carry.
 *
 * Limits are what people agreed: must_finish_at and budget_cents of projects, target_on of releases that are
 * not out, deadline_at of items, and what the question asks for itself. Features are the planned items of
 * kind feature; their variants are in the items. Whoever is short can get a second pair of hands. Applying
 * the changes of an option gives the figures that it shows, to the minute and the cent. */
#ifndef TRIVET_WAYS_H
#define TRIVET_WAYS_H

#include "change/change.h"
#include "engine/risk/risk.h"
#include "model/plan.h"

typedef struct WayAsked { /* a limit that nobody wrote down yet */
    Choice kind;
    Id subject_id;
    Moment by;            /* of a date */
    int64_t budget_cents; /* of project_cost */
} WayAsked;

typedef struct WaysQuestion {
    Id project_id; /* null: limits of the whole workspace */
    Id release_id; /* null: of all releases */
    Id feature_id; /* "what would it take" to have this feature ... */
    Moment by;     /* ... by then; both or none */
    List limits;   /* of WayAsked: beside those that are agreed; no way changes them */
    List kinds;    /* names of moves that may be used; empty: all */
    double scope_weight, time_weight, budget_weight, risk_weight; /* percent */
    int64_t tolerance_minutes;                                    /* a date may be passed by so much */
    double tolerance_percent;                                     /* and a budget */
    int64_t steps;                                                /* schedules tried at most */
    int64_t hire_cents;                                           /* what it costs to get one more person */
    int64_t trials;                                               /* of P50 and P80; 0: none */
    bool front;                                                   /* also the front of value, date and cost */
} WaysQuestion;

typedef struct WayLimit { /* one date or budget: as agreed, and what the plan says to it */
    Choice kind;
    Id subject_id;
    Str name;
    Moment by, finish_at; /* null: a budget */
    int64_t budget_cents, cost_cents;
    bool broken;
} WayLimit;

typedef struct WayMove {
    Choice kind;
    Id subject_id; /* feature, resource, link or assignment */
    Str name, detail;
    double value_lost;
} WayMove;

typedef struct WayLoser {
    Id item_id;
    Str name, goal;
    double value, value_lost, reach;
} WayLoser;

typedef struct Way {
    List kinds; /* what gives way: names of moves, extend and raise */
    List moves, losers, limits, changes;
    Moment finish_at, finish_p50_at, finish_p80_at;
    int64_t cost_cents;
    double value, price; /* price: percent, see engine/options/options.h */
} Way;

typedef struct WayPoint {
    double value;
    Moment finish_at, p50_at, p85_at;
    int64_t cost_cents;
    List left_out; /* ids of features */
} WayPoint;

typedef struct Ways {
    bool fits, proven;
    int64_t steps, steps_to_first;
    List limits;  /* all of them, today */
    List ways;    /* the best first */
    List front;   /* of WayPoint */
    double value; /* of all that is planned */
    Moment finish_at;
    int64_t cost_cents;
} Ways;

extern const Resource way_asked_resource, ways_question_resource, way_limit_resource, way_move_resource,
    way_loser_resource, way_resource, way_point_resource, ways_resource;
extern const char *const way_kind_names[], *const way_limit_names[];

/* What a search says and hears; every function may be NULL. */
typedef struct WaysHelp {
    void *context;
    bool (*go_on)(void *context, double share);          /* 0 to 1; false: stop with what there is */
    void (*improved)(void *context, const Ways *so_far); /* better than before; lasts until it returns */
    /* Of the plan as it is, for P50 and P80; without it there are none. False: *err. */
    bool (*uncertainty)(void *context, const PlanMap *map, const Schedule *schedule, RiskModel *ret,
                        Error *err);
} WaysHelp;

/* help may be NULL. All of it lives in the arena, the source must outlive it. */
bool ways_compute(Arena *arena, const PlanSource *source, const WaysQuestion *question, const WaysHelp *help,
                  Ways *ret, Error *err);

#endif
