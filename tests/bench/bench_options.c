/* Ways out and their front, in processor time: 200 features with 5,000 tasks, 500 features with P85.
 *
 *     bench-options [FEATURES TASKS_EACH PEOPLE]
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "../unit/builder.h"
#include "../unit/random_plan.h"
#include "base/cleanup.h"
#include "engine/options/options.h"

typedef struct Large {
    Builder builder;
    Plan plan;
    OptionsFeature *features;
    OptionsVariant *variants;
    OptionsWork *works;
    OptionsHire hires[10];
    OptionsLimit limits[2];
    OptionsProblem problem;
    int32_t people;
} Large;

static double seconds(void) {
    return (double)clock() / CLOCKS_PER_SEC;
}

/* Features of a few chained tasks, worked on by a few dozen people; every third one has a simplified variant.
 */
static void make(Arena *arena, int32_t features, int32_t each, int32_t people, Large *ret) {
    Random random = {7};
    Large *l = ret;
    *l = (Large){.builder = builder_make(arena), .people = people};
    l->features = arena_array(arena, OptionsFeature, features);
    l->variants = arena_array(arena, OptionsVariant, features);
    l->works = arena_array(arena, OptionsWork, features);
    int32_t variants = 0, before = 0;
    builder_project(&l->builder, RANDOM_MONDAY, builder_calendar(&l->builder, 5));
    for (int32_t p = 0; p < people; p++) {
        builder_resource(&l->builder, -1, 100);
        l->builder.resources.at[p].rate_cents_per_hour = random_in(&random, 50, 90) * 100;
    }
    for (int32_t f = 0; f < features; f++) {
        int32_t row = builder_task(&l->builder, -1, 0);
        l->builder.tasks.at[row].priority = f;
        for (int32_t k = 0; k < each; k++) {
            int32_t task = builder_task(&l->builder, row, 480);
            l->builder.tasks.at[task].priority = f;
            builder_assign(&l->builder, task, random_in(&random, 0, people - 1), 100,
                           random_in(&random, 1, 5) * 240);
            if (k && random_chance(&random, 70)) builder_link(&l->builder, before, task, LINK_FS, 0);
            before = task;
        }
        l->features[f] = (OptionsFeature){row, 0, random_in(&random, 1, 100)};
        if (f % 3) continue;
        l->works[variants] = (OptionsWork){before, 1, -1};
        l->variants[variants] = (OptionsVariant){f, variants, 1, 0, l->features[f].value * 7 / 10};
        variants++;
    }
    l->builder.options.share_people = 1;
    l->plan = builder_plan(&l->builder);
    for (int32_t i = 0; i < 10; i++) l->hires[i] = (OptionsHire){i % people, 100, 0};
    l->problem = (OptionsProblem){.plan = &l->plan,
                                  .features = l->features,
                                  .variants = l->variants,
                                  .works = l->works,
                                  .hires = l->hires,
                                  .limits = l->limits,
                                  .feature_count = features,
                                  .variant_count = variants,
                                  .work_count = variants,
                                  .hire_count = people < 10 ? people : 10,
                                  .limit_count = 2,
                                  .weights = {100, 100, 100, 100}};
}

/* A date and a budget that hold nine tenths of it. */
static void set_limits(Arena *arena, Large *l) {
    Schedule schedule;
    PlanFault fault;
    double from = seconds();
    if (!schedule_make(arena, &l->plan, &schedule, &fault)) exit(1);
    printf("one schedule, whole: %.1f ms\n", (seconds() - from) * 1e3);
    Minute finish = schedule.projects[0].finish;
    l->limits[0] =
        (OptionsLimit){LIMIT_PROJECT_FINISH, 0, RANDOM_MONDAY + (finish - RANDOM_MONDAY) / 10 * 9, 0, 0};
    l->limits[1] = (OptionsLimit){LIMIT_PROJECT_COST, 0, 0, 0, schedule.projects[0].cost_cents / 10 * 9};
}

typedef struct Watch {
    double from, first;
} Watch;

static bool watch(void *context, const OptionsAnswer *so_far) {
    Watch *w = context;
    if (w->first == 0 && so_far->steps_to_first) w->first = seconds() - w->from;
    return true;
}

static void find(Large *l, int64_t steps) {
    CLEANUP(arena_done) Arena arena = arena_make(2048 * MIB);
    Watch w = {seconds(), 0};
    OptionsAnswer answer;
    OptionsFault fault;
    if (!options_find(&arena, &l->problem, &(OptionsBudget){.steps = steps, .go_on = watch, .context = &w},
                      &answer, &fault))
        exit(1);
    double whole = seconds() - w.from;
    printf(
        "ways, %lld steps: first %.0f ms, settled %.0f ms, %d options, least price %.2f %% at step %lld%s\n",
        (long long)answer.steps, w.first * 1e3, whole * 1e3, answer.option_count,
        answer.option_count ? (double)answer.options[0].price / 1e4 : 0, (long long)answer.steps_to_best,
        answer.proven ? ", proven" : "");
}

static void front(Large *l, int32_t trials) {
    CLEANUP(arena_done) Arena arena = arena_make(2048 * MIB);
    RiskTask *tasks = arena_array(&arena, RiskTask, l->plan.task_count);
    RiskModel model = {.tasks = tasks};
    OptionsFront points;
    OptionsFault fault;
    for (int32_t i = 0; i < l->plan.task_count; i++)
        tasks[i].minutes = (RiskEstimate){.shape = RISK_PERT, .low = 120, .likely = 480, .high = 1440};
    l->problem.hire_count = 1;
    double from = seconds();
    if (!options_front(&arena, &l->problem, trials ? &model : NULL, (RiskOptions){1, trials ? trials : 1},
                       NULL, &points, &fault))
        exit(1);
    printf("front, %d trials: %.0f ms, %d points of %lld schedules\n", trials, (seconds() - from) * 1e3,
           points.point_count, (long long)points.steps);
}

int main(int argc, char **argv) {
    int32_t features = argc > 1 ? atoi(argv[1]) : 200, each = argc > 2 ? atoi(argv[2]) : 25;
    int32_t people = argc > 3 ? atoi(argv[3]) : 30;
    CLEANUP(arena_done) Arena arena = arena_make(2048 * MIB);
    Large large;
    make(&arena, features, each, people, &large);
    printf("%d features, %d tasks, %d people\n", features, large.plan.task_count, people);
    set_limits(&arena, &large);
    for (int64_t steps = 50; steps <= 800; steps *= 4) find(&large, steps);
    front(&large, 0);
    front(&large, 200);
    return 0;
}
