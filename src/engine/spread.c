/* Cost over time. See spread.h. */
#include "engine/spread.h"

enum { DAY_MINUTES = 1440, NOON = 720 };

/* ---- money ---- */

/* a * b / c, rounded half up; where the product does not fit, by long division of its 128 bits. c > 0. */
static uint64_t scale_up(uint64_t a, uint64_t b, uint64_t c) {
    uint64_t quotient = 0, rest = 0;
    if (a < UINT32_MAX && b < INT32_MAX) return (a * b + c / 2) / c;
    for (int bit = 63; bit >= 0; bit--) {
        /* (quotient, rest) is (a >> bit) * b divided by c: doubled, then b added when the bit is set. */
        if (quotient >> 62) return INT64_MAX;
        quotient *= 2;
        bool over = rest >= c - rest;
        quotient += over;
        rest = over ? rest - (c - rest) : rest * 2;
        if (!(a >> bit & 1)) continue;
        quotient += b / c;
        uint64_t more = b % c;
        over = rest >= c - more;
        quotient += over;
        rest = over ? rest - (c - more) : rest + more;
    }
    quotient += rest >= c - rest;
    return quotient > INT64_MAX ? INT64_MAX : quotient;
}

int64_t money_scale(int64_t amount, int64_t part, int64_t whole) {
    uint64_t size = amount < 0 ? -(uint64_t)amount : (uint64_t)amount;
    int64_t scaled = (int64_t)scale_up(size, (uint64_t)part, (uint64_t)whole);
    return amount < 0 ? -scaled : scaled;
}

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

typedef struct Spreader {
    Arena *arena;
    const Plan *plan;
    const Schedule *schedule;
    const WorkTime **worktimes; /* one a calendar, made when first needed */
} Spreader;

static const WorkTime *worktime_of(Spreader *s, int32_t task) {
    const Task *row = s->plan->tasks + task;
    int32_t calendar = row->calendar >= 0 ? row->calendar : s->plan->projects[row->project].calendar;
    PlanFault fault;
    if (row->flags & TASK_ELAPSED) return NULL;
    if (!s->worktimes[calendar]) s->worktimes[calendar] = worktime_make(s->arena, s->plan, calendar, &fault);
    return s->worktimes[calendar];
}

static bool spread_task(Spreader *s, int32_t task, int64_t cost, Accrual accrual, CostSpread *ret) {
    const TaskSchedule *dates = s->schedule->tasks + task;
    *ret = (CostSpread){0};
    if (dates->start == MINUTE_NONE || cost == 0) return true;
    if (!days_make(s->arena, dates->start, dates->finish, ret)) return false;
    int64_t fixed = accrual == ACCRUE_PRORATED ? 0 : s->plan->tasks[task].fixed_cost_cents;
    prorate(worktime_of(s, task), dates->start, dates->finish, cost - fixed, ret);
    ret->cents[accrual == ACCRUE_START ? 0 : ret->day_count - 1] += fixed;
    return true;
}

bool cost_spread(Arena *arena, const Plan *plan, const Schedule *schedule, const uint8_t *accrual,
                 CostSpread **ret) {
    Spreader s = {arena, plan, schedule, arena_array(arena, const WorkTime *, plan->calendar_count + 1)};
    CostSpread *rows = arena_array(arena, CostSpread, plan->task_count + 1);
    int64_t *own = arena_array(arena, int64_t, plan->task_count + 1);
    if (!s.worktimes || !rows || !own) return false;
    for (int32_t i = 0; i < plan->calendar_count; i++) s.worktimes[i] = NULL;
    for (int32_t i = 0; i < plan->task_count; i++) own[i] = schedule->tasks[i].cost_cents;
    for (int32_t i = 0; i < plan->task_count; i++)
        if (plan->tasks[i].parent >= 0 && schedule->tasks[i].start != MINUTE_NONE)
            own[plan->tasks[i].parent] -= schedule->tasks[i].cost_cents;
    for (int32_t i = 0; i < plan->task_count; i++)
        if (!spread_task(&s, i, own[i], accrual ? (Accrual)accrual[i] : ACCRUE_PRORATED, &rows[i]))
            return false;
    *ret = rows;
    return true;
}
