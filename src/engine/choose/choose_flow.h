/* ChooseFlow: the best closure at a price, by maximum flow.
 *
 * At a price (profit per cost) the best closure is the set of free customers, with the free groups they need,
 * of the greatest profit less price times cost. It is a minimum cut (Rhys, Balinski 1970): each customer
 * spends its profit on its groups, each group takes at most its cost times the price; who keeps something in
 * the end is in the closure, and what all keep together is the closure's worth. Any flow bounds that worth
 * from above, so a flow once found is only mended, never begun anew, when the price or what is free changes.
 *
 * All amounts are profits shifted left by `shift`, which makes the price a whole number. */
#ifndef TRIVET_ENGINE_CHOOSE_FLOW_H
#define TRIVET_ENGINE_CHOOSE_FLOW_H

#include "engine/choose/choose_core.h"

typedef enum ChooseState { CHOOSE_FREE, CHOOSE_IN, CHOOSE_OUT } ChooseState;

typedef struct ChooseFlow {
    const ChooseCore *core;
    const uint8_t *customer_state, *group_state; /* ChooseState */
    int shift;
    int64_t price;
    int64_t *flow;                             /* by arc */
    int64_t *excess;                           /* by customer: what it keeps */
    int64_t *spare;                            /* by group: what it could still take */
    int32_t *level, *group_level;              /* negative: not in the smallest best closure */
    int32_t *next, *group_next, *queue, *path; /* of the search for ways */
    uint8_t *outside, *group_outside;          /* 1: not in the largest best closure */
} ChooseFlow;

/* A closure's sums over what is free. */
typedef struct ChooseSum {
    int64_t profit, cost;
} ChooseSum;

bool choose_flow_make(Arena *arena, const ChooseCore *core, int shift, const uint8_t *customer_state,
                      const uint8_t *group_state, ChooseFlow *ret);
/* Maximum flow at the price for what is free now; answers the worth. *ret_least: the smallest of the best
 * closures (level, group_level not negative). Once the worth is known to be at most `enough`, the flow is
 * left as it is, what is answered is only above the worth, and *ret_least is unset; -1: never enough. */
int64_t choose_flow_solve(ChooseFlow *flow, int64_t price, int64_t enough, ChooseSum *ret_least);
/* The largest of the best closures (outside, group_outside 0). */
ChooseSum choose_flow_largest(ChooseFlow *flow);

#endif
