/* What lanes cannot do by additions: one lane at a time, by the code that schedules (job.c, forward.c,
 * span.c) on a worker's own copy of the run. A job is made for the drawn minutes as it is for those of its
 * row, so nothing of what a field means is said twice. */
#include "base/mem.h"
#include "engine/longest.h"
#include "engine/risk/risk_run.h"

/* ---- A worker's run ---- */

static bool is_special(const Job *job) {
    return job->kind == NODE_LEAF && !(job->flags & JOB_PLAIN);
}

/* Jobs of their own, and of those that are made anew what belongs to them. */
static bool copy_jobs(Arena *arena, const Risk *risk, Run *run) {
    int32_t assignments = risk->run.plan->assignment_count;
    run->jobs = arena_array(arena, Job, risk->node_count);
    if (!run->jobs) return false;
    mem_copy(run->jobs, risk->run.jobs, (size_t)risk->node_count * sizeof *run->jobs);
    if (run->parts) {
        run->parts = arena_array(arena, Part, assignments);
        if (!run->parts) return false;
        mem_copy(run->parts, risk->run.parts, (size_t)assignments * sizeof *run->parts);
    }
    for (int32_t at = 0; at < risk->node_count; at++) {
        Job *job = run->jobs + at;
        if (risk->nodes[at].kind != TRIAL_EXACT && !is_special(job)) continue;
        JobMore *more = arena_new(arena, JobMore);
        if (!more) return false;
        if (job->more) *more = *job->more;
        job->more = more;
        if (more->parts) more->parts = run->parts + (more->parts - risk->run.parts);
    }
    return true;
}

bool exact_make(Arena *arena, const Risk *risk, RiskWork *work) {
    Run *run = &work->run;
    *run = risk->run;
    work->dates = arena_array(arena, Dates, risk->node_count);
    run->driver = arena_array(arena, int32_t, risk->node_count);
    if (!work->dates || !run->driver || !copy_jobs(arena, risk, run)) return false;
    for (int32_t at = 0; at < risk->node_count; at++) work->dates[at] = risk->run.planned[at];
    run->planned = work->dates;
    if (!run->graph.span_count) return true;
    run->schedule.tasks = arena_array(arena, TaskSchedule, run->plan->task_count);
    if (!run->schedule.tasks) return false;
    mem_copy(run->schedule.tasks, risk->run.schedule.tasks,
             (size_t)run->plan->task_count * sizeof *run->schedule.tasks);
    return true;
}

/* ---- Placing ---- */

static void read_dates(const Batch *batch, int32_t at, int lane) {
    const RiskWork *work = batch->work;
    const WorkTime *time = batch->risk->nodes[at].time;
    int64_t cell = (int64_t)at * LANES + lane;
    work->dates[at].start = moment_of_code(time, work->start[cell]);
    work->dates[at].finish = moment_of_code(time, work->finish[cell]);
}

static void read_predecessors(const Batch *batch, int32_t at, int lane) {
    const Graph *graph = &batch->risk->run.graph;
    for (int32_t i = graph->first_in[at]; i < graph->first_in[at + 1]; i++)
        if (!batch->risk->nodes[graph->in[i].node].known) read_dates(batch, graph->in[i].node, lane);
}

static bool is_drawn(const TrialNode *node) {
    return node->works && (node->sampler || node->effect_count);
}

/* The dates of one lane. A job with as much room as it needs is made without a fault. */
static void place_lane(const Batch *batch, int32_t at, int lane, int32_t minutes) {
    RiskWork *work = batch->work;
    read_predecessors(batch, at, lane);
    if (is_drawn(batch->risk->nodes + at)) job_make_drawn(&work->run, at, minutes);
    forward_node(&work->run, work->dates, at);
}

void exact_place(const Batch *batch, int32_t at, const int32_t *minutes) {
    const RiskWork *work = batch->work;
    const WorkTime *time = batch->risk->nodes[at].time;
    for (int lane = 0; lane < LANES; lane++) {
        int64_t cell = (int64_t)at * LANES + lane;
        place_lane(batch, at, lane, minutes[lane]);
        work->start[cell] = code_of(time, work->dates[at].start);
        work->finish[cell] = code_of(time, work->dates[at].finish);
    }
}

int32_t exact_bound(const Batch *batch, const TrialEdge *edge, int32_t at, int lane) {
    const Run *run = &batch->work->run;
    const TrialNode *to = batch->risk->nodes + at;
    Edge in = run->graph.in[edge->index];
    read_dates(batch, edge->node, lane);
    Dates from = batch->work->dates[edge->node];
    Minute bound = edge->from_start ? from.start : from.finish;
    if (!(in.how & EDGE_BOTH)) bound = edge_bound(run, batch->work->dates, in, at);
    return to->kind == TRIAL_POINT && edge->to_finish ? code_of_back(to->time, bound)
                                                      : code_of(to->time, bound);
}

/* ---- What decides ---- */

uint64_t exact_decides(const Batch *batch, const TrialEdge *edge, int32_t at, uint64_t lanes) {
    const RiskWork *work = batch->work;
    const TrialNode *node = batch->risk->nodes + at;
    int32_t minutes[LANES] = {0};
    uint64_t decided = 0;
    if (is_drawn(node)) draw_minutes(batch, node, minutes);
    for (uint64_t left = lanes; left; left &= left - 1) {
        int lane = __builtin_ctzll(left);
        Edge in = work->run.graph.in[edge->index];
        place_lane(batch, at, lane, minutes[lane]);
        read_dates(batch, edge->node, lane);
        Dates from = work->dates[edge->node];
        Minute bound = edge->from_start ? from.start : from.finish;
        if (!(in.how & EDGE_BOTH)) bound = edge_bound(&work->run, work->dates, in, at);
        if (bound != MINUTE_NONE && bound_drives(&work->run, edge->to_finish, bound, at))
            decided |= (uint64_t)1 << lane;
    }
    return decided;
}

/* ---- Spans ---- */

static void set_row(const Batch *batch, int32_t row, Dates planned, Dates early) {
    TaskSchedule *to = batch->work->run.schedule.tasks + row;
    to->start = planned.start;
    to->finish = planned.finish;
    to->early_start = early.start;
    to->early_finish = early.finish;
}

static void place_span(const Batch *batch, int32_t row, int lane) {
    RiskWork *work = batch->work;
    int32_t at = work->run.graph.leaf[row];
    int64_t cell = (int64_t)at * LANES + lane;
    Dates planned, early;
    work->start[cell] = work->finish[cell] = NO_CODE;
    if (!span_dates(&work->run, &batch->risk->span_links, row, &planned, &early)) return;
    set_row(batch, row, planned, early);
    work->start[cell] = code_of(batch->risk->nodes[at].time, planned.start);
    work->finish[cell] = code_of(batch->risk->nodes[at].time, planned.finish);
}

/* The rows that spans look at, as leaf.c makes them. Spans have none before they are placed. */
static void set_leaves(const Batch *batch, int lane) {
    const Risk *risk = batch->risk;
    const Task *tasks = risk->run.plan->tasks;
    for (int32_t at = 0; at < risk->node_count; at++) {
        const TrialNode *node = risk->nodes + at;
        if (node->kind == TRIAL_SPAN) batch->work->run.schedule.tasks[node->row].start = MINUTE_NONE;
        if (node->kind == TRIAL_VIRTUAL || node->kind == TRIAL_SPAN || node->known) continue;
        read_dates(batch, at, lane);
        Dates dates = batch->work->dates[at];
        set_row(batch, node->row, node->remaining ? leaf_shown(tasks + node->row, dates) : dates, dates);
    }
}

void exact_place_spans(const Batch *batch, int lane) {
    const Risk *risk = batch->risk;
    const SpanLinks *links = &risk->span_links;
    set_leaves(batch, lane);
    for (int32_t i = 0; i < links->count; i++) place_span(batch, links->rows[i], lane);
    for (int32_t at = 0; at < risk->node_count; at++) {
        const TrialNode *node = risk->nodes + at;
        bool effort = risk->run.plan->tasks[node->row].flags & TASK_LEVEL_OF_EFFORT;
        if (node->kind == TRIAL_SPAN && !effort) place_span(batch, node->row, lane);
    }
}

void exact_lengths(const Batch *batch, int32_t at, int32_t *minutes) {
    const Job *job = batch->risk->run.jobs + at;
    for (int lane = 0; lane < LANES; lane++) {
        read_dates(batch, at, lane);
        Dates dates = batch->work->dates[at];
        minutes[lane] =
            dates.start == MINUTE_NONE ? 0 : worktime_between(job->time, dates.start, dates.finish);
    }
}

void exact_shown(const Batch *batch, int32_t at, int32_t *finish) {
    const TrialNode *node = batch->risk->nodes + at;
    const Task *task = batch->risk->run.plan->tasks + node->row;
    for (int lane = 0; lane < LANES; lane++) {
        read_dates(batch, at, lane);
        finish[lane] = code_of(node->time, leaf_shown(task, batch->work->dates[at]).finish);
    }
}
