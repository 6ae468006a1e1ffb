/* Ways out: on small plans the first option is the best of all sets of moves, and every option gives exactly
 * the figures that it shows. */
#include "engine/options/options.h"

#include <stdio.h>

#include "builder.h"
#include "random_plan.h"
#include "test.h"

enum { MONDAY = RANDOM_MONDAY, DAY = 1440, FEATURES = 4 };

typedef struct Case {
    Builder builder;
    Plan plan;
    OptionsFeature features[FEATURES];
    OptionsVariant variants[FEATURES];
    OptionsWork works[FEATURES];
    OptionsHire hires[1];
    OptionsLimit limits[3];
    OptionsProblem problem;
} Case;

static const OptionsWeights even = {100, 100, 100, 100};

/* Features of two tasks for one of two people, ranked; a date and a budget. */
static void make_case(Arena *arena, uint64_t seed, Case *ret) {
    Random random = {seed};
    Case c = {.builder = builder_make(arena)};
    int32_t features = random_in(&random, 2, FEATURES), variants = 0;
    int32_t calendar = builder_calendar(&c.builder, 5);
    builder_project(&c.builder, MONDAY, calendar);
    int32_t people[] = {builder_resource(&c.builder, -1, 100), builder_resource(&c.builder, -1, 100)};
    int64_t rates[] = {random_in(&random, 40, 90) * 100, random_in(&random, 40, 90) * 100};
    for (int i = 0; i < 2; i++) c.builder.resources.at[people[i]].rate_cents_per_hour = rates[i];
    for (int32_t f = 0; f < features; f++) {
        int32_t row = builder_task(&c.builder, -1, 0);
        c.builder.tasks.at[row].priority = f;
        int32_t one = builder_task(&c.builder, row, 480), two = builder_task(&c.builder, row, 480);
        c.builder.tasks.at[one].priority = c.builder.tasks.at[two].priority = f;
        int32_t work = random_in(&random, 1, 5) * 480;
        builder_assign(&c.builder, one, people[random_in(&random, 0, 1)], 100, work);
        builder_assign(&c.builder, two, people[random_in(&random, 0, 1)],
                       random_chance(&random, 30) ? 50 : 100, random_in(&random, 1, 4) * 480);
        if (random_chance(&random, 60)) builder_link(&c.builder, one, two, LINK_FS, 0);
        c.features[f] = (OptionsFeature){row, random_chance(&random, 10), random_in(&random, 0, 100)};
        if (random_chance(&random, 50)) {
            c.works[variants] = (OptionsWork){random_chance(&random, 50) ? one : two, 0, work / 2};
            c.works[variants].left_out = random_chance(&random, 50);
            c.variants[variants] = (OptionsVariant){f, variants, 1, 0, c.features[f].value / 2};
            variants++;
        }
    }
    c.builder.options.share_people = random_chance(&random, 80);
    c.plan = builder_plan(&c.builder);
    c.hires[0] = (OptionsHire){people[0], 100, 100000};
    c.limits[0] = (OptionsLimit){LIMIT_PROJECT_FINISH, 0, MONDAY + random_in(&random, 2, 20) * DAY, 0, 0};
    c.limits[1] = (OptionsLimit){LIMIT_PROJECT_COST, 0, 0, 0, random_in(&random, 1, 10) * 100000};
    c.limits[2] = (OptionsLimit){LIMIT_TASK_FINISH, 1, MONDAY + random_in(&random, 2, 10) * DAY, 0, 0};
    c.problem = (OptionsProblem){.feature_count = features,
                                 .variant_count = variants,
                                 .work_count = variants,
                                 .hire_count = 1,
                                 .limit_count = random_in(&random, 1, 3),
                                 .weights = even};
    *ret = c;
    ret->problem.plan = &ret->plan;
    ret->problem.features = ret->features;
    ret->problem.variants = ret->variants;
    ret->problem.works = ret->works;
    ret->problem.hires = ret->hires;
    ret->problem.limits = ret->limits;
}

typedef struct Figures {
    Minute finishes[3];
    int64_t costs[3], price;
} Figures;

static int64_t passed_share(int64_t part, int64_t whole) {
    return whole > 0 ? part * OPTIONS_WHOLE / whole : OPTIONS_WHOLE;
}

/* The slow and obvious way: a copy of the plan, scheduled whole. */
static bool figures_of(Arena *arena, const OptionsProblem *problem, const OptionsMove *moves,
                       const int32_t *set, int32_t count, Figures *ret) {
    Plan plan;
    Schedule schedule;
    PlanFault fault;
    int64_t time = 0, hired = 0;
    *ret = (Figures){0};
    CHECK(plan_copy(arena, problem->plan, &plan));
    options_apply(problem, moves, set, count, &plan);
    if (!schedule_make(arena, &plan, &schedule, &fault)) return false;
    for (int32_t i = 0; i < count; i++) {
        ret->price += moves[set[i]].price;
        if (moves[set[i]].kind == MOVE_HIRE) hired += problem->hires[moves[set[i]].index].cost_cents;
    }
    for (int32_t i = 0; i < problem->limit_count; i++) {
        const OptionsLimit *limit = problem->limits + i;
        bool of_task = limit->kind == LIMIT_TASK_FINISH;
        ret->finishes[i] = of_task ? schedule.tasks[limit->index].finish : schedule.projects[0].finish;
        ret->costs[i] = of_task ? schedule.tasks[limit->index].cost_cents : schedule.projects[0].cost_cents;
        if (limit->kind == LIMIT_PROJECT_COST) {
            ret->costs[i] += hired;
            if (ret->costs[i] > limit->cents)
                ret->price += passed_share(ret->costs[i] - limit->cents, limit->cents);
        } else if (ret->finishes[i] != MINUTE_NONE && ret->finishes[i] > limit->by) {
            int64_t late = passed_share((int64_t)ret->finishes[i] - limit->by, limit->by - MONDAY);
            if (late > time) time = late;
        }
    }
    ret->price += time;
    return true;
}

static int32_t feature_of(const OptionsProblem *problem, const OptionsMove *move) {
    if (move->kind == MOVE_DEFER || move->kind == MOVE_REORDER) return move->index;
    return move->kind == MOVE_SIMPLIFY ? problem->variants[move->index].feature : -1;
}

static bool together(const OptionsProblem *problem, const OptionsMove *moves, const int32_t *set,
                     int32_t count) {
    for (int32_t i = 0; i < count; i++)
        for (int32_t k = 0; k < i; k++) {
            const OptionsMove *a = moves + set[i], *b = moves + set[k];
            int32_t feature = feature_of(problem, a);
            if (a->kind == MOVE_HIRE && b->kind == MOVE_HIRE) return false;
            if (feature == -1 || feature != feature_of(problem, b)) continue;
            if (a->kind == MOVE_DEFER || b->kind == MOVE_DEFER || a->kind == b->kind) return false;
        }
    return true;
}

static int64_t least_price(const OptionsProblem *problem, const OptionsAnswer *answer) {
    int64_t least = INT64_MAX;
    for (uint32_t bits = 0; bits < 1u << answer->move_count; bits++) {
        int32_t set[32], count = 0;
        Figures figures;
        int64_t price = 0;
        for (int32_t i = 0; i < answer->move_count; i++)
            if (bits & 1u << i) {
                set[count++] = i;
                price += answer->moves[i].price;
            }
        if (price >= least || !together(problem, answer->moves, set, count)) continue;
        Arena arena = arena_make(64 * MIB);
        if (figures_of(&arena, problem, answer->moves, set, count, &figures) && figures.price < least)
            least = figures.price;
        arena_done(&arena);
    }
    return least;
}

static void check_figures(Arena *arena, const OptionsProblem *problem, const OptionsAnswer *answer) {
    for (int32_t i = 0; i < answer->option_count; i++) {
        const Option *option = answer->options + i;
        Figures figures;
        CHECK(figures_of(arena, problem, answer->moves, option->moves, option->move_count, &figures));
        for (int32_t k = 0; k < problem->limit_count; k++)
            CHECK(figures.finishes[k] == option->finishes[k] && figures.costs[k] == option->costs[k]);
        CHECK(figures.price == option->price);
        CHECK(i == 0 || answer->options[i - 1].price <= option->price);
    }
}

TEST(the_first_option_is_the_best_of_all_and_each_gives_its_figures) {
    int compared = 0, fits = 0;
    for (uint64_t seed = 1; seed <= 120; seed++) {
        Arena arena = arena_make(256 * MIB);
        Case c;
        OptionsAnswer answer;
        OptionsFault fault;
        make_case(&arena, seed, &c);
        CHECK(options_find(&arena, &c.problem, &(OptionsBudget){.steps = 200000}, &answer, &fault));
        check_figures(&arena, &c.problem, &answer);
        fits += answer.fits;
        if (!answer.fits) {
            CHECK(answer.proven);
            if (answer.move_count <= 16) {
                int64_t least = least_price(&c.problem, &answer);
                if (answer.options[0].price != least)
                    printf("# seed %d: %lld, best %lld\n", (int)seed, (long long)answer.options[0].price,
                           (long long)least);
                CHECK(answer.options[0].price == least);
                compared++;
            }
        }
        arena_done(&arena);
    }
    CHECK(compared > 50 && fits > 2);
    printf("# %d cases compared with full enumeration, %d fit\n", compared, fits);
}

TEST(few_steps_already_give_good_options) {
    int best = 0, cases = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        Arena arena = arena_make(256 * MIB);
        Case c;
        OptionsAnswer few, all;
        OptionsFault fault;
        make_case(&arena, seed, &c);
        CHECK(options_find(&arena, &c.problem, &(OptionsBudget){.steps = 60}, &few, &fault));
        CHECK(options_find(&arena, &c.problem, &(OptionsBudget){.steps = 200000}, &all, &fault));
        if (!all.fits) {
            CHECK(few.option_count > 0 && few.options[0].price >= all.options[0].price);
            best += few.options[0].price == all.options[0].price;
            cases++;
        }
        check_figures(&arena, &c.problem, &few);
        arena_done(&arena);
    }
    printf("# the best within 60 steps in %d of %d cases\n", best, cases);
    CHECK(best * 10 >= cases * 8);
}

/* Two features for one person, who has time for one: the story of ABC and XYZ. */
TEST(of_two_features_that_do_not_fit_the_lesser_is_deferred_or_the_greater_simplified) {
    Arena arena = arena_make(64 * MIB);
    Builder builder = builder_make(&arena);
    builder_project(&builder, MONDAY, builder_calendar(&builder, 5));
    int32_t person = builder_resource(&builder, -1, 100);
    builder.resources.at[person].rate_cents_per_hour = 10000;
    int32_t abc = builder_task(&builder, -1, 0), abc_basic = builder_task(&builder, abc, 480);
    int32_t abc_fine = builder_task(&builder, abc, 480);
    int32_t xyz = builder_task(&builder, -1, 0), xyz_all = builder_task(&builder, xyz, 480);
    for (int32_t i = abc; i <= abc_fine; i++) builder.tasks.at[i].priority = 1;
    for (int32_t i = xyz; i <= xyz_all; i++) builder.tasks.at[i].priority = 2;
    builder_assign(&builder, abc_basic, person, 100, 3 * 480);
    builder_assign(&builder, abc_fine, person, 100, 2 * 480);
    builder_assign(&builder, xyz_all, person, 100, 2 * 480);
    builder.options.share_people = 1;
    Plan plan = builder_plan(&builder);
    OptionsFeature features[] = {{abc, 0, 100}, {xyz, 0, 60}};
    OptionsWork works[] = {{abc_fine, 1, -1}};
    OptionsVariant variants[] = {{0, 0, 1, 0, 80}};
    OptionsLimit limits[] = {{LIMIT_PROJECT_FINISH, 0, MONDAY + 5 * DAY, 0, 0},
                             {LIMIT_PROJECT_COST, 0, 0, 0, 5 * 8 * 10000}};
    OptionsProblem problem = {.plan = &plan,
                              .features = features,
                              .variants = variants,
                              .works = works,
                              .limits = limits,
                              .feature_count = 2,
                              .variant_count = 1,
                              .work_count = 1,
                              .limit_count = 2,
                              .weights = even};
    OptionsAnswer answer;
    OptionsFault fault;
    CHECK(options_find(&arena, &problem, NULL, &answer, &fault));
    CHECK(!answer.fits && answer.proven && answer.option_count >= 3);
    CHECK(answer.options[0].signature == 1 << MOVE_SIMPLIFY);
    CHECK(answer.options[0].finishes[0] == MONDAY + 4 * DAY + 1020);
    CHECK(answer.options[0].value == 140);
    bool defers = false, extends = false;
    for (int32_t i = 0; i < answer.option_count; i++) {
        const Option *option = answer.options + i;
        if (option->signature == 1 << MOVE_DEFER)
            defers = option->value == 100 && answer.moves[option->moves[0]].index == 1;
        if (option->signature == (1 << MOVE_EXTEND | 1 << MOVE_RAISE)) extends = option->move_count == 0;
    }
    CHECK(defers && extends);
    arena_done(&arena);
}

TEST(equal_questions_have_equal_answers_and_stopping_keeps_what_was_found) {
    Arena arena = arena_make(256 * MIB);
    Case c;
    OptionsAnswer one, two;
    OptionsFault fault;
    make_case(&arena, 3, &c);
    CHECK(options_find(&arena, &c.problem, &(OptionsBudget){.steps = 50}, &one, &fault));
    CHECK(options_find(&arena, &c.problem, &(OptionsBudget){.steps = 50}, &two, &fault));
    CHECK(one.option_count == two.option_count && one.steps == two.steps);
    for (int32_t i = 0; i < one.option_count; i++) CHECK(one.options[i].price == two.options[i].price);
    arena_done(&arena);
}

typedef struct Told {
    int32_t count;
    int64_t last_price;
    bool better; /* each time than before */
} Told;

static void hear(void *context, const OptionsAnswer *so_far) {
    Told *told = context;
    int64_t price = so_far->option_count ? so_far->options[0].price : INT64_MAX;
    told->better &= told->count == 0 || price < told->last_price;
    told->last_price = price;
    told->count++;
}

TEST(better_ways_are_told_while_the_search_goes_on_and_do_not_change_it) {
    int32_t told_in_all = 0;
    for (uint64_t seed = 1; seed <= 30; seed++) {
        Arena arena = arena_make(256 * MIB);
        Case c;
        OptionsAnswer silent, answer;
        OptionsFault fault;
        Told told = {.better = true};
        make_case(&arena, seed, &c);
        OptionsBudget budget = {.steps = 60};
        CHECK(options_find(&arena, &c.problem, &budget, &silent, &fault));
        budget.improved = hear;
        budget.context = &told;
        CHECK(options_find(&arena, &c.problem, &budget, &answer, &fault));
        CHECK(told.better);
        CHECK(answer.steps == silent.steps && answer.option_count == silent.option_count);
        for (int32_t i = 0; i < answer.option_count; i++) {
            CHECK(answer.options[i].price == silent.options[i].price);
            CHECK(answer.options[i].finish == silent.options[i].finish);
        }
        if (told.count) CHECK(told.last_price >= answer.options[0].price);
        told_in_all += told.count;
        arena_done(&arena);
    }
    CHECK(told_in_all > 20);
}

TEST(a_question_that_refers_to_nothing_names_the_row) {
    Arena arena = arena_make(64 * MIB);
    Case c;
    OptionsAnswer answer;
    OptionsFault fault;
    make_case(&arena, 1, &c);
    c.features[1].task = 99;
    CHECK(!options_find(&arena, &c.problem, NULL, &answer, &fault));
    CHECK(fault.table && fault.table[0] == 'f' && fault.row == 1);
    c.features[1].task = 0;
    c.limits[0].index = 7;
    CHECK(!options_find(&arena, &c.problem, NULL, &answer, &fault));
    CHECK(fault.table && fault.table[0] == 'l' && fault.row == 0);
    arena_done(&arena);
}

/* No scope of the front is beaten by any other scope. */
TEST(the_front_holds_no_point_that_another_scope_beats_by_much) {
    int points = 0, missed = 0, scopes = 0;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        Arena arena = arena_make(256 * MIB);
        Case c;
        OptionsFront front;
        OptionsFault fault;
        make_case(&arena, seed, &c);
        c.problem.hire_count = 0;
        CHECK(options_front(&arena, &c.problem, NULL, (RiskOptions){0}, NULL, &front, &fault));
        CHECK(front.point_count > 0);
        points += front.point_count;
        for (uint32_t bits = 0; bits < 1u << c.problem.feature_count; bits++) {
            Plan plan;
            Schedule schedule;
            PlanFault plan_fault;
            int64_t value = 0;
            bool possible = true, covered = false;
            CHECK(plan_copy(&arena, &c.plan, &plan));
            for (int32_t i = 0; i < c.problem.feature_count; i++) {
                if (bits & 1u << i) value += c.features[i].value;
                else {
                    possible &= !c.features[i].fixed;
                    plan.tasks[c.features[i].task].flags |= TASK_INACTIVE;
                }
            }
            if (!possible || !schedule_make(&arena, &plan, &schedule, &plan_fault)) continue;
            for (int32_t i = 0; i < front.point_count; i++) {
                const OptionsPoint *p = front.points + i;
                covered |= p->value >= value && p->finish <= schedule.projects[0].finish &&
                           p->cost_cents <= schedule.projects[0].cost_cents;
            }
            scopes++;
            missed += !covered;
        }
        arena_done(&arena);
    }
    printf("# %d points; %d of %d scopes are not covered\n", points, missed, scopes);
    CHECK(missed * 20 <= scopes);
}
