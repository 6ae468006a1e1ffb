/* Cost by rates that change: against an oracle that walks through the plan minute by minute, gives each
 * minute of work the rate of its minute, and divides once. */
#include "engine/check.h"
#include "engine/cost.h"
#include "engine/spread.h"

#include "base/cleanup.h"
#include "random_plan.h"
#include "test.h"

#include "base/banned.h"

enum { MONDAY = 20458 * 1440, DAY = 1440, HORIZON = 120 * DAY };

static const Calendar *calendar_of(const Plan *plan, const Assignment *row) {
    const Task *task = plan->tasks + row->task;
    int32_t calendar = task->calendar;
    bool material = plan->resources[row->resource].kind == RESOURCE_MATERIAL;
    if (calendar == NO_INDEX && !material) calendar = plan->resources[row->resource].calendar;
    if (calendar == NO_INDEX) calendar = plan->projects[task->project].calendar;
    return plan->calendars + calendar;
}

static bool works_at(const Plan *plan, const Calendar *calendar, Minute at) {
    int32_t number = at / DAY, minute = at % DAY;
    WorkDay day = calendar->week[(number + 3) % 7];
    for (int i = 0; i < calendar->exception_count; i++) {
        const CalendarException *exception = plan->exceptions + calendar->first_exception + i;
        if (number >= exception->first_day && number <= exception->last_day) day = exception->day;
    }
    for (int i = 0; i < day.count; i++) {
        WorkSpan span = plan->spans[day.first + i];
        if (minute >= span.from && minute < span.to) return true;
    }
    return false;
}

static int64_t rate_at(const Plan *plan, const Assignment *row, Minute at, bool overtime) {
    const WorkResource *resource = plan->resources + row->resource;
    int64_t rate = row->rate_table == 0 ? resource->rate_cents_per_hour : 0;
    int64_t extra = row->rate_table == 0 ? resource->overtime_rate_cents_per_hour : RATE_NONE;
    for (int i = 0; i < plan->rate_count; i++) {
        const Rate *other = plan->rates + i;
        if (other->resource != row->resource || other->table != row->rate_table || other->from > at) continue;
        rate = other->rate_cents_per_hour;
        extra = other->overtime_rate_cents_per_hour;
    }
    return overtime && extra != RATE_NONE ? extra : rate;
}

/* The minutes in which there is work, one after the other. */
typedef struct Minutes {
    Minute at[HORIZON];
    int count;
} Minutes;

static void add_working(const Plan *plan, const Calendar *calendar, Minute from, int count, Minutes *to) {
    for (Minute at = from; count > 0; at++) {
        if (!works_at(plan, calendar, at)) continue;
        to->at[to->count++] = at;
        count--;
    }
}

static bool in_pause(const Plan *plan, const Assignment *row, int minute) {
    int before = 0;
    for (int i = 0; i < plan->pause_count; i++) {
        const Pause *pause = plan->pauses + i;
        if (pause->task != row->task) continue;
        int begin = pause->after + before;
        if (minute >= begin && minute < begin + pause->minutes) return true;
        before += pause->minutes;
    }
    return false;
}

/* What a started task has done lies before where it stopped; what remains ends with it. */
static void find_started(const Plan *plan, const TaskSchedule *dates, const Assignment *row, int length,
                         Minutes *to) {
    const Task *task = plan->tasks + row->task;
    const Calendar *calendar = calendar_of(plan, row);
    int done = length * task->percent_complete / 100, remaining = length - done;
    Minute from = dates->finish;
    add_working(plan, calendar, dates->start, done, to);
    while (remaining > 0) remaining -= works_at(plan, calendar, --from);
    add_working(plan, calendar, from, length - done, to);
}

static void find_minutes(const Plan *plan, const TaskSchedule *dates, const Assignment *row, int length,
                         Minutes *to) {
    const Task *task = plan->tasks + row->task;
    const Calendar *calendar = calendar_of(plan, row);
    to->count = 0;
    if (plan->resources[row->resource].kind == RESOURCE_MATERIAL) {
        for (Minute at = dates->start; at < dates->finish; at++)
            if (works_at(plan, calendar, at)) to->at[to->count++] = at;
    } else if (task->actual_start != MINUTE_NONE) {
        find_started(plan, dates, row, length, to);
    } else {
        int skip = row->delay, passed = 0;
        for (Minute at = dates->start; to->count < length; at++) {
            if (!works_at(plan, calendar, at)) continue;
            if (skip > 0) skip--;
            else if (!in_pause(plan, row, passed++)) to->at[to->count++] = at;
        }
    }
}

/* Each minute counts in tenths, so that the tenths of the contour have whole numbers of them. */
static int weight_of(const Assignment *row, int minute, int length) {
    int sum = 0;
    for (int part = 0; part < 10; part++) sum += contour_tenths(row->contour)[(minute * 10 + part) / length];
    return sum;
}

/* Of what is done before a moment. */
static int64_t oracle_cost(const Plan *plan, const TaskSchedule *dates, const Assignment *row, Minute until) {
    static Minutes minutes;
    bool material = plan->resources[row->resource].kind == RESOURCE_MATERIAL;
    int64_t pace = (int64_t)row->units * contour_average(row->contour);
    int64_t work = material ? row->units : row->work;
    int64_t overtime = material ? 0 : row->overtime;
    int length = (int)(((row->work - row->overtime) * 10000 + pace - 1) / pace);
    find_minutes(plan, dates, row, length, &minutes);
    __int128 cents = 0, whole = 0;
    for (int i = 0; i < minutes.count; i++) {
        int64_t weight = weight_of(row, i, minutes.count), regular = rate_at(plan, row, minutes.at[i], false);
        whole += weight;
        if (minutes.at[i] >= until) continue;
        cents += (__int128)weight * (work - overtime) * regular;
        cents += (__int128)weight * overtime * rate_at(plan, row, minutes.at[i], true);
    }
    if (!material) whole *= 60;
    return (int64_t)((cents * 2 + whole) / (whole * 2));
}

/* ---- Random plans: each task with one assignment ---- */

static void add_rates(Builder *b, Random *random, int32_t resource) {
    for (int table = 0; table < RATE_TABLES; table++) {
        Minute from = table && random_chance(random, 50) ? MINUTE_NONE : MONDAY + random_in(random, 0, 9000);
        for (int i = random_in(random, 0, 4); i > 0; i--) {
            int32_t rate = builder_rate(b, resource, table, from, random_in(random, 0, 20000));
            if (random_chance(random, 40))
                b->rates.at[rate].overtime_rate_cents_per_hour = random_in(random, 0, 30000);
            from = from == MINUTE_NONE ? MONDAY : from + random_in(random, 1, 4000);
        }
    }
}

static void add_progress(Builder *b, Random *random, int32_t task) {
    Task *row = b->tasks.at + task;
    row->actual_start = MONDAY + 480 + random_in(random, 0, 3) * DAY;
    row->percent_complete = random_in(random, 0, 100);
    if (random_chance(random, 50)) row->resume = row->actual_start + random_in(random, 1, 20) * DAY;
}

static void add_task(Builder *b, Random *random, int32_t resource) {
    int32_t task = builder_task(b, NO_INDEX, random_in(random, 1, 60) * 30);
    int32_t units = random_in(random, 1, 12) * 25, work = random_in(random, 1, 150) * 20;
    bool material = b->resources.at[resource].kind == RESOURCE_MATERIAL;
    int32_t index = builder_assign(b, task, resource, units, material ? -1 : work);
    Assignment *row = b->assignments.at + index;
    row->rate_table = random_in(random, 0, RATE_TABLES - 1);
    row->contour = random_chance(random, 50) ? CONTOUR_FLAT : random_in(random, 0, CONTOUR_TURTLE);
    if (random_chance(random, 30)) row->overtime = random_in(random, 1, work - 1);
    if (random_chance(random, 20)) b->tasks.at[task].calendar = 1;
    if (material) return;
    if (random_chance(random, 30) && row->contour == CONTOUR_FLAT) {
        add_progress(b, random, task);
        return;
    }
    if (random_chance(random, 30)) row->delay = random_in(random, 1, 900);
    int32_t length =
        (int32_t)((int64_t)(work - row->overtime) * 10000 / (units * contour_average(row->contour)));
    if (random_chance(random, 30) && length > 2)
        builder_pause(b, task, random_in(random, 1, length - 1), random_in(random, 1, 3000));
}

static Plan random_rated_plan(Builder *b, Random *random) {
    builder_calendar(b, 5);
    builder_calendar(b, random_in(random, 4, 7));
    for (int i = random_in(random, 0, 3); i > 0; i--) {
        int32_t day = MONDAY / DAY + random_in(random, 0, 20);
        WorkDay work = random_chance(random, 50)
                           ? (WorkDay){0, 0}
                           : builder_day(b, 1, (int32_t[]){600, 601 + random_in(random, 0, 600)});
        builder_exception(b, 1, day, day + random_in(random, 0, 2), work);
    }
    builder_project(b, MONDAY + 480, 0);
    for (int i = 0; i < 3; i++) {
        int32_t resource = builder_resource(b, random_in(random, -1, 1), 100);
        b->resources.at[resource].rate_cents_per_hour = random_in(random, 0, 20000);
        if (random_chance(random, 50))
            b->resources.at[resource].overtime_rate_cents_per_hour = random_in(random, 0, 30000);
        if (random_chance(random, 20)) b->resources.at[resource].kind = RESOURCE_MATERIAL;
        add_rates(b, random, resource);
    }
    for (int i = 0; i < 8; i++) add_task(b, random, random_in(random, 0, 2));
    return builder_plan(b);
}

TEST(each_minute_costs_what_is_in_force_then) {
    int split = 0;
    for (uint64_t seed = 1; seed <= 400; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
        Random random = {seed};
        Builder b = builder_make(&arena);
        Plan plan = random_rated_plan(&b, &random);
        Schedule schedule;
        PlanFault fault;
        CHECK(schedule_make(&arena, &plan, &schedule, &fault));
        for (int32_t i = 0; i < plan.assignment_count; i++) {
            const Assignment *row = plan.assignments + i;
            const TaskSchedule *dates = schedule.tasks + row->task;
            int64_t expected = oracle_cost(&plan, dates, row, MINUTE_AFTER);
            if (dates->cost_cents != expected)
                test_fail(__FILE__, __LINE__, "seed %d, task %d: %lld, by the minute %lld", (int)seed,
                          row->task, (long long)dates->cost_cents, (long long)expected);
            CostPart *parts;
            int count;
            CHECK(schedule_explain_cost(&arena, &plan, row->task, &parts, &count));
            split += count > 1;
        }
    }
    CHECK(split > 1000);
}

TEST(each_day_costs_what_is_done_on_it) {
    for (uint64_t seed = 1; seed <= 100; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
        Random random = {seed};
        Builder b = builder_make(&arena);
        Plan plan = random_rated_plan(&b, &random);
        Schedule schedule;
        PlanFault fault;
        CostSpread *rows;
        CHECK(schedule_make(&arena, &plan, &schedule, &fault) && cost_spread(&arena, &plan, NULL, &rows));
        for (int32_t i = 0; i < plan.assignment_count; i++) {
            const Assignment *row = plan.assignments + i;
            const TaskSchedule *dates = schedule.tasks + row->task;
            const CostSpread *spread = rows + row->task;
            CHECK_INT(spread_until(spread, INT32_MAX), dates->cost_cents);
            for (int day = 0; day < spread->day_count - 1; day++) {
                Minute end = (spread->first_day + day + 1) * DAY;
                CHECK_INT(spread_until(spread, spread->first_day + day), oracle_cost(&plan, dates, row, end));
            }
        }
    }
}

TEST(sums_agree_whatever_the_rates) {
    for (uint64_t seed = 1; seed <= 200; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
        Plan plan = random_plan(&arena, 91000 + seed, (RandomShape){30, seed % 3 == 0});
        Schedule schedule;
        PlanFault fault;
        int64_t tasks = 0, projects = 0, people = 0, fixed = 0;
        CHECK(schedule_make(&arena, &plan, &schedule, &fault));
        for (int i = 0; i < plan.task_count; i++)
            if (plan.tasks[i].parent == NO_INDEX) tasks += schedule.tasks[i].cost_cents;
        bool *inactive = arena_array(&arena, bool, plan.task_count);
        for (int i = 0; i < plan.task_count; i++) {
            const Task *task = plan.tasks + i;
            inactive[i] =
                (task->flags & TASK_INACTIVE) || (task->parent != NO_INDEX && inactive[task->parent]);
            if (!inactive[i]) fixed += task->fixed_cost_cents;
        }
        for (int i = 0; i < plan.project_count; i++) projects += schedule.projects[i].cost_cents;
        for (int i = 0; i < plan.resource_count; i++) people += schedule.resources[i].cost_cents;
        CHECK_INT(tasks, projects);
        CHECK_INT(people + fixed, projects);
    }
}

/* ---- Single rules ---- */

typedef struct World {
    Builder b;
    int32_t person, task, row;
} World;

/* Ten days of work by one person who costs 60.00, and 75.00 from the second Monday on. */
static World world_make(Arena *arena) {
    World w = {.b = builder_make(arena)};
    builder_calendar(&w.b, 5);
    builder_project(&w.b, MONDAY + 480, 0);
    w.person = builder_resource(&w.b, NO_INDEX, 100);
    w.b.resources.at[w.person].rate_cents_per_hour = 6000;
    builder_rate(&w.b, w.person, 0, MONDAY + 7 * DAY, 7500);
    w.task = builder_task(&w.b, NO_INDEX, 4800);
    w.row = builder_assign(&w.b, w.task, w.person, 100, 4800);
    return w;
}

static int64_t cost_of(Arena *arena, const World *w) {
    Plan plan = builder_plan(&w->b);
    Schedule schedule;
    PlanFault fault;
    CHECK(schedule_make(arena, &plan, &schedule, &fault));
    return schedule.tasks[w->task].cost_cents;
}

TEST(work_before_a_rise_costs_less_than_work_behind_it) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    World w = world_make(&arena);
    CHECK_INT(cost_of(&arena, &w), 40 * 6000 + 40 * 7500);
    w.b.tasks.at[w.task].constraint = CONSTRAINT_SNET;
    w.b.tasks.at[w.task].constraint_date = MONDAY + 480 + 2 * DAY;
    CHECK_INT(cost_of(&arena, &w), 24 * 6000 + 56 * 7500);
}

TEST(a_table_without_rates_costs_nothing) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    World w = world_make(&arena);
    w.b.assignments.at[w.row].rate_table = 3;
    CHECK_INT(cost_of(&arena, &w), 0);
    builder_rate(&w.b, w.person, 3, MINUTE_NONE, 1000);
    CHECK_INT(cost_of(&arena, &w), 80000);
}

TEST(overtime_has_its_own_rate_or_that_of_other_work) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    World w = world_make(&arena);
    w.b.rates.count = 0;
    w.b.assignments.at[w.row].overtime = 600;
    CHECK_INT(cost_of(&arena, &w), 80 * 6000);
    w.b.resources.at[w.person].overtime_rate_cents_per_hour = 9000;
    CHECK_INT(cost_of(&arena, &w), 70 * 6000 + 10 * 9000);
    w.b.resources.at[w.person].overtime_rate_cents_per_hour = 0;
    CHECK_INT(cost_of(&arena, &w), 70 * 6000);
}

TEST(a_use_costs_what_it_does_at_the_start_for_each_unit) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    World w = world_make(&arena);
    w.b.resources.at[w.person].rate_cents_per_hour = w.b.rates.at[0].rate_cents_per_hour = 0;
    w.b.resources.at[w.person].cost_per_use_cents = 500;
    w.b.rates.at[0].cost_per_use_cents = 900;
    CHECK_INT(cost_of(&arena, &w), 500);
    w.b.tasks.at[w.task].constraint = CONSTRAINT_SNET;
    w.b.tasks.at[w.task].constraint_date = MONDAY + 480 + 7 * DAY;
    CHECK_INT(cost_of(&arena, &w), 900);
    w.b.assignments.at[w.row].units = 300;
    CHECK_INT(cost_of(&arena, &w), 2700);
    w.b.resources.at[w.person].kind = RESOURCE_MATERIAL;
    CHECK_INT(cost_of(&arena, &w), 900);
}

/* Its dates are those of what remains, its length, work and cost those of all. */
TEST(what_is_done_by_the_status_date_costs_what_it_did) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    World w = world_make(&arena);
    Schedule schedule;
    PlanFault fault;
    w.b.rates.count = 0;
    w.b.projects.at[0].rules = RULE_REMAINING;
    w.b.projects.at[0].status_date = MONDAY + 480 + 7 * DAY;
    w.b.tasks.at[w.task].actual_start = MONDAY + 480;
    for (int given = 0; given < 2; given++) {
        w.b.assignments.at[w.row].work = given ? 4800 : -1;
        for (int32_t percent = 0; percent <= 100; percent += 25) {
            w.b.tasks.at[w.task].percent_complete = percent;
            w.b.tasks.at[w.task].duration = 4800;
            Plan plan = builder_plan(&w.b);
            CHECK(schedule_make(&arena, &plan, &schedule, &fault));
            CHECK_INT(schedule.tasks[w.task].duration, 4800);
            CHECK_INT(schedule.tasks[w.task].work, 4800);
            CHECK_INT(schedule.tasks[w.task].cost_cents, 80 * 6000);
        }
    }
}

/* Its length is that of its neighbours, whatever was typed. */
TEST(a_level_of_effort_costs_its_length_without_pauses) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    World w = world_make(&arena);
    int32_t beside = builder_task(&w.b, NO_INDEX, 420);
    builder_link(&w.b, beside, w.task, LINK_SS, 0);
    builder_link(&w.b, beside, w.task, LINK_FF, 0);
    w.b.tasks.at[w.task].flags = TASK_LEVEL_OF_EFFORT;
    w.b.assignments.at[w.row].work = -1;
    builder_pause(&w.b, w.task, 480, 600);
    Plan plan = builder_plan(&w.b);
    Schedule schedule;
    PlanFault fault;
    CHECK(schedule_make(&arena, &plan, &schedule, &fault));
    CHECK_INT(schedule.tasks[w.task].work, 420);
    CHECK_INT(schedule.tasks[w.task].cost_cents, 7 * 6000);
}

TEST(rates_out_of_order_are_refused) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    World w = world_make(&arena);
    builder_rate(&w.b, w.person, 0, MONDAY + 7 * DAY, 9900);
    Plan plan = builder_plan(&w.b);
    Schedule schedule;
    PlanFault fault;
    CHECK(!schedule_make(&arena, &plan, &schedule, &fault));
    CHECK_INT(fault.table, TABLE_RATES);
    CHECK_INT(fault.row, 1);
}

/* Ten thousand people for a hundred years, in each of which an hour costs the same. */
TEST(the_greatest_work_is_paid_to_the_minute) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder b = builder_make(&arena);
    Schedule schedule;
    PlanFault fault;
    builder_calendar(&b, 7);
    builder_project(&b, MONDAY, 0);
    builder_task(&b, NO_INDEX, DURATION_MINUTES_MAX);
    b.tasks.at[0].flags = TASK_ELAPSED;
    builder_resource(&b, NO_INDEX, UNITS_MAX);
    b.resources.at[0].rate_cents_per_hour = 100;
    builder_assign(&b, 0, 0, UNITS_MAX, -1);
    builder_rate(&b, 0, 0, MONDAY + 400 * DAY, 100);
    Plan plan = builder_plan(&b);
    CHECK(schedule_make(&arena, &plan, &schedule, &fault));
    CHECK_INT(schedule.tasks[0].cost_cents, (int64_t)DURATION_MINUTES_MAX * (UNITS_MAX / 100) / 60 * 100);
}
