/* Levelling: what to try when.
 *
 * The genetic search comes first and gets a part of the budget, most of a small one; of a large one it leaves
 * off early for the solver, which proves what is easily proven. Then turns are taken: the solver looks for a
 * better schedule, raises the bound, and solves windows of the best schedule anew. Each turn is longer than
 * the one before, and what the solver has learned in one serves the others. */
#include "engine/level/level_window.h"

enum { BREED_FIRST = 4000, BREED_MOST = 100000, TURN_CONFLICTS = 500 };

typedef struct Search {
    LevelRun *run;
    Solver solver;
    Windows windows;
    int32_t *start;
} Search;

/* Keeps what the solver holds after a search. */
static void take(Search *search, Outcome outcome) {
    LevelRun *run = search->run;
    Solver *solver = &search->solver;
    if (outcome == OUTCOME_FOUND) {
        int32_t makespan = 0;
        for (int32_t j = 0; j < run->job_count; j++) {
            int32_t finish = solver->at[2 * j] + solver->duration[j];
            search->start[j] = solver->at[2 * j];
            if (finish > makespan) makespan = finish;
        }
        level_offer(run, search->start, makespan);
        solver_tighten(solver, run->best.makespan - 1);
    }
    if (solver->none) level_raise_bound(run, run->best.makespan);
    else if (solver->root[2 * solver->end] < run->best.makespan)
        level_raise_bound(run, solver->root[2 * solver->end]);
}

/* From both ends: a better schedule, a better bound. */
static void narrow(Search *search, int64_t conflicts) {
    LevelRun *run = search->run;
    Solver *solver = &search->solver;
    for (int i = 0; i < 2 && !level_done(run); i++) {
        solver_want_end(solver, i ? run->best.lower_bound : run->best.makespan - 1);
        take(search, solver_search(solver, conflicts));
    }
}

static void solve_windows(Search *search, int64_t conflicts) {
    LevelRun *run = search->run;
    Solver *solver = &search->solver;
    int64_t end = solver->conflicts + 2 * conflicts;
    for (int64_t i = 0; i < conflicts && solver->conflicts < end && !level_done(run) && !solver->failed; i++)
        take(search, level_window(&search->windows));
}

/* Half of the schedules up to a limit; where that is few for so many jobs, up to four in five. */
static int64_t breed_part(const LevelRun *run) {
    int64_t part = run->limit / 2 < BREED_MOST ? run->limit / 2 : BREED_MOST;
    int64_t few = (int64_t)run->job_count * run->job_count / 4, most = run->limit / 5 * 4;
    if (part < few) part = few;
    return part < most ? part : most;
}

static bool make_search(LevelRun *run, Search *search) {
    *search = (Search){.run = run, .start = arena_array(run->arena, int32_t, run->job_count)};
    if (!search->start || !solver_make(run, &search->solver) ||
        !level_windows_make(run, &search->solver, &search->windows))
        return false;
    search->solver.guide = run->start;
    solver_tighten(&search->solver, run->best.makespan - 1);
    return true;
}

bool level_search(LevelRun *run) {
    Search search;
    int64_t breed = breed_part(run), first = breed < 4 * BREED_FIRST ? breed : BREED_FIRST;
    if (level_done(run)) return true;
    if (!level_breed(run, first)) return false;
    if (level_done(run)) return true;
    if (!make_search(run, &search)) return false;
    if (first < breed) {
        narrow(&search, TURN_CONFLICTS);
        if (!level_done(run) && !level_breed(run, breed - first)) return false;
    }
    /* Where the solver gets no more memory the answer so far stands. */
    for (int64_t conflicts = TURN_CONFLICTS; !level_done(run) && !search.solver.failed;
         conflicts += conflicts / 4) {
        narrow(&search, conflicts);
        solve_windows(&search, conflicts);
    }
    return true;
}
