/* Where inactive items would be: the plan is scheduled once more with all of them, but with nothing behind
 * them. */
#include "base/banned.h"
#include "model/plan.h"

bool plan_is_inactive(const PlanMap *map, int32_t row) {
    const Task *tasks = map->plan.tasks;
    while (row >= 0 && !(tasks[row].flags & TASK_INACTIVE)) row = tasks[row].parent;
    return row >= 0;
}

static bool has_inactive(const PlanMap *map) {
    for (int32_t i = 0; i < map->plan.task_count; i++)
        if (map->plan.tasks[i].flags & TASK_INACTIVE) return true;
    return false;
}

void plan_place_inactive(Arena *arena, const PlanMap *map, Schedule *schedule) {
    Plan whole;
    Schedule beside;
    PlanFault fault;
    if (!has_inactive(map) || !plan_copy(arena, &map->plan, &whole)) return;
    whole.link_count = 0;
    for (int32_t i = 0; i < map->plan.link_count; i++)
        if (!plan_is_inactive(map, map->plan.links[i].predecessor))
            whole.links[whole.link_count++] = map->plan.links[i];
    for (int32_t i = 0; i < whole.task_count; i++) whole.tasks[i].flags &= ~TASK_INACTIVE;
    if (!schedule_make(arena, &whole, &beside, &fault)) return;
    for (int32_t i = 0; i < whole.task_count; i++) {
        if (!plan_is_inactive(map, i)) continue;
        schedule->tasks[i] = beside.tasks[i];
        schedule->tasks[i].critical = schedule->tasks[i].work = 0;
        schedule->tasks[i].cost_cents = 0;
    }
}
