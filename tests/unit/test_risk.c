/* Risk: distributions against their formulas, dates against schedule_make, and nothing that depends on how
 * the trials are divided. */
#include <math.h>

#include "base/cleanup.h"
#include "base/mem.h"
#include "engine/risk/risk.h"
#include "random_plan.h"
#include "test.h"

#include "base/banned.h"

typedef struct World {
    Builder b;
    Plan plan;
    RiskTask tasks[64];
    RiskModel model;
    RiskOptions options;
    Risk *risk;
    RiskSamples samples;
    RiskForecast forecast;
} World;

/* One project that works around the clock, so that minutes are easy to count. */
static World world_make(Arena *arena) {
    World w = {.b = builder_make(arena), .options = {.seed = 1, .trials = 20000}};
    int32_t calendar = builder_calendar(&w.b, 0);
    WorkDay day = builder_day(&w.b, 1, (const int32_t[]){0, 1440});
    for (int i = 0; i < 7; i++) w.b.calendars.at[calendar].week[i] = day;
    builder_project(&w.b, RANDOM_MONDAY, calendar);
    return w;
}

static void estimate(World *w, int32_t task, RiskShape shape, int64_t low, int64_t likely, int64_t high) {
    w->tasks[task].minutes = (RiskEstimate){.shape = shape, .low = low, .likely = likely, .high = high};
}

static void run_trials(Arena *arena, World *w, int workers) {
    RiskWork *works[8];
    for (int i = 0; i < workers; i++) works[i] = risk_work_make(arena, w->risk);
    int turn = 0;
    for (int32_t at = 0; at < w->options.trials; at += RISK_CHUNK)
        risk_run(w->risk, works[turn++ * 5 % workers], &w->samples, at, RISK_CHUNK);
    CHECK(risk_forecast(arena, w->risk, works, workers, &w->samples, &w->forecast));
}

static void run(Arena *arena, World *w, int workers) {
    RiskFault fault;
    w->plan = builder_plan(&w->b);
    w->model.tasks = w->tasks;
    CHECK(risk_prepare(arena, &w->plan, &w->model, &w->options, &w->risk, &fault));
    CHECK(risk_samples_make(arena, w->risk, &w->samples));
    run_trials(arena, w, workers);
}

static double minutes_at(const World *w, Minute at) {
    return at - RANDOM_MONDAY;
}

static void check_near(double got, double want, double within, int line) {
    if (fabs(got - want) > within) test_fail(__FILE__, line, "%f instead of %f", got, want);
}
#define CHECK_NEAR(got, want, within) check_near((got), (want), (within), __LINE__)

/* The whole plan's values of one task. */
static const RiskGroupForecast *one_task(Arena *arena, World *w, RiskShape shape, int64_t low, int64_t likely,
                                         int64_t high) {
    *w = world_make(arena);
    builder_task(&w->b, NO_INDEX, 10000);
    estimate(w, 0, shape, low, likely, high);
    run(arena, w, 1);
    return w->forecast.groups + w->forecast.group_count - 1;
}

static double deviation(const World *w, int32_t group) {
    const Minute *finish = w->samples.finish + (int64_t)group * w->samples.trials;
    double mean = 0, square = 0;
    for (int32_t i = 0; i < w->samples.trials; i++) mean += finish[i];
    mean /= w->samples.trials;
    for (int32_t i = 0; i < w->samples.trials; i++) square += (finish[i] - mean) * (finish[i] - mean);
    return sqrt(square / w->samples.trials);
}

TEST(a_uniform_estimate_has_its_mean_and_percentiles) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w;
    const RiskGroupForecast *all = one_task(&arena, &w, RISK_UNIFORM, 10000, 0, 20000);
    CHECK_NEAR(minutes_at(&w, all->finish.mean), 15000, 80);
    CHECK_NEAR(minutes_at(&w, all->finish.p10), 11000, 100);
    CHECK_NEAR(minutes_at(&w, all->finish.p90), 19000, 100);
    CHECK_NEAR(deviation(&w, 0), 10000 / sqrt(12), 50);
}

TEST(a_triangular_estimate_has_its_mean_and_percentiles) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w;
    const RiskGroupForecast *all = one_task(&arena, &w, RISK_TRIANGULAR, 9000, 10000, 13000);
    CHECK_NEAR(minutes_at(&w, all->finish.mean), 32000 / 3.0, 25);
    CHECK_NEAR(minutes_at(&w, all->finish.p10), 9000 + sqrt(0.1 * 4000 * 1000), 30);
    CHECK_NEAR(minutes_at(&w, all->finish.p50), 13000 - sqrt(0.5 * 4000 * 3000), 30);
    CHECK_NEAR(minutes_at(&w, all->finish.p80), 13000 - sqrt(0.2 * 4000 * 3000), 30);
    CHECK_NEAR(deviation(&w, 0), sqrt((81 + 100 + 169 - 90 - 117 - 130) * 1e6 / 18), 15);
}

TEST(a_PERT_estimate_has_the_mean_and_deviation_of_its_beta_distribution) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w;
    const RiskGroupForecast *all = one_task(&arena, &w, RISK_PERT, 10000, 12000, 20000);
    double a = 1 + 4 * 0.2, b = 1 + 4 * 0.8;
    CHECK_NEAR(minutes_at(&w, all->finish.mean), 13000, 30);
    CHECK_NEAR(deviation(&w, 0), 10000 * sqrt(a * b / (36 * 7)), 30);
}

TEST(a_lognormal_estimate_has_its_P10_and_P90_and_mean) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w;
    const RiskGroupForecast *all = one_task(&arena, &w, RISK_LOGNORMAL, 10000, 0, 40000);
    double sigma = log(4) / 2 / 1.2815515655446004;
    CHECK_NEAR(minutes_at(&w, all->finish.p10), 10000, 200);
    CHECK_NEAR(minutes_at(&w, all->finish.p50), 20000, 250);
    CHECK_NEAR(minutes_at(&w, all->finish.p90), 40000, 600);
    CHECK_NEAR(minutes_at(&w, all->finish.mean), 20000 * exp(sigma * sigma / 2), 300);
}

TEST(a_discrete_estimate_takes_each_value_as_often_as_its_weight_says) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    static const RiskValue values[] = {{100, 1, 0}, {200, 2, 0}, {900, 1, 0}};
    World w = world_make(&arena);
    builder_task(&w.b, NO_INDEX, 100);
    w.tasks[0].minutes = (RiskEstimate){.shape = RISK_DISCRETE, .value_count = 3};
    w.model.values = values;
    w.model.value_count = 3;
    run(&arena, &w, 1);
    CHECK_NEAR(risk_confidence(&w.samples, 0, RANDOM_MONDAY + 100, 0).date, 250000, 12000);
    CHECK_NEAR(risk_confidence(&w.samples, 0, RANDOM_MONDAY + 200, 0).date, 750000, 12000);
    CHECK_NEAR(risk_confidence(&w.samples, 0, RANDOM_MONDAY + 900, 0).joint, 1000000, 0);
}

TEST(the_later_of_two_tasks_is_later_than_either_and_each_is_critical_half_the_time) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w = world_make(&arena);
    for (int i = 0; i < 2; i++) {
        builder_task(&w.b, NO_INDEX, 10000);
        estimate(&w, i, RISK_UNIFORM, 0, 0, 1000000);
    }
    run(&arena, &w, 1);
    CHECK_NEAR(minutes_at(&w, w.forecast.groups[0].finish.mean), 2e6 / 3, 6000);
    CHECK_NEAR(minutes_at(&w, w.forecast.groups[0].finish.p50), 1e6 * sqrt(0.5), 9000);
    CHECK_NEAR(w.forecast.tasks[0].critical, 500000, 15000);
    CHECK_NEAR(w.forecast.tasks[0].critical + w.forecast.tasks[1].critical, 1000000, 10);
    /* Spearman's rho of U and max(U, V). */
    CHECK_NEAR(w.forecast.tasks[0].cruciality, w.forecast.tasks[1].cruciality, 100000);
    CHECK(w.forecast.tasks[0].cruciality > 400000);
}

/* A chain of tasks; its finish is the sum. */
static World chain(Arena *arena, int tasks) {
    World w = world_make(arena);
    for (int i = 0; i < tasks; i++) {
        builder_task(&w.b, NO_INDEX, 1000);
        estimate(&w, i, RISK_PERT, 500, 1000, 2100);
        if (i) builder_link(&w.b, i - 1, i, LINK_FS, 0);
    }
    return w;
}

TEST(the_sum_of_independent_tasks_has_the_sum_of_their_variances) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w = chain(&arena, 25);
    run(&arena, &w, 1);
    double mode = 500.0 / 1600, a = 1 + 4 * mode, b = 5 - 4 * mode;
    CHECK_NEAR(minutes_at(&w, w.forecast.groups[0].finish.mean), 25 * 1100, 40);
    CHECK_NEAR(deviation(&w, 0), 1600 * sqrt(25 * a * b / (36 * 7)), 30);
    CHECK_INT(w.forecast.tasks[7].critical, 1000000);
    CHECK_NEAR(w.forecast.tasks[7].cruciality, 200000, 120000);
}

static const RiskDriver driver = {
    .probability = RISK_CERTAIN,
    .duration_permille = {.shape = RISK_TRIANGULAR, .low = 800, .likely = 1000, .high = 1200}};

TEST(a_driver_of_many_tasks_correlates_them_and_widens_the_forecast) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w = chain(&arena, 25);
    RiskEffect effects[25] = {0};
    for (int i = 0; i < 25; i++) effects[i] = (RiskEffect){.task = i, .scale_duration = 1};
    run(&arena, &w, 1);
    double alone = deviation(&w, 0);
    w.model = (RiskModel){.drivers = &driver, .effects = effects, .driver_count = 1, .effect_count = 25};
    run(&arena, &w, 1);
    double sum = 25 * 1100, shared = sqrt(0.2 * 0.2 / 6);
    CHECK_NEAR(minutes_at(&w, w.forecast.groups[0].finish.mean), sum, 60);
    CHECK_NEAR(deviation(&w, 0), sqrt(alone * alone * (1 + shared * shared) + sum * sum * shared * shared),
               60);
}

TEST(without_a_risk_the_finish_is_earlier_by_its_expected_effect) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w = world_make(&arena);
    builder_task(&w.b, NO_INDEX, 10000);
    RiskDriver drivers[2] = {{.probability = 300000}, driver};
    RiskEffect effects[2] = {{.driver = 0,
                              .minutes = {.shape = RISK_UNIFORM, .low = 1000, .high = 3000},
                              .cents = {.shape = RISK_UNIFORM, .low = 500, .high = 500}},
                             {.driver = 1, .scale_duration = 1}};
    w.model = (RiskModel){.drivers = drivers, .effects = effects, .driver_count = 2, .effect_count = 2};
    run(&arena, &w, 1);
    RiskSamples less[2];
    for (int i = 0; i < 2; i++) {
        CHECK(risk_samples_make_lean(&arena, w.risk, less + i));
        RiskWork *work = risk_work_make(&arena, w.risk);
        risk_run_without(w.risk, work, i, &w.samples, less + i, 0, w.options.trials);
    }
    RiskGroupForecast without[2];
    for (int i = 0; i < 2; i++) CHECK(risk_group_forecast(&arena, less + i, 0, without + i));
    Minute with = w.forecast.groups[0].finish.mean;
    CHECK_NEAR(with - without[0].finish.mean, 0.3 * 2000, 20);
    CHECK_NEAR((double)w.forecast.groups[0].cost_cents.mean, 0.3 * 500, 4);
    CHECK_INT(without[0].cost_cents.mean, 0);
    CHECK_NEAR(with - without[1].finish.mean, 0, 20);
    CHECK_INT(without[1].finish.p10, RANDOM_MONDAY + 10000);
}

TEST(leaving_a_risk_out_is_the_same_as_making_it_impossible) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w = chain(&arena, 25);
    RiskDriver drivers[3] = {{.probability = 150000}, {.probability = 600000}, driver};
    RiskEffect effects[25] = {0};
    for (int i = 0; i < 25; i++)
        effects[i] = (RiskEffect){.driver = i % 3,
                                  .task = i,
                                  .scale_duration = 1,
                                  .minutes = {.shape = RISK_UNIFORM, .low = 100, .high = 900},
                                  .cents = {.shape = RISK_UNIFORM, .low = 5, .high = 500}};
    w.model = (RiskModel){.drivers = drivers, .effects = effects, .driver_count = 3, .effect_count = 25};
    w.options.trials = 2000;
    run(&arena, &w, 1);
    for (int i = 0; i < 3; i++) {
        RiskSamples less;
        RiskWork *work = risk_work_make(&arena, w.risk);
        CHECK(risk_samples_make_lean(&arena, w.risk, &less));
        risk_run_without(w.risk, work, i, &w.samples, &less, 0, 1024);
        risk_run_without(w.risk, work, i, &w.samples, &less, 1024, w.options.trials);
        World impossible = w;
        RiskDriver changed[3] = {drivers[0], drivers[1], drivers[2]};
        changed[i].probability = 0;
        impossible.model.drivers = changed;
        run(&arena, &impossible, 1);
        size_t cells = (size_t)less.group_count * (size_t)less.trials;
        CHECK(mem_equal(less.finish, impossible.samples.finish, cells * sizeof *less.finish));
        CHECK(mem_equal(less.cost_cents, impossible.samples.cost_cents, cells * sizeof *less.cost_cents));
        CHECK(!mem_equal(less.finish, w.samples.finish, cells * sizeof *less.finish));
    }
}

TEST(cost_follows_the_drawn_time_and_is_joined_with_the_date) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w = world_make(&arena);
    builder_task(&w.b, NO_INDEX, 6000);
    builder_resource(&w.b, NO_INDEX, 100);
    w.b.resources.at[0].rate_cents_per_hour = 6000;
    builder_assign(&w.b, 0, 0, 100, -1);
    w.b.tasks.at[0].fixed_cost_cents = 7;
    estimate(&w, 0, RISK_UNIFORM, 5000, 0, 7000);
    run(&arena, &w, 1);
    CHECK_NEAR((double)w.forecast.groups[0].cost_cents.mean, 600007, 1500);
    RiskConfidence confidence = risk_confidence(&w.samples, 0, RANDOM_MONDAY + 6000, 600007);
    CHECK_INT(confidence.date, confidence.cost);
    CHECK_INT(confidence.date, confidence.joint);
    confidence = risk_confidence(&w.samples, 0, RANDOM_MONDAY + 6000, 550007);
    CHECK_INT(confidence.joint, confidence.cost);
}

/* What begins later, because what is before it takes longer, costs what holds then: as if it were planned so.
 */
TEST(a_delay_beyond_a_rise_costs_the_rise) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w = world_make(&arena);
    int32_t before = builder_task(&w.b, NO_INDEX, 480), after = builder_task(&w.b, NO_INDEX, 1000);
    int32_t person = builder_resource(&w.b, NO_INDEX, 100);
    builder_link(&w.b, before, after, LINK_FS, 0);
    builder_assign(&w.b, after, person, 100, -1);
    w.b.resources.at[person].rate_cents_per_hour = 6000;
    Minute rise = RANDOM_MONDAY + 4 * 1440;
    builder_rate(&w.b, person, 0, rise, 9000);
    estimate(&w, before, RISK_UNIFORM, 240, 0, 6000);
    run(&arena, &w, 1);
    int dear = 0;
    for (int32_t i = 0; i < 500; i++) {
        Minute finish = w.samples.finish[i];
        int64_t cost = w.samples.cost_cents[i];
        w.b.tasks.at[after].constraint = CONSTRAINT_MFO;
        w.b.tasks.at[after].constraint_date = finish;
        Plan plan = builder_plan(&w.b);
        plan.link_count = 0;
        Schedule schedule;
        PlanFault fault;
        CHECK(schedule_make(&arena, &plan, &schedule, &fault));
        CHECK_INT(schedule.tasks[after].finish, finish);
        CHECK_NEAR((double)cost, (double)schedule.tasks[after].cost_cents, 1);
        dear += cost > 100000;
    }
    CHECK(dear > 100 && dear < 500);
}

/* ---- The engine's dates ---- */

static void compare(const Plan *plan, const Schedule *schedule, const RiskForecast *forecast, uint64_t seed) {
    for (int32_t i = 0; i < plan->task_count; i++) {
        Minute got = forecast->tasks[i].finish.p50, want = schedule->tasks[i].finish;
        if (got != want)
            test_fail(__FILE__, __LINE__, "plan %d, task %d: %d instead of %d", (int)seed, i, got, want);
        CHECK_INT(forecast->tasks[i].finish.p90, want);
    }
    for (int32_t i = 0; i < plan->project_count; i++) {
        CHECK_INT(forecast->groups[i].finish.p80, schedule->projects[i].finish);
        CHECK_INT(forecast->groups[i].cost_cents.p50, schedule->projects[i].cost_cents);
    }
    for (int32_t i = 0; i < plan->release_count; i++) {
        CHECK_INT(forecast->groups[plan->project_count + i].finish.p80, schedule->releases[i].finish);
        CHECK_INT(forecast->groups[plan->project_count + i].cost_cents.mean,
                  schedule->releases[i].cost_cents);
    }
}

/* Primavera's rules, which random_plan leaves to others. */
static void add_primavera(Plan *plan, uint64_t seed) {
    Random random = {seed};
    for (int i = 0; i < plan->project_count; i++) {
        PlanProject *project = plan->projects + i;
        project->rules |= RULE_REMAINING | RULE_EXPECTED_FINISH;
        if (random_chance(&random, 50)) project->rules |= RULE_ACTUAL_LAGS;
        project->progress_mode = random_in(&random, PROGRESS_OVERRIDE, PROGRESS_ACTUAL_DATES);
        if (project->status_date == MINUTE_NONE) project->status_date = RANDOM_MONDAY + 3 * 1440;
    }
    for (int i = 0; i < plan->task_count; i++) {
        Task *task = plan->tasks + i;
        if (random_chance(&random, 10))
            task->expected_finish = RANDOM_MONDAY + random_in(&random, 2, 30) * 1440;
        if (!random_chance(&random, 20)) continue;
        task->constraint_2 = random_in(&random, CONSTRAINT_ASAP, CONSTRAINT_MFO);
        task->constraint_2_date = RANDOM_MONDAY + random_in(&random, 0, 20) * 1440;
        if (random_chance(&random, 30)) task->flags |= TASK_MANDATORY;
    }
}

/* Every duration is drawn, and comes out as so many permille of what it is in the plan. */
static bool forecast_at(Arena *arena, const Plan *plan, int64_t permille, uint64_t seed, RiskForecast *ret) {
    RiskDriver all = {.probability = RISK_CERTAIN,
                      .duration_permille = {.shape = RISK_UNIFORM, .low = permille, .high = permille}};
    RiskEffect *effects = arena_array(arena, RiskEffect, plan->task_count);
    for (int32_t i = 0; i < plan->task_count; i++) effects[i] = (RiskEffect){.task = i, .scale_duration = 1};
    RiskModel model = {
        .drivers = &all, .driver_count = 1, .effects = effects, .effect_count = plan->task_count};
    RiskOptions options = {.seed = seed, .trials = 64};
    Risk *risk;
    RiskFault fault;
    RiskSamples samples;
    if (!risk_prepare(arena, plan, &model, &options, &risk, &fault)) return false;
    CHECK(risk_samples_make(arena, risk, &samples));
    RiskWork *work = risk_work_make(arena, risk);
    risk_run(risk, work, &samples, 0, 64);
    return risk_forecast(arena, risk, &work, 1, &samples, ret);
}

static bool has_span(const Plan *plan) {
    for (int i = 0; i < plan->task_count; i++)
        if (plan->tasks[i].flags & (TASK_LEVEL_OF_EFFORT | TASK_WBS_SUMMARY)) return true;
    return false;
}

/* The one thing that trials see otherwise: a span takes early dates from a neighbour that is as late as
 * possible, of which a trial knows the planned ones. */
static bool is_late_beside_span(const Plan *plan) {
    bool late = false;
    for (int i = 0; i < plan->task_count; i++)
        late |=
            plan->tasks[i].constraint == CONSTRAINT_ALAP || plan->tasks[i].constraint_2 == CONSTRAINT_ALAP;
    return late && has_span(plan);
}

TEST(drawn_as_they_are_in_the_plan_every_date_and_cost_is_the_schedule_s) {
    int compared = 0;
    for (uint64_t seed = 0; seed < 2000; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
        Plan plan = random_plan(&arena, seed, (RandomShape){20, false, false});
        RiskForecast forecast;
        Schedule schedule;
        PlanFault fault;
        if (seed % 3 == 2) add_primavera(&plan, seed);
        if (is_late_beside_span(&plan) || !schedule_make(&arena, &plan, &schedule, &fault)) continue;
        CHECK(forecast_at(&arena, &plan, 1000, seed, &forecast));
        compare(&plan, &schedule, &forecast, seed);
        compared++;
    }
    CHECK(compared > 1300);
}

/* Left out: what a trial takes from the plan as it is (lags in percent, dates as late as possible or
 * counted back from a finish, the part of a started task that is done), what lasts until a date, and people,
 * whose work would have to be lengthened too. */
static void make_simple(Plan *plan) {
    plan->assignment_count = 0;
    for (int i = 0; i < plan->project_count; i++) plan->projects[i].rules &= ~RULE_FROM_FINISH;
    for (int i = 0; i < plan->link_count; i++)
        if (plan->links[i].lag_kind == LAG_PERCENT) plan->links[i].lag_kind = LAG_WORKING;
    for (int i = 0; i < plan->task_count; i++) {
        Task *task = plan->tasks + i;
        task->actual_start = task->actual_finish = MINUTE_NONE;
        task->expected_finish = MINUTE_NONE;
        task->flags &= ~TASK_WBS_SUMMARY;
        if (task->constraint == CONSTRAINT_ALAP) task->constraint = CONSTRAINT_FNET;
        if (task->constraint_2 == CONSTRAINT_ALAP) task->constraint_2 = CONSTRAINT_ASAP;
    }
}

TEST(drawn_half_as_long_again_every_date_is_that_of_a_plan_with_such_durations) {
    for (uint64_t seed = 0; seed < 1000; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
        Plan plan = random_plan(&arena, seed, (RandomShape){20, false, false});
        RiskForecast forecast;
        Schedule schedule;
        PlanFault fault;
        make_simple(&plan);
        if (seed % 3 == 2) add_primavera(&plan, seed);
        make_simple(&plan);
        if (!schedule_make(&arena, &plan, &schedule, &fault)) continue;
        CHECK(forecast_at(&arena, &plan, 1500, seed, &forecast));
        for (int i = 0; i < plan.task_count; i++) plan.tasks[i].duration += plan.tasks[i].duration / 2;
        if (schedule_make(&arena, &plan, &schedule, &fault)) compare(&plan, &schedule, &forecast, seed);
    }
}

TEST(what_nothing_drawn_reaches_keeps_its_dates_and_cost) {
    for (uint64_t seed = 0; seed < 300; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
        Plan plan = random_plan(&arena, seed, (RandomShape){20, false, false});
        World w = {.plan = plan, .options = {.seed = seed, .trials = 64}};
        Schedule schedule;
        PlanFault plan_fault;
        RiskFault fault;
        if (!schedule_make(&arena, &plan, &schedule, &plan_fault)) continue;
        CHECK(risk_prepare(&arena, &w.plan, &w.model, &w.options, &w.risk, &fault));
        CHECK(risk_samples_make(&arena, w.risk, &w.samples));
        run_trials(&arena, &w, 1);
        if (!is_late_beside_span(&plan)) compare(&plan, &schedule, &w.forecast, seed);
    }
}

TEST(any_division_among_workers_gives_the_same_bits) {
    CLEANUP(arena_done) Arena arena = arena_make(1024 * MIB);
    RiskForecast first;
    for (int workers = 1; workers <= 7; workers += workers == 1 ? 1 : 5) {
        World w = chain(&arena, 25);
        w.options.trials = 10007;
        run(&arena, &w, workers);
        if (workers == 1) first = w.forecast;
        CHECK(mem_equal(first.tasks, w.forecast.tasks, 25 * sizeof *first.tasks));
        CHECK(mem_equal(first.groups, w.forecast.groups, 2 * sizeof *first.groups));
    }
}

TEST(whatever_a_plan_holds_any_division_gives_the_same_bits) {
    for (uint64_t seed = 0; seed < 30; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
        World w = {.plan = random_plan(&arena, seed, (RandomShape){20, false, false}),
                   .options = {.seed = seed, .trials = 3 * RISK_CHUNK}};
        RiskForecast first;
        RiskFault fault;
        if (seed % 2) add_primavera(&w.plan, seed);
        for (int i = 0; i < w.plan.task_count; i++) estimate(&w, i, RISK_TRIANGULAR, 100, 500, 2000);
        w.model.tasks = w.tasks;
        if (!risk_prepare(&arena, &w.plan, &w.model, &w.options, &w.risk, &fault)) continue;
        CHECK(risk_samples_make(&arena, w.risk, &w.samples));
        run_trials(&arena, &w, 1);
        first = w.forecast;
        run_trials(&arena, &w, 3);
        CHECK(mem_equal(first.tasks, w.forecast.tasks, (size_t)w.plan.task_count * sizeof *first.tasks));
        CHECK(mem_equal(first.groups, w.forecast.groups, (size_t)first.group_count * sizeof *first.groups));
    }
}

TEST(bins_hold_every_trial_once) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w = chain(&arena, 25);
    run(&arena, &w, 1);
    RiskBins bins, money;
    CHECK(risk_finish_bins(&arena, &w.samples, 0, 30, &bins));
    CHECK(risk_cost_bins(&arena, &w.samples, 0, 30, &money));
    CHECK(bins.count <= 30 && bins.count > 10);
    CHECK_INT(bins.up_to[bins.count - 1], w.options.trials);
    CHECK_INT(money.count, 1);
}

TEST(what_does_not_fit_is_named) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    World w = chain(&arena, 2);
    RiskFault fault;
    w.plan = builder_plan(&w.b);
    w.model.tasks = w.tasks;
    estimate(&w, 1, RISK_TRIANGULAR, 100, 90, 200);
    CHECK(!risk_prepare(&arena, &w.plan, &w.model, &w.options, &w.risk, &fault));
    CHECK_INT(fault.table, RISK_TABLE_TASKS);
    CHECK_INT(fault.row, 1);
    CHECK_STR(str_of(fault.field), STR("minutes"));
    estimate(&w, 1, RISK_LOGNORMAL, 0, 0, 200);
    CHECK(!risk_prepare(&arena, &w.plan, &w.model, &w.options, &w.risk, &fault));
    estimate(&w, 1, RISK_NONE, 0, 0, 0);
    RiskEffect effect = {.task = 2};
    w.model = (RiskModel){
        .tasks = w.tasks, .drivers = &driver, .effects = &effect, .driver_count = 1, .effect_count = 1};
    CHECK(!risk_prepare(&arena, &w.plan, &w.model, &w.options, &w.risk, &fault));
    CHECK_STR(str_of(fault.field), STR("task"));
    w.options.trials = 0;
    CHECK(!risk_prepare(&arena, &w.plan, &w.model, &w.options, &w.risk, &fault));
    CHECK_STR(str_of(fault.field), STR("trials"));
}
