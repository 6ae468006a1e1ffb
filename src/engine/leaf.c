/* A leaf's result: its dates, floats, and what decided its start. */
#include "engine/run.h"

static bool in_range(Dates dates) {
    return dates.start >= FIRST_MINUTE && dates.start <= END_MINUTE && dates.finish >= FIRST_MINUTE &&
           dates.finish <= END_MINUTE;
}

/* A late date that is the same working instant as the planned one takes its form, so that a milestone
 * without float shows one date and not two. */
static Dates late_form(const Job *job, Dates planned, Dates late) {
    if (!(job->flags & JOB_REMAINING)) return late;
    if (job->minutes > 0 || job->mode == JOB_DONE || (job->flags & (JOB_WAS_DONE | JOB_STARTS))) return late;
    if (worktime_between(job->time, planned.finish, late.finish) == 0) return planned;
    late.start = late.finish = worktime_previous_finish(job->time, late.finish);
    return late;
}

static int32_t total_float(const Run *run, int32_t position, Dates planned, const Late *late,
                           int32_t finish_work) {
    const Job *job = run->jobs + position;
    const WorkTime *time = run_own_time(run, position);
    if (job->flags & JOB_PLAIN) return late->work - finish_work;
    int32_t kind = job->mode == JOB_STARTED ? FLOAT_FINISH : job_project(run, job)->float_kind;
    int32_t finish = worktime_before(time, late->dates.finish) - finish_work;
    if (kind == FLOAT_FINISH) return finish;
    int32_t start = worktime_between(time, planned.start, late->dates.start);
    return kind == FLOAT_START ? start : least(finish, start);
}

/* A constraint may start it before its links would: then what is left of those is a start slack. */
static int32_t against_links(const Run *run, int32_t position, Dates planned, const Late *late,
                             int32_t total) {
    const Job *job = run->jobs + position;
    bool held = is_bound(job) || run->driver[position] == DRIVER_CEILING;
    if (!held || (job->flags & (JOB_REMAINING | JOB_FROM_FINISH))) return total;
    Minute start = linked_start(run, position);
    if (start == MINUTE_NONE || start <= planned.start) return total;
    return least(total, worktime_between(run_own_time(run, position), start, late->dates.start));
}

static int32_t free_float(const WorkTime *time, Dates planned, Dates free, Minute end, int32_t finish_work) {
    int32_t room = INT32_MAX;
    if (free.finish < MINUTE_AFTER) room = worktime_before(time, free.finish) - finish_work;
    if (free.start < MINUTE_AFTER) room = least(room, worktime_between(time, planned.start, free.start));
    if (room == INT32_MAX) room = worktime_before(time, end) - finish_work;
    return room > 0 ? room : 0;
}

static void set_floats(const Run *run, int32_t position, Dates planned, const Late *late, TaskSchedule *row) {
    const Job *job = run->jobs + position;
    row->total_float = row->free_float = row->critical = 0;
    if (job->mode == JOB_DONE || (job->flags & JOB_WAS_DONE)) return;
    const WorkTime *time = run_own_time(run, position);
    int32_t finish_work = worktime_before(time, planned.finish);
    if (job->flags & JOB_FROM_FINISH) {
        Dates early = run->early[position];
        row->total_float = total_float(run, position, early, late, worktime_before(time, early.finish));
    } else {
        row->total_float = total_float(run, position, planned, late, finish_work);
        row->total_float = against_links(run, position, planned, late, row->total_float);
    }
    row->free_float = free_float(time, planned, late->free, end_of(run, run->planned, position), finish_work);
    if (is_bound(job)) row->free_float = least(row->free_float, row->total_float > 0 ? row->total_float : 0);
    row->critical = row->total_float <= job_project(run, job)->critical_float;
}

/* The link behind a driver: through entry nodes back to the edge that is a link. */
static int32_t driving_link(const Run *run, int32_t driver) {
    while (driver >= 0) {
        int32_t link = run->graph.link[driver / 2], from = run->graph.in[driver / 2].node;
        if (link != NO_INDEX) return link;
        driver = driver % 2 ? run->finish_driver[from] : run->driver[from];
    }
    return NO_INDEX;
}

static void set_cause(const Run *run, int32_t position, TaskSchedule *row) {
    const Job *job = run->jobs + position;
    int32_t driver = run->driver[position];
    row->cause = job->floor_cause;
    row->cause_index = row->cause_resource = NO_INDEX;
    if (run->wait && run->wait[position].resource != NO_INDEX) {
        row->cause = CAUSE_RESOURCE;
        row->cause_index = run->wait[position].task;
        row->cause_resource = run->wait[position].resource;
    } else if (job->mode == JOB_DONE) {
        row->cause = CAUSE_ACTUAL;
    } else if (driver >= 0) {
        row->cause = CAUSE_LINK;
        row->cause_index = driving_link(run, driver);
    } else if (job->mode == JOB_STARTED) {
        return;
    } else if (driver == DRIVER_ALAP && (job->flags & JOB_FROM_FINISH)) {
        row->cause = CAUSE_PROJECT_END;
    } else if (driver == DRIVER_FLOOR && (job->flags & JOB_FROM_FINISH) &&
               job->floor <= run->origin[job->project]) {
        row->cause = CAUSE_PROJECT_START;
    } else if (driver == DRIVER_CEILING || driver == DRIVER_ALAP) {
        row->cause = CAUSE_CONSTRAINT;
        row->cause_index = run->graph.row[position];
    } else if (job->more) {
        row->cause_index = job->more->floor_cause_index;
    }
}

Dates leaf_shown(const Task *task, Dates planned) {
    Dates shown = planned;
    if (task->actual_start != MINUTE_NONE) shown.start = task->actual_start;
    if (task->actual_finish != MINUTE_NONE) shown.finish = task->actual_finish;
    if (task->actual_start == MINUTE_NONE) shown.start = earlier(shown.start, shown.finish);
    else shown.finish = later(shown.start, shown.finish);
    return shown;
}

bool leaf_row(const Run *run, int32_t position, const Late *late, TaskSchedule *row) {
    const Job *job = run->jobs + position;
    Dates planned = run->planned[position], early = run->early[position];
    Late formed = *late;
    formed.dates = late_form(job, planned, late->dates);
    Dates shown = planned;
    if (job->flags & JOB_REMAINING) shown = leaf_shown(run->plan->tasks + run->graph.row[position], planned);
    row->start = shown.start;
    row->finish = shown.finish;
    row->early_start = early.start;
    row->early_finish = early.finish;
    row->late_start = formed.dates.start;
    row->late_finish = formed.dates.finish;
    set_floats(run, position, planned, &formed, row);
    set_cause(run, position, row);
    if (job->flags & JOB_EXPECTED) row->duration = job->minutes;
    row->late_by_deadline = 0;
    if (job->flags & JOB_DEADLINE)
        row->late_by_deadline = planned.finish > run->plan->tasks[run->graph.row[position]].deadline;
    return in_range(planned) && in_range(early) && in_range(formed.dates);
}
