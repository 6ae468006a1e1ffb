/* Work and money. See cost.h. */
#include "engine/cost.h"

/* Neither is negative. */
static int64_t money_times(int64_t a, int64_t b) {
    return a != 0 && b > INT64_MAX / a ? INT64_MAX : a * b;
}

static int64_t work_minutes(const Assignment *assignment, const Job *job) {
    if (job->minutes == 0) return 0;
    if (assignment->work >= 0) return assignment->work;
    int64_t minutes = job->minutes - (job->more ? job->more->pause : 0);
    int64_t percent = (int64_t)assignment->units * contour_average(assignment->contour);
    return (minutes * percent + 5000) / 10000;
}

static int64_t rate_cents(const Assignment *assignment, const WorkResource *resource, int64_t work) {
    if (resource->kind == RESOURCE_MATERIAL)
        return money_times(resource->rate_cents_per_hour, assignment->units);
    int64_t cost = money_times(resource->rate_cents_per_hour, work);
    return cost == INT64_MAX ? cost : cost / 60 + (cost % 60 >= 30);
}

AssignmentCost cost_of_assignment(const Run *run, int32_t position, int32_t index) {
    const Assignment *assignment = run->plan->assignments + index;
    const WorkResource *resource = run->plan->resources + assignment->resource;
    bool material = resource->kind == RESOURCE_MATERIAL;
    int64_t work = material ? 0 : work_minutes(assignment, run->jobs + position);
    return (AssignmentCost){work, rate_cents(assignment, resource, work), resource->cost_per_use_cents};
}

Spent cost_of_leaf(const Run *run, int32_t position, ResourceSchedule *resources, int sign) {
    int32_t row = run->graph.row[position];
    int64_t fixed = run->plan->tasks[row].fixed_cost_cents;
    Spent spent = {0, fixed, fixed > LARGE_MONEY_CENTS || fixed < -LARGE_MONEY_CENTS};
    if (!run->first_assignment) return spent;
    for (int32_t i = run->first_assignment[row]; i < run->first_assignment[row + 1]; i++) {
        int32_t index = run->assignment_list[i];
        ResourceSchedule *result = resources + run->plan->assignments[index].resource;
        AssignmentCost one = cost_of_assignment(run, position, index);
        int64_t cost = money_add(one.rate_cents, one.use_cents);
        result->work_minutes += sign * one.work_minutes;
        result->cost_cents = money_add(result->cost_cents, sign * cost);
        spent.work_minutes += one.work_minutes;
        spent.cost_cents = money_add(spent.cost_cents, cost);
        spent.large |= cost > LARGE_MONEY_CENTS;
    }
    return spent;
}
