/* Cost over time. See spread.h. */
#include "engine/spread.h"

#include "engine/check.h"
#include "engine/cost.h"
#include "engine/rollup.h"

enum { NOON = 720 };

/* ---- days ---- */

static int32_t day_of(Minute minute) {
    return minute >= 0 ? minute / DAY_MINUTES : -((-(minute + 1)) / DAY_MINUTES) - 1;
}

int32_t status_day(Minute status) {
    int32_t day = day_of(status);
    return status - day * DAY_MINUTES >= NOON ? day : day - 1;
}

int64_t spread_until(const CostSpread *spread, int32_t day) {
    int64_t sum = 0;
    for (int32_t i = 0; i < spread->day_count && spread->first_day + i <= day; i++) sum += spread->cents[i];
    return sum;
}

static bool days_make(Arena *arena, Minute start, Minute finish, CostSpread *ret) {
    int32_t first = day_of(start), last = day_of(finish > start ? finish - 1 : start);
    int64_t *cents = arena_array(arena, int64_t, last - first + 1);
    if (!cents) return false;
    for (int32_t i = 0; i <= last - first; i++) cents[i] = 0;
    *ret = (CostSpread){cents, first, last - first + 1};
    return true;
}

static int64_t minutes_between(const WorkTime *worktime, Minute from, Minute to) {
    return worktime ? worktime_between(worktime, from, to) : (int64_t)to - from;
}

static void prorate(const WorkTime *worktime, Minute start, Minute finish, int64_t cents, CostSpread *to) {
    int64_t whole = minutes_between(worktime, start, finish), before = 0;
    if (whole <= 0) {
        worktime = NULL;
        whole = (int64_t)finish - start;
    }
    for (int32_t i = 0; i < to->day_count; i++) {
        int64_t end = ((int64_t)to->first_day + i + 1) * DAY_MINUTES, until = cents;
        if (end < finish && whole > 0)
            until = money_scale(cents, minutes_between(worktime, start, (Minute)end), whole);
        to->cents[i] += until - before;
        before = until;
    }
}

/* ---- tasks ---- */

static const WorkTime *worktime_of(Run *run, int32_t task) {
    const Task *row = run->plan->tasks + task;
    int32_t calendar = row->calendar >= 0 ? row->calendar : run->plan->projects[row->project].calendar;
    return row->flags & TASK_ELAPSED ? NULL : run_time(run, calendar);
}

static int64_t *day_at(CostSpread *spread, Minute moment) {
    int32_t day = day_of(moment) - spread->first_day;
    int32_t last = spread->day_count - 1;
    return spread->cents + (day < 0 ? 0 : day > last ? last : day);
}

static void add_cents(int64_t *sum, int64_t cents) {
    *sum = money_add(*sum, cents);
}

/* Day by day as far as the walk comes; the last day takes what the dates of the task leave over. */
static void spread_assignment(const Run *run, int32_t position, int32_t slot, CostSpread *to) {
    CostWalk walk = cost_walk(run, position, slot, true);
    add_cents(day_at(to, walk.start), cost_walk_use(&walk));
    for (int32_t i = 0; i < to->day_count; i++) {
        bool last = i == to->day_count - 1;
        Minute end = last ? MINUTE_AFTER : (to->first_day + i + 1) * DAY_MINUTES;
        for (CostPart part; cost_walk_next(&walk, end, &part);) add_cents(to->cents + i, part.cents);
    }
}

/* Of a summary with what below it costs without dates. */
static int64_t fixed_of(const Run *run, int32_t task) {
    const Graph *graph = &run->graph;
    int64_t fixed = run->plan->tasks[task].fixed_cost_cents;
    for (int32_t i = task + 1; i < graph->end[task]; i = graph->end[i])
        if (run->schedule.tasks[i].start == MINUTE_NONE)
            fixed = money_add(fixed, run->schedule.tasks[i].cost_cents);
    return fixed;
}

static bool spread_task(Run *run, int32_t task, Accrual accrual, CostSpread *ret) {
    const TaskSchedule *dates = run->schedule.tasks + task;
    int64_t fixed = fixed_of(run, task);
    int32_t position = run->graph.leaf[task];
    bool people = position != NO_INDEX && run->first_assignment;
    *ret = (CostSpread){0};
    if (dates->start == MINUTE_NONE || (fixed == 0 && (!people || dates->cost_cents == 0))) return true;
    if (!days_make(run->arena, dates->start, dates->finish, ret)) return false;
    if (accrual == ACCRUE_PRORATED) prorate(worktime_of(run, task), dates->start, dates->finish, fixed, ret);
    else ret->cents[accrual == ACCRUE_START ? 0 : ret->day_count - 1] += fixed;
    if (!people) return true;
    for (int32_t i = run->first_assignment[task]; i < run->first_assignment[task + 1]; i++)
        spread_assignment(run, position, i, ret);
    return true;
}

bool cost_spread(Arena *arena, const Plan *plan, const uint8_t *accrual, CostSpread **ret) {
    PlanFault fault;
    Run run = {.arena = arena, .plan = plan, .fault = &fault};
    CostSpread *rows = arena_array(arena, CostSpread, plan->task_count + 1);
    if (!rows || !plan_check(plan, &fault) || !rows_reserve(&run) || !run_prepare(&run) || !run_passes(&run))
        return false;
    for (int32_t i = 0; i < plan->task_count; i++)
        if (!spread_task(&run, i, accrual ? (Accrual)accrual[i] : ACCRUE_PRORATED, &rows[i])) return false;
    *ret = rows;
    return true;
}

/* Of each task; of a summary without what is below it and has dates. */
static int64_t *own_costs(Arena *arena, const Plan *plan, const Schedule *given) {
    int64_t *own = arena_array(arena, int64_t, plan->task_count + 1);
    for (int32_t i = 0; own && i < plan->task_count; i++) {
        own[i] = given->tasks[i].cost_cents;
        bool below = plan->tasks[i].parent >= 0 && given->tasks[i].start != MINUTE_NONE;
        if (below) own[plan->tasks[i].parent] -= own[i];
    }
    return own;
}

bool cost_spread_given(Arena *arena, const Plan *plan, const Schedule *given, CostSpread **ret) {
    PlanFault fault;
    Run run = {.arena = arena, .plan = plan, .fault = &fault};
    CostSpread *rows = arena_array(arena, CostSpread, plan->task_count + 1);
    int64_t *own = own_costs(arena, plan, given);
    run.times = arena_array(arena, const WorkTime *, plan->calendar_count + 1);
    if (!rows || !own || !run.times) return false;
    for (int32_t i = 0; i < plan->task_count; i++) {
        const TaskSchedule *dates = given->tasks + i;
        if (dates->start == MINUTE_NONE || own[i] == 0) continue;
        if (!days_make(arena, dates->start, dates->finish, rows + i)) return false;
        prorate(worktime_of(&run, i), dates->start, dates->finish, own[i], rows + i);
    }
    *ret = rows;
    return true;
}
