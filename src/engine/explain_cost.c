/* Why a task costs what it does: of a leaf what each assignment costs by its rate and by its use, of a
 * summary what each child costs, and of both the fixed cost. */
#include "base/vec.h"
#include "engine/check.h"
#include "engine/cost.h"
#include "engine/rollup.h"

typedef struct CostParts {
    VEC(CostPart);
} CostParts;

static void add_part(Arena *arena, CostParts *parts, CostPart part) {
    CostPart *to = part.cents ? vec_push(arena, parts) : NULL;
    if (to) *to = part;
}

static void add_assignments(const Run *run, int32_t task, CostParts *parts) {
    if (!run->first_assignment) return;
    for (int32_t i = run->first_assignment[task]; i < run->first_assignment[task + 1]; i++) {
        int32_t index = run->assignment_list[i];
        const WorkResource *resource = run->plan->resources + run->plan->assignments[index].resource;
        CostKind kind = resource->kind == RESOURCE_MATERIAL ? COST_MATERIAL : COST_WORK;
        AssignmentCost cost = cost_of_assignment(run, run->graph.leaf[task], index);
        add_part(run->arena, parts, (CostPart){kind, index, work_clamp(cost.work_minutes), cost.rate_cents});
        add_part(run->arena, parts, (CostPart){COST_USE, index, 0, cost.use_cents});
    }
}

static void add_children(const Run *run, int32_t task, CostParts *parts) {
    for (int32_t i = task + 1; i < run->graph.end[task]; i = run->graph.end[i]) {
        const TaskSchedule *child = run->schedule.tasks + i;
        if (run->graph.inactive[i]) continue;
        add_part(run->arena, parts, (CostPart){COST_PART, i, child->work, child->cost_cents});
    }
}

bool schedule_explain_cost(Arena *arena, const Plan *plan, int32_t task, CostPart **ret, int *ret_count) {
    PlanFault fault;
    CostParts parts = {0};
    Run run = {.arena = arena, .plan = plan, .fault = &fault};
    if (task < 0 || task >= plan->task_count || !plan_check(plan, &fault)) return false;
    if (!rows_reserve(&run) || !run_prepare(&run) || !run_passes(&run)) return false;
    if (!run.graph.inactive[task]) {
        if (run.graph.leaf[task] != NO_INDEX) add_assignments(&run, task, &parts);
        else add_children(&run, task, &parts);
        add_part(arena, &parts, (CostPart){COST_FIXED, NO_INDEX, 0, plan->tasks[task].fixed_cost_cents});
    }
    *ret = parts.at;
    *ret_count = parts.count;
    return !arena->full;
}
