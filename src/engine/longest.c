/* The longest path. See longest.h. */
#include "engine/longest.h"

#include "engine/check.h"
#include "engine/rollup.h"

bool bound_drives(const Run *run, bool of_finish, Minute at, int32_t position) {
    const Job *job = run->jobs + position;
    Dates planned = run->planned[position];
    int32_t minutes = job->mode == JOB_STARTED ? job->more->remaining : job->minutes;
    bool bound = job->mode == JOB_OPEN ? !(job->flags & JOB_UNBOUND)
                                       : job->mode == JOB_STARTED && (job->flags & JOB_RETAINS);
    if (!bound) return false;
    if (of_finish) at = job_start_to_reach(job, at, minutes);
    Minute start = job_start(job, at);
    return job->mode == JOB_STARTED ? job_finish(job, start, minutes) >= planned.finish
                                    : start >= planned.start;
}

bool edge_drives(const Run *run, int32_t index, int32_t position) {
    Edge edge = run->graph.in[index];
    Dates from = run->planned[edge.node], to = run->planned[position];
    Minute at = edge_bound(run, run->planned, edge, position);
    bool of_finish = edge.how & EDGE_TO_FINISH;
    if (run->graph.kind[position] == NODE_LEAF)
        return bound_drives(run, of_finish, edge.how & EDGE_BOTH ? from.start : at, position);
    if (edge.how & EDGE_BOTH) return from.finish == to.finish || from.start == to.start;
    return of_finish ? at >= to.finish : at >= to.start;
}

static bool is_done(const Job *job) {
    return job->mode == JOB_DONE || (job->flags & JOB_WAS_DONE);
}

static bool by_path(const Run *run, int32_t position) {
    return job_project(run, run->jobs + position)->critical_by == CRITICAL_BY_LONGEST_PATH;
}

static void set_critical(Run *run, int32_t position, bool critical) {
    TaskSchedule *row = run->schedule.tasks + run->graph.row[position];
    int32_t more = critical - row->critical;
    GroupSchedule *release = release_of(run, position);
    row->critical = critical;
    project_of(run, position)->critical_count += more;
    if (release) release->critical_count += more;
}

/* By project: the last finish of a leaf. */
static void find_last(const Run *run, Minute *last) {
    for (int32_t i = 0; i < run->plan->project_count; i++) last[i] = MINUTE_BEFORE;
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        Minute *end = last + run->jobs[p].project;
        if (run->graph.kind[p] == NODE_LEAF) *end = later(*end, run->planned[p].finish);
    }
}

/* The task that held somebody whom this one waited for; NO_INDEX: it did not wait. */
static int32_t waited_for(const Run *run, int32_t position) {
    const Wait *wait = run->wait ? run->wait + position : NULL;
    bool waited = wait && wait->resource != NO_INDEX && wait->task != NO_INDEX && wait->links;
    return waited ? run->graph.leaf[wait->task] : NO_INDEX;
}

bool mark_longest_paths(Run *run) {
    const Graph *graph = &run->graph;
    ArenaMark mark = arena_mark(run->arena);
    Minute *last = arena_array(run->arena, Minute, run->plan->project_count);
    uint8_t *on_path = arena_array(run->arena, uint8_t, graph->node_count);
    if (!last || !on_path) return fault_memory(run->fault);
    find_last(run, last);
    for (int32_t place = graph->node_count - 1; place >= 0; place--) {
        int32_t p = run_position(run, place), holder = waited_for(run, p);
        bool leaf = graph->kind[p] == NODE_LEAF, done = leaf && is_done(run->jobs + p);
        if (leaf && by_path(run, p) && run->planned[p].finish >= last[run->jobs[p].project]) on_path[p] = 1;
        if (leaf && by_path(run, p)) set_critical(run, p, on_path[p] && !done);
        if (!on_path[p] || done) continue;
        if (holder != NO_INDEX) on_path[holder] = 1;
        for (int32_t i = graph->first_in[p]; i < graph->first_in[p + 1]; i++)
            if (!on_path[graph->in[i].node] && edge_drives(run, i, p)) on_path[graph->in[i].node] = 1;
    }
    arena_release(run->arena, mark);
    return true;
}
