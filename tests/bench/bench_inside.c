/* The measured plans inside the engine's WebAssembly module; bench_wasm.mjs takes the time of each step. */
#include "base/mem.h"
#include "bench_case.h"

#define EXPORT __attribute__((visibility("default"), used))
#define ROOM ((size_t)3500 * MIB)

void *malloc(size_t size);

typedef struct Bench {
    Arena rows, made; /* the plan; what is made of it, anew each time */
    Plan plan;
    Random random;
    Network *network;
    RiskModel model;
    RiskOptions options;
    Risk *risk;
    RiskWork *work;
    RiskSamples samples, less;
} Bench;

EXPORT Bench *bench_create(void) {
    Bench *bench = malloc(sizeof *bench);
    if (bench) *bench = (Bench){.rows = arena_make(ROOM), .made = arena_make(ROOM)};
    return bench;
}

EXPORT void bench_destroy(Bench *bench) {
    arena_done(&bench->rows);
    arena_done(&bench->made);
}

/* ---- The schedule. Each answers 1; 0 is a fault. ---- */

EXPORT void network_fill(Bench *bench, int tasks) {
    bench->random = (Random){11};
    bench->plan = bench_network(&bench->rows, tasks, 0);
}

EXPORT int network_whole(Bench *bench) {
    Schedule schedule;
    PlanFault fault;
    arena_reset(&bench->made);
    return schedule_make(&bench->made, &bench->plan, &schedule, &fault);
}

EXPORT int network_prepared(Bench *bench) {
    PlanFault fault;
    arena_reset(&bench->made);
    bench->network = network_prepare(&bench->made, &bench->plan, &fault);
    return bench->network != NULL;
}

EXPORT int network_scheduled(Bench *bench) {
    Schedule schedule;
    PlanFault fault;
    return network_schedule(bench->network, &schedule, &fault);
}

EXPORT void network_edit(Bench *bench) {
    network_touch(bench->network, TABLE_TASKS, bench_edit(&bench->random, &bench->plan));
}

/* ---- The forecast ---- */

EXPORT void forecast_fill(Bench *bench, uint32_t seed, int tasks, int trials, int probability) {
    bench->random = (Random){seed};
    bench->plan = bench_forecast_plan(&bench->rows, &bench->random, tasks);
    bench->model = bench_forecast_model(&bench->rows, &bench->random, &bench->plan, probability);
    bench->options = (RiskOptions){.seed = 1, .trials = trials};
}

EXPORT int forecast_prepared(Bench *bench) {
    RiskFault fault;
    Arena *arena = &bench->made;
    arena_reset(arena);
    if (!risk_prepare(arena, &bench->plan, &bench->model, &bench->options, &bench->risk, &fault)) return 0;
    bench->work = risk_work_make(arena, bench->risk);
    return bench->work && risk_samples_make(arena, bench->risk, &bench->samples) &&
           risk_samples_make_lean(arena, bench->risk, &bench->less);
}

EXPORT void forecast_trials(Bench *bench) {
    for (int32_t at = 0; at < bench->options.trials; at += RISK_CHUNK)
        risk_run(bench->risk, bench->work, &bench->samples, at, RISK_CHUNK);
}

EXPORT int forecast_summed_up(Bench *bench) {
    RiskForecast forecast;
    return risk_forecast(&bench->made, bench->risk, &bench->work, 1, &bench->samples, &forecast);
}

/* The tornado's bar of one driver. */
EXPORT int forecast_without(Bench *bench, int driver) {
    RiskGroupForecast group;
    for (int32_t at = 0; at < bench->options.trials; at += RISK_CHUNK)
        risk_run_without(bench->risk, bench->work, driver, &bench->samples, &bench->less, at, RISK_CHUNK);
    return risk_group_forecast(&bench->made, &bench->less, bench->less.group_count - 1, &group);
}
