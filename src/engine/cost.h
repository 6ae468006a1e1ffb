/* Work and money of a leaf from its assignments.
 *
 * Work of an assignment is given, or units of the task's duration; each hour costs what the rate in force
 * then says (of the assignment's table; overtime its own), so that work is split where the rate changes, in
 * proportion to what is done before and behind. The cost is rounded once, to the cent (half up); the parts
 * of it are differences of rounded sums. A use costs once, of people and machines for each unit, what it
 * costs at the assignment's start; material costs its amount times its price. A task's cost adds its fixed
 * cost. Sums stop at the ends of their type instead of overflowing. */
#ifndef TRIVET_ENGINE_COST_H
#define TRIVET_ENGINE_COST_H

#include "engine/money.h"
#include "engine/work_spread.h"

/* While no single amount is above it, no sum over a plan of the greatest size overflows, so that amounts can
 * be taken out of sums again. */
#define LARGE_MONEY_CENTS ((int64_t)1 << 38)

/* A rate of Plan.rates with a moment makes costs depend on dates. */
bool rates_change(const Plan *plan);

/* What the assignment costs by at a moment. */
Rate cost_rate_at(const Plan *plan, const Assignment *assignment, Minute at);
/* The first moment after this one at which that changes; MINUTE_NONE: it does not. */
Minute cost_rate_change(const Plan *plan, const Assignment *assignment, Minute after);

/* What an assignment costs, rate after rate, as far along its time as is asked for. */
typedef struct CostWalk {
    int32_t assignment, units;
    bool material;
    int64_t amount[2];      /* minutes of work and of overtime; of material its amount */
    int kind;               /* of them: whose part is next */
    Rate rate;              /* in force; from: since when */
    const Rate *next, *end; /* those that follow */
    bool spreads;           /* over time; else all of it is at `start` */
    WorkSpread spread;
    Minute start, at;      /* how far it has come */
    int64_t before, whole; /* shares of the work: done by then, and all */
    int shift;             /* bits by which they are coarser, so that their products with amounts fit */
    MoneySum cost, minutes[2];
} CostWalk;
/* `slot`: its place in run->assignment_list. Before the task has dates its first rate holds throughout. What
 * is not `timed` is only walked through as a whole. */
CostWalk cost_walk(const Run *run, int32_t position, int32_t slot, bool timed);
/* Its use, by the rate at its start: asked before the first step. */
int64_t cost_walk_use(const CostWalk *walk);
/* The next part up to a moment, MINUTE_AFTER for all: never of kind COST_USE. False: there is no more. */
bool cost_walk_next(CostWalk *walk, Minute until, CostPart *ret);

/* Work and cost of the task, its fixed cost included; of the resources' sums too, which are added to (sign 1)
 * or taken from (sign -1). */
typedef struct Spent {
    int64_t work_minutes, cost_cents;
    bool large; /* an amount is above LARGE_MONEY_CENTS */
} Spent;
Spent cost_of_leaf(const Run *run, int32_t position, ResourceSchedule *resources, int sign);

static inline int32_t work_clamp(int64_t minutes) {
    return minutes > INT32_MAX ? INT32_MAX : (int32_t)minutes;
}

#endif
