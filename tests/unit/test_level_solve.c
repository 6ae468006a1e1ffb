/* Levelling's solver from within: what it deduces and learns, against every schedule there is. Small problems
 * are enumerated whole; then the solver takes decisions at random, and each explanation, each conflict and
 * each learned clause must be true of all schedules. */
#include "base/cleanup.h"
#include "engine/level/level_solve.h"
#include "level_case.h"
#include "random_plan.h"
#include "test.h"

enum { JOBS_MOST = 6, SCHEDULES_MOST = 60000, DIVES = 25 };

typedef struct Every {
    const LevelProblem *problem;
    const LevelRun *run;
    int32_t count, end;
    int32_t (*start)[JOBS_MOST + 1]; /* by schedule and solver variable */
} Every;

/* ---- Every schedule ---- */

static int32_t held(const Every *every, const int32_t *start, int32_t jobs, int32_t resource, int32_t time) {
    int32_t sum = 0;
    for (int32_t j = 0; j < jobs; j++) {
        int32_t row = every->run->row[j];
        if (start[j] <= time && time < start[j] + every->problem->duration[row])
            sum += every->problem->demand[row * every->problem->resource_count + resource];
    }
    return sum;
}

static bool may_start(const Every *every, const int32_t *start, int32_t job) {
    const LevelSide *side = every->run->side;
    for (int32_t i = side->first_before[job]; i < side->first_before[job + 1]; i++)
        if (start[job] < start[side->before[i]] + side->duration[side->before[i]]) return false;
    for (int32_t t = start[job]; t < start[job] + side->duration[job]; t++)
        for (int32_t r = 0; r < every->problem->resource_count; r++)
            if (held(every, start, job + 1, r, t) > every->problem->capacity[r]) return false;
    return true;
}

static void enumerate(Every *every, int32_t *start, int32_t job, int32_t makespan) {
    if (job == every->run->job_count || job == JOBS_MOST) {
        if (every->count < SCHEDULES_MOST) {
            for (int32_t j = 0; j < job; j++) every->start[every->count][j] = start[j];
            every->start[every->count][job] = makespan;
        }
        every->count++;
        return;
    }
    int32_t duration = every->run->side[0].duration[job];
    for (start[job] = 0; start[job] + duration <= every->end && every->count <= SCHEDULES_MOST; start[job]++)
        if (may_start(every, start, job))
            enumerate(every, start, job + 1,
                      start[job] + duration > makespan ? start[job] + duration : makespan);
}

static bool holds(const int32_t *start, Literal literal) {
    int32_t value = start[literal.bound / 2];
    return (literal.bound % 2 ? -value : value) >= literal.value;
}

static bool all_hold(const int32_t *start, const Literals *literals) {
    for (int32_t i = 0; i < literals->count; i++)
        if (!holds(start, literals->at[i])) return false;
    return true;
}

/* ---- The solver at random ---- */

static void check_change(const Every *every, Solver *solver, const Change *change) {
    Literals why = {0};
    if (change->reason.kind == REASON_DECISION) return;
    solver_explain(solver, change, change->value, &why);
    for (int32_t i = 0; i < every->count; i++)
        CHECK(!all_hold(every->start[i], &why) ||
              holds(every->start[i], (Literal){change->bound, change->value}));
    for (int32_t i = 0; i < why.count; i++) CHECK(literal_holds(solver, why.at[i]));
}

static void check_conflict(const Every *every, Solver *solver) {
    for (int32_t i = 0; i < every->count; i++) CHECK(!all_hold(every->start[i], &solver->conflict));
    for (int32_t i = 0; i < solver->conflict.count; i++) CHECK(literal_holds(solver, solver->conflict.at[i]));
}

static void check_learned(const Every *every, const Solver *solver) {
    for (int32_t i = 0; i < every->count; i++) {
        bool one = false;
        for (int32_t k = 0; k < solver->learned.count; k++)
            one = one || holds(every->start[i], solver->learned.at[k]);
        CHECK(one);
    }
}

/* False: nothing is open. */
static bool decide(Random *random, Solver *solver) {
    int32_t job = random_in(random, 0, solver->end), tries = 0;
    while (solver->at[2 * job] == -solver->at[2 * job + 1] && tries++ < solver->variables)
        job = (job + 1) % solver->variables;
    int32_t low = solver->at[2 * job], high = -solver->at[2 * job + 1];
    if (low == high) return false;
    int32_t split = random_in(random, low + 1, high);
    solver_decide(solver,
                  random_chance(random, 50) ? (Literal){2 * job, split} : (Literal){2 * job + 1, 1 - split});
    return true;
}

/* Decides until nothing is open or a conflict is had, which is learned from. False: there is no schedule. */
static bool dive(Random *random, const Every *every, Solver *solver) {
    int32_t checked = 0;
    do {
        bool good = solver_propagate(solver);
        for (; checked < solver->trail.count; checked++)
            check_change(every, solver, solver->trail.at + checked);
        if (good) continue;
        check_conflict(every, solver);
        if (solver_analyse(solver) < 0) return false;
        check_learned(every, solver);
        solver_back(solver, 0);
        if (solver->learned.count > 1) solver_learn(solver);
        else solver_raise(solver, solver->learned.at[0], (Reason){REASON_DECISION, 0, 0});
        return true;
    } while (decide(random, solver));
    solver_back(solver, 0);
    return true;
}

static bool prepare(Arena *arena, const LevelProblem *problem, int32_t makespan, LevelRun *run,
                    Solver *solver) {
    static const LevelOptions options = {.schedules = INT64_MAX};
    LevelFault fault;
    int32_t bound; /* left to the solver to find */
    *run = (LevelRun){.arena = arena, .problem = problem, .options = &options, .limit = INT64_MAX};
    if (!level_prepare(run, &fault)) return false;
    run->best.makespan = makespan;
    return level_quick_bound(run, &bound) && solver_make(run, solver);
}

TEST(what_is_deduced_and_learned_is_true_of_every_schedule) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    int32_t enumerated = 0, conflicts = 0;
    for (uint64_t seed = 0; seed < 250; seed++) {
        arena_reset(&arena);
        Random random = {seed};
        LevelProblem problem = level_case_random(&arena, seed + 5000, JOBS_MOST);
        LevelRun run;
        Solver solver;
        int32_t end = level_case_shortest(&arena, &problem) + random_in(&random, 0, 3);
        if (!prepare(&arena, &problem, end, &run, &solver)) continue;
        Every every = {&problem, &run, 0, end};
        every.start = arena_alloc(&arena, SCHEDULES_MOST * sizeof *every.start);
        enumerate(&every, (int32_t[JOBS_MOST]){0}, 0, 0);
        if (every.count > SCHEDULES_MOST) continue;
        enumerated++;
        for (int i = 0; i < DIVES && dive(&random, &every, &solver); i++) {}
        conflicts += (int32_t)solver.conflicts;
    }
    CHECK(enumerated > 150 && conflicts > 200);
}

/* ---- Energy ---- */

static void check_pools(const Every *every, const int32_t *start) {
    const LevelRun *run = every->run;
    for (int32_t p = 0; p < run->pool_count; p++)
        for (int32_t t = 0; t < every->end; t++) {
            int64_t sum = 0;
            for (int32_t j = 0; j < run->job_count; j++)
                if (start[j] <= t && t < start[j] + run->side[0].duration[j])
                    sum += run->pool_demand[p * run->job_count + j];
            CHECK(sum <= run->pool_capacity[p]);
        }
}

TEST(rounded_demands_fit_wherever_demands_do) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    int32_t rounded = 0;
    for (uint64_t seed = 0; seed < 100; seed++) {
        arena_reset(&arena);
        LevelProblem problem = level_case_random(&arena, seed + 7000, JOBS_MOST);
        LevelRun run;
        Solver solver;
        Every every = {&problem, &run, 0, level_case_shortest(&arena, &problem)};
        CHECK(prepare(&arena, &problem, every.end, &run, &solver));
        every.start = arena_alloc(&arena, SCHEDULES_MOST * sizeof *every.start);
        enumerate(&every, (int32_t[JOBS_MOST]){0}, 0, 0);
        for (int32_t i = 0; i < every.count && i < 100; i++) check_pools(&every, every.start[i]);
        rounded += run.pool_count - problem.resource_count;
    }
    CHECK(rounded > 20);
}

static LevelProblem pairs(Arena *arena, int jobs) {
    return level_case(arena, jobs, 1, (int[]){2}, (int[]){2, 2, 2, 2, 2}, (int[]){1, 1, 1, 1, 1}, 0, NULL);
}

TEST(more_work_than_a_span_can_hold_is_a_conflict_though_no_part_is_compulsory) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    LevelProblem problem = pairs(&arena, 5);
    LevelRun run;
    Solver solver;
    CHECK(prepare(&arena, &problem, 6, &run, &solver));
    CHECK(solver_propagate(&solver));
    solver_decide(&solver, (Literal){2 * solver.end + 1, -4});
    CHECK(!solver_propagate(&solver));
    CHECK_INT(solver_analyse(&solver), 0);
    CHECK_INT(solver.learned.count, 1);
    CHECK_INT(solver.learned.at[0].bound, 2 * solver.end);
    CHECK_INT(solver.learned.at[0].value, 5);
}

TEST(a_job_moves_behind_a_span_that_others_fill) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    LevelProblem problem = pairs(&arena, 5);
    LevelRun run;
    Solver solver;
    CHECK(prepare(&arena, &problem, 20, &run, &solver));
    for (int32_t j = 0; j < 4; j++)
        solver_raise(&solver, (Literal){2 * j + 1, -2}, (Reason){REASON_DECISION, 0, 0});
    CHECK(solver_propagate(&solver));
    CHECK_INT(solver.at[2 * 4], 4);
}

TEST(a_long_span_of_a_large_resource_moves_nobody) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    LevelProblem problem =
        level_case(&arena, 2, 1, (int[]){32767}, (int[]){100000, 100000}, (int[]){1, 1}, 0, NULL);
    LevelRun run;
    Solver solver;
    CHECK(prepare(&arena, &problem, 200000, &run, &solver));
    CHECK(solver_propagate(&solver));
    CHECK_INT(solver.at[0], 0);
    CHECK_INT(solver.at[1], -100000);
}
