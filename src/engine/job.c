/* Jobs: what the passes need to know of a leaf, gathered once from its row, its assignments, its project and
 * the summaries above it. After this no pass looks at a flag or a constraint again.
 *
 * The calendar: around the clock for an elapsed duration; else the task's own; else each working assignment
 * counts its part by its resource's; else the project's. */
#include "engine/check.h"
#include "engine/run.h"

/* What a summary lays on every leaf below it. */
typedef struct Inherited {
    Minute floor, finish_cap;
    int32_t row; /* whose constraint the floor is */
} Inherited;

const WorkTime *run_time(Run *run, int32_t calendar) {
    if (!run->times[calendar])
        run->times[calendar] = worktime_make(run->arena, run->plan, calendar, run->fault);
    return run->times[calendar];
}

static int32_t scaled(const Job *job, const Part *part, int32_t minutes) {
    if (minutes == job->minutes) return part->minutes;
    return (int32_t)(((int64_t)part->minutes * minutes + job->minutes - 1) / job->minutes);
}

Minute job_start(const Job *job, Minute from) {
    if (job->minutes == 0) return worktime_point(job->time, from);
    if (!job->parts) return worktime_next_start(job->time, from);
    Minute start = MINUTE_AFTER;
    for (int32_t i = 0; i < job->part_count; i++)
        start = earlier(start, worktime_next_start(job->parts[i].time, from));
    return start;
}

Minute job_finish(const Job *job, Minute start, int32_t minutes) {
    if (minutes == 0) return start;
    if (!job->parts) return worktime_add(job->time, start, minutes);
    Minute finish = MINUTE_BEFORE;
    for (int32_t i = 0; i < job->part_count; i++)
        finish = later(finish, worktime_add(job->parts[i].time, start, scaled(job, job->parts + i, minutes)));
    return finish;
}

Minute job_start_for(const Job *job, Minute finish, int32_t minutes) {
    if (minutes == 0) return worktime_point_back(job->time, finish);
    if (!job->parts) return worktime_subtract(job->time, finish, minutes);
    Minute start = MINUTE_AFTER;
    for (int32_t i = 0; i < job->part_count; i++)
        start = earlier(start,
                        worktime_subtract(job->parts[i].time, finish, scaled(job, job->parts + i, minutes)));
    return start;
}

Dates job_place(const Job *job, Minute from) {
    Dates dates;
    if (job->minutes > 0 && !job->parts) {
        worktime_span(job->time, from, job->minutes, &dates.start, &dates.finish);
        return dates;
    }
    dates.start = job_start(job, from);
    dates.finish = job_finish(job, dates.start, job->minutes);
    return dates;
}

Dates job_place_by(const Job *job, Minute to) {
    Dates dates;
    if (job->minutes > 0 && !job->parts) {
        worktime_span_by(job->time, to, job->minutes, &dates.start, &dates.finish);
        return dates;
    }
    return (Dates){job_start_for(job, to, job->minutes), job_finish_by(job, to)};
}

Minute job_start_to_reach(const Job *job, Minute finish, int32_t minutes) {
    if (minutes == 0) return worktime_point_back(job->time, finish);
    return worktime_subtract(job->time, finish, minutes);
}

Minute job_finish_by(const Job *job, Minute to) {
    if (job->minutes == 0) return worktime_point_back(job->time, to);
    if (!job->parts) return worktime_previous_finish(job->time, to);
    Minute finish = MINUTE_BEFORE;
    for (int32_t i = 0; i < job->part_count; i++)
        finish = later(finish, worktime_previous_finish(job->parts[i].time, to));
    return finish;
}

/* ---- Calendars and durations ---- */

static bool works(const Run *run, const Assignment *assignment, int32_t duration) {
    if (run->plan->resources[assignment->resource].kind == RESOURCE_MATERIAL) return false;
    return assignment->work > 0 || (assignment->work < 0 && assignment->units > 0 && duration > 0);
}

static int32_t assigned_minutes(const Assignment *assignment, int32_t duration) {
    if (assignment->work < 0) return duration;
    int64_t minutes = ((int64_t)assignment->work * 100 + assignment->units - 1) / assignment->units;
    return minutes > DURATION_MINUTES_MAX ? DURATION_MINUTES_MAX : (int32_t)minutes;
}

/* The part that decides: longest, first of equals. */
static void take_longest(Job *job, const Part *parts, int32_t count) {
    const Part *longest = parts;
    for (int32_t i = 1; i < count; i++)
        if (parts[i].minutes > longest->minutes) longest = parts + i;
    job->time = longest->time;
    job->minutes = longest->minutes;
    for (int32_t i = 0; i < count; i++)
        if (parts[i].time != job->time) {
            job->parts = parts;
            job->part_count = count;
        }
}

static bool make_parts(Run *run, const Task *task, int32_t row, const WorkTime *own, const WorkTime *project,
                       Job *job) {
    int32_t first = run->first_assignment[row], count = run->first_assignment[row + 1] - first, n = 0;
    Part *parts = arena_array(run->arena, Part, count);
    if (!parts) return fault_memory(run->fault);
    for (int32_t i = first; i < first + count; i++) {
        const Assignment *assignment = run->plan->assignments + run->assignment_list[i];
        if (!works(run, assignment, task->duration)) continue;
        int32_t calendar = run->plan->resources[assignment->resource].calendar;
        const WorkTime *time = own ? own : calendar == NO_INDEX ? project : run_time(run, calendar);
        if (!time) return false;
        parts[n++] = (Part){time, assigned_minutes(assignment, task->duration), run->assignment_list[i]};
    }
    if (n > 0) take_longest(job, parts, n);
    job->all = parts;
    job->all_count = n;
    return true;
}

static bool set_work(Run *run, const Task *task, int32_t row, Job *job) {
    const WorkTime *project = run_time(run, run->plan->projects[task->project].calendar);
    const WorkTime *own = task->calendar == NO_INDEX ? NULL : run_time(run, task->calendar);
    if (!project || (task->calendar != NO_INDEX && !own)) return false;
    job->project = task->project;
    job->time = own ? own : project;
    if (job->kind != NODE_LEAF) return true;
    if (task->flags & TASK_ELAPSED) own = job->time = run->elapsed;
    job->minutes = task->flags & TASK_MILESTONE ? 0 : task->duration;
    bool assigned = run->first_assignment[row] < run->first_assignment[row + 1];
    if (assigned && !(task->flags & TASK_MILESTONE) && !make_parts(run, task, row, own, project, job))
        return false;
    job->remaining = job->minutes;
    return true;
}

/* ---- Constraints and progress ---- */

static void raise_floor(Job *job, Minute to, Cause cause, int32_t index) {
    if (to <= job->floor) return;
    job->floor = to;
    job->floor_cause = (uint8_t)cause;
    job->floor_cause_index = index;
}

static void fix_start(Job *job, Minute start, Cause cause, int32_t row) {
    job->mode = JOB_FIXED;
    job->floor = start;
    job->floor_cause = (uint8_t)cause;
    job->floor_cause_index = row;
}

static void set_constraint(const Run *run, const Task *task, int32_t row, Minute not_before, Job *job) {
    bool honour = !run->plan->options.ignore_constraints;
    Minute date = task->constraint_date;
    switch (task->constraint) {
    case CONSTRAINT_SNET: raise_floor(job, date, CAUSE_CONSTRAINT, row); break;
    case CONSTRAINT_FNET:
        raise_floor(job, job_start_for(job, date, job->minutes), CAUSE_CONSTRAINT, row);
        break;
    case CONSTRAINT_SNLT:
        job->start_cap = date;
        if (honour) job->ceiling = date;
        break;
    case CONSTRAINT_FNLT:
        job->finish_cap = earlier(job->finish_cap, date);
        if (honour) job->ceiling = job_start_for(job, date, job->minutes);
        break;
    case CONSTRAINT_MSO:
        job->start_cap = date;
        if (honour) fix_start(job, later(not_before, job_start(job, date)), CAUSE_CONSTRAINT, row);
        else raise_floor(job, date, CAUSE_CONSTRAINT, row);
        break;
    case CONSTRAINT_MFO:
        job->finish_cap = earlier(job->finish_cap, date);
        date = job_start_for(job, date, job->minutes);
        if (honour) fix_start(job, later(not_before, date), CAUSE_CONSTRAINT, row);
        else raise_floor(job, date, CAUSE_CONSTRAINT, row);
        break;
    default: break;
    }
    if (job->ceiling < not_before) job->ceiling = not_before;
}

static int32_t remaining_of(const Task *task, const Job *job) {
    if (task->remaining < 0)
        return job->minutes - (int32_t)((int64_t)job->minutes * task->percent_complete / 100);
    return task->remaining;
}

static void set_progress(const Task *task, Minute status, Job *job) {
    job->mode = JOB_STARTED;
    job->floor = task->actual_start;
    job->remaining = remaining_of(task, job);
    if (task->actual_finish != MINUTE_NONE) {
        job->mode = JOB_DONE;
        job->resume = task->actual_finish;
        if (job->floor == MINUTE_NONE) job->floor = job_start_for(job, job->resume, job->minutes);
        job->floor = earlier(job->floor, job->resume);
    } else if (task->percent_complete == 100 || job->remaining == 0) {
        job->mode = JOB_DONE;
        job->resume = job_finish(job, job->floor, job->minutes);
    } else {
        int32_t done = job->minutes > job->remaining ? job->minutes - job->remaining : 0;
        job->resume = job_finish(job, job->floor, done);
        job->floor_cause = CAUSE_ACTUAL;
        if (status > job->resume) {
            job->resume = status;
            job->floor_cause = CAUSE_STATUS_DATE;
        }
    }
}

static void set_dates(const Run *run, int32_t row, const Inherited *above, Job *job) {
    const Task *task = run->plan->tasks + row;
    const PlanProject *project = run->plan->projects + task->project;
    job->floor = project->start;
    job->floor_cause = CAUSE_PROJECT_START;
    job->floor_cause_index = NO_INDEX;
    job->ceiling = job->start_cap = MINUTE_AFTER;
    job->finish_cap = above ? above->finish_cap : MINUTE_AFTER;
    if (task->deadline != MINUTE_NONE) job->finish_cap = earlier(job->finish_cap, task->deadline);
    raise_floor(job, project->status_date, CAUSE_STATUS_DATE, NO_INDEX);
    if (above) raise_floor(job, above->floor, CAUSE_CONSTRAINT, above->row);
    if (task->actual_start != MINUTE_NONE || task->actual_finish != MINUTE_NONE) {
        set_progress(task, project->status_date, job);
        return;
    }
    set_constraint(run, task, row, project->status_date, job);
    if ((task->flags & TASK_MANUAL) && task->manual_start != MINUTE_NONE)
        fix_start(job, task->manual_start, CAUSE_MANUAL, row);
}

/* ---- All of them ---- */

static bool group_assignments(Run *run) {
    int32_t count = run->plan->task_count;
    run->first_assignment = arena_array(run->arena, int32_t, count + 2);
    run->assignment_list = arena_array(run->arena, int32_t, run->plan->assignment_count);
    int32_t *first = run->first_assignment;
    if (!first || !run->assignment_list) return false;
    for (int32_t i = 0; i < run->plan->assignment_count; i++) first[run->plan->assignments[i].task + 2]++;
    for (int32_t i = 0; i < count; i++) first[i + 2] += first[i + 1];
    for (int32_t i = 0; i < run->plan->assignment_count; i++)
        run->assignment_list[first[run->plan->assignments[i].task + 1]++] = i;
    return true;
}

/* By row, what the row lays on those below it: SNET and MSO hold their starts, FNLT, MFO and a deadline cap
 * their late finishes. NULL without a fault: no summary lays anything. */
static bool inherit(Run *run, Inherited **ret) {
    const Task *tasks = run->plan->tasks;
    int32_t count = run->plan->task_count;
    bool any = false;
    for (int32_t i = 0; i < count && !any; i++)
        any = !network_is_leaf(&run->net, i) &&
              (tasks[i].constraint > CONSTRAINT_ALAP || tasks[i].deadline != MINUTE_NONE);
    *ret = NULL;
    if (!any) return true;
    Inherited *all = arena_array(run->arena, Inherited, count);
    if (!all) return fault_memory(run->fault);
    for (int32_t i = 0; i < count; i++) {
        const Task *task = tasks + i;
        all[i] =
            task->parent == NO_INDEX ? (Inherited){MINUTE_NONE, MINUTE_AFTER, NO_INDEX} : all[task->parent];
        if (network_is_leaf(&run->net, i)) continue;
        int32_t kind = task->constraint;
        if ((kind == CONSTRAINT_SNET || kind == CONSTRAINT_MSO) && task->constraint_date > all[i].floor) {
            all[i].floor = task->constraint_date;
            all[i].row = i;
        }
        if (kind == CONSTRAINT_FNLT || kind == CONSTRAINT_MFO)
            all[i].finish_cap = earlier(all[i].finish_cap, task->constraint_date);
        if (task->deadline != MINUTE_NONE) all[i].finish_cap = earlier(all[i].finish_cap, task->deadline);
    }
    *ret = all;
    return true;
}

/* A percent lag of a leaf is known now; that of a summary when its dates are. */
static void resolve_percent_lags(Run *run) {
    int32_t count = run->net.first_edge[run->net.node_count];
    for (int32_t i = 0; i < count; i++) {
        Edge *edge = run->net.edges + i;
        const Job *from = run->jobs + edge->from;
        if (edge->lag_kind != LAG_PERCENT || from->kind != NODE_LEAF) continue;
        int64_t lag = (int64_t)from->minutes * edge->lag / 100;
        edge->lag = (int32_t)(lag > DURATION_MINUTES_MAX    ? DURATION_MINUTES_MAX
                              : lag < -DURATION_MINUTES_MAX ? -DURATION_MINUTES_MAX
                                                            : lag);
        edge->lag_kind = from->time == run->elapsed ? LAG_ELAPSED : LAG_WORKING;
    }
}

bool jobs_make(Run *run) {
    int32_t count = run->net.node_count;
    Inherited *inherited;
    run->times = arena_array(run->arena, const WorkTime *, run->plan->calendar_count);
    run->elapsed = worktime_elapsed(run->arena);
    run->jobs = arena_array(run->arena, Job, count);
    if (!run->times || !run->elapsed || !run->jobs || !group_assignments(run))
        return fault_memory(run->fault);
    if (!inherit(run, &inherited)) return false;
    for (int32_t p = 0; p < count; p++) {
        Job *job = run->jobs + p;
        int32_t row = run->net.row[p];
        job->kind = run->net.kind[p];
        if (!set_work(run, run->plan->tasks + row, row, job)) return false;
        if (job->kind == NODE_LEAF) set_dates(run, row, inherited ? inherited + row : NULL, job);
    }
    resolve_percent_lags(run);
    return true;
}
