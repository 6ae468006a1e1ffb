/* One scheduling, step by step. See run.h.
 *
 * Dates come in two kinds: early ones as links and constraints allow, and planned ones, which differ only
 * where a task is to be as late as possible or people are shared. Floats and the critical path are of the
 * planned ones. */
#include "base/mem.h"
#include "engine/check.h"
#include "engine/float_paths.h"
#include "engine/longest.h"
#include "engine/plain.h"
#include "engine/rollup.h"
#include "engine/span.h"

/* ---- Preparation ---- */

static bool has_percent_of_summary(const Graph *graph) {
    if (!graph->any_percent || !graph->exit) return false;
    for (int32_t i = 0; i < graph->edge_count; i++)
        if (edge_lag_kind(graph->in[i].how) == LAG_PERCENT) return true;
    return false;
}

static bool reserve_passes(Run *run) {
    int32_t count = run->graph.node_count;
    run->early = arena_array(run->arena, Dates, count);
    run->hands = arena_array(run->arena, Hand, count);
    run->driver = arena_array(run->arena, int32_t, count);
    run->finish_work = arena_array(run->arena, int32_t, count);
    run->project_end = arena_array(run->arena, Minute, run->plan->project_count);
    run->origin = arena_array(run->arena, Minute, run->plan->project_count);
    if (!run->early || !run->hands || !run->driver || !run->finish_work || !run->project_end || !run->origin)
        return false;
    if (run->plan->release_count) {
        run->release = arena_array(run->arena, int32_t, run->plan->task_count);
        if (!run->release) return false;
    }
    if (run->graph.exit) run->finish_driver = arena_array(run->arena, int32_t, count);
    return !run->graph.exit || run->finish_driver;
}

bool run_prepare_jobs(Run *run) {
    int32_t count = run->graph.node_count;
    if (!jobs_make(run)) return false;
    if (!float_places_reserve(run)) return fault_memory(run->fault);
    bool percent = has_percent_of_summary(&run->graph);
    if (percent && !run->summary_room) run->summary_room = arena_array(run->arena, int32_t, count);
    run->summary_minutes = percent ? run->summary_room : NULL;
    if ((percent && !run->summary_minutes) || !loads_make(run)) return fault_memory(run->fault);
    rows_prepare(run);
    return true;
}

bool run_prepare(Run *run) {
    if (!graph_make(run->arena, run->plan, &run->graph, run->fault)) return false;
    if (!jobs_reserve(run)) return false;
    if (!reserve_passes(run)) return fault_memory(run->fault);
    return run_prepare_jobs(run);
}

/* ---- Passes ---- */

static bool backward_pass(Run *run) {
    int32_t wrong = NO_INDEX;
    groups_clear_dates(run);
    for (int32_t i = run->graph.node_count - 1; (i = plain_backward(run, i)) >= 0; i--) {
        int32_t p = run_position(run, i);
        Late late;
        backward_node(run, run->planned, p, &late);
        if (run->jobs[p].kind != NODE_LEAF) continue;
        int32_t index = run->graph.row[p];
        TaskSchedule *row = run->schedule.tasks + index;
        if (!leaf_row(run, p, &late, row) && index > wrong) wrong = index;
        GroupSchedule *release = release_of(run, p);
        group_widen(project_of(run, p), run->planned[p], row->critical);
        if (release) group_widen(release, run->planned[p], row->critical);
    }
    return wrong == NO_INDEX || fault_at(run->fault, FAULT_RANGE, TABLE_TASKS, wrong, "start");
}

/* P6 delays a task until it would move its successors: its free float, and that of those before it after
 * that. Its early dates are then these. */
static Minute delay_by_free_float(Run *run, int32_t position, Dates free) {
    const Job *job = run->jobs + position;
    Minute finish = free.finish;
    if (free.finish == MINUTE_AFTER && free.start == MINUTE_AFTER) finish = run->project_end[job->project];
    Minute start = finish < MINUTE_AFTER ? job_start_for(job, finish, job->minutes) : free.start;
    start = later(earlier(start, free.start), run->early[position].start);
    Late late;
    run->early[position] = job_place(job, start);
    backward_node(run, run->early, position, &late);
    return start;
}

/* As late as possible: from now on not before their late start. */
static void hold_alap(Run *run) {
    find_project_ends(run, run->early);
    for (int32_t p = run->graph.node_count - 1; p >= 0; p--) {
        int32_t flags = run->jobs[p].flags;
        Late late;
        backward_node(run, run->early, p, &late);
        run->alap_room[p] = MINUTE_NONE;
        if (flags & JOB_FROM_FINISH) hold_by_early(run, p, &late);
        if (!(flags & JOB_ALAP)) continue;
        run->alap_room[p] = flags & JOB_REMAINING ? delay_by_free_float(run, p, late.free) : late.dates.start;
    }
    run->alap_floor = run->alap_room;
}

/* Room that not every plan needs. */
static bool reserve_planned(Run *run) {
    int32_t count = run->graph.node_count;
    run->planned = run->early;
    if (!run->alap_count && !run->plan->options.share_people) return true;
    if (!run->planned_room) run->planned_room = arena_array(run->arena, Dates, count);
    if (run->alap_count && !run->alap_room) run->alap_room = arena_array(run->arena, Minute, count);
    run->planned = run->planned_room;
    return run->planned && (!run->alap_count || run->alap_room);
}

static bool place(Run *run) {
    early_pass(run);
    if (run->alap_count) hold_alap(run);
    if (run->plan->options.share_people) {
        if (!share_people(run)) return false;
    } else if (run->alap_count) {
        forward_pass(run, run->planned);
    }
    find_project_ends(run, run->planned);
    return backward_pass(run);
}

static bool place_spans(Run *run) {
    if (!spans_of_links(run)) return false;
    sum_up_all(run);
    return spans_of_summaries(run);
}

bool run_follow(Run *run) {
    if (!run->graph.span_count) return true;
    find_project_ends(run, run->planned);
    return backward_pass(run) && place_spans(run);
}

bool run_passes(Run *run) {
    run->alap_floor = NULL;
    run->share_order = NULL;
    run->wait = NULL;
    run->held = NULL;
    if (!reserve_planned(run)) return fault_memory(run->fault);
    ArenaMark mark = arena_mark(run->arena);
    if (!place(run)) return false;
    if (run->any_longest_path && !mark_longest_paths(run)) return false;
    for (int32_t p = 0; run->kept_wait && p < run->graph.node_count; p++) run->kept_wait[p] = run->wait[p];
    arena_release(run->arena, mark);
    run->share_order = NULL;
    run->wait = NULL;
    run->held = NULL;
    if (run->any_float_paths && !mark_float_paths(run)) return false;
    if (!place_spans(run)) return false;
    if (run->rates_change) costs_by_dates(run);
    for (int32_t i = 0; run->loads && i < run->plan->resource_count; i++)
        if (!find_overload(run, i)) return fault_memory(run->fault);
    return true;
}

bool schedule_make(Arena *arena, const Plan *plan, Schedule *ret, PlanFault *fault) {
    Run run = {.arena = arena, .plan = plan, .fault = fault};
    *fault = (PlanFault){.kind = FAULT_NONE};
    if (!plan_check(plan, fault)) return false;
    if (!rows_reserve(&run)) return fault_memory(fault);
    ArenaMark mark = arena_mark(arena);
    if (!run_prepare(&run) || !run_passes(&run)) return false;
    arena_release(arena, mark);
    *ret = run.schedule;
    return true;
}
