/* Slack of edges, walked back. See float_paths.h. */
#include "engine/float_paths.h"

#include "engine/check.h"
#include "engine/rollup.h"

typedef struct Paths {
    Run run;
    FloatPathsBy by;
    int32_t *at,
        *behind;     /* by position: its path, 0 none; on a summary's node the float of the task behind it */
    int32_t *walked; /* positions on paths, in the order in which they were found */
    int32_t walked_count;
    bool *by_start; /* by position: the link behind it leads from its start */
    FloatPlace *places;
} Paths;

/* Working minutes from one date to the other; where nothing bounds a node there is no end to them. */
static int32_t room_between(const WorkTime *time, Minute from, Minute to) {
    if (from <= MINUTE_BEFORE || to <= MINUTE_BEFORE) return DURATION_MINUTES_MAX;
    int32_t room = worktime_between(time, from, to);
    return room > 0 ? room : 0;
}

/* Working minutes between what an edge asks for and where its successor is. The end of a summary is asked for
 * its start or its finish, as the link behind it has it. */
static int32_t slack_of(const Paths *paths, Edge edge, int32_t position) {
    const Run *run = &paths->run;
    Dates to = run->planned[position], from = run->planned[edge.node];
    const WorkTime *time = run->jobs[position].time;
    if (!(edge.how & EDGE_BOTH)) {
        Minute bound = edge_bound(run, run->planned, edge, position);
        return room_between(time, bound, edge.how & EDGE_TO_FINISH ? to.finish : to.start);
    }
    int32_t start = room_between(time, from.start, to.start);
    int32_t finish = room_between(time, from.finish, to.finish);
    if (run->graph.kind[position] == NODE_EXIT) return paths->by_start[position] ? start : finish;
    return least(start, finish);
}

static int32_t float_of(const Paths *paths, int32_t position) {
    const Run *run = &paths->run;
    if (run->graph.kind[position] != NODE_LEAF) return paths->behind[position];
    return run->schedule.tasks[run->graph.row[position]].total_float;
}

/* The most critical edge from a node without a path into this one; NO_INDEX: there is none. */
static int32_t hardest_edge(const Paths *paths, int32_t position, int32_t *ret_room) {
    const Graph *graph = &paths->run.graph;
    int32_t hardest = NO_INDEX;
    for (int32_t i = graph->first_in[position]; i < graph->first_in[position + 1]; i++) {
        int32_t from = graph->in[i].node;
        if (paths->at[from] || graph->kind[from] == NODE_SPAN) continue;
        int32_t room = slack_of(paths, graph->in[i], position);
        if (paths->by == FLOAT_PATHS_BY_TOTAL) room += float_of(paths, position);
        if (hardest != NO_INDEX && room >= *ret_room) continue;
        hardest = i;
        *ret_room = room;
    }
    return hardest;
}

/* To the node before an edge; nested ends of summaries are left as the outermost is. */
static int32_t step_back(Paths *paths, int32_t position, int32_t index) {
    Edge edge = paths->run.graph.in[index];
    bool nested = (edge.how & EDGE_BOTH) && paths->by_start[position];
    paths->by_start[edge.node] = nested || (edge.how & EDGE_FROM_START);
    return edge.node;
}

/* From the position back; false: only nodes of summaries, with no task before them. */
static bool walk(Paths *paths, int32_t position, int32_t path, int32_t behind, int32_t room) {
    const Graph *graph = &paths->run.graph;
    int32_t order = 0, edge, ignored;
    for (;;) {
        paths->at[position] = path;
        paths->walked[paths->walked_count++] = position;
        if (graph->kind[position] == NODE_LEAF)
            paths->places[graph->row[position]] = (FloatPlace){path, ++order, room};
        else paths->behind[position] = behind;
        behind = float_of(paths, position);
        edge = hardest_edge(paths, position, &ignored);
        if (edge == NO_INDEX) return order > 0;
        position = step_back(paths, position, edge);
    }
}

/* Starts the next path; false: all that leads to the end has one. */
static bool branch(Paths *paths, int32_t path, bool *ret_found) {
    int32_t best = NO_INDEX, into = NO_INDEX, best_room = 0;
    for (int32_t i = 0; i < paths->walked_count; i++) {
        int32_t room = 0, edge = hardest_edge(paths, paths->walked[i], &room);
        if (edge == NO_INDEX || (best != NO_INDEX && room >= best_room)) continue;
        best = edge;
        into = paths->walked[i];
        best_room = room;
    }
    if (best == NO_INDEX) return false;
    *ret_found = walk(paths, step_back(paths, into, best), path, float_of(paths, into), best_room);
    return true;
}

static int32_t last_task(const Run *run) {
    int32_t last = NO_INDEX;
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        if (run->graph.kind[p] != NODE_LEAF) continue;
        if (last == NO_INDEX || run->planned[p].finish > run->planned[last].finish) last = p;
        const TaskSchedule *a = run->schedule.tasks + run->graph.row[p],
                           *b = run->schedule.tasks + run->graph.row[last];
        bool harder = run->planned[p].finish == run->planned[last].finish && a->total_float < b->total_float;
        if (harder) last = p;
    }
    return last;
}

bool float_paths_find(Arena *arena, const Plan *plan, int32_t count, FloatPathsBy by, int32_t ending,
                      FloatPlace **ret, int32_t *ret_count, PlanFault *fault) {
    Paths paths = {.run = {.arena = arena, .plan = plan, .fault = fault}, .by = by};
    Run *run = &paths.run;
    *fault = (PlanFault){.kind = FAULT_NONE};
    if (!plan_check(plan, fault)) return false;
    if (ending < NO_INDEX || ending >= plan->task_count)
        return fault_at(fault, FAULT_INDEX, TABLE_TASKS, ending, "ending");
    if (!rows_reserve(run)) return fault_memory(fault);
    if (!run_prepare(run) || !run_passes(run)) return false;
    paths.at = arena_array(arena, int32_t, run->graph.node_count + 1);
    paths.behind = arena_array(arena, int32_t, run->graph.node_count + 1);
    paths.walked = arena_array(arena, int32_t, run->graph.node_count + 1);
    paths.by_start = arena_array(arena, bool, run->graph.node_count + 1);
    paths.places = arena_array(arena, FloatPlace, plan->task_count + 1);
    if (!paths.by_start || !paths.at || !paths.behind || !paths.walked || !paths.places)
        return fault_memory(fault);
    int32_t end = ending == NO_INDEX ? last_task(run) : run->graph.leaf[ending];
    *ret = paths.places;
    *ret_count = 0;
    if (end == NO_INDEX || count < 1) return true;
    walk(&paths, end, ++*ret_count, 0, 0);
    for (bool found; *ret_count < count && branch(&paths, *ret_count + 1, &found);) *ret_count += found;
    return true;
}
