/* Work and money of a leaf from its assignments.
 *
 * Work of an assignment is given, or units of the task's duration; cost is work times the hourly rate
 * rounded to the cent (half up), and once what a use costs; of material, the amount times its price. A
 * task's cost adds its fixed cost. Sums stop at the ends of their type instead of overflowing. */
#ifndef TRIVET_ENGINE_COST_H
#define TRIVET_ENGINE_COST_H

#include "engine/run.h"

/* While no single amount is above it, no sum over a plan of the greatest size overflows, so that amounts can
 * be taken out of sums again. */
#define LARGE_MONEY_CENTS ((int64_t)1 << 38)

typedef struct AssignmentCost {
    int64_t work_minutes; /* of material none */
    int64_t rate_cents;   /* work or amount times rate */
    int64_t use_cents;
} AssignmentCost;
/* `index`: of Plan.assignments, one of the leaf's. */
AssignmentCost cost_of_assignment(const Run *run, int32_t position, int32_t index);

/* Work and cost of the task, its fixed cost included; of the resources' sums too, which are added to (sign 1)
 * or taken from (sign -1). */
typedef struct Spent {
    int64_t work_minutes, cost_cents;
    bool large; /* an amount is above LARGE_MONEY_CENTS */
} Spent;
Spent cost_of_leaf(const Run *run, int32_t position, ResourceSchedule *resources, int sign);

static inline int64_t money_add(int64_t a, int64_t b) {
    int64_t sum;
    if (!__builtin_add_overflow(a, b, &sum)) return sum;
    return a < 0 ? INT64_MIN : INT64_MAX;
}
static inline int32_t work_clamp(int64_t minutes) {
    return minutes > INT32_MAX ? INT32_MAX : (int32_t)minutes;
}

#endif
