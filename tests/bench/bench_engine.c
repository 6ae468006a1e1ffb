/* How long scheduling takes: networks (bench_case.h) of sizes that show whether growth is linear; whole,
 * prepared, after one edit, and with people.
 * `bench-engine [TASKS]`. Processor time, so that other programs disturb less; they still take the caches. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/cleanup.h"
#include "base/str.h"
#include "bench_case.h"

#include "base/banned.h"

enum { RUNS = 5, EDITS = 1000 };

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* The least of several runs of the whole, of preparing, and of scheduling what is prepared. */
typedef struct Times {
    double whole, prepare, schedule;
} Times;

static void keep_least(double *least, double begin) {
    double took = now_ms() - begin;
    if (*least == 0 || took < *least) *least = took;
}

static bool measure(Arena *arena, const Plan *plan, Times *ret) {
    Schedule schedule;
    PlanFault fault;
    *ret = (Times){0};
    for (int run = 0; run < RUNS; run++) {
        arena_reset(arena);
        double begin = now_ms();
        if (!schedule_make(arena, plan, &schedule, &fault)) return false;
        keep_least(&ret->whole, begin);
        arena_reset(arena);
        begin = now_ms();
        Network *network = network_prepare(arena, plan, &fault);
        if (!network) return false;
        keep_least(&ret->prepare, begin);
        begin = now_ms();
        if (!network_schedule(network, &schedule, &fault)) return false;
        keep_least(&ret->schedule, begin);
    }
    return true;
}

static int compare_times(const void *a, const void *b) {
    double left = *(const double *)a, right = *(const double *)b;
    return (left > right) - (left < right);
}

/* Each edit gives a task another duration; false: a fault. */
static bool measure_edits(Arena *arena, Plan *plan, double times[EDITS]) {
    Random random = {11};
    Schedule schedule;
    PlanFault fault;
    arena_reset(arena);
    Network *network = network_prepare(arena, plan, &fault);
    if (!network || !network_schedule(network, &schedule, &fault)) return false;
    for (int i = 0; i < EDITS; i++) {
        int32_t row = bench_edit(&random, plan);
        double begin = now_ms();
        network_touch(network, TABLE_TASKS, row);
        if (!network_schedule(network, &schedule, &fault)) return false;
        times[i] = now_ms() - begin;
    }
    qsort(times, EDITS, sizeof *times, compare_times);
    return true;
}

static void bench(int tasks, int people, bool share) {
    CLEANUP(arena_done) Arena rows = arena_make(4096 * MIB);
    CLEANUP(arena_done) Arena arena = arena_make(4096 * MIB);
    Plan plan = bench_network(&rows, tasks, people);
    plan.options.share_people = share;
    Times times;
    double edits[EDITS];
    if (!measure(&arena, &plan, &times) || !measure_edits(&arena, &plan, edits)) {
        printf("%8d tasks: a fault\n", tasks);
        return;
    }
    printf("%8d %8d %6d %-6s %9.2f %9.2f %9.2f %7.0f %9.3f %9.3f %9.3f %6.0f\n", tasks, plan.link_count,
           people, share ? "shared" : "", times.whole, times.prepare, times.schedule,
           times.schedule * 1e6 / tasks, edits[EDITS / 2], edits[EDITS * 99 / 100], edits[EDITS - 1],
           (double)arena.used / tasks);
}

int main(int argc, char **argv) {
    static const int sizes[] = {1000, 10000, 100000, 1000000};
    int64_t only = 0;
    if (argc > 1 && !str_int(str_of(argv[1]), &only)) return 2;
    printf("Milliseconds of processor time; least of %d runs, and of %d edits of one duration each.\n", RUNS,
           EDITS);
    printf("%8s %8s %6s %-6s %9s %9s %9s %7s %9s %9s %9s %6s\n", "tasks", "links", "people", "", "whole",
           "prepare", "schedule", "ns/task", "edit p50", "edit p99", "edit max", "B/task");
    for (int i = 0; i < 4; i++)
        if (only == 0 || only == sizes[i]) bench(sizes[i], 0, false);
    if (only == 0 || only == 10000) {
        bench(10000, 100, false);
        bench(10000, 20, true);
        bench(10000, 100, true);
    }
    return 0;
}
