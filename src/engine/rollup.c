/* Roll-up: what of the results does not depend on dates, once; then, after each pass, summaries from their
 * children and groups from their leaves; last, where rates change, all costs.
 *
 * Sums of money are taken in the order of rows, because they stop at the end of their type. */
#include "engine/rollup.h"
#include "base/mem.h"
#include "engine/check.h"
#include "engine/cost.h"
#include "engine/float_paths.h"

bool rows_reserve(Run *run) {
    const Plan *plan = run->plan;
    run->schedule = (Schedule){
        arena_array(run->arena, TaskSchedule, plan->task_count),
        arena_array(run->arena, GroupSchedule, plan->project_count),
        arena_array(run->arena, GroupSchedule, plan->release_count),
        arena_array(run->arena, ResourceSchedule, plan->resource_count),
    };
    const Schedule *made = &run->schedule;
    return made->tasks && made->projects && made->releases && made->resources && float_places_reserve(run);
}

static const TaskSchedule no_dates = {
    .start = MINUTE_NONE,
    .finish = MINUTE_NONE,
    .early_start = MINUTE_NONE,
    .early_finish = MINUTE_NONE,
    .late_start = MINUTE_NONE,
    .late_finish = MINUTE_NONE,
    .cause_index = NO_INDEX,
    .cause_resource = NO_INDEX,
};

/* ---- What does not depend on dates ---- */

static int32_t duration_of(const Job *job) {
    if (job->mode != JOB_DONE) return job->minutes + (job->more ? job->more->done - job->more->pause : 0);
    return worktime_between(job->time, job->floor, job->more->resume);
}

void leaf_prepare(Run *run, int32_t position) {
    TaskSchedule *row = run->schedule.tasks + run->graph.row[position];
    Spent spent = cost_of_leaf(run, position, run->schedule.resources, 1);
    row->duration = duration_of(run->jobs + position);
    row->work = work_clamp(spent.work_minutes);
    row->cost_cents = spent.cost_cents;
    run->large_money |= spent.large;
}

void leaf_clear(Run *run, int32_t position) {
    TaskSchedule *row = run->schedule.tasks + run->graph.row[position], cleared = no_dates;
    cleared.duration = duration_of(run->jobs + position);
    cleared.work = row->work;
    cleared.cost_cents = row->cost_cents;
    *row = cleared;
}

void leaf_remove(Run *run, int32_t position) {
    cost_of_leaf(run, position, run->schedule.resources, -1);
}

/* What a row costs beyond what is below it, to its groups. */
static void add_cost(Run *run, int32_t row) {
    const Task *task = run->plan->tasks + row;
    bool leaf = run->graph.leaf[row] != NO_INDEX;
    int64_t cost = leaf ? run->schedule.tasks[row].cost_cents : task->fixed_cost_cents;
    GroupSchedule *project = run->schedule.projects + task->project;
    project->cost_cents = money_add(project->cost_cents, cost);
    if (!leaf) run->large_money |= cost > LARGE_MONEY_CENTS || cost < -LARGE_MONEY_CENTS;
    if (!run->release || run->release[row] == NO_INDEX) return;
    GroupSchedule *release = run->schedule.releases + run->release[row];
    release->cost_cents = money_add(release->cost_cents, cost);
}

static void add_work(GroupSchedule *group, const TaskSchedule *leaf) {
    group->task_count++;
    group->work_minutes += leaf->work;
}

static void prepare_groups(Run *run) {
    const Plan *plan = run->plan;
    mem_zero(run->schedule.projects, (size_t)plan->project_count * sizeof *run->schedule.projects);
    mem_zero(run->schedule.releases, (size_t)plan->release_count * sizeof *run->schedule.releases);
    for (int32_t i = 0; i < plan->task_count; i++) {
        const Task *task = plan->tasks + i;
        if (run->release)
            run->release[i] = task->release == NO_INDEX && task->parent != NO_INDEX
                                  ? run->release[task->parent]
                                  : task->release;
        if (run->graph.inactive[i]) continue;
        add_cost(run, i);
        if (run->graph.leaf[i] == NO_INDEX) continue;
        add_work(run->schedule.projects + task->project, run->schedule.tasks + i);
        if (run->release && run->release[i] != NO_INDEX)
            add_work(run->schedule.releases + run->release[i], run->schedule.tasks + i);
    }
}

void rows_prepare(Run *run) {
    const Plan *plan = run->plan;
    run->large_money = false;
    run->rates_change = rates_change(plan);
    mem_zero(run->schedule.resources, (size_t)plan->resource_count * sizeof *run->schedule.resources);
    for (int32_t i = plan->task_count - 1; i >= 0; i--) {
        run->schedule.tasks[i] = no_dates;
        if (run->graph.leaf[i] != NO_INDEX) leaf_prepare(run, run->graph.leaf[i]);
    }
    prepare_groups(run);
}

/* ---- Summaries ---- */

static void add_child(const TaskSchedule *child, int32_t index, TaskSchedule *sum) {
    sum->cost_cents = money_add(sum->cost_cents, child->cost_cents);
    sum->work = work_clamp((int64_t)sum->work + child->work);
    if (child->start == MINUTE_NONE) return;
    bool first = sum->start == MINUTE_NONE;
    if (first || child->start < sum->start) sum->cause_index = index;
    sum->start = first ? child->start : earlier(sum->start, child->start);
    sum->finish = first ? child->finish : later(sum->finish, child->finish);
    sum->early_start = first ? child->early_start : earlier(sum->early_start, child->early_start);
    sum->early_finish = first ? child->early_finish : later(sum->early_finish, child->early_finish);
    sum->late_start = first ? child->late_start : earlier(sum->late_start, child->late_start);
    sum->late_finish = first ? child->late_finish : later(sum->late_finish, child->late_finish);
    sum->total_float = first ? child->total_float : least(sum->total_float, child->total_float);
    sum->free_float = first ? child->free_float : least(sum->free_float, child->free_float);
    sum->critical |= child->critical;
    sum->cause = CAUSE_CHILDREN;
}

void sum_up(Run *run, int32_t row) {
    const Graph *graph = &run->graph;
    const Task *task = run->plan->tasks + row;
    TaskSchedule sum = no_dates;
    for (int32_t i = row + 1; i < graph->end[row]; i = graph->end[i])
        if (!graph->inactive[i]) add_child(run->schedule.tasks + i, i, &sum);
    sum.cost_cents = money_add(sum.cost_cents, task->fixed_cost_cents);
    if (sum.start != MINUTE_NONE) {
        /* A leaf below has it ready. */
        const WorkTime *time = run->times[run->plan->projects[task->project].calendar];
        sum.duration = worktime_between(time, sum.start, sum.finish);
        sum.late_by_deadline = task->deadline != MINUTE_NONE && sum.finish > task->deadline;
    }
    run->schedule.tasks[row] = sum;
}

void sum_up_all(Run *run) {
    if (run->graph.summary_count == 0) return;
    for (int32_t i = run->plan->task_count - 1; i >= 0; i--)
        if (!run->graph.inactive[i] && !graph_is_leaf(&run->graph, i)) sum_up(run, i);
}

/* ---- Costs by dates ---- */

static void clear_costs(Run *run) {
    const Plan *plan = run->plan;
    for (int32_t i = 0; i < plan->resource_count; i++)
        run->schedule.resources[i].work_minutes = run->schedule.resources[i].cost_cents = 0;
    for (int32_t i = 0; i < plan->project_count; i++) run->schedule.projects[i].cost_cents = 0;
    for (int32_t i = 0; i < plan->release_count; i++) run->schedule.releases[i].cost_cents = 0;
}

/* Of a summary what is below it and its own. */
static void sum_cost(Run *run, int32_t row) {
    const Graph *graph = &run->graph;
    int64_t cost = 0;
    for (int32_t i = row + 1; i < graph->end[row]; i = graph->end[i])
        if (!graph->inactive[i]) cost = money_add(cost, run->schedule.tasks[i].cost_cents);
    run->schedule.tasks[row].cost_cents = money_add(cost, run->plan->tasks[row].fixed_cost_cents);
}

void costs_by_dates(Run *run) {
    const Plan *plan = run->plan;
    clear_costs(run);
    for (int32_t i = plan->task_count - 1; i >= 0; i--) {
        int32_t position = run->graph.leaf[i];
        if (run->graph.inactive[i]) continue;
        if (position == NO_INDEX) {
            sum_cost(run, i);
            continue;
        }
        Spent spent = cost_of_leaf(run, position, run->schedule.resources, 1);
        run->schedule.tasks[i].cost_cents = spent.cost_cents;
        run->large_money |= spent.large;
    }
    for (int32_t i = 0; i < plan->task_count; i++)
        if (!run->graph.inactive[i]) add_cost(run, i);
}

/* ---- Groups ---- */

static void clear_dates(GroupSchedule *groups, int32_t count) {
    for (int32_t i = 0; i < count; i++) groups[i].start = groups[i].finish = MINUTE_NONE;
}

void groups_clear_dates(Run *run) {
    const Plan *plan = run->plan;
    clear_dates(run->schedule.projects, plan->project_count);
    clear_dates(run->schedule.releases, plan->release_count);
    for (int32_t i = 0; i < plan->project_count; i++) run->schedule.projects[i].critical_count = 0;
    for (int32_t i = 0; i < plan->release_count; i++) run->schedule.releases[i].critical_count = 0;
}

void groups_find_dates(Run *run) {
    clear_dates(run->schedule.projects, run->plan->project_count);
    clear_dates(run->schedule.releases, run->plan->release_count);
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        if (run->graph.kind[p] != NODE_LEAF) continue;
        GroupSchedule *release = release_of(run, p);
        group_widen(project_of(run, p), run->planned[p], 0);
        if (release) group_widen(release, run->planned[p], 0);
    }
}

static void count_in(GroupSchedule *group, const TaskSchedule *row, int sign) {
    group->work_minutes += sign * row->work;
    group->cost_cents += sign * row->cost_cents;
}

void groups_count(Run *run, int32_t position, int sign) {
    const TaskSchedule *row = run->schedule.tasks + run->graph.row[position];
    GroupSchedule *release = release_of(run, position);
    count_in(project_of(run, position), row, sign);
    if (release) count_in(release, row, sign);
}
