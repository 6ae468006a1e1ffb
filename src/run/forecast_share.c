/* Shared people in a forecast: the order of the levelled plan, as links. See forecast.h. */
#include "base/banned.h"
#include "run/forecast.h"

typedef struct Use {
    int32_t resource, task, units;
    Minute start, finish;
} Use;

static int compare_uses(const void *a, const void *b) {
    const Use *x = a, *y = b;
    if (x->resource != y->resource) return x->resource < y->resource ? -1 : 1;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    if (x->finish != y->finish) return x->finish < y->finish ? -1 : 1;
    return (x->task > y->task) - (x->task < y->task);
}

/* Work of people and machines on tasks whose place is the engine's to choose. */
static int32_t list_uses(const Plan *plan, const Schedule *schedule, Use *uses) {
    int32_t count = 0;
    for (int32_t i = 0; i < plan->assignment_count; i++) {
        const Assignment *a = plan->assignments + i;
        const Task *task = plan->tasks + a->task;
        const TaskSchedule *planned = schedule->tasks + a->task;
        bool counts = plan->resources[a->resource].kind != RESOURCE_MATERIAL &&
                      !(task->flags & (TASK_INACTIVE | TASK_MANUAL)) && planned->start != MINUTE_NONE &&
                      planned->finish > planned->start;
        if (counts) uses[count++] = (Use){a->resource, a->task, a->units, planned->start, planned->finish};
    }
    return count;
}

bool forecast_share(Arena *arena, const Plan *plan, const Schedule *schedule, Plan *ret) {
    Use *uses = arena_array(arena, Use, plan->assignment_count);
    Link *links = arena_array(arena, Link, plan->link_count + plan->assignment_count);
    if (!uses || !links) return false;
    int32_t count = list_uses(plan, schedule, uses), link_count = plan->link_count;
    if (count) qsort(uses, (size_t)count, sizeof *uses, compare_uses);
    if (link_count) memcpy(links, plan->links, (size_t)link_count * sizeof *links);
    for (int32_t i = 0; i < count; i++)
        for (int32_t k = i + 1; k < count && uses[k].resource == uses[i].resource; k++) {
            bool together = uses[i].units + uses[k].units <= plan->resources[uses[i].resource].units;
            if (uses[k].start < uses[i].finish || together || uses[k].task == uses[i].task) continue;
            if (plan->tasks[uses[k].task].actual_start == MINUTE_NONE)
                links[link_count++] = (Link){uses[i].task, uses[k].task, LINK_FS, 0, LAG_WORKING};
            break;
        }
    *ret = *plan;
    ret->links = links;
    ret->link_count = link_count;
    return true;
}
