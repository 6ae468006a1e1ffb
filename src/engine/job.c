/* Jobs: what the passes need to know of a leaf, gathered once from its row, its assignments, its project and
 * the summaries above it. After this no pass looks at a flag or a constraint again.
 *
 * The calendar: around the clock for an elapsed duration; else the task's own, with TASK_WITH_PEOPLE as far
 * as the resource's has working time, too; else each working assignment counts its part by its resource's;
 * else the project's. */
#include "base/mem.h"
#include "engine/check.h"
#include "engine/run.h"

const WorkTime *run_time(Run *run, int32_t calendar) {
    if (!run->times[calendar] && run->kept_times) run->times[calendar] = run->kept_times[calendar];
    if (!run->times[calendar])
        run->times[calendar] = worktime_make(run->arena, run->plan, calendar, run->fault);
    return run->times[calendar];
}

/* ---- Calendars and durations ---- */

static bool works(const Run *run, const Assignment *assignment, int32_t duration) {
    if (run->plan->resources[assignment->resource].kind == RESOURCE_MATERIAL) return false;
    return assignment->work > 0 || (assignment->work < 0 && assignment->units > 0 && duration > 0);
}

/* Of a row's pauses those that lie from `from` minutes of work on, but before `to`. */
static int32_t pauses_between(const Run *run, int32_t row, int32_t from, int32_t to) {
    int64_t sum = 0;
    if (!run->first_pause) return 0;
    for (int32_t i = run->first_pause[row]; i < run->first_pause[row + 1]; i++) {
        const Pause *pause = run->plan->pauses + i;
        if (pause->after >= from && pause->after < to) sum += pause->minutes;
    }
    return duration_clamp(sum);
}

static int32_t assigned_minutes(const Assignment *assignment, int32_t duration) {
    if (assignment->work < 0) return duration;
    int64_t regular = assignment->work > assignment->overtime ? assignment->work - assignment->overtime : 0;
    int64_t pace = (int64_t)assignment->units * contour_average(assignment->contour);
    return duration_clamp((regular * 10000 + pace - 1) / pace);
}

static bool has_own_length(const Assignment *assignment) {
    return assignment->contour == CONTOUR_CUSTOM && assignment->length > 0;
}

/* Of a length of its own pauses are a part. */
static int32_t part_pause(const Run *run, int32_t row, const Assignment *assignment, int32_t work) {
    return has_own_length(assignment) ? 0 : pauses_between(run, row, 0, work);
}

/* From the job's start to the end of the assignment's part; false: it takes no time. */
static bool set_part_minutes(const Run *run, int32_t row, const Assignment *assignment, Part *part) {
    int32_t work = assigned_minutes(assignment, run->plan->tasks[row].duration);
    part->pause = part_pause(run, row, assignment, work);
    part->delay = duration_clamp((int64_t)assignment->delay + assignment->leveling_delay);
    if (has_own_length(assignment)) work = assignment->length;
    part->minutes = duration_clamp((int64_t)work + part->pause + part->delay);
    return work > 0;
}

/* The part that decides: longest, first of equals. */
static void take_longest(Job *job, const Part *parts, int32_t count) {
    const Part *longest = NULL;
    bool differ = false;
    for (int32_t i = 0; i < count; i++)
        if (parts[i].time && (!longest || parts[i].minutes > longest->minutes)) longest = parts + i;
    if (!longest) return;
    job->time = longest->time;
    job->minutes = longest->minutes;
    job->more->pause = longest->pause;
    for (int32_t i = 0; i < count; i++) differ |= parts[i].time && parts[i].time != job->time;
    if (!differ) return;
    job->flags |= JOB_PARTS;
    job->more->parts = parts;
    job->more->part_count = count;
}

static bool has_begun(const Task *task) {
    return task->actual_start != MINUTE_NONE || task->actual_finish != MINUTE_NONE;
}

static int32_t in_proportion(int32_t minutes, int32_t to, int32_t of) {
    return duration_clamp(((int64_t)minutes * to + of - 1) / of);
}

/* The job takes run->drawn working minutes instead of those of its row, its parts in proportion. */
static void stretch(Run *run, int32_t row, Job *job) {
    int32_t whole = job->minutes - job->more->pause, count = 0;
    const Part *longest = NULL;
    if (whole == 0 || whole == run->drawn) return;
    if (run->first_assignment) count = run->first_assignment[row + 1] - run->first_assignment[row];
    for (int32_t i = 0; i < count; i++) {
        Part *part = run->parts + run->first_assignment[row] + i;
        if (!part->time) continue;
        if (!longest && part->minutes == job->minutes) longest = part;
        int32_t work = in_proportion(part->minutes - part->pause, run->drawn, whole);
        part->delay = in_proportion(part->delay, run->drawn, whole);
        part->pause = part_pause(run, row, run->plan->assignments + part->assignment, work - part->delay);
        part->minutes = duration_clamp((int64_t)work + part->pause);
    }
    job->more->pause = longest ? longest->pause : pauses_between(run, row, 0, run->drawn);
    job->minutes = duration_clamp((int64_t)run->drawn + job->more->pause);
}

typedef struct CommonTime {
    const WorkTime *a, *b, *time;
    struct CommonTime *next;
} CommonTime;

static const WorkTime *common_time(Run *run, const WorkTime *a, const WorkTime *b) {
    for (const CommonTime *common = run->common; common; common = common->next)
        if (common->a == a && common->b == b) return common->time;
    const WorkTime *time = a == b ? a : worktime_both(run->arena, run->plan, a, b, run->fault);
    CommonTime *common = arena_new(run->arena, CommonTime);
    if (!time || !common) return fault_memory(run->fault), NULL;
    *common = (CommonTime){a, b, time, run->common};
    run->common = common;
    return time;
}

/* The working time of somebody on a task: own is the task's; NULL: it has none. */
static const WorkTime *part_time(Run *run, const Task *task, int32_t resource, const WorkTime *own) {
    bool elapsed = task->flags & TASK_ELAPSED, alone = elapsed || !(task->flags & TASK_WITH_PEOPLE);
    int32_t calendar = run->plan->resources[resource].calendar;
    if (!elapsed && (task->flags & TASK_BY_PEOPLE)) own = NULL;
    if (own && alone) return own;
    if (calendar == NO_INDEX) calendar = run->plan->projects[task->project].calendar;
    const WorkTime *theirs = run_time(run, calendar);
    return own && theirs ? common_time(run, own, theirs) : theirs;
}

static bool make_parts(Run *run, const Task *task, int32_t row, const WorkTime *own, Job *job) {
    int32_t first = run->first_assignment[row], end = run->first_assignment[row + 1];
    for (int32_t i = first; i < end; i++) {
        const Assignment *assignment = run->plan->assignments + run->assignment_list[i];
        Part *part = run->parts + i;
        *part = (Part){.assignment = run->assignment_list[i]};
        if ((task->flags & TASK_MILESTONE) || !works(run, assignment, task->duration)) continue;
        part->time = part_time(run, task, assignment->resource, own);
        if (!part->time) return false;
        if (!set_part_minutes(run, row, assignment, part)) part->time = NULL;
    }
    const WorkTime *before = job->time;
    take_longest(job, run->parts + first, end - first);
    bool theirs = (task->flags & TASK_BY_PEOPLE) && task->calendar != NO_INDEX && job->time != before;
    if (theirs && !(task->flags & TASK_ELAPSED)) job->flags |= JOB_OWN_CALENDAR;
    return true;
}

static bool set_work(Run *run, const Task *task, int32_t row, Job *job) {
    const WorkTime *project = run_time(run, run->plan->projects[task->project].calendar);
    const WorkTime *own = task->calendar == NO_INDEX ? NULL : run_time(run, task->calendar);
    if (!project || (task->calendar != NO_INDEX && !own)) return false;
    job->project = task->project;
    job->time = own ? own : project;
    if (job->kind == NODE_ENTRY || job->kind == NODE_EXIT) return true;
    if (task->flags & TASK_ELAPSED) own = job->time = run->elapsed;
    if (!(task->flags & TASK_MILESTONE)) {
        job->more->pause = pauses_between(run, row, 0, task->duration);
        job->minutes = duration_clamp((int64_t)task->duration + job->more->pause);
    }
    if (run->first_assignment && !make_parts(run, task, row, own, job)) return false;
    job->more->whole = job->minutes - job->more->pause;
    if (run->drawn && !has_begun(task)) stretch(run, row, job);
    job->more->remaining = job->minutes;
    return true;
}

/* ---- Constraints and progress ---- */

static void raise_floor(Job *job, Minute to, Cause cause, int32_t index) {
    if (to <= job->floor) return;
    job->floor = to;
    job->floor_cause = (uint8_t)cause;
    job->more->floor_cause_index = index;
}

static void fix_start(Job *job, Minute start, Cause cause, int32_t row) {
    job->mode = JOB_FIXED;
    job->floor = start;
    job->floor_cause = (uint8_t)cause;
    job->more->floor_cause_index = row;
}

/* A constraint on the start of what has started says nothing any more. */
static bool is_past(const Task *task, int32_t kind) {
    bool of_start = kind == CONSTRAINT_SNET || kind == CONSTRAINT_SNLT || kind == CONSTRAINT_MSO;
    return of_start && task->actual_start != MINUTE_NONE;
}

static void set_constraint(const Run *run, int32_t row, int32_t kind, Minute date, Minute not_before,
                           Job *job) {
    const Task *task = run->plan->tasks + row;
    bool honour = !(job_project(run, job)->rules & RULE_LINKS_WIN) || (task->flags & TASK_MANDATORY);
    if (is_past(task, kind)) return;
    switch (kind) {
    case CONSTRAINT_SNET: raise_floor(job, date, CAUSE_CONSTRAINT, row); break;
    case CONSTRAINT_FNET:
        raise_floor(job, job_start_for(job, date, job->minutes), CAUSE_CONSTRAINT, row);
        break;
    case CONSTRAINT_SNLT:
        job->more->start_cap = earlier(job->more->start_cap, date);
        if (honour) job->more->ceiling = earlier(job->more->ceiling, date);
        break;
    case CONSTRAINT_FNLT:
        job->more->finish_cap = earlier(job->more->finish_cap, date);
        if (honour) job->more->ceiling = earlier(job->more->ceiling, job_start_for(job, date, job->minutes));
        break;
    case CONSTRAINT_MSO:
        job->more->start_cap = earlier(job->more->start_cap, date);
        if (honour) fix_start(job, later(not_before, job_start(job, date)), CAUSE_CONSTRAINT, row);
        else raise_floor(job, date, CAUSE_CONSTRAINT, row);
        break;
    case CONSTRAINT_MFO:
        job->more->finish_cap = earlier(job->more->finish_cap, date);
        date = job_start_for(job, date, job->minutes);
        if (honour) fix_start(job, later(not_before, date), CAUSE_CONSTRAINT, row);
        else raise_floor(job, date, CAUSE_CONSTRAINT, row);
        break;
    default: break;
    }
    if (job->more->ceiling < not_before) job->more->ceiling = not_before;
}

static int32_t remaining_of(const Task *task, int32_t minutes) {
    if (task->remaining < 0) return minutes - (int32_t)((int64_t)minutes * task->percent_complete / 100);
    return task->remaining;
}

static void resume_at(Job *job, Minute moment, Cause cause) {
    if (moment <= job->more->resume) return;
    job->more->resume = moment;
    job->floor_cause = (uint8_t)cause;
}

static void set_progress(const Run *run, int32_t row, Minute status, Job *job) {
    const Task *task = run->plan->tasks + row;
    int32_t work = job->minutes - job->more->pause;
    job->mode = JOB_STARTED;
    job->floor = task->actual_start;
    job->more->remaining = remaining_of(task, work);
    if (task->actual_finish != MINUTE_NONE) {
        job->mode = JOB_DONE;
        job->more->resume = task->actual_finish;
        if (job->floor == MINUTE_NONE) job->floor = job_start_for(job, job->more->resume, job->minutes);
        job->floor = earlier(job->floor, job->more->resume);
    } else if (task->percent_complete == 100 || (work > 0 && job->more->remaining == 0)) {
        job->mode = JOB_DONE;
        job->more->resume = job_finish(job, job->floor, job->minutes);
    } else {
        int32_t done = work > job->more->remaining ? work - job->more->remaining : 0;
        if (run->drawn) job->more->remaining = run->drawn;
        job->more->remaining += pauses_between(run, row, done, work);
        job->more->resume = job_finish(job, job->floor, done + pauses_between(run, row, 0, done));
        job->floor_cause = CAUSE_ACTUAL;
        resume_at(job, task->resume, CAUSE_CONSTRAINT);
        if (task->constraint == CONSTRAINT_FNET)
            resume_at(job, job_start_for(job, task->constraint_date, job->more->remaining), CAUSE_CONSTRAINT);
        resume_at(job, status, CAUSE_STATUS_DATE);
    }
}

/* Dates of what remains: a job of the remaining minutes, from the status date on; a done one is a point. What
 * was is put back by the roll-up. */
static void set_remaining(const Task *task, const Run *run, Job *job) {
    bool done = task->actual_finish != MINUTE_NONE || task->percent_complete == 100;
    int32_t whole = job->minutes;
    job->minutes = done ? 0 : remaining_of(task, whole);
    job->more->done = whole > job->minutes ? whole - job->minutes : 0;
    if (job->minutes && run->drawn) job->minutes = run->drawn;
    job->more->remaining = job->minutes;
    if (job->minutes == 0) job->flags &= (uint16_t)~JOB_PARTS;
    for (int32_t i = 0; job->flags & JOB_PARTS && i < job->more->part_count; i++) {
        Part *part = run->parts + (job->more->parts - run->parts) + i;
        part->minutes = (int32_t)((int64_t)part->minutes * job->minutes / (whole > 0 ? whole : 1));
    }
    if (!(job->flags & JOB_RETAINS)) job->flags |= JOB_UNBOUND;
    if (job_project(run, job)->progress_mode == PROGRESS_ACTUAL_DATES)
        raise_floor(job, done ? task->actual_finish : task->actual_start, CAUSE_ACTUAL, NO_INDEX);
    if (!done) {
        raise_floor(job, task->resume, CAUSE_CONSTRAINT, NO_INDEX);
        return;
    }
    job->floor_cause = CAUSE_ACTUAL;
    job->flags |= JOB_WAS_DONE;
}

/* Placed by hand: also its end, when that is given. */
static void set_manual(const Task *task, int32_t row, Job *job) {
    fix_start(job, task->manual_start, CAUSE_MANUAL, row);
    if (task->manual_finish == MINUTE_NONE) return;
    job->more->resume = later(task->manual_start, task->manual_finish);
    job->minutes = worktime_between(job->time, task->manual_start, job->more->resume);
    job->more->pause = 0;
    job->flags &= (uint16_t)~JOB_PARTS;
}

/* As its project does, from the finish. What has begun goes on from where it is. */
static bool counts_back(const Run *run, int32_t row, const Job *job) {
    bool whole = !has_begun(run->plan->tasks + row) && !(job->flags & JOB_REMAINING);
    return whole && (job_project(run, job)->rules & RULE_FROM_FINISH);
}

static void set_dates(const Run *run, int32_t row, const Inherited *above, Job *job) {
    const Task *task = run->plan->tasks + row;
    const PlanProject *project = run->plan->projects + task->project;
    Minute status = project->rules & RULE_FREE_STATUS ? MINUTE_NONE : project->status_date;
    if (project->rules & RULE_REMAINING) job->flags |= JOB_REMAINING;
    if (project->progress_mode == PROGRESS_RETAINED_LOGIC) job->flags |= JOB_RETAINS;
    if (project->rules & RULE_OPEN_ENDS) job->flags |= JOB_OPEN_ENDS;
    job->floor = counts_back(run, row, job) ? MINUTE_BEFORE : project->start;
    job->floor_cause = CAUSE_PROJECT_START;
    job->more->floor_cause_index = NO_INDEX;
    job->more->ceiling = job->more->start_cap = MINUTE_AFTER;
    job->more->finish_cap = above ? above->finish_cap : MINUTE_AFTER;
    if (task->deadline != MINUTE_NONE) job->more->finish_cap = earlier(job->more->finish_cap, task->deadline);
    if (task->external_finish != MINUTE_NONE)
        job->more->finish_cap = earlier(job->more->finish_cap, task->external_finish);
    job->more->resume = MINUTE_NONE;
    raise_floor(job, status, CAUSE_STATUS_DATE, NO_INDEX);
    if (above) raise_floor(job, above->floor, CAUSE_CONSTRAINT, above->row);
    bool started = has_begun(task);
    if (started && (job->flags & JOB_REMAINING)) {
        set_remaining(task, run, job);
        if (job->flags & JOB_WAS_DONE) return;
    } else if (started) {
        set_progress(run, row, status, job);
        return;
    }
    job->more->leveling_delay = task->leveling_delay;
    if (task->external_start != MINUTE_NONE && task->actual_start == MINUTE_NONE)
        raise_floor(job, task->external_start, CAUSE_CONSTRAINT, row);
    set_constraint(run, row, task->constraint, task->constraint_date, status, job);
    set_constraint(run, row, task->constraint_2, task->constraint_2_date, status, job);
    if (task->expected_finish != MINUTE_NONE && job->mode == JOB_OPEN && job->minutes > 0 &&
        (project->rules & RULE_EXPECTED_FINISH)) {
        job->flags |= JOB_EXPECTED;
        job->more->expected = task->expected_finish;
    }
    if ((task->flags & TASK_MANUAL) && task->manual_start != MINUTE_NONE) set_manual(task, row, job);
}

/* ---- All of them ---- */

static void group_assignments(Run *run) {
    int32_t count = run->plan->task_count;
    int32_t *first = run->first_assignment;
    if (!first) return;
    mem_zero(first, ((size_t)count + 2) * sizeof *first);
    for (int32_t i = 0; i < run->plan->assignment_count; i++) first[run->plan->assignments[i].task + 2]++;
    for (int32_t i = 0; i < count; i++) first[i + 2] += first[i + 1];
    for (int32_t i = 0; i < run->plan->assignment_count; i++)
        run->assignment_list[first[run->plan->assignments[i].task + 1]++] = i;
}

static bool any_inherited(const Run *run) {
    const Task *tasks = run->plan->tasks;
    if (run->graph.summary_count == 0) return false;
    for (int32_t i = 0; i < run->plan->task_count; i++)
        if (!graph_is_leaf(&run->graph, i) &&
            (tasks[i].constraint > CONSTRAINT_ALAP || tasks[i].deadline != MINUTE_NONE))
            return true;
    return false;
}

/* By row, what the row lays on those below it: SNET and MSO hold their starts, FNLT, MFO and a deadline cap
 * their late finishes. */
static bool inherit(Run *run) {
    const Task *tasks = run->plan->tasks;
    int32_t count = run->plan->task_count;
    if (!run->inherited && !any_inherited(run)) return true;
    if (!run->inherited) run->inherited = arena_array(run->arena, Inherited, count);
    Inherited *all = run->inherited;
    if (!all) return fault_memory(run->fault);
    for (int32_t i = 0; i < count; i++) {
        const Task *task = tasks + i;
        all[i] =
            task->parent == NO_INDEX ? (Inherited){MINUTE_NONE, MINUTE_AFTER, NO_INDEX} : all[task->parent];
        if (graph_is_leaf(&run->graph, i)) continue;
        int32_t kind = task->constraint;
        if ((kind == CONSTRAINT_SNET || kind == CONSTRAINT_MSO) && task->constraint_date > all[i].floor) {
            all[i].floor = task->constraint_date;
            all[i].row = i;
        }
        if (kind == CONSTRAINT_FNLT || kind == CONSTRAINT_MFO)
            all[i].finish_cap = earlier(all[i].finish_cap, task->constraint_date);
        if (task->deadline != MINUTE_NONE) all[i].finish_cap = earlier(all[i].finish_cap, task->deadline);
    }
    return true;
}

/* A percent lag of a leaf is known now; that of a summary when its dates are. */
static void resolve_percent_lags(Run *run) {
    for (int32_t i = 0; i < run->graph.edge_count; i++) {
        Edge *edge = run->graph.in + i;
        const Job *from = run->jobs + edge->node;
        if (edge_lag_kind(edge->how) != LAG_PERCENT || from->kind != NODE_LEAF) continue;
        int64_t work = from->minutes - (from->more ? from->more->pause : 0);
        int64_t lag = work * edge_lag(edge->how) / 100;
        LagKind kind = from->time == run->elapsed ? LAG_ELAPSED : LAG_WORKING;
        edge->how = edge_with_lag(edge->how, kind,
                                  (int32_t)(lag > DURATION_MINUTES_MAX    ? DURATION_MINUTES_MAX
                                            : lag < -DURATION_MINUTES_MAX ? -DURATION_MINUTES_MAX
                                                                          : lag));
    }
}

/* With dates of what remains, a lag after something that has happened has passed in part: what is left of it
 * at the status date counts from there. */
static void resolve_passed_lags(Run *run) {
    for (int32_t p = 0; p < run->graph.node_count; p++)
        for (int32_t i = run->graph.first_in[p]; i < run->graph.first_in[p + 1]; i++) {
            Edge *edge = run->graph.in + i;
            const Link *link = run->plan->links + run->graph.link[i];
            if (run->graph.link[i] == NO_INDEX || run->graph.kind[edge->node] != NODE_LEAF) continue;
            if (link->lag <= 0 || link->lag_kind == LAG_PERCENT) continue;
            if (!(run->jobs[p].flags & JOB_REMAINING) || edge_is_past(run, *edge, p)) continue;
            const Task *task = run->plan->tasks + run->graph.row[edge->node];
            Minute since = edge->how & EDGE_FROM_START ? task->actual_start : task->actual_finish;
            Minute status = run->plan->projects[task->project].status_date;
            if (since == MINUTE_NONE || status == MINUTE_NONE || since >= status) continue;
            int64_t passed = (int64_t)status - since;
            if (link->lag_kind != LAG_ELAPSED)
                passed = worktime_between(run_lag_time(run, edge->node, p), since, status);
            int32_t left = passed < link->lag ? link->lag - (int32_t)passed : 0;
            edge->how = edge_with_lag(edge->how, (LagKind)link->lag_kind, left);
        }
}

static bool is_plain(const Job *job, const JobMore *more) {
    return job->mode == JOB_OPEN && job->minutes > 0 &&
           !(job->flags &
             (JOB_PARTS | JOB_ALAP | JOB_UNBOUND | JOB_EXPECTED | JOB_FROM_FINISH | JOB_OWN_CALENDAR)) &&
           more->ceiling == MINUTE_AFTER && more->start_cap == MINUTE_AFTER &&
           more->finish_cap == MINUTE_AFTER && more->pause == 0 && more->leveling_delay == 0;
}

/* Keeps `more` only where it says something, or where there is room for it already. */
static bool keep_more(Run *run, Job *job, const JobMore *more, JobMore *room) {
    if (is_plain(job, more)) job->flags |= JOB_PLAIN;
    job->more = room;
    bool needed = !(job->flags & JOB_PLAIN) || more->floor_cause_index != NO_INDEX;
    if (!room && needed) job->more = arena_new(run->arena, JobMore);
    if (!job->more) return !needed || fault_memory(run->fault);
    *job->more = *more;
    return true;
}

static void set_flags(const Run *run, int32_t position, const Task *task, Job *job) {
    const Graph *graph = &run->graph;
    for (int32_t i = graph->first_in[position]; i < graph->first_in[position + 1]; i++)
        if (graph->in[i].how & (EDGE_TO_FINISH | EDGE_BOTH)) job->flags |= JOB_TO_FINISH;
    bool alap = task->constraint == CONSTRAINT_ALAP || task->constraint_2 == CONSTRAINT_ALAP;
    if (job->mode == JOB_OPEN && counts_back(run, graph->row[position], job)) {
        job->flags |= JOB_FROM_FINISH;
        alap |= task->constraint != CONSTRAINT_ASAP;
    }
    if (job->mode == JOB_OPEN && alap) job->flags |= JOB_ALAP;
    if (task->deadline != MINUTE_NONE) job->flags |= JOB_DEADLINE;
    if (task->flags & TASK_STARTS) job->flags |= JOB_STARTS;
}

bool job_make(Run *run, int32_t position) {
    Job *job = run->jobs + position;
    JobMore more = {.floor_cause_index = NO_INDEX}, *room = job->more;
    int32_t row = run->graph.row[position];
    const Task *task = run->plan->tasks + row;
    if (job->flags & JOB_ALAP) run->alap_count--;
    *job = (Job){.kind = run->graph.kind[position] & 15, .more = &more};
    bool made = set_work(run, task, row, job);
    if (made && job->kind == NODE_LEAF) {
        set_dates(run, row, run->inherited ? run->inherited + row : NULL, job);
        set_flags(run, position, task, job);
        made = keep_more(run, job, &more, room);
    } else if (made && job->kind == NODE_SPAN) {
        job->mode = JOB_FIXED;
        made = keep_more(run, job, &more, room);
    } else {
        job->more = room;
    }
    if (job->flags & JOB_ALAP) run->alap_count++;
    return made;
}

bool job_make_drawn(Run *run, int32_t position, int32_t minutes) {
    run->drawn = minutes;
    bool made = job_make(run, position);
    run->drawn = 0;
    return made;
}

int32_t job_left(const Run *run, int32_t position) {
    const Job *job = run->jobs + position;
    const Task *task = run->plan->tasks + run->graph.row[position];
    bool placed_whole = job->mode == JOB_FIXED && job->more->resume != MINUTE_NONE;
    if (job->mode == JOB_DONE) return 0;
    if (job->mode == JOB_STARTED) return remaining_of(task, job->more->whole);
    return job->more && !has_begun(task) && !placed_whole ? job->more->whole : job->minutes;
}

bool jobs_reserve(Run *run) {
    const Plan *plan = run->plan;
    run->times = arena_array(run->arena, const WorkTime *, plan->calendar_count);
    run->elapsed = worktime_elapsed(run->arena);
    run->common = NULL;
    run->jobs = arena_array(run->arena, Job, run->graph.node_count);
    if (!run->times || !run->elapsed || !run->jobs) return fault_memory(run->fault);
    if (plan->pause_count && !(run->first_pause = arena_array(run->arena, int32_t, plan->task_count + 1)))
        return fault_memory(run->fault);
    if (plan->assignment_count == 0) return true;
    run->first_assignment = arena_array(run->arena, int32_t, plan->task_count + 2);
    run->assignment_list = arena_array(run->arena, int32_t, plan->assignment_count);
    run->parts = arena_array(run->arena, Part, plan->assignment_count);
    if (!run->first_assignment || !run->assignment_list || !run->parts) return fault_memory(run->fault);
    return true;
}

static void read_rules(Run *run) {
    int32_t rules = 0;
    run->any_longest_path = false;
    run->lags_of_successors = true;
    for (int32_t i = 0; i < run->plan->project_count; i++) {
        const PlanProject *project = run->plan->projects + i;
        rules |= project->rules;
        run->any_longest_path |= project->critical_by == CRITICAL_BY_LONGEST_PATH;
        run->lags_of_successors &= project->lag_calendar == LAG_CALENDAR_SUCCESSOR;
    }
    run->any_remaining = rules & RULE_REMAINING;
    run->any_common_end = rules & RULE_COMMON_END;
    run->any_actual_lags = rules & RULE_ACTUAL_LAGS;
    run->any_from_finish = rules & RULE_FROM_FINISH;
    run->lags_of_successors &= !run->any_actual_lags;
}

/* They are sorted by task. */
static void group_pauses(Run *run) {
    int32_t at = 0;
    for (int32_t row = 0; run->first_pause && row <= run->plan->task_count; row++) {
        while (at < run->plan->pause_count && run->plan->pauses[at].task < row) at++;
        run->first_pause[row] = at;
    }
}

bool jobs_make(Run *run) {
    read_rules(run);
    group_assignments(run);
    group_pauses(run);
    if (!inherit(run)) return false;
    for (int32_t p = 0; p < run->graph.node_count; p++)
        if (!job_make(run, p)) return false;
    if (run->graph.any_percent) resolve_percent_lags(run);
    if (run->any_remaining) resolve_passed_lags(run);
    graph_turn(&run->graph);
    return true;
}

const Part *job_parts(const Run *run, int32_t position, int32_t *count) {
    *count = 0;
    uint8_t kind = run->graph.kind[position];
    if (!run->first_assignment || kind == NODE_ENTRY || kind == NODE_EXIT) return NULL;
    int32_t row = run->graph.row[position];
    *count = run->first_assignment[row + 1] - run->first_assignment[row];
    return run->parts + run->first_assignment[row];
}
