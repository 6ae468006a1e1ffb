/* ChooseCore: a next-release problem with all that needs no search taken out.
 *
 * Precedence is resolved into what each customer needs altogether; customers who need the same become one;
 * requirements needed by the same customers become one group; a group that one customer alone needs becomes
 * that customer's own cost. What is left is bipartite: customers with a profit and an own cost, groups with a
 * cost, arcs between them. Costs are divided by their common divisor. */
#ifndef TRIVET_ENGINE_CHOOSE_CORE_H
#define TRIVET_ENGINE_CHOOSE_CORE_H

#include "engine/choose/choose.h"

typedef struct ChooseCore {
    int32_t customer_count, group_count, arc_count;
    int64_t *profit, *own; /* by customer; own: what it costs beside its groups */
    int64_t *cost;         /* by group */
    int32_t *first_arc;    /* by customer, one more; arcs are sorted by customer */
    int32_t *arc_group, *arc_customer;
    int32_t *first_use; /* by group, one more: runs of use_arc */
    int32_t *use_arc;
    int32_t *merged;        /* by customer of the problem: the customer here, or -1: content without cost */
    int64_t content_profit; /* of those who are content without cost */
    int64_t unit;           /* all costs are multiples of it and divided by it */
    int64_t cost_sum, profit_sum;
    const ChooseProblem *problem;
    int32_t *first_need, *need; /* by customer of the problem, one more: every requirement it needs, sorted */
} ChooseCore;

bool choose_core_make(Arena *arena, const ChooseProblem *problem, ChooseCore *ret, ChooseFault *fault);

static inline bool choose_fault(ChooseFault *fault, ChooseFaultKind kind, const char *table, int32_t row) {
    *fault = (ChooseFault){kind, table, row};
    return false;
}

#endif
