/* Levelling: large-neighbourhood search. Most of a good schedule is kept and a window of time solved anew.
 *
 * Jobs that end before the window keep their starts, jobs behind it start one slot earlier, and the solver
 * looks whether those within can make room. Nothing is lost by failing: learned clauses do not depend on the
 * window. Between windows the schedule is shaken: neighbours in its list change places, and it is kept when
 * forward and backward placing bring it back to the best makespan. Windows grow while they are refuted at
 * once and shrink while they are too hard. */
#include "engine/level/level_window.h"

enum { WINDOW_CONFLICTS = 150, WINDOW_JOBS = 30, WINDOW_JOBS_LEAST = 12, SHAKES = 4 };

bool level_windows_make(LevelRun *run, Solver *solver, Windows *ret) {
    *ret = (Windows){.run = run, .solver = solver, .jobs = WINDOW_JOBS};
    ret->start = arena_array(run->arena, int32_t, run->job_count);
    ret->guide = arena_array(run->arena, int32_t, run->job_count);
    ret->list = arena_array(run->arena, int32_t, run->job_count);
    ret->other = arena_array(run->arena, int32_t, run->job_count);
    ret->shaken = arena_array(run->arena, int32_t, run->job_count);
    return ret->start && ret->guide && ret->list && ret->other && ret->shaken;
}

static void keep(Windows *windows, const int32_t *start, int32_t makespan) {
    windows->makespan = makespan;
    for (int32_t j = 0; j < windows->run->job_count; j++) windows->start[j] = start[j];
}

static bool follows(const LevelSide *side, int32_t before, int32_t job) {
    for (int32_t i = side->first_before[job]; i < side->first_before[job + 1]; i++)
        if (side->before[i] == before) return true;
    return false;
}

static bool shake(Windows *windows) {
    LevelRun *run = windows->run;
    int32_t count = run->job_count, *list = windows->list;
    level_list_same(run, windows->start, windows->makespan, list);
    for (int32_t i = 0; i + 1 < count; i++) {
        int32_t a = list[i], b = list[i + 1];
        if (level_random_below(run, 4) || follows(run->side, a, b)) continue;
        list[i] = b;
        list[i + 1] = a;
    }
    int32_t makespan = level_place(run, run->side, list, windows->shaken);
    level_list_other(run, 0, windows->shaken, makespan, list);
    makespan = level_place(run, run->side + 1, list, windows->other);
    level_list_other(run, 1, windows->other, makespan, list);
    makespan = level_place(run, run->side, list, windows->shaken);
    level_offer(run, windows->shaken, makespan);
    if (makespan <= windows->makespan) keep(windows, windows->shaken, makespan);
    return level_spend(run, 3);
}

/* The slots from `from` on whose starting jobs are as many as wanted. */
static int32_t window_end(const Windows *windows, int32_t from) {
    int32_t *count = windows->run->first_at, found = 0, to = from;
    for (int32_t t = 0; t <= windows->makespan; t++) count[t] = 0;
    for (int32_t j = 0; j < windows->run->job_count; j++) {
        int32_t finish = windows->start[j] + windows->solver->duration[j];
        if (finish > from) count[windows->start[j] > from ? windows->start[j] : from]++;
    }
    while (to < windows->makespan && found < windows->jobs) found += count[to++];
    return to;
}

static void want_window(Windows *windows, int32_t from, int32_t to) {
    Solver *solver = windows->solver;
    int32_t earlier = windows->makespan - windows->target;
    for (int32_t j = 0; j < windows->run->job_count; j++) {
        int32_t start = windows->start[j], kept = start;
        windows->guide[j] = start;
        if (start >= to) kept = windows->guide[j] = start - earlier;
        else if (start + solver->duration[j] > from) continue;
        literals_add(solver, &solver->wanted, (Literal){2 * j + 1, -kept});
        literals_add(solver, &solver->wanted, (Literal){2 * j, kept});
    }
}

static void adapt(Windows *windows, Outcome outcome) {
    windows->balance += outcome == OUTCOME_UNKNOWN ? -2 : 1;
    if (windows->balance > 3 && windows->jobs < windows->run->job_count) windows->jobs++;
    if (windows->balance < -3 && windows->jobs > WINDOW_JOBS_LEAST) windows->jobs--;
    if (windows->balance > 3 || windows->balance < -3) windows->balance = 0;
}

Outcome level_window(Windows *windows) {
    LevelRun *run = windows->run;
    Solver *solver = windows->solver;
    if (windows->makespan != run->best.makespan) keep(windows, run->start, run->best.makespan);
    for (int i = 0; i < SHAKES && windows->makespan == run->best.makespan; i++)
        if (!shake(windows)) return OUTCOME_UNKNOWN;
    if (windows->makespan != run->best.makespan) keep(windows, run->start, run->best.makespan);
    solver_tighten(solver, run->best.makespan - 1);
    if (solver->none) return OUTCOME_NONE;
    windows->target = run->best.makespan - 1;
    int32_t from = level_random_below(run, windows->makespan + windows->makespan / 4) - windows->makespan / 4;
    if (from < 0) from = 0;
    solver_want_end(solver, windows->target);
    want_window(windows, from, window_end(windows, from));
    const int32_t *guide = solver->guide;
    solver->guide = windows->guide;
    Outcome outcome = solver_search(solver, WINDOW_CONFLICTS);
    solver->guide = guide;
    adapt(windows, outcome);
    return outcome;
}
