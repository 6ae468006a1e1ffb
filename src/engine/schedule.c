/* One scheduling, step by step. See run.h.
 *
 * Dates come in two kinds: early ones as links and constraints allow, and planned ones, which differ only
 * where a task is to be as late as possible or people are shared. Floats and the critical path are of the
 * planned ones. */
#include "engine/check.h"
#include "engine/run.h"

static bool has_alap(const Run *run) {
    for (int32_t p = 0; p < run->net.node_count; p++) {
        const Job *job = run->jobs + p;
        const Task *task = run->plan->tasks + run->net.row[p];
        if (job->kind == NODE_LEAF && job->mode == JOB_OPEN && task->constraint == CONSTRAINT_ALAP)
            return true;
    }
    return false;
}

static bool has_summary_percent_lag(const Run *run) {
    int32_t count = run->net.first_edge[run->net.node_count];
    for (int32_t i = 0; i < count; i++)
        if (run->net.edges[i].lag_kind == LAG_PERCENT) return true;
    return false;
}

static bool make_room(Run *run) {
    int32_t count = run->net.node_count;
    run->early = run->planned = arena_array(run->arena, Dates, count);
    run->late = arena_array(run->arena, Dates, count);
    run->free = arena_array(run->arena, Dates, count);
    run->driver = arena_array(run->arena, int32_t, count);
    run->project_end = arena_array(run->arena, Minute, run->plan->project_count);
    if (!run->early || !run->late || !run->free || !run->driver || !run->project_end) return false;
    if (!run->net.exit) return true;
    run->finish_driver = arena_array(run->arena, int32_t, count);
    if (!run->finish_driver || !has_summary_percent_lag(run)) return run->finish_driver != NULL;
    run->summary_minutes = arena_array(run->arena, int32_t, count);
    return run->summary_minutes != NULL;
}

/* As late as possible: from now on not before their late start. */
static bool hold_alap(Run *run) {
    int32_t count = run->net.node_count;
    find_project_ends(run, run->early);
    backward_pass(run, run->early);
    Minute *floor = arena_array(run->arena, Minute, count);
    if (!floor) return false;
    for (int32_t p = 0; p < count; p++) {
        const Job *job = run->jobs + p;
        bool alap = job->kind == NODE_LEAF && job->mode == JOB_OPEN &&
                    run->plan->tasks[run->net.row[p]].constraint == CONSTRAINT_ALAP;
        floor[p] = alap ? run->late[p].start : MINUTE_NONE;
    }
    run->alap_floor = floor;
    return true;
}

static bool place(Run *run) {
    bool alap = has_alap(run), share = run->plan->options.share_people;
    forward_pass(run, run->early);
    if (alap && !hold_alap(run)) return fault_memory(run->fault);
    if (alap || share) {
        run->planned = arena_array(run->arena, Dates, run->net.node_count);
        if (!run->planned) return fault_memory(run->fault);
    }
    if (share && !share_people(run)) return false;
    if (alap && !share) forward_pass(run, run->planned);
    find_project_ends(run, run->planned);
    backward_pass(run, run->planned);
    find_free(run, run->planned);
    return true;
}

bool schedule_make(Arena *arena, const Plan *plan, Schedule *ret, PlanFault *fault) {
    Run run = {.arena = arena, .plan = plan, .fault = fault};
    *fault = (PlanFault){.kind = FAULT_NONE};
    if (!plan_check(plan, fault)) return false;
    if (!network_make(arena, plan, &run.net, fault)) return false;
    if (!jobs_make(&run)) return false;
    if (!make_room(&run)) return fault_memory(fault);
    return place(&run) && rollup(&run, ret);
}
