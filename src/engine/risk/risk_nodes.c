/* Nodes of the trials from the jobs of the prepared run, the edges between them, and where finishes are
 * gathered. What a job may be that lanes do not place by additions of codes is left to forward.c. A leaf
 * whose finish cannot be the last of its group, because a successor in the same group ends later, is not
 * gathered. */
#include "engine/check.h"
#include "engine/cost.h"
#include "engine/risk/risk_run.h"

enum { TRANSLATIONS_MAX = 256 };

/* ---- Nodes ---- */

static bool binds_finish(int32_t constraint) {
    return constraint == CONSTRAINT_FNET || constraint == CONSTRAINT_MFO;
}

/* The floor of a start that a constraint on the finish gives follows the drawn duration, and so do pauses; P6
 * has a rule of its own for a finish that links hold back. */
static bool is_plain(const Run *run, int32_t row, const Job *job) {
    const Task *task = run->plan->tasks + row;
    bool pauses = run->first_pause && run->first_pause[row + 1] > run->first_pause[row];
    bool held = (job->flags & JOB_REMAINING) && (job->flags & JOB_TO_FINISH);
    return (job->flags & JOB_PLAIN) && !pauses && !held && !binds_finish(task->constraint) &&
           !binds_finish(task->constraint_2);
}

static bool is_point(const Job *job) {
    enum { ELSEWHERE = JOB_STARTS | JOB_REMAINING | JOB_UNBOUND | JOB_ALAP | JOB_EXPECTED | JOB_FROM_FINISH };
    return job->mode == JOB_OPEN && job->minutes == 0 && !(job->flags & ELSEWHERE) &&
           job->more->ceiling == MINUTE_AFTER && job->more->leveling_delay == 0;
}

/* What happened is shown with the dates of what remains, whether or not its calendar works then. */
static bool shows_actual(const Task *task, const Job *job) {
    bool begun = task->actual_start != MINUTE_NONE || task->actual_finish != MINUTE_NONE;
    return (job->flags & JOB_REMAINING) && begun;
}

static int32_t kind_of(const Run *run, int32_t at) {
    const Job *job = run->jobs + at;
    int32_t row = run->graph.row[at];
    if (job->kind == NODE_SPAN) return TRIAL_SPAN;
    if (job->kind != NODE_LEAF) return TRIAL_VIRTUAL;
    if (shows_actual(run->plan->tasks + row, job)) return TRIAL_EXACT;
    if (is_plain(run, row, job)) return TRIAL_PLAIN;
    return is_point(job) ? TRIAL_POINT : TRIAL_EXACT;
}

/* Its length is not given by dates. */
static bool has_length(const Job *job) {
    bool by_dates = (job->mode == JOB_FIXED && job->more->resume != MINUTE_NONE) ||
                    (job->mode == JOB_OPEN && (job->flags & JOB_EXPECTED));
    return job->kind == NODE_LEAF && job->mode != JOB_DONE && job->minutes > 0 && !by_dates;
}

/* What one more minute costs then. Of a level of effort only work that is not given follows its length. */
static double cents_per_minute(const Run *run, int32_t at, Minute then) {
    const Job *job = run->jobs + at;
    int32_t row = run->graph.row[at], whole = job->more ? job->more->whole : job->minutes;
    double cents = 0;
    if (!run->first_assignment) return 0;
    for (int32_t i = run->first_assignment[row]; i < run->first_assignment[row + 1]; i++) {
        const Assignment *assignment = run->plan->assignments + run->assignment_list[i];
        bool material = run->plan->resources[assignment->resource].kind == RESOURCE_MATERIAL;
        if (material || (assignment->work >= 0 && job->kind == NODE_SPAN)) continue;
        double work = assignment->units * (contour_average(assignment->contour) / 1e4);
        if (assignment->work >= 0) work = whole > 0 ? (double)assignment->work / whole : 0;
        cents += work * (double)cost_rate_at(run->plan, assignment, then).rate_cents_per_hour / 60;
    }
    return cents;
}

/* The first moment after this one at which the rate of somebody who works there changes. */
static Minute next_change(const Run *run, int32_t at, Minute after) {
    int32_t row = run->graph.row[at];
    Minute next = MINUTE_NONE;
    for (int32_t i = run->first_assignment[row]; i < run->first_assignment[row + 1]; i++) {
        const Assignment *assignment = run->plan->assignments + run->assignment_list[i];
        if (run->plan->resources[assignment->resource].kind == RESOURCE_MATERIAL) continue;
        Minute change = cost_rate_change(run->plan, assignment, after);
        if (change != MINUTE_NONE && (next == MINUTE_NONE || change < next)) next = change;
    }
    return next;
}

/* What a minute costs from when on; only where that changes. */
static bool make_prices(Arena *arena, const Run *run, int32_t at, TrialNode *node) {
    int32_t count = 1;
    if (!run->rates_change || !run->first_assignment || !node->works || node->kind == TRIAL_SPAN) return true;
    for (Minute i = MINUTE_NONE; (i = next_change(run, at, i)) != MINUTE_NONE;) count++;
    if (count == 1) return true;
    TrialPrice *prices = arena_array(arena, TrialPrice, count);
    if (!prices) return false;
    Minute from = MINUTE_NONE;
    for (int32_t i = 0; i < count; i++, from = next_change(run, at, from))
        prices[i] = (TrialPrice){i ? code_of(node->time, from) : INT32_MIN, cents_per_minute(run, at, from)};
    node->prices = prices;
    node->price_count = count;
    Dates planned = run->planned[at];
    node->planned_work_cents = trial_work_cents(node, code_of(node->time, planned.start),
                                                code_of_back(node->time, planned.finish), node->minutes);
    return true;
}

/* Codes are minutes twice, and one more where a moment is the later of two. */
static double minutes_of_code(int32_t code) {
    return code >> 1;
}

double trial_work_cents(const TrialNode *node, int32_t start, int32_t finish, int32_t minutes) {
    double cents = 0, begin = minutes_of_code(start), end = minutes_of_code(finish);
    for (int32_t i = 0; i < node->price_count; i++) {
        bool last = i + 1 == node->price_count;
        double from = minutes_of_code(node->prices[i].from);
        double to = last ? end : minutes_of_code(node->prices[i + 1].from);
        from = from > begin ? from : begin;
        to = to < end ? to : end;
        if (to > from) cents += (to - from) / (end - begin) * node->prices[i].cents_per_minute;
    }
    return cents * minutes;
}

static void make_node(const Risk *risk, int32_t at, TrialNode *ret) {
    const Run *run = &risk->run;
    const Job *job = run->jobs + at;
    int32_t row = run->graph.row[at];
    const Task *task = run->plan->tasks + row;
    const TaskSchedule *planned = run->schedule.tasks + row;
    *ret = (TrialNode){.row = row, .kind = kind_of(run, at), .project = job->project};
    bool coded = ret->kind == TRIAL_PLAIN || ret->kind == TRIAL_POINT;
    ret->time = coded ? job->time : run->elapsed;
    ret->floor = code_of(ret->time, job->floor);
    if (ret->kind == TRIAL_VIRTUAL) return;
    ret->works = has_length(job);
    ret->done = job->mode == JOB_DONE || (job->flags & JOB_WAS_DONE) || ret->kind == TRIAL_SPAN;
    ret->remaining = shows_actual(task, job);
    ret->minutes = ret->kind == TRIAL_SPAN ? planned->duration : job_left(run, at);
    ret->cents = (double)(planned->cost_cents - task->fixed_cost_cents);
    ret->fixed_cents = (double)task->fixed_cost_cents;
    bool effort = task->flags & TASK_LEVEL_OF_EFFORT;
    if (ret->works || (ret->kind == TRIAL_SPAN && effort))
        ret->cents_per_minute = cents_per_minute(run, at, planned->start);
}

bool risk_nodes_make(Arena *arena, Risk *risk) {
    risk->node_count = risk->run.graph.node_count;
    risk->nodes = arena_array(arena, TrialNode, risk->node_count);
    if (!risk->nodes) return false;
    for (int32_t at = 0; at < risk->node_count; at++) {
        make_node(risk, at, risk->nodes + at);
        if (!make_prices(arena, &risk->run, at, risk->nodes + at)) return false;
    }
    return !risk->run.graph.span_count || span_links_make(arena, &risk->run, &risk->span_links);
}

/* ---- What nothing drawn reaches ---- */

static bool heeds_links(const Job *job) {
    if (job->kind == NODE_ENTRY || job->kind == NODE_EXIT) return true;
    if (job->mode == JOB_OPEN) return !(job->flags & JOB_UNBOUND);
    return job->mode == JOB_STARTED && (job->flags & JOB_RETAINS);
}

void risk_mark_known(Risk *risk) {
    const Graph *graph = &risk->run.graph;
    for (int32_t at = 0; at < risk->node_count; at++) {
        TrialNode *node = risk->nodes + at;
        node->known = node->kind != TRIAL_SPAN && !(node->works && (node->sampler || node->effect_count));
        if (!heeds_links(risk->run.jobs + at)) continue;
        for (int32_t i = graph->first_in[at]; i < graph->first_in[at + 1]; i++)
            node->known &= risk->nodes[graph->in[i].node].known;
    }
}

/* ---- Edges ---- */

/* The table for a pair of calendars, made when first needed; TRANSLATIONS_MAX: there is no room. */
static int32_t translation_for(Risk *risk, const WorkTime *from, const WorkTime *to) {
    int32_t i = 0;
    if (from == to) return NO_INDEX;
    while (i < risk->translation_count &&
           (risk->translations[i].from != from || risk->translations[i].to != to))
        i++;
    if (i < TRANSLATIONS_MAX && i == risk->translation_count)
        risk->translations[risk->translation_count++] = (Translation){.from = from, .to = to};
    return i;
}

static void make_edge(Risk *risk, int32_t index, int32_t at, TrialEdge *ret) {
    const Run *run = &risk->run;
    Edge edge = run->graph.in[index];
    const TrialNode *from = risk->nodes + edge.node, *to = risk->nodes + at;
    *ret = (TrialEdge){.node = edge.node, .index = index, .translation = NO_INDEX};
    ret->from_start = (edge.how & (EDGE_FROM_START | EDGE_BOTH)) != 0;
    ret->to_finish = (edge.how & EDGE_TO_FINISH) != 0;
    if (!(edge.how & EDGE_BOTH)) ret->lag = edge_lag(edge.how);
    if (to->kind == TRIAL_EXACT) return;
    ret->translation = translation_for(risk, from->time, to->time);
    bool back = to->kind == TRIAL_POINT && ret->to_finish && ret->translation != NO_INDEX;
    bool elsewhere =
        ret->lag && (edge_lag_kind(edge.how) != LAG_WORKING || run_lag_time(run, edge.node, at) != to->time ||
                     edge_is_past(run, edge, at));
    ret->slow = back || elsewhere || ret->translation == TRANSLATIONS_MAX;
    if (ret->slow) ret->translation = NO_INDEX;
}

bool risk_edges_make(Arena *arena, Risk *risk) {
    const Graph *graph = &risk->run.graph;
    int32_t count = 0;
    for (int32_t i = 0; i < graph->edge_count; i++) count += graph->in[i].how & EDGE_BOTH ? 2 : 1;
    risk->translations = arena_array(arena, Translation, TRANSLATIONS_MAX);
    risk->first_edge = arena_array(arena, int32_t, risk->node_count + 1);
    TrialEdge *to = risk->edges = arena_array(arena, TrialEdge, count);
    if (!risk->translations || !risk->first_edge || !risk->edges) return false;
    for (int32_t at = 0; at < risk->node_count; at++) {
        bool heeds = heeds_links(risk->run.jobs + at);
        for (int32_t i = graph->first_in[at]; heeds && i < graph->first_in[at + 1]; i++) {
            make_edge(risk, i, at, to++);
            if (!(graph->in[i].how & EDGE_BOTH)) continue;
            *to = to[-1];
            to->from_start = 0;
            to->to_finish = 1;
            to->slow |= risk->nodes[at].kind == TRIAL_POINT && to->translation != NO_INDEX;
            to++;
        }
        risk->first_edge[at + 1] = (int32_t)(to - risk->edges);
    }
    return true;
}

/* ---- Gathering ---- */

static bool reserve_gather(Arena *arena, Risk *risk, int32_t summaries) {
    risk->first_project = summaries;
    risk->first_release = summaries + risk->run.plan->project_count;
    risk->whole = risk->first_release + risk->run.plan->release_count;
    risk->gather_count = risk->whole + 1;
    risk->gather_up = arena_array(arena, int32_t, risk->gather_count);
    risk->gather_row = arena_array(arena, int32_t, summaries);
    return risk->gather_up && risk->gather_row;
}

static int32_t shelf_for(Risk *risk, int32_t *first_shelf, int32_t gather, const WorkTime *time) {
    if (gather == NO_INDEX) return NO_INDEX;
    for (int32_t i = first_shelf[gather]; i != NO_INDEX; i = risk->shelves[i].next)
        if (risk->shelves[i].time == time) return i;
    int32_t translation = translation_for(risk, time, risk->run.elapsed);
    risk->shelves[risk->shelf_count] =
        (Shelf){time, gather, translation == TRANSLATIONS_MAX ? NO_INDEX : translation, first_shelf[gather]};
    return first_shelf[gather] = risk->shelf_count++;
}

static bool make_shelves(Arena *arena, Risk *risk) {
    int32_t *first_shelf = arena_array(arena, int32_t, risk->gather_count);
    risk->shelves = arena_array(arena, Shelf, 3 * (int64_t)risk->node_count);
    if (!first_shelf || !risk->shelves) return false;
    for (int32_t i = 0; i < risk->gather_count; i++) first_shelf[i] = NO_INDEX;
    for (int32_t at = 0; at < risk->node_count; at++) {
        TrialNode *node = risk->nodes + at;
        node->summary = shelf_for(risk, first_shelf, node->summary, node->time);
        node->end = shelf_for(risk, first_shelf, node->end, node->time);
        node->release = shelf_for(risk, first_shelf, node->release, node->time);
    }
    return true;
}

static void gather_leaves(Risk *risk, const int32_t *gather_of_row) {
    const Plan *plan = risk->run.plan;
    for (int32_t at = 0; at < risk->node_count; at++) {
        TrialNode *node = risk->nodes + at;
        node->summary = node->end = node->release = node->cost_release = NO_INDEX;
        if (node->kind == TRIAL_VIRTUAL) continue;
        int32_t parent = plan->tasks[node->row].parent;
        int32_t release = risk->run.release ? risk->run.release[node->row] : NO_INDEX;
        node->end = risk->first_project + node->project;
        node->summary = parent == NO_INDEX ? NO_INDEX : gather_of_row[parent];
        if (release != NO_INDEX) node->release = node->cost_release = risk->first_release + release;
    }
    /* Behind a finish-to-start link nothing ends earlier. */
    for (int32_t at = 0; at < risk->node_count; at++) {
        const TrialNode *to = risk->nodes + at;
        if (to->kind != TRIAL_PLAIN && to->kind != TRIAL_POINT) continue;
        for (int32_t i = risk->first_edge[at]; i < risk->first_edge[at + 1]; i++) {
            const TrialEdge *edge = risk->edges + i;
            TrialNode *from = risk->nodes + edge->node;
            if (edge->from_start || edge->to_finish || edge->lag < 0 || from->kind == TRIAL_VIRTUAL) continue;
            if (from->remaining) continue;
            if (plan->tasks[from->row].parent == plan->tasks[to->row].parent) from->summary = NO_INDEX;
            if (from->project == to->project) from->end = NO_INDEX;
            if (from->cost_release == to->cost_release) from->release = NO_INDEX;
        }
    }
}

bool risk_gather_make(Arena *arena, Risk *risk) {
    const Plan *plan = risk->run.plan;
    const Graph *graph = &risk->run.graph;
    int32_t summaries = 0, *gather_of_row = arena_array(arena, int32_t, plan->task_count);
    for (int32_t i = 0; i < plan->task_count; i++)
        summaries += !graph_is_leaf(graph, i) && !graph->inactive[i];
    if (!gather_of_row || !reserve_gather(arena, risk, summaries)) return false;
    for (int32_t i = 0; i < plan->task_count; i++) {
        if (graph_is_leaf(graph, i) || graph->inactive[i]) continue;
        const Task *task = plan->tasks + i;
        int32_t at = gather_of_row[i] =
            --summaries; /* from the last row to the first: what is above is behind */
        risk->gather_row[at] = i;
        risk->gather_up[at] = task->parent == NO_INDEX ? NO_INDEX : gather_of_row[task->parent];
    }
    for (int32_t i = 0; i < plan->project_count; i++) risk->gather_up[risk->first_project + i] = risk->whole;
    for (int32_t i = 0; i < plan->release_count; i++) risk->gather_up[risk->first_release + i] = NO_INDEX;
    risk->gather_up[risk->whole] = NO_INDEX;
    gather_leaves(risk, gather_of_row);
    return make_shelves(arena, risk);
}
