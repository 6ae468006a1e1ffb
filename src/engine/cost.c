/* Work and money. See cost.h. */
#include "engine/cost.h"

bool rates_change(const Plan *plan) {
    for (int32_t i = 0; i < plan->rate_count; i++)
        if (plan->rates[i].from != MINUTE_NONE) return true;
    return false;
}

static int64_t work_minutes(const Assignment *assignment, const Job *job) {
    int64_t minutes = job->minutes + (job->more ? job->more->done : 0);
    if (minutes == 0) return 0;
    if (assignment->work >= 0) return assignment->work;
    if (job->more) minutes -= job->more->pause;
    int64_t percent = (int64_t)assignment->units * contour_average(assignment->contour);
    return (minutes * percent + 5000) / 10000;
}

/* ---- Rates ---- */

/* The first row of the resource's table, or of one behind it. */
static int32_t first_rate(const Plan *plan, int32_t resource, int32_t table) {
    int32_t from = 0, to = plan->rate_count;
    while (from < to) {
        int32_t middle = from + (to - from) / 2;
        const Rate *rate = plan->rates + middle;
        bool before = rate->resource < resource || (rate->resource == resource && rate->table < table);
        if (before) from = middle + 1;
        else to = middle;
    }
    return from;
}

static void find_rates(const Plan *plan, const Assignment *assignment, CostWalk *walk) {
    const WorkResource *resource = plan->resources + assignment->resource;
    int32_t table = assignment->rate_table, at = first_rate(plan, assignment->resource, table);
    walk->rate = (Rate){.from = MINUTE_NONE, .overtime_rate_cents_per_hour = RATE_NONE};
    if (table == 0) {
        walk->rate.rate_cents_per_hour = resource->rate_cents_per_hour;
        walk->rate.cost_per_use_cents = resource->cost_per_use_cents;
        walk->rate.overtime_rate_cents_per_hour = resource->overtime_rate_cents_per_hour;
    }
    if (plan->rate_count == 0) return;
    walk->next = walk->end = plan->rates + at;
    while (walk->end < plan->rates + plan->rate_count && walk->end->resource == assignment->resource &&
           walk->end->table == table)
        walk->end++;
}

static void take_rates_until(CostWalk *walk, Minute at) {
    while (walk->next < walk->end && walk->next->from <= at) walk->rate = *walk->next++;
}

Rate cost_rate_at(const Plan *plan, const Assignment *assignment, Minute at) {
    CostWalk walk = {0};
    find_rates(plan, assignment, &walk);
    take_rates_until(&walk, at);
    return walk.rate;
}

Minute cost_rate_change(const Plan *plan, const Assignment *assignment, Minute after) {
    CostWalk walk = {0};
    find_rates(plan, assignment, &walk);
    take_rates_until(&walk, after);
    return walk.next < walk.end ? walk.next->from : MINUTE_NONE;
}

/* ---- What one assignment costs ---- */

/* Where rates follow, or where time matters, its work is laid out over its time. */
static void lay_out(const Run *run, int32_t position, int32_t slot, CostWalk *walk) {
    walk->spread = work_spread_make(run, position, slot);
    walk->start = walk->at = work_spread_start(&walk->spread);
    take_rates_until(walk, walk->start);
    int64_t whole = work_spread_whole(&walk->spread);
    walk->spreads = whole > 0;
    if (walk->spreads) walk->whole = whole;
}

CostWalk cost_walk(const Run *run, int32_t position, int32_t slot, bool timed) {
    int32_t index = run->assignment_list[slot];
    const Assignment *assignment = run->plan->assignments + index;
    CostWalk walk = {.assignment = index, .units = assignment->units, .whole = 1};
    walk.material = run->plan->resources[assignment->resource].kind == RESOURCE_MATERIAL;
    int64_t work = walk.material ? assignment->units : work_minutes(assignment, run->jobs + position);
    int64_t overtime = walk.material ? 0 : assignment->overtime < work ? assignment->overtime : work;
    walk.amount[0] = work - overtime;
    walk.amount[1] = overtime;
    walk.start = walk.at = MINUTE_BEFORE;
    find_rates(run->plan, assignment, &walk);
    take_rates_until(&walk, MINUTE_NONE);
    bool dated = run->schedule.tasks[run->graph.row[position]].start != MINUTE_NONE;
    if (dated && (timed || walk.next < walk.end)) lay_out(run, position, slot, &walk);
    if (!walk.spreads) walk.next = walk.end;
    for (; walk.whole > INT64_MAX / (work + 1); walk.whole >>= 1) walk.shift++;
    walk.cost.of = walk.whole * (walk.material ? 1 : 60);
    walk.minutes[0].of = walk.minutes[1].of = walk.whole;
    return walk;
}

int64_t cost_walk_use(const CostWalk *walk) {
    int64_t cents = walk->rate.cost_per_use_cents;
    return walk->material ? cents : money_scale(cents, walk->units, 100);
}

static int64_t grow(MoneySum *sum, int64_t amount, int64_t part) {
    int64_t before = money_sum_rounded(sum);
    money_sum_add(sum, amount, part);
    return money_sum_rounded(sum) - before;
}

static int64_t price_of(const CostWalk *walk) {
    bool own = walk->kind == 1 && walk->rate.overtime_rate_cents_per_hour != RATE_NONE;
    return own ? walk->rate.overtime_rate_cents_per_hour : walk->rate.rate_cents_per_hour;
}

static int64_t share_until(const CostWalk *walk, Minute at) {
    if (at == MINUTE_AFTER || !walk->spreads) return at >= walk->start ? walk->whole : 0;
    return work_spread_until(&walk->spread, at) >> walk->shift;
}

/* Regular work and overtime by one rate, then both by the next. */
bool cost_walk_next(CostWalk *walk, Minute until, CostPart *ret) {
    if (walk->before == walk->whole || walk->at >= until) return false;
    bool changes = walk->next < walk->end && walk->next->from <= until;
    Minute at = changes ? walk->next->from : until;
    int64_t end = share_until(walk, at), share = end - walk->before;
    int64_t amount = walk->amount[walk->kind], price = price_of(walk);
    CostKind kind = walk->material ? COST_MATERIAL : walk->kind == 1 ? COST_OVERTIME : COST_WORK;
    int64_t minutes = grow(walk->minutes + walk->kind, amount, share);
    int64_t cents = grow(&walk->cost, price, amount * share);
    int32_t work = walk->material ? 0 : work_clamp(minutes);
    *ret = (CostPart){kind, walk->assignment, work, walk->rate.from, price, cents};
    walk->kind = 1 - walk->kind;
    if (walk->kind == 1 && walk->amount[1] > 0) return true;
    walk->kind = 0;
    walk->before = end;
    walk->at = at;
    if (changes) walk->rate = *walk->next++;
    return true;
}

/* ---- What a task costs ---- */

Spent cost_of_leaf(const Run *run, int32_t position, ResourceSchedule *resources, int sign) {
    int32_t row = run->graph.row[position];
    int64_t fixed = run->plan->tasks[row].fixed_cost_cents;
    Spent spent = {0, fixed, fixed > LARGE_MONEY_CENTS || fixed < -LARGE_MONEY_CENTS};
    if (!run->first_assignment) return spent;
    for (int32_t i = run->first_assignment[row]; i < run->first_assignment[row + 1]; i++) {
        CostWalk walk = cost_walk(run, position, i, false);
        ResourceSchedule *result = resources + run->plan->assignments[walk.assignment].resource;
        int64_t work = walk.material ? 0 : walk.amount[0] + walk.amount[1], cost = cost_walk_use(&walk);
        for (CostPart part; cost_walk_next(&walk, MINUTE_AFTER, &part);) cost = money_add(cost, part.cents);
        result->work_minutes += sign * work;
        result->cost_cents = money_add(result->cost_cents, sign * cost);
        spent.work_minutes += work;
        spent.cost_cents = money_add(spent.cost_cents, cost);
        spent.large |= cost > LARGE_MONEY_CENTS;
    }
    return spent;
}
