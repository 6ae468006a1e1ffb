/* Scheduling again after an edit: what has changed is computed anew, then what depends on it, until nothing
 * changes any more.
 *
 * Each node is computed by the very function that the whole pass uses, from neighbours that are final when it
 * comes to it, because positions are taken out in order. So the result is that of the whole pass, bit for
 * bit; only what could not differ is left alone. */
#include "base/mem.h"
#include "engine/check.h"
#include "engine/network.h"
#include "engine/rollup.h"

bool again_reserve(Network *network) {
    Run *run = &network->run;
    Arena *arena = run->arena;
    int32_t nodes = run->graph.node_count;
    return bits_make(arena, run->plan->task_count, &network->tasks) &&
           bits_make(arena, run->plan->link_count, &network->links) &&
           bits_make(arena, nodes, &network->forward) && bits_make(arena, nodes, &network->backward) &&
           bits_make(arena, run->plan->task_count, &network->rows) &&
           bits_make(arena, run->plan->resource_count, &network->resources);
}

/* Those before it see a node by what it asks of them, and by its calendar when there is a lag. */
static void touch_before(Network *network, int32_t position) {
    const Graph *graph = &network->run.graph;
    for (int32_t i = graph->first_in[position]; i < graph->first_in[position + 1]; i++)
        bits_set(&network->backward, graph->in[i].node);
}

static void touch_behind(Network *network, int32_t position) {
    const Graph *graph = &network->run.graph;
    for (int32_t i = graph->first_out[position]; i < graph->first_out[position + 1]; i++)
        bits_set(&network->forward, graph->out[i].node);
}

/* Overloads depend on dates and minutes of parts. */
static void touch_resources(Network *network, int32_t position) {
    int32_t count;
    const Part *parts = job_parts(&network->run, position, &count);
    for (int32_t i = 0; i < count; i++)
        bits_set(&network->resources, network->run.plan->assignments[parts[i].assignment].resource);
}

static void touch_parent(Network *network, int32_t row) {
    int32_t parent = network->run.graph.parent[row];
    if (parent != NO_INDEX) bits_set(&network->rows, parent);
}

/* ---- What was changed ---- */

static bool same_place(const Run *run, int32_t row, int32_t position) {
    const Task *task = run->plan->tasks + row;
    if (position == NO_INDEX || task->parent != run->graph.parent[row]) return false;
    if (task_is_span(task) != (run->graph.kind[position] == NODE_SPAN)) return false;
    if ((task->flags & TASK_INACTIVE) || task->project != run->jobs[position].project) return false;
    if (!run->release) return true;
    int32_t above = task->parent == NO_INDEX ? NO_INDEX : run->release[task->parent];
    return run->release[row] == (task->release == NO_INDEX ? above : task->release);
}

static bool take_task(Network *network, int32_t row) {
    Run *run = &network->run;
    int32_t position = run->graph.leaf[row];
    if (!plan_check_row(run->plan, TABLE_TASKS, row, run->fault) || !same_place(run, row, position))
        return false;
    groups_count(run, position, -1);
    leaf_remove(run, position);
    if (!job_make(run, position)) return false;
    leaf_prepare(run, position);
    groups_count(run, position, 1);
    touch_resources(network, position);
    touch_parent(network, row);
    bits_set(&network->forward, position);
    bits_set(&network->backward, position);
    touch_behind(network, position);
    touch_before(network, position);
    return !run->large_money;
}

/* The edge that a link has become, among those into its successor; NO_INDEX: it is another one now. */
static int32_t edge_into(const Graph *graph, const Link *link, int32_t row, int32_t to) {
    int32_t from = graph->leaf[link->predecessor];
    if (from == NO_INDEX && graph->exit) from = graph->exit[link->predecessor];
    for (int32_t i = graph->first_in[to]; i < graph->first_in[to + 1]; i++)
        if (graph->link[i] == row) return graph->in[i].node == from ? i : NO_INDEX;
    return NO_INDEX;
}

/* Only a lag may have changed. */
static bool take_link(Network *network, int32_t row) {
    Run *run = &network->run;
    Graph *graph = &run->graph;
    const Link *link = run->plan->links + row;
    if (!plan_check_row(run->plan, TABLE_LINKS, row, run->fault)) return false;
    int32_t to = graph->leaf[link->successor];
    if (to == NO_INDEX && graph->entry) to = graph->entry[link->successor];
    int32_t edge = to == NO_INDEX ? NO_INDEX : edge_into(graph, link, row, to), how = edge_of_link(link);
    if (edge == NO_INDEX || edge_lag_kind(how) == LAG_PERCENT) return false;
    int32_t before = graph->in[edge].how, from = graph->in[edge].node;
    if (edge_with_lag(before, LAG_WORKING, 0) != edge_with_lag(how, LAG_WORKING, 0)) return false;
    int32_t other = graph->first_out[from];
    while (graph->out[other].node != to || graph->out[other].how != before) other++;
    graph->in[edge].how = graph->out[other].how = how;
    bits_set(&network->forward, to);
    bits_set(&network->backward, from);
    return true;
}

static bool take_all(Network *network) {
    for (int32_t row; (row = bits_take_first(&network->tasks)) != NO_INDEX;)
        if (!take_task(network, row)) return false;
    for (int32_t row; (row = bits_take_first(&network->links)) != NO_INDEX;)
        if (!take_link(network, row)) return false;
    return true;
}

/* ---- Forward ---- */

/* An end that grows is known; one that might have shrunk must be looked for. */
static void note_end(Network *network, int32_t position, Minute before, Minute after) {
    const Run *run = &network->run;
    Minute end = run->project_end[run->jobs[position].project];
    if (before == end || after > end || run->any_common_end) network->ends = true;
}

/* Causes are followed through the nodes of summaries, so what drives one matters behind it. */
static bool driven_by_summary(const Run *run, int32_t driver) {
    return driver >= 0 && run->graph.kind[run->graph.in[driver / 2].node] != NODE_LEAF;
}

static void forward_leaf(Network *network, int32_t position) {
    Run *run = &network->run;
    Dates before = run->early[position];
    forward_node(run, run->early, position);
    Dates after = run->early[position];
    bits_set(&network->backward, position); /* its cause may differ */
    if (before.start == after.start && before.finish == after.finish) return;
    touch_behind(network, position);
    touch_resources(network, position);
    if (before.finish != after.finish) note_end(network, position, before.finish, after.finish);
}

static void forward_summary(Network *network, int32_t position) {
    Run *run = &network->run;
    Dates before = run->early[position];
    int32_t start = run->driver[position], finish = run->finish_driver[position];
    forward_node(run, run->early, position);
    Dates after = run->early[position];
    bool moved = before.start != after.start || before.finish != after.finish;
    bool driven = start != run->driver[position] || finish != run->finish_driver[position];
    bool passes_on = driven_by_summary(run, start) || driven_by_summary(run, finish);
    if (moved || driven || passes_on) touch_behind(network, position);
}

static void forward_again(Network *network) {
    for (int32_t p; (p = bits_take_first(&network->forward)) != NO_INDEX;) {
        if (network->run.graph.kind[p] == NODE_LEAF) forward_leaf(network, p);
        else forward_summary(network, p);
    }
}

static bool ends_again(Network *network) {
    Run *run = &network->run;
    int32_t count = run->plan->project_count;
    if (!network->ends) return true;
    network->ends = false;
    ArenaMark mark = arena_mark(run->arena);
    Minute *before = arena_array(run->arena, Minute, count);
    if (!before) return false;
    mem_copy(before, run->project_end, (size_t)count * sizeof *before);
    find_project_ends(run, run->planned);
    bool moved = !mem_equal(before, run->project_end, (size_t)count * sizeof *before);
    for (int32_t p = 0; moved && p < run->graph.node_count; p++) {
        int32_t project = run->jobs[p].project;
        if (run->project_end[project] != before[project]) bits_set(&network->backward, p);
    }
    arena_release(run->arena, mark);
    return true;
}

/* ---- Backward ---- */

/* A group that grows is widened; one that might have shrunk must be looked through. */
static void move_in_group(Network *network, GroupSchedule *group, const TaskSchedule *before, Dates dates,
                          int32_t critical) {
    bool inner = (before->start == group->start && dates.start > before->start) ||
                 (before->finish == group->finish && dates.finish < before->finish);
    network->groups |= inner;
    group_widen(group, dates, critical - before->critical);
}

static bool leaf_again(Network *network, int32_t position, const Late *late) {
    Run *run = &network->run;
    int32_t index = run->graph.row[position];
    TaskSchedule *row = run->schedule.tasks + index, before = *row;
    if (!leaf_row(run, position, late, row)) return false;
    if (mem_equal(&before, row, sizeof before)) return true;
    GroupSchedule *release = release_of(run, position);
    move_in_group(network, project_of(run, position), &before, run->planned[position], row->critical);
    if (release) move_in_group(network, release, &before, run->planned[position], row->critical);
    touch_parent(network, index);
    return true;
}

static bool backward_again(Network *network) {
    Run *run = &network->run;
    for (int32_t p; (p = bits_take_last(&network->backward)) != NO_INDEX;) {
        Hand before = run->hands[p];
        Late late;
        backward_node(run, run->planned, p, &late);
        if (!mem_equal(&before, run->hands + p, sizeof before)) touch_before(network, p);
        if (run->graph.kind[p] == NODE_LEAF && !leaf_again(network, p, &late)) return false;
    }
    return true;
}

/* ---- Sums ---- */

static bool sums_again(Network *network) {
    Run *run = &network->run;
    for (int32_t row; (row = bits_take_last(&network->rows)) != NO_INDEX;) {
        TaskSchedule before = run->schedule.tasks[row];
        sum_up(run, row);
        if (!mem_equal(&before, run->schedule.tasks + row, sizeof before)) touch_parent(network, row);
    }
    if (network->groups) groups_find_dates(run);
    network->groups = false;
    for (int32_t i; (i = bits_take_first(&network->resources)) != NO_INDEX;)
        if (!find_overload(run, i)) return false;
    return true;
}

/* Where dates of one task depend on those of tasks that no edge leads from, all passes are made. */
static bool follows_edges(const Run *run) {
    return !run->alap_count && !run->plan->options.share_people && !run->graph.span_count &&
           !run->any_longest_path && !run->any_float_paths && !run->any_from_finish && !run->rates_change;
}

static void clear(Network *network) {
    bits_clear(&network->forward);
    bits_clear(&network->backward);
    bits_clear(&network->rows);
    bits_clear(&network->resources);
    network->groups = network->ends = false;
}

bool again_schedule(Network *network) {
    Run *run = &network->run;
    bool followed = follows_edges(run) && !(network->order && run->plan->options.share_people);
    network->order = false;
    if (run->graph.any_percent || run->large_money || run->any_remaining) return false;
    bool ok = take_all(network);
    if (ok && (!followed || !follows_edges(run))) {
        clear(network);
        return run_passes(run);
    }
    if (ok) forward_again(network);
    ok = ok && ends_again(network) && backward_again(network) && sums_again(network);
    clear(network);
    return ok;
}
