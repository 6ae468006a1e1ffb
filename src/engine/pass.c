/* The two passes of the critical-path method, each one loop over the network's positions.
 *
 * Forward: a node takes the latest bound that its edges lay on its start and finish. Backward: a node, once
 * its own late dates are final, hands them to its predecessors. A bound is a moment; two moments with no
 * working time between them are the same instant to a job, and job_start and job_finish_by choose the form.
 */
#include "engine/run.h"

Minute lag_after(const WorkTime *time, Minute at, int32_t lag_kind, int32_t lag) {
    if (lag == 0 || at == MINUTE_NONE) return at;
    if (lag_kind == LAG_ELAPSED) return minute_clamp((int64_t)at + lag);
    return lag > 0 ? worktime_add(time, at, lag) : worktime_subtract(time, at, -lag);
}

/* The latest moment from which lag_after does not pass `at`. */
Minute lag_before(const WorkTime *time, Minute at, int32_t lag_kind, int32_t lag) {
    if (lag == 0 || at == MINUTE_AFTER) return at;
    if (lag_kind == LAG_ELAPSED) return minute_clamp((int64_t)at - lag);
    if (lag > 0) return worktime_subtract(time, at, lag);
    return worktime_next_start(time, worktime_add(time, at, -lag));
}

/* Only percent lags of summaries are left to resolve here. */
static int32_t edge_lag(const Run *run, const Edge *edge) {
    if (edge->lag_kind != LAG_PERCENT) return edge->lag;
    int64_t lag = (int64_t)run->summary_minutes[edge->from] * edge->lag / 100;
    if (lag > DURATION_MINUTES_MAX) return DURATION_MINUTES_MAX;
    return lag < -DURATION_MINUTES_MAX ? -DURATION_MINUTES_MAX : (int32_t)lag;
}

/* The latest bounds that the edges into a node lay on it. */
typedef struct Bounds {
    Minute start, finish;
    int32_t start_edge, finish_edge;
} Bounds;

static inline void raise_start(Bounds *bounds, Minute to, int32_t edge) {
    if (to <= bounds->start) return;
    bounds->start = to;
    bounds->start_edge = edge;
}

static inline void raise_finish(Bounds *bounds, Minute to, int32_t edge) {
    if (to <= bounds->finish) return;
    bounds->finish = to;
    bounds->finish_edge = edge;
}

static inline Bounds bounds_of(const Run *run, const Dates *dates, int32_t position) {
    Bounds bounds = {MINUTE_NONE, MINUTE_NONE, NO_INDEX, NO_INDEX};
    const WorkTime *time = run->jobs[position].time;
    int32_t end = run->net.first_edge[position + 1];
    for (int32_t i = run->net.first_edge[position]; i < end; i++) {
        const Edge *edge = run->net.edges + i;
        Dates from = dates[edge->from];
        if (edge->type == EDGE_BOTH) {
            raise_start(&bounds, from.start, i);
            raise_finish(&bounds, from.finish, i);
            continue;
        }
        Minute at = edge->type == LINK_FS || edge->type == LINK_FF ? from.finish : from.start;
        if (edge->lag) at = lag_after(time, at, edge->lag_kind, edge_lag(run, edge));
        if (edge->type == LINK_FS || edge->type == LINK_SS) raise_start(&bounds, at, i);
        else raise_finish(&bounds, at, i);
    }
    return bounds;
}

/* Working time from the first start to the last finish of the leaves below, for percent lags. */
static int32_t summary_minutes(const Run *run, const Dates *dates, int32_t row, const WorkTime *time) {
    Dates all = {MINUTE_AFTER, MINUTE_BEFORE};
    for (int32_t i = row + 1; i < run->net.end[row]; i++) {
        int32_t position = run->net.leaf[i];
        if (position == NO_INDEX) continue;
        all.start = earlier(all.start, dates[position].start);
        all.finish = later(all.finish, dates[position].finish);
    }
    return all.start > all.finish ? 0 : worktime_between(time, all.start, all.finish);
}

static void forward_virtual(Run *run, Dates *dates, int32_t position, const Bounds *bounds) {
    dates[position] = (Dates){bounds->start, bounds->finish};
    run->driver[position] = bounds->start_edge == NO_INDEX ? DRIVER_FLOOR : bounds->start_edge * 2;
    run->finish_driver[position] =
        bounds->finish_edge == NO_INDEX ? DRIVER_FLOOR : bounds->finish_edge * 2 + 1;
    if (run->jobs[position].kind != NODE_EXIT || !run->summary_minutes) return;
    run->summary_minutes[position] =
        summary_minutes(run, dates, run->net.row[position], run->jobs[position].time);
}

/* The bound on the start, and what it comes from; `from` is the bound without links. */
static inline Minute bound_start(const Job *job, const Bounds *bounds, Minute from, int32_t minutes,
                                 int32_t *driver) {
    if (bounds->start > from) {
        from = bounds->start;
        *driver = bounds->start_edge * 2;
    }
    if (bounds->finish == MINUTE_NONE) return from;
    Minute start = job_start_to_reach(job, bounds->finish, minutes);
    if (start <= from) return from;
    *driver = bounds->finish_edge * 2 + 1;
    return start;
}

void forward_node(Run *run, Dates *dates, int32_t position) {
    const Job *job = run->jobs + position;
    int32_t driver = DRIVER_OWN;
    if (job->kind == NODE_LEAF && (job->mode == JOB_FIXED || job->mode == JOB_DONE)) {
        dates[position].start = job->floor;
        dates[position].finish =
            job->mode == JOB_DONE ? job->resume : job_finish(job, job->floor, job->minutes);
        run->driver[position] = driver;
        return;
    }
    Bounds bounds = bounds_of(run, dates, position);
    if (job->kind != NODE_LEAF) {
        forward_virtual(run, dates, position, &bounds);
        return;
    }
    if (job->mode == JOB_STARTED) {
        Minute resume = job->resume;
        if (run->plan->options.retained_logic)
            resume = bound_start(job, &bounds, resume, job->remaining, &driver);
        dates[position] = (Dates){job->floor, job_finish(job, resume, job->remaining)};
    } else {
        driver = DRIVER_FLOOR;
        Minute start = bound_start(job, &bounds, job->floor, job->minutes, &driver);
        if (run->alap_floor && run->alap_floor[position] > start) {
            start = run->alap_floor[position];
            driver = DRIVER_ALAP;
        }
        if (start > job->ceiling) {
            start = job->ceiling;
            driver = DRIVER_CEILING;
        }
        dates[position] = job_place(job, start);
    }
    run->driver[position] = driver;
}

void forward_pass(Run *run, Dates *dates) {
    for (int32_t p = 0; p < run->net.node_count; p++) forward_node(run, dates, p);
}

void find_project_ends(Run *run, const Dates *dates) {
    const PlanProject *projects = run->plan->projects;
    for (int32_t i = 0; i < run->plan->project_count; i++) run->project_end[i] = MINUTE_BEFORE;
    for (int32_t p = 0; p < run->net.node_count; p++) {
        Minute *end = run->project_end + run->jobs[p].project;
        if (run->jobs[p].kind == NODE_LEAF) *end = later(*end, dates[p].finish);
    }
    for (int32_t i = 0; i < run->plan->project_count; i++)
        if (projects[i].must_finish != MINUTE_NONE) run->project_end[i] = projects[i].must_finish;
}

/* ---- Backward ---- */

/* What a job's dates mean to those before it; false: nothing. A started one takes links by what remains. */
static bool bounds_before(const Run *run, int32_t position, Dates dates, Dates *ret) {
    const Job *job = run->jobs + position;
    *ret = dates;
    if (job->kind != NODE_LEAF) return true;
    if (job->mode == JOB_DONE) return false;
    if (job->mode != JOB_STARTED) return true;
    if (!run->plan->options.retained_logic) return false;
    ret->start = job_start_for(job, ret->finish, job->remaining);
    return true;
}

/* A leaf that ends in the evening takes a bound on its finish until work goes on, and so does a point. */
static inline Minute last_moment(const Job *job, Minute at, bool of_finish) {
    bool extends = job->kind == NODE_LEAF && (of_finish || job->minutes == 0) && at < MINUTE_AFTER;
    return extends ? worktime_next_start(job->time, at) : at;
}

static inline void hand_back(const Run *run, const Edge *edge, const Job *job, Dates bounds, Dates *to) {
    Dates *from = to + edge->from;
    if (edge->type == EDGE_BOTH) {
        from->start = earlier(from->start, last_moment(job, bounds.start, false));
        from->finish = earlier(from->finish, last_moment(job, bounds.finish, true));
        return;
    }
    bool to_finish = edge->type == LINK_FF || edge->type == LINK_SF;
    Minute at = last_moment(job, to_finish ? bounds.finish : bounds.start, to_finish);
    if (edge->lag) at = lag_before(job->time, at, edge->lag_kind, edge_lag(run, edge));
    if (edge->type == LINK_FS || edge->type == LINK_FF) from->finish = earlier(from->finish, at);
    else from->start = earlier(from->start, at);
}

/* The job waited for must have given the person back when the waiting part begins. What counts is its own
 * part by that person, which may end long before the job itself. */
static void cap_holder(const Run *run, int32_t position, Minute start, Dates *to) {
    const Wait *wait = run->wait + position;
    const Part *waiting = run->jobs[position].all + wait->part;
    int32_t holder = run->net.leaf[wait->task];
    const Job *job = run->jobs + holder;
    Minute by = worktime_next_start(waiting->time, start);
    Minute planned = worktime_next_start(waiting->time, run->planned[position].start);
    if (job->all_count == 1 || job->mode != JOB_OPEN) {
        to[holder].finish = earlier(to[holder].finish, by);
        return;
    }
    for (int32_t i = 0; i < job->all_count; i++) {
        const Part *part = job->all + i;
        if (run->plan->assignments[part->assignment].resource != wait->resource) continue;
        if (worktime_add(part->time, run->planned[holder].start, part->minutes) > planned) continue;
        to[holder].start = earlier(to[holder].start, worktime_subtract(part->time, by, part->minutes));
    }
}

/* Caps to[] of everything that leads to the position, so that it is not moved beyond `dates`. */
static inline void hand_back_all(const Run *run, int32_t position, Dates dates, Dates *to) {
    Dates bounds;
    if (!bounds_before(run, position, dates, &bounds)) return;
    const Job *job = run->jobs + position;
    int32_t end = run->net.first_edge[position + 1];
    for (int32_t i = run->net.first_edge[position]; i < end; i++)
        hand_back(run, run->net.edges + i, job, bounds, to);
    if (!run->wait || !run->wait[position].links) return;
    cap_holder(run, position, bounds.start, to);
}

static void backward_leaf(Run *run, const Dates *dates, int32_t position) {
    const Job *job = run->jobs + position;
    Dates *late = run->late + position;
    if (job->mode == JOB_DONE) {
        *late = dates[position];
        return;
    }
    Minute finish = earlier(late->finish, job->finish_cap);
    Minute start = earlier(late->start, job->start_cap);
    if (job->mode == JOB_STARTED) {
        late->finish = job_finish_by(job, finish);
        late->start = job->floor;
        return;
    }
    if (start < MINUTE_AFTER) finish = earlier(finish, job_finish(job, start, job->minutes));
    *late = job_place_by(job, finish);
}

/* When people are shared, a wait leads from a job placed earlier to one placed later, so the order of placing
 * serves both links and waits. */
static inline int32_t position_of(const Run *run, int32_t i) {
    return run->share_order ? run->share_order[i] : i;
}

void backward_pass(Run *run, const Dates *dates) {
    int32_t count = run->net.node_count;
    for (int32_t p = 0; p < count; p++) {
        const Job *job = run->jobs + p;
        Minute end = job->kind == NODE_LEAF ? run->project_end[job->project] : MINUTE_AFTER;
        run->late[p] = (Dates){MINUTE_AFTER, end};
    }
    for (int32_t i = count - 1; i >= 0; i--) {
        int32_t p = position_of(run, i);
        if (run->jobs[p].kind == NODE_LEAF) backward_leaf(run, dates, p);
        hand_back_all(run, p, run->late[p], run->late);
    }
}

/* The same with the planned dates in place of the late ones gives how far each may slip before it moves
 * something else: its free float. */
void find_free(Run *run, const Dates *dates) {
    int32_t count = run->net.node_count;
    for (int32_t p = 0; p < count; p++) run->free[p] = (Dates){MINUTE_AFTER, MINUTE_AFTER};
    for (int32_t i = count - 1; i >= 0; i--) {
        int32_t p = position_of(run, i);
        hand_back_all(run, p, run->jobs[p].kind == NODE_LEAF ? dates[p] : run->free[p], run->free);
    }
}
