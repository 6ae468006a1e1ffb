/* How long scheduling takes: networks of 10,000, 100,000 and 1,000,000 tasks with two links each, several
 * calendars with holidays and lags; growth should be linear. `bench-engine [TASKS...]`. Best of several runs.
 */
#include <stdio.h>
#include <time.h>

#include "base/cleanup.h"
#include "base/str.h"
#include "builder.h"
#include "random_plan.h"

#include "base/banned.h"

enum { CALENDARS = 4, RUNS = 5, SPREAD = 200 };

static double now_ms(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
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
    builder.options.share_people = people > 0;
    return builder_plan(&builder);
}

static double best_of(Arena *arena, Plan *plan, bool edit) {
    double best = 1e9;
    for (int run = 0; run < RUNS; run++) {
        Schedule schedule;
        PlanFault fault;
        arena_reset(arena);
        if (edit) plan->tasks[plan->task_count / 2 + run].duration += 60;
        double begin = now_ms();
        if (!schedule_make(arena, plan, &schedule, &fault)) return -fault.kind;
        double took = now_ms() - begin;
        if (took < best) best = took;
    }
    return best;
}

static void bench(int tasks, int people) {
    CLEANUP(arena_done) Arena rows = arena_make(4096 * MIB);
    CLEANUP(arena_done) Arena arena = arena_make(4096 * MIB);
    Plan plan = make_plan(&rows, tasks, people);
    double whole = best_of(&arena, &plan, false), edit = best_of(&arena, &plan, true);
    printf("%8d tasks %8d links %4d people: schedule %9.3f ms, after an edit %9.3f ms, %6.1f ns a task, "
           "%4.0f bytes a task\n",
           tasks, plan.link_count, people, whole, edit, whole * 1e6 / tasks, (double)arena.used / tasks);
}

int main(int argc, char **argv) {
    static const int sizes[] = {10000, 30000, 100000, 300000, 1000000};
    int64_t only = 0;
    if (argc > 1 && !str_int(str_of(argv[1]), &only)) return 2;
    for (int i = 0; i < 5; i++)
        if (only == 0 || only == sizes[i]) bench(sizes[i], 0);
    if (only == 0 || only == 10000) bench(10000, 20), bench(10000, 100);
    return 0;
}
