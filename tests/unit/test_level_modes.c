/* Levelling with several modes: small cases against every choice of modes and every order, and what is
 * refused. */
#include "base/cleanup.h"
#include "engine/level/level_modes.h"
#include "level_case.h"
#include "random_plan.h"
#include "test.h"

#include "base/banned.h"

enum { JOBS = 5, MODES = 3, RENEWABLE = 2, RESOURCES = 3 };

/* A chain of two, and three beside it, with up to three modes each; the last resource is used up. */
typedef struct Case {
    LevelProblem problem;
    int32_t capacity[RESOURCES], first_mode[JOBS + 1], duration[JOBS * MODES],
        demand[JOBS * MODES * RESOURCES];
    LevelLink links[JOBS];
} Case;

static void make_case(uint64_t seed, Case *c) {
    Random random = {seed};
    int32_t modes = 0, links = 0;
    for (int r = 0; r < RENEWABLE; r++) c->capacity[r] = random_in(&random, 3, 6);
    c->capacity[RENEWABLE] = random_in(&random, 8, 18);
    for (int j = 0; j < JOBS; j++) {
        c->first_mode[j] = modes;
        for (int m = random_in(&random, 1, MODES); m > 0; m--, modes++) {
            c->duration[modes] = random_in(&random, 0, 6);
            for (int r = 0; r < RESOURCES; r++)
                c->demand[modes * RESOURCES + r] = random_in(&random, 0, r < RENEWABLE ? 4 : 6);
        }
        int32_t before = random_in(&random, 0, j);
        if (j && before < j && random_chance(&random, 60)) c->links[links++] = (LevelLink){before, j};
    }
    c->first_mode[JOBS] = modes;
    c->problem =
        (LevelProblem){JOBS, links, RESOURCES, c->capacity, c->first_mode, c->duration, c->demand, c->links};
}

/* One mode a job, renewable resources alone. */
static void take_modes(const Case *c, const int32_t *mode, Case *to) {
    for (int j = 0; j < JOBS; j++) {
        to->first_mode[j] = j;
        to->duration[j] = c->duration[mode[j]];
        for (int r = 0; r < RENEWABLE; r++)
            to->demand[j * RENEWABLE + r] = c->demand[mode[j] * RESOURCES + r];
    }
    to->first_mode[JOBS] = JOBS;
    to->problem = c->problem;
    to->problem.resource_count = RENEWABLE;
    to->problem.first_mode = to->first_mode;
    to->problem.duration = to->duration;
    to->problem.demand = to->demand;
}

static bool is_possible(const Case *c, const int32_t *mode) {
    int32_t used_up = 0;
    for (int j = 0; j < JOBS; j++) {
        used_up += c->demand[mode[j] * RESOURCES + RENEWABLE];
        for (int r = 0; r < RENEWABLE; r++)
            if (c->demand[mode[j] * RESOURCES + r] > c->capacity[r]) return false;
    }
    return used_up <= c->capacity[RENEWABLE];
}

/* -1: nothing is possible. */
static int32_t shortest(Arena *arena, const Case *c) {
    int32_t mode[JOBS], best = -1;
    for (int j = 0; j < JOBS; j++) mode[j] = c->first_mode[j];
    for (;;) {
        Case single;
        take_modes(c, mode, &single);
        if (is_possible(c, mode)) {
            int32_t makespan = level_case_shortest(arena, &single.problem);
            if (best < 0 || makespan < best) best = makespan;
        }
        int j = 0;
        while (j < JOBS && ++mode[j] == c->first_mode[j + 1]) mode[j] = c->first_mode[j], j++;
        if (j == JOBS) return best;
    }
}

TEST(small_cases_reach_the_optimum_of_every_choice_of_modes_and_every_order) {
    int solved = 0, impossible = 0;
    for (uint64_t seed = 1; seed <= 150; seed++) {
        CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
        Case c, single;
        LevelModesAnswer answer;
        LevelFault fault;
        make_case(seed, &c);
        int32_t best = shortest(&arena, &c);
        LevelOptions options = {.schedules = 2000, .seed = seed};
        bool made = level_modes_make(&arena, &c.problem, RENEWABLE, &options, &answer, &fault);
        CHECK(made || fault.kind == LEVEL_FAULT_MODES);
        if (best < 0) {
            CHECK(!made || !answer.found);
            impossible++;
            continue;
        }
        CHECK(made && answer.found);
        CHECK_INT(answer.makespan, best);
        CHECK(answer.lower_bound <= best);
        CHECK(answer.schedules <= 2020); /* propagation is charged when it was done */
        CHECK(is_possible(&c, answer.mode));
        take_modes(&c, answer.mode, &single);
        LevelAnswer of_modes = {answer.makespan, 0, answer.makespan == 0, 1, answer.start};
        Str wrong = level_case_fault(&arena, &single.problem, &of_modes);
        if (wrong.at) test_fail(__FILE__, __LINE__, "case %d: %.*s", (int)seed, STR_ARG(wrong));
        solved++;
    }
    CHECK(solved > 80 && impossible > 5);
}

TEST(equal_seeds_give_equal_answers) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Case c;
    LevelModesAnswer one, two;
    LevelFault fault;
    LevelOptions options = {.schedules = 500, .seed = 9};
    make_case(1, &c);
    CHECK(level_modes_make(&arena, &c.problem, RENEWABLE, &options, &one, &fault));
    CHECK(level_modes_make(&arena, &c.problem, RENEWABLE, &options, &two, &fault));
    CHECK_INT(one.makespan, two.makespan);
    for (int j = 0; j < JOBS; j++) {
        CHECK_INT(one.mode[j], two.mode[j]);
        CHECK_INT(one.start[j], two.start[j]);
    }
}

TEST(what_cannot_be_solved_is_named) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Case c;
    LevelModesAnswer answer;
    LevelFault fault;
    LevelOptions options = {.schedules = 100};
    make_case(1, &c);
    for (int32_t m = c.first_mode[3]; m < c.first_mode[4]; m++) c.demand[m * RESOURCES] = 99;
    CHECK(!level_modes_make(&arena, &c.problem, RENEWABLE, &options, &answer, &fault));
    CHECK_INT(fault.kind, LEVEL_FAULT_MODES);
    CHECK_INT(fault.row, 3);
    make_case(1, &c);
    c.links[0] = (LevelLink){0, 1};
    c.links[1] = (LevelLink){1, 0};
    c.problem.link_count = 2;
    CHECK(!level_modes_make(&arena, &c.problem, RENEWABLE, &options, &answer, &fault));
    CHECK_INT(fault.kind, LEVEL_FAULT_CYCLE);
    options.schedules = 0;
    CHECK(!level_modes_make(&arena, &c.problem, RENEWABLE, &options, &answer, &fault));
    CHECK_INT(fault.kind, LEVEL_FAULT_BUDGET);
}
