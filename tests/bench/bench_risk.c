/* How long the forecast takes: 10,000 tasks with two links each, 100 drivers and 4 calendars, date and cost
 * jointly; and the tornado of 100 risks on 1,000 tasks. `bench-risk [TRIALS [THREADS]]`. Wall and processor
 * time. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <time.h>

#include "base/cleanup.h"
#include "base/str.h"
#include "bench_case.h"

#include "base/banned.h"

enum { THREADS_MAX = 16 };

typedef struct Case {
    Plan plan;
    RiskModel model;
    RiskOptions options;
    Risk *risk;
    RiskWork *works[THREADS_MAX];
    RiskSamples samples, less; /* less: without one driver */
    int threads;
    int32_t without;
    atomic_int next;
} Case;

typedef struct Worker {
    Case *c;
    int index;
} Worker;

static double seconds(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void *work(void *argument) {
    Worker *worker = argument;
    Case *c = worker->c;
    for (;;) {
        int32_t at = atomic_fetch_add(&c->next, RISK_CHUNK);
        if (at >= c->options.trials) return NULL;
        if (c->without == NO_INDEX) {
            risk_run(c->risk, c->works[worker->index], &c->samples, at, RISK_CHUNK);
            continue;
        }
        risk_run_without(c->risk, c->works[worker->index], c->without, &c->samples, &c->less, at, RISK_CHUNK);
    }
}

static void run(Case *c) {
    pthread_t threads[THREADS_MAX];
    Worker workers[THREADS_MAX];
    atomic_store(&c->next, 0);
    for (int i = 0; i < c->threads; i++) {
        workers[i] = (Worker){c, i};
        pthread_create(threads + i, NULL, work, workers + i);
    }
    for (int i = 0; i < c->threads; i++) pthread_join(threads[i], NULL);
}

static bool prepare(Arena *arena, Case *c) {
    RiskFault fault;
    if (!risk_prepare(arena, &c->plan, &c->model, &c->options, &c->risk, &fault)) return false;
    for (int i = 0; i < c->threads; i++)
        if (!(c->works[i] = risk_work_make(arena, c->risk))) return false;
    c->without = NO_INDEX;
    return risk_samples_make(arena, c->risk, &c->samples) && risk_samples_make_lean(arena, c->risk, &c->less);
}

static void print(const char *what, double wall, double processor, double task_trials) {
    printf("%-44s %8.3f s wall %8.3f s processor", what, wall, processor);
    if (task_trials > 0) printf(" %7.1f M task-trials a processor second", task_trials / processor / 1e6);
    printf("\n");
}

static bool bench_forecast(int trials, int threads) {
    CLEANUP(arena_done) Arena arena = arena_make(4096 * MIB);
    Random random = {7};
    Case c = {.options = {.seed = 1, .trials = trials}, .threads = threads};
    RiskForecast forecast;
    c.plan = bench_forecast_plan(&arena, &random, 10000);
    c.model = bench_forecast_model(&arena, &random, &c.plan, RISK_CERTAIN);
    double wall[4], processor[4];
    for (int step = 0; step < 4; step++) {
        wall[step] = seconds(CLOCK_MONOTONIC);
        processor[step] = seconds(CLOCK_PROCESS_CPUTIME_ID);
        if (step == 0 && !prepare(&arena, &c)) return false;
        if (step == 1) run(&c);
        if (step == 2 && !risk_forecast(&arena, c.risk, c.works, threads, &c.samples, &forecast))
            return false;
    }
    printf("10,000 tasks, %d links, %d trials, %d threads\n", c.plan.link_count, trials, threads);
    print("prepare, pilot", wall[1] - wall[0], processor[1] - processor[0], 0);
    print("trials", wall[2] - wall[1], processor[2] - processor[1], 1e4 * trials);
    print("percentiles, cruciality", wall[3] - wall[2], processor[3] - processor[2], 0);
    print("all", wall[3] - wall[0], processor[3] - processor[0], 1e4 * trials);
    return true;
}

static bool bench_tornado(int trials, int threads) {
    CLEANUP(arena_done) Arena arena = arena_make(4096 * MIB);
    Random random = {8};
    Case c = {.options = {.seed = 1, .trials = trials}, .threads = threads};
    RiskGroupForecast group;
    c.plan = bench_forecast_plan(&arena, &random, 1000);
    c.model = bench_forecast_model(&arena, &random, &c.plan, 300000);
    double wall = seconds(CLOCK_MONOTONIC), processor = seconds(CLOCK_PROCESS_CPUTIME_ID);
    if (!prepare(&arena, &c)) return false;
    run(&c);
    for (c.without = 0; c.without < BENCH_DRIVERS; c.without++) {
        run(&c);
        if (!risk_group_forecast(&arena, &c.less, c.less.group_count - 1, &group)) return false;
    }
    printf("tornado of %d risks on 1,000 tasks, %d trials each, %d threads\n", BENCH_DRIVERS, trials,
           threads);
    print("all", seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_PROCESS_CPUTIME_ID) - processor,
          1e3 * BENCH_DRIVERS * trials);
    return true;
}

int main(int argc, char **argv) {
    int64_t trials = 10000, threads = 2;
    if (argc > 1 && !str_int(str_of(argv[1]), &trials)) return 2;
    if (argc > 2 && !str_int(str_of(argv[2]), &threads)) return 2;
    if (trials < 1 || trials > RISK_TRIALS_MAX || threads < 1 || threads > THREADS_MAX) return 2;
    return bench_forecast((int)trials, (int)threads) && bench_tornado((int)trials, (int)threads) ? 0 : 1;
}
