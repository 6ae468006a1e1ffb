/* Late dates explained, many of one plan: the scheduling that it takes is paid once. See explain_late.c. */
#ifndef TRIVET_ENGINE_EXPLAIN_LATE_H
#define TRIVET_ENGINE_EXPLAIN_LATE_H

#include "engine/trivet.h"

typedef struct LateExplainer LateExplainer;

/* Lives in the arena; the plan is the caller's and outlives it. NULL: it cannot be scheduled. */
LateExplainer *late_explainer_make(Arena *arena, const Plan *plan);
/* As schedule_explain_late. */
bool late_explainer_chain(LateExplainer *explainer, int32_t task, bool of_finish, ExplainStep **ret,
                          int *ret_count);

#endif
