/* Work and money of a task from its assignments.
 *
 * Work of an assignment is given, or units of the task's duration; cost is work times the hourly rate
 * rounded to the cent (half up), and once what a use costs; of material, the amount times its price. A
 * task's cost adds its fixed cost. Sums stop at the ends of their type instead of overflowing. */
#ifndef TRIVET_ENGINE_COST_H
#define TRIVET_ENGINE_COST_H

#include "engine/run.h"

void cost_of_task(const Run *run, int32_t row, TaskSchedule *task, ResourceSchedule *resources);

static inline int64_t money_add(int64_t a, int64_t b) {
    int64_t sum;
    if (!__builtin_add_overflow(a, b, &sum)) return sum;
    return a < 0 ? INT64_MIN : INT64_MAX;
}
static inline int32_t work_clamp(int64_t minutes) {
    return minutes > INT32_MAX ? INT32_MAX : (int32_t)minutes;
}

#endif
