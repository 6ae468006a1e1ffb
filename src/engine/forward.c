/* The forward pass of the critical-path method: one loop up over the positions.
 *
 * A node takes the latest bound that its edges lay on its start and finish. A bound is a moment; two moments
 * with no working time between them are the same instant to a job, and placing it chooses the form. */
#include "engine/plain.h"

int32_t run_lag(const Run *run, int32_t from, int32_t how) {
    if (edge_lag_kind(how) != LAG_PERCENT) return edge_lag(how);
    int64_t lag = (int64_t)run->summary_minutes[from] * edge_lag(how) / 100;
    if (lag > DURATION_MINUTES_MAX) return DURATION_MINUTES_MAX;
    return lag < -DURATION_MINUTES_MAX ? -DURATION_MINUTES_MAX : (int32_t)lag;
}

const WorkTime *run_lag_time(const Run *run, int32_t from, int32_t to) {
    const PlanProject *project = job_project(run, run->jobs + to);
    switch (project->lag_calendar) {
    case LAG_CALENDAR_PREDECESSOR: return run_own_time(run, from);
    case LAG_CALENDAR_PROJECT: return run->times[project->calendar];
    case LAG_CALENDAR_ELAPSED: return run->elapsed;
    default: return run_own_time(run, to);
    }
}

/* The start from which a lag counts: with RULE_ACTUAL_LAGS the actual one. MINUTE_NONE: the early one. */
static Minute actual_origin(const Run *run, Edge edge, int32_t position) {
    if (!run->any_actual_lags || !(edge.how & EDGE_FROM_START) || edge_lag(edge.how) <= 0) return MINUTE_NONE;
    if (!(job_project(run, run->jobs + position)->rules & RULE_ACTUAL_LAGS)) return MINUTE_NONE;
    if (run->graph.kind[edge.node] != NODE_LEAF) return MINUTE_NONE;
    return run->plan->tasks[run->graph.row[edge.node]].actual_start;
}

bool edge_is_past(const Run *run, Edge edge, int32_t position) {
    return actual_origin(run, edge, position) != MINUTE_NONE;
}

Minute edge_bound(const Run *run, const Dates *dates, Edge edge, int32_t position) {
    Dates from = dates[edge.node];
    Minute at = edge.how & EDGE_FROM_START ? from.start : from.finish;
    if (!(edge.how & ~(EDGE_FROM_START | EDGE_TO_FINISH)) || (edge.how & EDGE_BOTH)) return at;
    Minute actual = actual_origin(run, edge, position);
    return lag_after(run_lag_time(run, edge.node, position), actual == MINUTE_NONE ? at : actual,
                     edge_lag_kind(edge.how), run_lag(run, edge.node, edge.how));
}

/* The latest bounds that the edges into a node lay on it. */
typedef struct Bounds {
    Minute start, finish;
    int32_t start_edge, finish_edge;
} Bounds;

/* Written so that the compiler needs no jump. */
static inline void raise_start(Bounds *bounds, Minute to, int32_t edge) {
    bool more = to > bounds->start;
    bounds->start = more ? to : bounds->start;
    bounds->start_edge = more ? edge : bounds->start_edge;
}

static inline void raise_finish(Bounds *bounds, Minute to, int32_t edge) {
    if (to <= bounds->finish) return;
    bounds->finish = to;
    bounds->finish_edge = edge;
}

static inline Bounds bounds_of(const Run *run, const Dates *dates, int32_t position) {
    Bounds bounds = {MINUTE_NONE, MINUTE_NONE, NO_INDEX, NO_INDEX};
    int32_t end = run->graph.first_in[position + 1];
    for (int32_t i = run->graph.first_in[position]; i < end; i++) {
        Edge edge = run->graph.in[i];
        Dates from = dates[edge.node];
        Minute at = edge.how & EDGE_FROM_START ? from.start : from.finish;
        if (edge.how & ~EDGE_FROM_START) {
            if (edge.how & EDGE_BOTH) {
                raise_start(&bounds, from.start, i);
                raise_finish(&bounds, from.finish, i);
                continue;
            }
            at = edge_bound(run, dates, edge, position);
            if (edge.how & EDGE_TO_FINISH) {
                raise_finish(&bounds, at, i);
                continue;
            }
        }
        raise_start(&bounds, at, i);
    }
    return bounds;
}

/* Working time from the first start to the last finish of the leaves below, for percent lags. */
static int32_t summary_minutes(const Run *run, const Dates *dates, int32_t row, const WorkTime *time) {
    Dates all = {MINUTE_AFTER, MINUTE_BEFORE};
    for (int32_t i = row + 1; i < run->graph.end[row]; i++) {
        int32_t position = run->graph.leaf[i];
        if (position == NO_INDEX || run->graph.kind[position] == NODE_SPAN) continue;
        all.start = earlier(all.start, dates[position].start);
        all.finish = later(all.finish, dates[position].finish);
    }
    return all.start > all.finish ? 0 : worktime_between(time, all.start, all.finish);
}

static void forward_virtual(Run *run, Dates *dates, int32_t position) {
    Bounds bounds = bounds_of(run, dates, position);
    const Job *job = run->jobs + position;
    dates[position] = (Dates){bounds.start, bounds.finish};
    run->driver[position] = bounds.start_edge == NO_INDEX ? DRIVER_FLOOR : bounds.start_edge * 2;
    run->finish_driver[position] = bounds.finish_edge == NO_INDEX ? DRIVER_FLOOR : bounds.finish_edge * 2 + 1;
    if (job->kind != NODE_EXIT || !run->summary_minutes) return;
    run->summary_minutes[position] = summary_minutes(run, dates, run->graph.row[position], job->time);
}

/* The bound on the start, and what it comes from; `from` is the bound without links. */
static inline Minute bound_start(const Job *job, const Bounds *bounds, Minute from, int32_t minutes,
                                 int32_t *driver) {
    bool more = bounds->start > from;
    from = more ? bounds->start : from;
    *driver = more ? bounds->start_edge * 2 : *driver;
    if (bounds->finish == MINUTE_NONE) return from;
    Minute start = job_start_to_reach(job, bounds->finish, minutes);
    if (start <= from) return from;
    *driver = bounds->finish_edge * 2 + 1;
    return start;
}

Minute linked_start(const Run *run, int32_t position) {
    const Job *job = run->jobs + position;
    Bounds bounds = bounds_of(run, run->planned, position);
    int32_t driver;
    Minute start = bound_start(job, &bounds, MINUTE_NONE, job->minutes, &driver);
    return start == MINUTE_NONE ? MINUTE_NONE : job_start(job, start);
}

/* A bound on the finish that lies in time off lets it stand where work goes on, in P6 unless the calendars of
 * people say when it ends; in MS Project a milestone stays where it is. */
static void carry_on(const Run *run, int32_t position, Minute bound, Dates *dates) {
    const Job *job = run->jobs + position;
    int32_t row = run->graph.row[position], assigned = 0;
    if (!(job->flags & JOB_REMAINING)) {
        if (job->minutes && worktime_between(job->time, dates->finish, bound) == 0)
            dates->finish = worktime_next_start(job->time, bound);
        return;
    }
    if (job->flags & JOB_WAS_DONE) return;
    if (run->first_assignment) assigned = run->first_assignment[row + 1] - run->first_assignment[row];
    if ((assigned && run->plan->tasks[row].calendar == NO_INDEX) || (job->flags & JOB_OWN_CALENDAR)) return;
    dates->finish = worktime_next_start(job->time, bound);
    if (job->minutes == 0) dates->start = dates->finish;
}

/* A task of which nothing remains, but that is not done, stands where work could go on (P6). */
static void rest(const Run *run, int32_t position, Dates *dates) {
    const Job *job = run->jobs + position;
    bool milestone = run->plan->tasks[run->graph.row[position]].flags & TASK_MILESTONE;
    if (milestone || (job->flags & JOB_WAS_DONE)) return;
    dates->start = dates->finish = worktime_next_start(job->time, dates->start);
}

static void forward_started(Run *run, Dates *dates, int32_t position) {
    const Job *job = run->jobs + position;
    int32_t driver = DRIVER_OWN;
    Minute resume = job->more->resume;
    if ((job->flags & JOB_RETAINS) && job->minutes > 0) {
        Bounds bounds = bounds_of(run, dates, position);
        resume = bound_start(job, &bounds, resume, job->more->remaining, &driver);
    }
    dates[position] = (Dates){job->floor, job_finish(job, resume, job->more->remaining)};
    run->driver[position] = driver;
}

/* What remains fills the time from its start to the expected finish, whatever asks for a later one. */
static void expect(Job *job, Bounds *bounds) {
    Minute from = job_start(job, later(job->floor, bounds->start));
    int32_t minutes = worktime_between(job->time, from, job->more->expected);
    job->minutes = job->more->remaining = minutes > 0 ? minutes : 0;
    bounds->finish = MINUTE_NONE;
}

static void forward_open(Run *run, Dates *dates, int32_t position) {
    Job *job = run->jobs + position;
    int32_t driver = DRIVER_FLOOR;
    Bounds bounds = {MINUTE_NONE, MINUTE_NONE, NO_INDEX, NO_INDEX};
    if (!(job->flags & JOB_UNBOUND)) bounds = bounds_of(run, dates, position);
    if (job->flags & JOB_EXPECTED) expect(job, &bounds);
    Minute floor = job->floor;
    if (job->flags & JOB_FROM_FINISH) floor = later(floor, run->origin[job->project]);
    Minute start = bound_start(job, &bounds, floor, job->minutes, &driver);
    /* What counts from the finish stands there because of the finish, even where links ask for the same. */
    bool back = job->flags & JOB_FROM_FINISH;
    if (run->alap_floor && run->alap_floor[position] >= start + !back) {
        start = run->alap_floor[position];
        driver = DRIVER_ALAP;
    }
    if (job->more->leveling_delay)
        start = minute_clamp((int64_t)job_start(job, start) + job->more->leveling_delay);
    if (start > job->more->ceiling) {
        start = job->more->ceiling;
        driver = DRIVER_CEILING;
    }
    dates[position] = job_place(job, start);
    if ((job->flags & JOB_REMAINING) && job->minutes == 0 && !(job->flags & JOB_EXPECTED))
        rest(run, position, dates + position);
    if (bounds.finish > dates[position].finish) carry_on(run, position, bounds.finish, dates + position);
    run->driver[position] = driver;
}

static void forward_special(Run *run, Dates *dates, int32_t position) {
    const Job *job = run->jobs + position;
    if (job->kind == NODE_SPAN) {
        Minute start = run_project_start(run, job->project);
        dates[position] = (Dates){start, start};
        run->driver[position] = DRIVER_OWN;
    } else if (job->kind != NODE_LEAF) {
        forward_virtual(run, dates, position);
    } else if (job->mode == JOB_OPEN) {
        forward_open(run, dates, position);
    } else if (job->mode == JOB_STARTED) {
        forward_started(run, dates, position);
    } else {
        bool ends = job->more->resume != MINUTE_NONE;
        dates[position].start = job->floor;
        dates[position].finish = ends ? job->more->resume : job_finish(job, job->floor, job->minutes);
        run->driver[position] = DRIVER_OWN;
    }
}

static inline void forward_one(Run *run, Dates *dates, int32_t position) {
    const Job *job = run->jobs + position;
    if (!(job->flags & JOB_PLAIN)) {
        forward_special(run, dates, position);
        return;
    }
    int32_t driver = DRIVER_FLOOR;
    Bounds bounds = bounds_of(run, dates, position);
    Minute start = bound_start(job, &bounds, job->floor, job->minutes, &driver);
    worktime_span(job->time, start, job->minutes, &dates[position].start, &dates[position].finish);
    if (bounds.finish > dates[position].finish) carry_on(run, position, bounds.finish, dates + position);
    run->driver[position] = driver;
}

void forward_node(Run *run, Dates *dates, int32_t position) {
    forward_one(run, dates, position);
}

void forward_pass(Run *run, Dates *dates) {
    for (int32_t p = 0; (p = plain_forward(run, dates, p)) < run->graph.node_count; p++)
        forward_one(run, dates, p);
}

void find_project_ends(Run *run, const Dates *dates) {
    const PlanProject *projects = run->plan->projects;
    for (int32_t i = 0; i < run->plan->project_count; i++) run->project_end[i] = MINUTE_BEFORE;
    for (int32_t p = 0; p < run->graph.node_count; p++) {
        Minute *end = run->project_end + run->jobs[p].project;
        if (run->jobs[p].kind == NODE_LEAF) *end = later(*end, dates[p].finish);
    }
    Minute last = MINUTE_BEFORE;
    for (int32_t i = 0; i < run->plan->project_count; i++)
        if (projects[i].rules & RULE_COMMON_END) last = later(last, run->project_end[i]);
    for (int32_t i = 0; i < run->plan->project_count; i++)
        if (projects[i].rules & RULE_COMMON_END) run->project_end[i] = last;
    for (int32_t i = 0; i < run->plan->project_count; i++)
        if (projects[i].must_finish != MINUTE_NONE) run->project_end[i] = projects[i].must_finish;
}
