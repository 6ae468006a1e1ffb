/* Roll-up: results by row from dates by position; summaries from their children, which stand behind them, so
 * one loop from the last row to the first carries everything up; groups and people from the leaves. */
#include "base/mem.h"
#include "engine/cost.h"
#include "engine/run.h"

#include "engine/check.h"

static void clear_rows(const Run *run, Schedule *schedule) {
    for (int32_t i = 0; i < run->plan->task_count; i++) {
        TaskSchedule *row = schedule->tasks + i;
        row->start = row->finish = row->early_start = row->early_finish = MINUTE_NONE;
        row->late_start = row->late_finish = MINUTE_NONE;
        row->cause_index = row->cause_resource = NO_INDEX;
    }
    for (int32_t i = 0; i < run->plan->project_count; i++)
        schedule->projects[i].start = schedule->projects[i].finish = MINUTE_NONE;
    for (int32_t i = 0; i < run->plan->release_count; i++)
        schedule->releases[i].start = schedule->releases[i].finish = MINUTE_NONE;
}

static bool in_range(const Dates *dates) {
    return dates->start >= FIRST_MINUTE && dates->start <= END_MINUTE && dates->finish >= FIRST_MINUTE &&
           dates->finish <= END_MINUTE;
}

static int32_t least(int32_t a, int32_t b) {
    return a < b ? a : b;
}

/* A late date that is the same working instant as the planned one takes its form, so that a milestone
 * without float shows one date and not two. */
static Dates late_form(const Job *job, Dates planned, Dates late) {
    if (job->minutes > 0 || job->mode == JOB_DONE) return late;
    if (worktime_between(job->time, planned.finish, late.finish) == 0) return planned;
    late.start = late.finish = worktime_previous_finish(job->time, late.finish);
    return late;
}

static void set_floats(const Run *run, int32_t position, TaskSchedule *row) {
    const Job *job = run->jobs + position;
    if (job->mode == JOB_DONE) return;
    int32_t finish = worktime_between(job->time, row->finish, row->late_finish);
    row->total_float = finish;
    if (job->mode != JOB_STARTED)
        row->total_float = least(finish, worktime_between(job->time, row->start, row->late_start));
    Dates free = run->free[position];
    int32_t room = INT32_MAX;
    if (free.finish < MINUTE_AFTER) room = worktime_between(job->time, row->finish, free.finish);
    if (free.start < MINUTE_AFTER) room = least(room, worktime_between(job->time, row->start, free.start));
    if (room == INT32_MAX) room = worktime_between(job->time, row->finish, run->project_end[job->project]);
    row->free_float = room > 0 ? room : 0;
    row->critical = row->total_float <= run->plan->options.critical_float;
}

/* The link behind a driver: through entry nodes back to the edge that is a link. */
static int32_t driving_link(const Run *run, int32_t driver) {
    while (driver >= 0) {
        const Edge *edge = run->net.edges + driver / 2;
        if (edge->link != NO_INDEX) return edge->link;
        driver = driver % 2 ? run->finish_driver[edge->from] : run->driver[edge->from];
    }
    return NO_INDEX;
}

static void set_cause(const Run *run, int32_t position, TaskSchedule *row) {
    const Job *job = run->jobs + position;
    int32_t driver = run->driver[position];
    row->cause = job->floor_cause;
    row->cause_index = job->floor_cause_index;
    if (run->wait && run->wait[position].task != NO_INDEX) {
        row->cause = CAUSE_RESOURCE;
        row->cause_index = run->wait[position].task;
        row->cause_resource = run->wait[position].resource;
    } else if (job->mode == JOB_DONE || (job->mode == JOB_STARTED && driver < 0)) {
        row->cause = job->mode == JOB_DONE ? CAUSE_ACTUAL : job->floor_cause;
        row->cause_index = NO_INDEX;
    } else if (driver >= 0) {
        row->cause = CAUSE_LINK;
        row->cause_index = driving_link(run, driver);
    } else if (driver == DRIVER_CEILING || driver == DRIVER_ALAP) {
        row->cause = CAUSE_CONSTRAINT;
        row->cause_index = run->net.row[position];
    }
}

static bool set_leaf(const Run *run, int32_t position, TaskSchedule *row) {
    const Job *job = run->jobs + position;
    Dates planned = run->planned[position], early = run->early[position];
    Dates late = late_form(job, planned, run->late[position]);
    int32_t index = run->net.row[position];
    if (!in_range(&planned) || !in_range(&early) || !in_range(&late))
        return fault_at(run->fault, FAULT_RANGE, TABLE_TASKS, index, "start");
    row->start = planned.start;
    row->finish = planned.finish;
    row->early_start = early.start;
    row->early_finish = early.finish;
    row->late_start = late.start;
    row->late_finish = late.finish;
    row->duration =
        job->mode == JOB_DONE ? worktime_between(job->time, planned.start, planned.finish) : job->minutes;
    set_floats(run, position, row);
    set_cause(run, position, row);
    return true;
}

/* ---- Summaries ---- */

static void carry_up(const TaskSchedule *child, int32_t index, TaskSchedule *parent) {
    if (child->start == MINUTE_NONE) {
        parent->cost_cents = money_add(parent->cost_cents, child->cost_cents);
        return;
    }
    bool first = parent->start == MINUTE_NONE;
    if (first || child->start <= parent->start) parent->cause_index = index;
    parent->start = first ? child->start : earlier(parent->start, child->start);
    parent->finish = first ? child->finish : later(parent->finish, child->finish);
    parent->early_start = first ? child->early_start : earlier(parent->early_start, child->early_start);
    parent->early_finish = first ? child->early_finish : later(parent->early_finish, child->early_finish);
    parent->late_start = first ? child->late_start : earlier(parent->late_start, child->late_start);
    parent->late_finish = first ? child->late_finish : later(parent->late_finish, child->late_finish);
    parent->total_float = first ? child->total_float : least(parent->total_float, child->total_float);
    parent->free_float = first ? child->free_float : least(parent->free_float, child->free_float);
    parent->critical |= child->critical;
    parent->work = work_clamp((int64_t)parent->work + child->work);
    parent->cost_cents = money_add(parent->cost_cents, child->cost_cents);
    parent->cause = CAUSE_CHILDREN;
}

static bool set_rows(Run *run, Schedule *schedule) {
    const Plan *plan = run->plan;
    for (int32_t i = plan->task_count - 1; i >= 0; i--) {
        TaskSchedule *row = schedule->tasks + i;
        const Task *task = plan->tasks + i;
        if (run->net.inactive[i]) continue;
        row->cost_cents = money_add(row->cost_cents, task->fixed_cost_cents);
        int32_t position = run->net.leaf[i];
        if (position != NO_INDEX) {
            if (!set_leaf(run, position, row)) return false;
            cost_of_task(run, i, row, schedule->resources);
        } else if (row->start != MINUTE_NONE) {
            const WorkTime *time = run_time(run, plan->projects[task->project].calendar);
            if (!time) return false;
            row->duration = worktime_between(time, row->start, row->finish);
        }
        row->late_by_deadline =
            task->deadline != MINUTE_NONE && row->finish != MINUTE_NONE && row->finish > task->deadline;
        if (task->parent != NO_INDEX) carry_up(row, i, schedule->tasks + task->parent);
    }
    return true;
}

/* ---- Groups ---- */

static void count_in(GroupSchedule *group, const TaskSchedule *row) {
    bool first = group->start == MINUTE_NONE;
    group->start = first ? row->start : earlier(group->start, row->start);
    group->finish = first ? row->finish : later(group->finish, row->finish);
    group->task_count++;
    group->critical_count += row->critical;
    group->work_minutes += row->work;
}

static bool set_groups(const Run *run, Schedule *schedule) {
    const Plan *plan = run->plan;
    int32_t *release = arena_array(run->arena, int32_t, plan->task_count);
    if (!release) return fault_memory(run->fault);
    for (int32_t i = 0; i < plan->task_count; i++) {
        const Task *task = plan->tasks + i;
        release[i] = task->release;
        if (release[i] == NO_INDEX && task->parent != NO_INDEX) release[i] = release[task->parent];
        if (run->net.inactive[i]) continue;
        const TaskSchedule *row = schedule->tasks + i;
        bool leaf = run->net.leaf[i] != NO_INDEX;
        /* What a summary costs beyond its leaves is its own fixed cost. */
        int64_t cost = leaf ? row->cost_cents : task->fixed_cost_cents;
        GroupSchedule *groups[] = {schedule->projects + task->project,
                                   release[i] == NO_INDEX ? NULL : schedule->releases + release[i]};
        for (int k = 0; k < COUNT_OF(groups); k++) {
            if (!groups[k]) continue;
            groups[k]->cost_cents = money_add(groups[k]->cost_cents, cost);
            if (leaf) count_in(groups[k], row);
        }
    }
    return true;
}

bool rollup(Run *run, Schedule *ret) {
    const Plan *plan = run->plan;
    Schedule schedule = {
        arena_array(run->arena, TaskSchedule, plan->task_count),
        arena_array(run->arena, GroupSchedule, plan->project_count),
        arena_array(run->arena, GroupSchedule, plan->release_count),
        arena_array(run->arena, ResourceSchedule, plan->resource_count),
    };
    if (!schedule.tasks || !schedule.projects || !schedule.releases || !schedule.resources)
        return fault_memory(run->fault);
    clear_rows(run, &schedule);
    if (!set_rows(run, &schedule) || !set_groups(run, &schedule)) return false;
    if (!find_overloads(run, schedule.resources)) return fault_memory(run->fault);
    *ret = schedule;
    return true;
}
