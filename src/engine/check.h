/* Checking: a plan that passed plan_check can be scheduled without one more test of an index or a range. */
#ifndef TRIVET_ENGINE_CHECK_H
#define TRIVET_ENGINE_CHECK_H

#include "engine/trivet.h"

enum {
    PLAN_ROWS_MAX = 16000000, /* of every table without a limit of its own */
    UNITS_MAX = 1000000,      /* percent: ten thousand people */
    LAG_PERCENT_MAX = 100000,
    TASK_FLAGS = TASK_MANUAL | TASK_INACTIVE | TASK_ELAPSED | TASK_MILESTONE | TASK_STARTS | TASK_MANDATORY |
                 TASK_LEVEL_OF_EFFORT | TASK_WBS_SUMMARY | TASK_WITH_PEOPLE | TASK_WHOLE | TASK_FLOAT_END |
                 TASK_BY_PEOPLE,
};
#define MONEY_CENTS_MAX 10000000000000LL

/* Indices, ranges and the outline's order; cycles are graph_make's. */
bool plan_check(const Plan *plan, PlanFault *fault);
/* One row of projects, tasks, links, resources, assignments, pauses, rates or absences, in a plan whose other
 * rows are good.
 */
bool plan_check_row(const Plan *plan, PlanTable table, int32_t row, PlanFault *fault);
/* One calendar: its runs lie in the tables, its spans are sorted. */
bool check_calendar(const Plan *plan, int32_t calendar, PlanFault *fault);

/* Both answer false, so that `return fault_...` is the whole path. */
bool fault_at(PlanFault *fault, PlanFaultKind kind, PlanTable table, int32_t row, const char *field);
bool fault_memory(PlanFault *fault);

/* Its dates come from others (span.h), when it is a leaf. */
static inline bool task_is_span(const Task *task) {
    return task->flags & (TASK_LEVEL_OF_EFFORT | TASK_WBS_SUMMARY);
}

#endif
