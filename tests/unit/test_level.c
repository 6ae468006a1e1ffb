/* Levelling: small cases with a known answer, random cases against full enumeration, and what must hold of
 * every answer: links and capacities kept, the bound below, the same again from the same seed. */
#include "base/cleanup.h"
#include "engine/level/level.h"
#include "level_case.h"
#include "test.h"

static LevelAnswer solve(Arena *arena, const LevelProblem *problem, int64_t schedules) {
    LevelAnswer answer;
    LevelFault fault;
    LevelOptions options = {.schedules = schedules, .seed = 1};
    CHECK(level_make(arena, problem, &options, &answer, &fault));
    CHECK_STR(level_case_fault(arena, problem, &answer), STR_NULL);
    return answer;
}

static LevelFaultKind fault_of(Arena *arena, const LevelProblem *problem) {
    LevelAnswer answer = {.makespan = -7};
    LevelFault fault = {0};
    CHECK(!level_make(arena, problem, &(LevelOptions){.schedules = 10}, &answer, &fault));
    CHECK_INT(answer.makespan, -7);
    return fault.kind;
}

TEST(two_jobs_that_share_a_person_run_one_after_the_other) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    LevelProblem problem = level_case(&arena, 2, 1, (int[]){1}, (int[]){3, 4}, (int[]){1, 1}, 0, NULL);
    LevelAnswer answer = solve(&arena, &problem, 100);
    CHECK_INT(answer.makespan, 7);
    CHECK(answer.proven);
}

TEST(jobs_that_share_nobody_run_together) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    LevelProblem problem =
        level_case(&arena, 2, 2, (int[]){1, 1}, (int[]){3, 4}, (int[]){1, 0, 0, 1}, 0, NULL);
    CHECK_INT(solve(&arena, &problem, 100).makespan, 4);
}

TEST(a_job_waits_for_its_predecessor) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    LevelProblem problem =
        level_case(&arena, 2, 1, (int[]){2}, (int[]){3, 4}, (int[]){1, 1}, 1, (LevelLink[]){{1, 0}});
    LevelAnswer answer = solve(&arena, &problem, 100);
    CHECK_INT(answer.makespan, 7);
    CHECK_INT(answer.start[0], 4);
}

TEST(jobs_without_duration_and_without_resources_are_jobs_too) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    LevelProblem problem =
        level_case(&arena, 3, 0, NULL, (int[]){0, 5, 0}, NULL, 2, (LevelLink[]){{0, 1}, {1, 2}});
    LevelAnswer answer = solve(&arena, &problem, 100);
    CHECK_INT(answer.makespan, 5);
    CHECK_INT(answer.start[2], 5);
    problem = level_case(&arena, 1, 0, NULL, (int[]){0}, NULL, 0, NULL);
    CHECK_INT(solve(&arena, &problem, 100).makespan, 0);
}

TEST(a_milestone_needs_no_units_however_many_it_names) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    LevelProblem problem = level_case(&arena, 2, 1, (int[]){1}, (int[]){0, 4}, (int[]){1, 1}, 0, NULL);
    CHECK_INT(solve(&arena, &problem, 100).makespan, 4);
}

TEST(what_cannot_be_levelled_is_refused_by_kind) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    int capacity[] = {1}, duration[] = {3, 4}, demand[] = {1, 1};
    LevelProblem good =
        level_case(&arena, 2, 1, capacity, duration, demand, 2, (LevelLink[]){{0, 1}, {0, 1}});
    LevelProblem bad = good;
    bad.job_count = 0;
    CHECK_INT(fault_of(&arena, &bad), LEVEL_FAULT_COUNT);
    bad = good, bad.capacity = (int32_t[]){LEVEL_CAPACITY_MAX + 1};
    CHECK_INT(fault_of(&arena, &bad), LEVEL_FAULT_CAPACITY);
    bad = good, bad.first_mode = (int32_t[]){0, 2, 3};
    CHECK_INT(fault_of(&arena, &bad), LEVEL_FAULT_MODES);
    bad = good, bad.duration = (int32_t[]){-1, 4};
    CHECK_INT(fault_of(&arena, &bad), LEVEL_FAULT_DURATION);
    bad = good, bad.duration = (int32_t[]){LEVEL_SLOTS_MAX, 1};
    CHECK_INT(fault_of(&arena, &bad), LEVEL_FAULT_DURATION);
    bad = good, bad.demand = (int32_t[]){1, 2};
    CHECK_INT(fault_of(&arena, &bad), LEVEL_FAULT_DEMAND);
    bad = good, bad.links = (LevelLink[]){{0, 1}, {1, 1}};
    CHECK_INT(fault_of(&arena, &bad), LEVEL_FAULT_LINK);
    bad = good, bad.links = (LevelLink[]){{0, 1}, {1, 0}};
    CHECK_INT(fault_of(&arena, &bad), LEVEL_FAULT_CYCLE);
    CHECK_INT(solve(&arena, &good, 10).makespan, 7);
}

TEST(a_budget_below_one_schedule_and_a_full_arena_are_refused) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB), tiny = arena_make(100);
    LevelProblem problem = level_case(&arena, 2, 1, (int[]){1}, (int[]){3, 4}, (int[]){1, 1}, 0, NULL);
    LevelAnswer answer;
    LevelFault fault;
    CHECK(!level_make(&arena, &problem, &(LevelOptions){.schedules = 0}, &answer, &fault));
    CHECK_INT(fault.kind, LEVEL_FAULT_BUDGET);
    CHECK_INT(fault_of(&tiny, &problem), LEVEL_FAULT_MEMORY);
}

TEST(random_small_cases_are_solved_and_proven_like_full_enumeration) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    int proven = 0;
    for (uint64_t seed = 0; seed < 400; seed++) {
        arena_reset(&arena);
        LevelProblem problem = level_case_random(&arena, seed, 7);
        LevelAnswer answer = solve(&arena, &problem, 2000);
        CHECK_INT(answer.makespan, level_case_shortest(&arena, &problem));
        proven += answer.proven;
    }
    CHECK_INT(proven, 400);
}

/* Long before a proof, and told with every better answer. */
static void check_bound(void *context, const LevelAnswer *answer) {
    CHECK(answer->lower_bound <= *(const int32_t *)context && answer->makespan >= *(const int32_t *)context);
}

TEST(no_bound_is_ever_above_the_shortest_schedule) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    for (uint64_t seed = 1000; seed < 1200; seed++) {
        arena_reset(&arena);
        LevelProblem problem = level_case_random(&arena, seed, 7);
        int32_t shortest = level_case_shortest(&arena, &problem);
        for (int64_t schedules = 1; schedules <= 4096; schedules *= 4) {
            LevelOptions options = {
                .schedules = schedules, .seed = seed, .context = &shortest, .improved = check_bound};
            LevelAnswer answer;
            LevelFault fault;
            CHECK(level_make(&arena, &problem, &options, &answer, &fault));
            check_bound(&shortest, &answer);
        }
    }
}

TEST(larger_random_cases_keep_links_and_capacities) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    for (uint64_t seed = 0; seed < 30; seed++) {
        arena_reset(&arena);
        LevelProblem problem = level_case_random(&arena, seed, 60);
        solve(&arena, &problem, 1500);
    }
}

TEST(the_same_seed_gives_the_same_schedule) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    LevelProblem problem = level_case_random(&arena, 3, 60);
    LevelAnswer a = solve(&arena, &problem, 3000), b = solve(&arena, &problem, 3000);
    CHECK_INT(a.makespan, b.makespan);
    CHECK_INT(a.lower_bound, b.lower_bound);
    CHECK_INT(a.schedules, b.schedules);
    for (int32_t j = 0; j < problem.job_count; j++) CHECK_INT(a.start[j], b.start[j]);
}

/* ---- Anytime ---- */

typedef struct Watch {
    int asked, allowed, told;
    int32_t makespan, lower_bound;
} Watch;

static bool still(void *context) {
    Watch *watch = context;
    return watch->asked++ < watch->allowed;
}

static void note(void *context, const LevelAnswer *answer) {
    Watch *watch = context;
    CHECK(answer->makespan <= watch->makespan && answer->lower_bound >= watch->lower_bound);
    watch->told++;
    watch->makespan = answer->makespan;
    watch->lower_bound = answer->lower_bound;
}

TEST(better_answers_are_told_and_the_search_ends_when_asked) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    LevelProblem problem = level_case_random(&arena, 5, 90);
    Watch watch = {.allowed = 20, .makespan = INT32_MAX};
    LevelOptions options = {INT64_MAX, 1, &watch, still, note};
    LevelAnswer answer;
    LevelFault fault;
    CHECK(level_make(&arena, &problem, &options, &answer, &fault));
    CHECK(watch.told > 0 && watch.asked <= 21);
    CHECK_INT(answer.makespan, watch.makespan);
    CHECK_STR(level_case_fault(&arena, &problem, &answer), STR_NULL);
}
