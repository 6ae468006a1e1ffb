/* Levelling: what to try when. */
#include "engine/level_solve.h"

static void take(LevelRun *run, Solver *solver, int32_t *start) {
    int32_t makespan = 0;
    for (int32_t j = 0; j < run->job_count; j++) {
        start[j] = solver->at[2 * j];
        if (start[j] + run->side[0].duration[j] > makespan) makespan = start[j] + run->side[0].duration[j];
    }
    level_offer(run, start, makespan);
}

static bool prove(LevelRun *run, Solver *solver) {
    int32_t *start = arena_array(run->arena, int32_t, run->job_count);
    if (!start) return false;
    int64_t slice = 1000;
    solver_tighten(solver, run->best.makespan - 1);
    for (int i = 0; !level_done(run) && !solver->failed; i++) {
        if (solver->none) {
            level_raise_bound(run, run->best.makespan);
            break;
        }
        int32_t end = i % 2 ? run->best.lower_bound : run->best.makespan - 1;
        Outcome outcome = solver_search(solver, end, slice);
        if (outcome == OUTCOME_FOUND) {
            take(run, solver, start);
            solver_tighten(solver, run->best.makespan - 1);
        }
        if (!solver->none && solver->root[2 * solver->end] < run->best.makespan)
            level_raise_bound(run, solver->root[2 * solver->end]);
        if (i % 2) slice += slice / 4;
    }
    return true;
}

bool level_search(LevelRun *run) {
    Solver solver;
    if (level_done(run)) return true;
    int64_t first = run->limit / 4;
    if (first > 20000) first = 20000;
    if (!level_breed(run, first)) return false;
    if (level_done(run)) return true;
    if (!solver_make(run, &solver)) return false;
    solver.guide = run->start;
    return prove(run, &solver);
}
