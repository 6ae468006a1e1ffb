/* See forecast_hash.h. Compiled natively and, with the engine, for WebAssembly: no library is used.
 *
 * Every shape of an estimate, risks with effects of every kind, dates of what remains as P6 has them:
 * whatever is rounded, is rounded here too. */
#include "forecast_hash.h"

#include "engine/risk/risk.h"
#include "random_plan.h"

enum { TRIALS = RISK_CHUNK + 100, TASKS_MAX = 30, DRIVERS = 4, VALUES = 3 };

typedef struct Case {
    Plan plan;
    RiskTask tasks[TASKS_MAX];
    RiskDriver drivers[DRIVERS];
    RiskEffect effects[TASKS_MAX];
    RiskModel model;
} Case;

static const RiskValue values[VALUES] = {{60, 1, 0}, {300, 3, 0}, {1200, 2, 0}};

static RiskEstimate some_estimate(Random *random, int64_t likely) {
    RiskEstimate estimate = {.shape = random_in(random, RISK_NONE, RISK_DISCRETE), .value_count = VALUES};
    estimate.low = likely * random_in(random, 50, 95) / 100 + 1;
    estimate.likely = likely + 1;
    estimate.high = likely * random_in(random, 105, 250) / 100 + 1;
    return estimate;
}

static void fill(Arena *arena, uint32_t number, Case *c) {
    Random random = {number};
    c->plan = random_plan(arena, number, (RandomShape){TASKS_MAX, false, false});
    for (int32_t i = 0; i < c->plan.project_count; i++)
        if (random_chance(&random, 30)) c->plan.projects[i].rules |= RULE_REMAINING;
    for (int32_t i = 0; i < DRIVERS; i++)
        c->drivers[i] = (RiskDriver){.probability = random_in(&random, 1, 10) * 100000,
                                     .duration_permille = some_estimate(&random, 1000),
                                     .cost_permille = some_estimate(&random, 1000)};
    for (int32_t i = 0; i < c->plan.task_count; i++) {
        c->tasks[i] =
            (RiskTask){some_estimate(&random, c->plan.tasks[i].duration), some_estimate(&random, 5000)};
        c->effects[i] = (RiskEffect){.driver = i % DRIVERS,
                                     .task = i,
                                     .scale_duration = random_in(&random, 0, 1),
                                     .scale_cost = random_in(&random, 0, 1),
                                     .minutes = some_estimate(&random, 240)};
    }
    c->model = (RiskModel){c->tasks, c->drivers, c->effects, values, DRIVERS, c->plan.task_count, VALUES};
}

static void add(uint32_t *hash, const void *at, size_t size) {
    const uint8_t *bytes = at;
    for (size_t i = 0; i < size; i++) *hash = (*hash ^ bytes[i]) * 16777619u;
}

static uint32_t hash_of(Arena *arena, const Case *c, Risk *risk) {
    RiskSamples samples;
    RiskForecast forecast;
    RiskWork *work = risk_work_make(arena, risk);
    uint32_t hash = 2166136261u;
    if (!work || !risk_samples_make(arena, risk, &samples)) return 1;
    for (int32_t at = 0; at < TRIALS; at += RISK_CHUNK) risk_run(risk, work, &samples, at, RISK_CHUNK);
    if (!risk_forecast(arena, risk, &work, 1, &samples, &forecast)) return 1;
    size_t cells = (size_t)samples.group_count * TRIALS;
    add(&hash, samples.finish, cells * sizeof *samples.finish);
    add(&hash, samples.cost_cents, cells * sizeof *samples.cost_cents);
    add(&hash, forecast.tasks, (size_t)c->plan.task_count * sizeof *forecast.tasks);
    add(&hash, forecast.groups, (size_t)forecast.group_count * sizeof *forecast.groups);
    return hash;
}

__attribute__((visibility("default"), used)) uint32_t forecast_hash(uint32_t number) {
    static const RiskOptions options = {.seed = 7, .trials = TRIALS};
    Arena arena = arena_make(64 * MIB);
    Case *c = arena_new(&arena, Case);
    Risk *risk;
    RiskFault fault;
    uint32_t hash = 0;
    if (c) fill(&arena, number, c);
    if (c && risk_prepare(&arena, &c->plan, &c->model, &options, &risk, &fault))
        hash = hash_of(&arena, c, risk);
    arena_done(&arena);
    return hash;
}
