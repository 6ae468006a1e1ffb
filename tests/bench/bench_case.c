/* See bench_case.h. */
#include "bench_case.h"

enum { CALENDARS = 4, SPREAD = 200, RATED_PEOPLE = 20 };

static void add_calendars(Builder *builder) {
    for (int i = 0; i < CALENDARS; i++) {
        int32_t calendar = builder_calendar(builder, i == 3 ? 6 : 5);
        for (int k = 0; k < 80; k++) {
            int32_t day = RANDOM_DAY + k * 45 + i;
            builder_exception(builder, calendar, day, day, (WorkDay){0, 0});
        }
    }
}

/* Follows two of the tasks that stand a layer and up to SPREAD before it. */
static void add_links(Builder *builder, Random *random, int tasks, int at) {
    int width = tasks / 40 + 1;
    for (int k = 0; k < 2 && at >= width; k++) {
        int32_t lag = random_chance(random, 20) ? random_in(random, -4, 16) * 60 : 0;
        int32_t from = at - width - random_in(random, 0, at - width < SPREAD ? at - width : SPREAD);
        builder_link(builder, from, at, random_chance(random, 80) ? LINK_FS : LINK_SS, lag);
    }
}

Plan bench_network(Arena *arena, int tasks, int people) {
    Random random = {7};
    Builder builder = builder_make(arena);
    add_calendars(&builder);
    builder_project(&builder, RANDOM_MONDAY, 0);
    for (int i = 0; i < people; i++) builder_resource(&builder, i % CALENDARS, 100);
    for (int i = 0; i < tasks; i++) {
        int32_t task = builder_task(&builder, NO_INDEX, random_in(&random, 1, 16) * 120);
        builder.tasks.at[task].priority = random_in(&random, 0, 1000);
        if (people) builder_assign(&builder, task, random_in(&random, 0, people - 1), 100, -1);
        else builder.tasks.at[task].calendar = random_in(&random, 0, CALENDARS - 1);
        add_links(&builder, &random, tasks, i);
    }
    return builder_plan(&builder);
}

int32_t bench_edit(Random *random, Plan *plan) {
    int32_t row = random_in(random, 0, plan->task_count - 1);
    plan->tasks[row].duration = random_in(random, 1, 16) * 120;
    return row;
}

Plan bench_forecast_plan(Arena *arena, Random *random, int tasks) {
    Builder builder = builder_make(arena);
    add_calendars(&builder);
    builder_project(&builder, RANDOM_MONDAY, 0);
    for (int i = 0; i < RATED_PEOPLE; i++) {
        builder_resource(&builder, i % CALENDARS, 100);
        builder.resources.at[i].rate_cents_per_hour = 5000 + 300 * i;
    }
    for (int i = 0; i < tasks; i++) {
        int32_t task = builder_task(&builder, NO_INDEX, random_in(random, 1, 16) * 120);
        builder_assign(&builder, task, random_in(random, 0, RATED_PEOPLE - 1), 100, -1);
        add_links(&builder, random, tasks, i);
    }
    return builder_plan(&builder);
}

RiskModel bench_forecast_model(Arena *arena, Random *random, const Plan *plan, int32_t probability) {
    static const RiskShape shapes[] = {RISK_TRIANGULAR, RISK_PERT, RISK_LOGNORMAL};
    RiskTask *tasks = arena_array(arena, RiskTask, plan->task_count);
    RiskDriver *drivers = arena_array(arena, RiskDriver, BENCH_DRIVERS);
    RiskEffect *effects = arena_array(arena, RiskEffect, plan->task_count);
    if (!tasks || !drivers || !effects) return (RiskModel){0};
    for (int32_t i = 0; i < plan->task_count; i++) {
        int64_t likely = plan->tasks[i].duration;
        tasks[i].minutes = (RiskEstimate){.shape = shapes[random_in(random, 0, 2)],
                                          .low = likely * random_in(random, 70, 95) / 100,
                                          .likely = likely,
                                          .high = likely * random_in(random, 110, 200) / 100};
        effects[i] = (RiskEffect){.driver = i % BENCH_DRIVERS, .task = i, .scale_duration = 1};
    }
    for (int32_t i = 0; i < BENCH_DRIVERS; i++)
        drivers[i] = (RiskDriver){
            .probability = probability,
            .duration_permille = {.shape = RISK_TRIANGULAR, .low = 900, .likely = 1000, .high = 1300}};
    return (RiskModel){.tasks = tasks,
                       .drivers = drivers,
                       .effects = effects,
                       .driver_count = BENCH_DRIVERS,
                       .effect_count = plan->task_count};
}
