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
        CostWalk walk = cost_walk(run, run->graph.leaf[task], i, false);
        int64_t use = cost_walk_use(&walk);
        CostPart at_start = {COST_USE, walk.assignment, 0, walk.rate.from, use, use};
        for (CostPart part; cost_walk_next(&walk, MINUTE_AFTER, &part);) add_part(run->arena, parts, part);
        add_part(run->arena, parts, at_start);
    }
}

static void add_children(const Run *run, int32_t task, CostParts *parts) {
    for (int32_t i = task + 1; i < run->graph.end[task]; i = run->graph.end[i]) {
        const TaskSchedule *child = run->schedule.tasks + i;
        if (run->graph.inactive[i]) continue;
        add_part(run->arena, parts, (CostPart){COST_PART, i, child->work, MINUTE_NONE, 0, child->cost_cents});
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
        int64_t fixed = plan->tasks[task].fixed_cost_cents;
        add_part(arena, &parts, (CostPart){COST_FIXED, NO_INDEX, 0, MINUTE_NONE, fixed, fixed});
    }
    *ret = parts.at;
    *ret_count = parts.count;
    return !arena->full;
}
