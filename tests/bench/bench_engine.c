/* How long scheduling takes: networks of two links a task, several calendars with holidays, and lags, over
 * sizes that show whether growth is linear; whole, prepared, after one edit, and with people.
 * `bench-engine [TASKS]`. Processor time, so that other programs disturb less; they still take the caches. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/cleanup.h"
#include "base/str.h"
#include "builder.h"
#include "random_plan.h"

#include "base/banned.h"

enum { CALENDARS = 4, RUNS = 5, EDITS = 1000, SPREAD = 200 };

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void add_calendars(Builder *builder) {
    for (int i = 0; i < CALENDARS; i++) {
        int32_t calendar = builder_calendar(builder, i == 3 ? 6 : 5);
        for (int year = 0; year < 10; year++)
            for (int k = 0; k < 8; k++) {
                int32_t day = RANDOM_DAY + year * 365 + k * 43 + i;
                builder_exception(builder, calendar, day, day, (WorkDay){0, 0});
            }
    }
}

/* Layers: each task follows two of the tasks up to SPREAD before it, one in five links with a lag. */
static Plan make_plan(Arena *arena, int tasks, int people) {
    Random random = {7};
    Builder builder = builder_make(arena);
    add_calendars(&builder);
    builder_project(&builder, RANDOM_MONDAY, 0);
    for (int i = 0; i < people; i++) builder_resource(&builder, i % CALENDARS, 100);
    int width = tasks / 40 + 1;
    for (int i = 0; i < tasks; i++) {
        int32_t task = builder_task(&builder, NO_INDEX, random_in(&random, 1, 16) * 120);
        builder.tasks.at[task].priority = random_in(&random, 0, 1000);
        if (people) builder_assign(&builder, task, random_in(&random, 0, people - 1), 100, -1);
        else builder.tasks.at[task].calendar = random_in(&random, 0, CALENDARS - 1);
        for (int k = 0; k < 2 && i >= width; k++) {
            int32_t lag = random_chance(&random, 20) ? random_in(&random, -4, 16) * 60 : 0;
            int32_t from = i - width - random_in(&random, 0, i - width < SPREAD ? i - width : SPREAD);
            builder_link(&builder, from, i, random_chance(&random, 80) ? LINK_FS : LINK_SS, lag);
        }
    }
    return builder_plan(&builder);
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
        int32_t row = random_in(&random, 0, plan->task_count - 1);
        plan->tasks[row].duration = random_in(&random, 1, 16) * 120;
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
    Plan plan = make_plan(&rows, tasks, people);
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
    static const int sizes[] = {10000, 30000, 100000, 300000, 1000000};
    int64_t only = 0;
    if (argc > 1 && !str_int(str_of(argv[1]), &only)) return 2;
    printf("Milliseconds of processor time; least of %d runs, and of %d edits of one duration each.\n", RUNS,
           EDITS);
    printf("%8s %8s %6s %-6s %9s %9s %9s %7s %9s %9s %9s %6s\n", "tasks", "links", "people", "", "whole",
           "prepare", "schedule", "ns/task", "edit p50", "edit p99", "edit max", "B/task");
    for (int i = 0; i < 5; i++)
        if (only == 0 || only == sizes[i]) bench(sizes[i], 0, false);
    if (only == 0 || only == 10000) {
        bench(10000, 100, false);
        bench(10000, 20, true);
        bench(10000, 100, true);
    }
    return 0;
}
