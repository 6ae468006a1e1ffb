/* A leaf of the plan as the trials see it: its calendar, what remains to be done, the earliest and latest
 * dates that its row allows, and its cost for each minute. The meaning of every field is trivet.h's; a test
 * holds trials without uncertainty against schedule_make. */
#include "engine/check.h"
#include "engine/risk_run.h"

const WorkTime *risk_time(Arena *arena, Risk *risk, int32_t calendar, PlanFault *fault) {
    if (!risk->times[calendar]) risk->times[calendar] = worktime_make(arena, risk->plan, calendar, fault);
    return risk->times[calendar];
}

/* ---- Duration ---- */

static bool works(const Plan *plan, const Assignment *assignment, int32_t duration) {
    if (plan->resources[assignment->resource].kind == RESOURCE_MATERIAL) return false;
    return assignment->work > 0 || (assignment->work < 0 && assignment->units > 0 && duration > 0);
}

static int32_t assigned_minutes(const Assignment *assignment, int32_t duration) {
    if (assignment->work < 0) return duration;
    int64_t minutes = ((int64_t)assignment->work * 100 + assignment->units - 1) / assignment->units;
    return minutes > DURATION_MINUTES_MAX ? DURATION_MINUTES_MAX : (int32_t)minutes;
}

/* The longest part decides; the others are kept when any has another calendar. */
static void take_longest(TrialNode *node, const TrialPart *parts, const int32_t *calendars, int32_t count) {
    int32_t longest = 0;
    bool differ = false;
    if (count == 0) return;
    for (int32_t i = 1; i < count; i++) {
        if (parts[i].minutes > parts[longest].minutes) longest = i;
        differ |= parts[i].time != parts[0].time;
    }
    node->time = parts[longest].time;
    node->calendar = calendars[longest];
    node->whole = parts[longest].minutes;
    node->parts = differ ? parts : NULL;
    node->part_count = differ ? count : 0;
}

static bool set_parts(Arena *arena, Risk *risk, const Task *task, const int32_t *assignments, int32_t count,
                      TrialNode *node, PlanFault *fault) {
    const Plan *plan = risk->plan;
    TrialPart *parts = arena_array(arena, TrialPart, count);
    int32_t *calendars = arena_array(arena, int32_t, count), n = 0;
    if (!parts || !calendars) return fault_memory(fault);
    bool own = task->calendar != NO_INDEX || (task->flags & TASK_ELAPSED);
    for (int32_t i = 0; i < count; i++) {
        const Assignment *assignment = plan->assignments + assignments[i];
        if (!works(plan, assignment, task->duration)) continue;
        int32_t calendar = plan->resources[assignment->resource].calendar;
        if (own || calendar == NO_INDEX) calendar = node->calendar;
        const WorkTime *time = risk_time(arena, risk, calendar, fault);
        if (!time) return false;
        calendars[n] = calendar;
        parts[n++] = (TrialPart){time, assigned_minutes(assignment, task->duration)};
    }
    take_longest(node, parts, calendars, n);
    return true;
}

static bool set_duration(Arena *arena, Risk *risk, const Task *task, const int32_t *assignments,
                         int32_t count, TrialNode *node, PlanFault *fault) {
    node->calendar =
        task->calendar != NO_INDEX ? task->calendar : risk->plan->projects[task->project].calendar;
    if (task->flags & TASK_ELAPSED) node->calendar = risk->calendar_count - 1;
    node->time = risk_time(arena, risk, node->calendar, fault);
    if (!node->time) return false;
    if (task->flags & TASK_MILESTONE) return true;
    node->whole = task->duration;
    return count == 0 || set_parts(arena, risk, task, assignments, count, node, fault);
}

/* ---- Dates ---- */

static Minute part_finish(const TrialNode *node, Minute start, int32_t minutes) {
    if (minutes == 0) return start;
    TrialNode at = *node;
    at.floor = at.start = 2 * (start - FIRST_MINUTE);
    at.finish_floor = NO_CODE;
    at.ceiling = 2 * (END_MINUTE - FIRST_MINUTE);
    int32_t begin, end;
    slow_place(&at, NO_CODE, NO_CODE, minutes, &begin, &end);
    return FIRST_MINUTE + (end >> 1);
}

static Minute start_for(const TrialNode *node, Minute finish) {
    if (node->whole == 0) return worktime_point_back(node->time, finish);
    if (node->part_count == 0) return worktime_subtract(node->time, finish, node->whole);
    Minute start = MINUTE_AFTER;
    for (int32_t i = 0; i < node->part_count; i++)
        start = smaller(start, worktime_subtract(node->parts[i].time, finish, node->parts[i].minutes));
    return start;
}

typedef struct Limits {
    Minute floor, ceiling, finish_floor;
    Minute start; /* known; MINUTE_NONE: not */
    bool links;   /* they hold it back */
} Limits;

/* From SNET and MSO of the summaries above. */
static Minute inherited_floor(const Plan *plan, const Task *task) {
    Minute floor = MINUTE_NONE;
    for (int32_t at = task->parent; at != NO_INDEX; at = plan->tasks[at].parent) {
        const Task *summary = plan->tasks + at;
        if (summary->constraint == CONSTRAINT_SNET || summary->constraint == CONSTRAINT_MSO)
            floor = greater(floor, summary->constraint_date);
    }
    return floor;
}

static Minute status_of(const Plan *plan, const Task *task) {
    const PlanProject *project = plan->projects + task->project;
    return project->rules & RULE_FREE_STATUS ? MINUTE_NONE : project->status_date;
}

static void limit_open(const Risk *risk, const Task *task, const TrialNode *node, Limits *limits) {
    const Plan *plan = risk->plan;
    const PlanProject *project = plan->projects + task->project;
    const TaskSchedule *planned = risk->schedule.tasks + node->row;
    bool honour = !(project->rules & RULE_LINKS_WIN) || (task->flags & TASK_MANDATORY);
    int32_t kind = task->constraint;
    Minute date = task->constraint_date;
    Minute status = status_of(plan, task);
    limits->floor = greater(greater(project->start, status), inherited_floor(plan, task));
    if (kind == CONSTRAINT_SNET || (kind == CONSTRAINT_MSO && !honour))
        limits->floor = greater(limits->floor, date);
    limits->floor = greater(limits->floor, task->external_start);
    if (kind == CONSTRAINT_ALAP) limits->floor = greater(limits->floor, planned->start);
    if (kind == CONSTRAINT_FNET || (kind == CONSTRAINT_MFO && !honour)) limits->finish_floor = date;
    if (kind == CONSTRAINT_SNLT && honour) limits->ceiling = greater(date, status);
    if (kind == CONSTRAINT_FNLT && honour) limits->ceiling = greater(start_for(node, date), status);
    bool fixed = honour && (kind == CONSTRAINT_MSO || kind == CONSTRAINT_MFO);
    if ((task->flags & TASK_MANUAL) && task->manual_start != MINUTE_NONE) fixed = true;
    if (!fixed) return;
    *limits = (Limits){planned->start, MINUTE_AFTER, MINUTE_NONE, planned->start, false};
}

static void limit_started(const Risk *risk, const Task *task, TrialNode *node, Limits *limits) {
    int32_t done = node->whole > node->minutes ? node->whole - node->minutes : 0;
    limits->start = task->actual_start;
    limits->floor = greater(part_finish(node, task->actual_start, done), status_of(risk->plan, task));
    limits->links = risk->plan->projects[task->project].progress_mode != PROGRESS_OVERRIDE;
}

static int32_t remaining_of(const Task *task, int32_t minutes) {
    if (task->remaining >= 0) return task->remaining;
    return minutes - (int32_t)((int64_t)minutes * task->percent_complete / 100);
}

static void set_const(const Risk *risk, TrialNode *node) {
    const TaskSchedule *planned = risk->schedule.tasks + node->row;
    node->kind = TRIAL_CONST;
    node->minutes = 0;
    node->calendar = risk->calendar_count - 1;
    bool dated = planned->start != MINUTE_NONE; /* a WBS summary of nothing is not */
    Minute start = dated ? planned->start : risk->plan->projects[node->project].start;
    node->start = 2 * (start - FIRST_MINUTE);
    node->finish = 2 * ((dated ? planned->finish : start) - FIRST_MINUTE);
}

static void set_limits(const Risk *risk, const Limits *limits, TrialNode *node) {
    const WorkTime *time = node->time;
    bool point = node->whole == 0;
    bool expressed =
        limits->start == MINUTE_NONE || moment_of_code(time, code_of(time, limits->start)) == limits->start;
    node->kind = point ? TRIAL_POINT : TRIAL_PLAIN;
    if (node->part_count > 0 || !expressed) {
        node->kind = TRIAL_SLOW;
        node->calendar = risk->calendar_count - 1;
        time = risk->times[node->calendar];
    }
    node->floor = code_of(time, limits->floor);
    node->ceiling = code_of(time, limits->ceiling);
    node->start = limits->start == MINUTE_NONE ? NO_CODE : code_of(time, limits->start);
    node->finish_floor = NO_CODE;
    if (limits->finish_floor == MINUTE_NONE) return;
    node->finish_floor =
        point ? code_of_back(time, limits->finish_floor) : code_of(time, limits->finish_floor) & ~1;
}

static void set_dates(const Risk *risk, const Task *task, TrialNode *node) {
    Limits limits = {MINUTE_NONE, MINUTE_AFTER, MINUTE_NONE, MINUTE_NONE, true};
    bool started = task->actual_start != MINUTE_NONE || task->actual_finish != MINUTE_NONE;
    node->minutes = started ? remaining_of(task, node->whole) : node->whole;
    bool done = task->actual_finish != MINUTE_NONE || task->percent_complete == 100 || node->minutes == 0;
    if ((started && done) || task_is_span(task)) {
        set_const(risk, node);
        return;
    }
    if (started) limit_started(risk, task, node, &limits);
    else limit_open(risk, task, node, &limits);
    node->linked = limits.links;
    if (node->whole == 0 && limits.start != MINUTE_NONE) set_const(risk, node);
    else set_limits(risk, &limits, node);
}

/* ---- Money ---- */

static void set_cost(const Risk *risk, const Task *task, const int32_t *assignments, int32_t count,
                     TrialNode *node) {
    const Plan *plan = risk->plan;
    node->cents = (double)(risk->schedule.tasks[node->row].cost_cents - task->fixed_cost_cents);
    node->fixed_cents = (double)task->fixed_cost_cents;
    if (node->minutes == 0) return;
    for (int32_t i = 0; i < count; i++) {
        const Assignment *assignment = plan->assignments + assignments[i];
        const WorkResource *resource = plan->resources + assignment->resource;
        if (resource->kind == RESOURCE_MATERIAL) continue;
        double work =
            assignment->work >= 0 ? (double)assignment->work / node->whole : assignment->units / 100.0;
        node->cents_per_minute += work * (double)resource->rate_cents_per_hour / 60;
    }
}

bool risk_leaf_make(Arena *arena, Risk *risk, int32_t row, const int32_t *assignments, int32_t count,
                    TrialNode *ret, PlanFault *fault) {
    const Task *task = risk->plan->tasks + row;
    *ret = (TrialNode){.row = row, .project = task->project};
    if (!set_duration(arena, risk, task, assignments, count, ret, fault)) return false;
    set_dates(risk, task, ret);
    set_cost(risk, task, assignments, count, ret);
    return true;
}
