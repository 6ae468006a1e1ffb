/* How long the checks of schedule quality take: `bench-quality [TASKS]`. Processor time; the schedule itself
 * is made before. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/cleanup.h"
#include "base/str.h"
#include "builder.h"
#include "engine/quality.h"
#include "random_plan.h"

#include "base/banned.h"

enum { USUAL = 100000, RUNS = 5, SPREAD = 200, MS = 1000000 };

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / MS;
}

static Plan make_plan(Arena *arena, int tasks) {
    Random random = {7};
    Builder builder = builder_make(arena);
    builder_calendar(&builder, 5);
    builder_project(&builder, RANDOM_MONDAY, 0);
    for (int i = 0; i < tasks; i++) {
        builder_task(&builder, NO_INDEX, random_in(&random, 1, 16) * 120);
        for (int k = 0; k < 2 && i > SPREAD; k++)
            builder_link(&builder, i - random_in(&random, 1, SPREAD), i, LINK_FS,
                         random_chance(&random, 5) ? 60 : 0);
    }
    return builder_plan(&builder);
}

int main(int argc, char **argv) {
    int64_t tasks = USUAL;
    if (argc > 1 && (!str_int(str_of(argv[1]), &tasks) || tasks < 1 || tasks > 1000000)) return 2;
    CLEANUP(arena_done) Arena arena = arena_make(4096 * MIB);
    Plan plan = make_plan(&arena, (int)tasks);
    QualityFacts facts = {.project = NO_INDEX};
    Schedule schedule;
    Quality quality;
    PlanFault fault;
    double least = 0, alone = 0;
    for (int run = 0; run < RUNS; run++) {
        ArenaMark mark = arena_mark(&arena); /* the memory is known from the second run on */
        double from = now_ms();
        if (!schedule_make(&arena, &plan, &schedule, &fault)) return 1;
        double middle = now_ms();
        if (!quality_check(&arena, &plan, &schedule, &facts, &quality, &fault)) return 1;
        double end = now_ms();
        if (run == 0 || end - middle < least) least = end - middle;
        if (run == 0 || middle - from < alone) alone = middle - from;
        arena_release(&arena, mark);
    }
    printf("%lld tasks, %d links: checks %.1f ms, of which the plan scheduled anew about %.1f ms\n",
           (long long)tasks, plan.link_count, least, alone);
    return 0;
}
