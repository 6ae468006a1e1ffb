/* Levelling's solver: propagation to the end, and the search. See level_solve.h.
 *
 * The search starts again after a while: what was learned and where it was hot stays. */
#include "engine/level/level_solve.h"

enum { RESTART_FIRST = 100, CLAUSES_MOST = 30000 };

bool solver_propagate(Solver *solver) {
    for (;;) {
        while (solver->applied < solver->trail.count) {
            Change change = solver->trail.at[solver->applied];
            solver->steps += 2;
            if (!solver_watch(solver, &change)) return false;
            solver->applied++;
            if (!solver_apply(solver, &change)) return false;
        }
        if (!solver_check_jobs(solver)) return false;
        if (solver->applied < solver->trail.count) continue;
        if (!solver_check_energy(solver)) return false;
        if (solver->applied == solver->trail.count || solver->failed) return true;
    }
}

/* Goes back from a conflict and learns. False: there is no solution. */
static bool learn(Solver *solver) {
    int32_t level = solver_analyse(solver);
    solver_cool(solver);
    if (level < 0) return false;
    solver_back(solver, level);
    Reason reason = {REASON_DECISION, 0, 0};
    if (solver->learned.count > 1) {
        solver_learn(solver);
        reason = (Reason){REASON_CLAUSE, solver->clauses.count - 1, 0};
    }
    return solver->failed || solver_raise(solver, solver->learned.at[0], reason);
}

/* At the root: what is known stays; many clauses are too many. */
static void rest(Solver *solver) {
    solver_settle(solver);
    if (solver->clauses.count < solver->clauses_most) return;
    solver_clean(solver);
    if (solver->clauses_most < CLAUSES_MOST) solver->clauses_most += solver->clauses_most / 10;
}

static bool spend(Solver *solver) {
    bool more = level_spend_steps(solver->run, solver->steps);
    solver->steps = 0;
    return more && !solver->failed;
}

/* The next of the wanted literals that does not hold yet; false: there is none. */
static bool next_wanted(Solver *solver, Literal *ret) {
    while (solver->asked < solver->wanted.count && literal_holds(solver, solver->wanted.at[solver->asked]))
        solver->asked++;
    if (solver->asked == solver->wanted.count) return false;
    *ret = solver->wanted.at[solver->asked];
    return true;
}

static void start_again(Solver *solver) {
    solver_back(solver, 0);
    solver->asked = 0;
}

/* After a conflict; what was wanted before may have been undone. */
static Outcome go_back(Solver *solver) {
    if (!learn(solver)) {
        solver->none = true;
        return OUTCOME_NONE;
    }
    solver->asked = 0;
    return spend(solver) ? OUTCOME_FOUND : OUTCOME_UNKNOWN;
}

Outcome solver_search(Solver *solver, int64_t conflicts) {
    int64_t stop = solver->conflicts + conflicts, restart = RESTART_FIRST, next = solver->conflicts + restart;
    start_again(solver);
    for (;;) {
        if (!solver_propagate(solver)) {
            Outcome outcome = go_back(solver);
            if (outcome != OUTCOME_FOUND) return outcome;
            continue;
        }
        if (solver->failed || solver->conflicts >= stop) return OUTCOME_UNKNOWN;
        if (solver->conflicts >= next) {
            start_again(solver);
            restart += restart / 2;
            next = solver->conflicts + restart;
        }
        if (solver_level(solver) == 0) rest(solver);
        Literal decision;
        if (next_wanted(solver, &decision)) {
            if (literal_fails(solver, decision)) return OUTCOME_NONE;
        } else if (!solver_choose(solver, &decision)) {
            return OUTCOME_FOUND;
        }
        solver_decide(solver, decision);
        if (!spend(solver)) return OUTCOME_UNKNOWN;
    }
}

void solver_want_end(Solver *solver, int32_t end) {
    solver->wanted.count = 0;
    literals_add(solver, &solver->wanted, (Literal){2 * solver->end + 1, -end});
}

void solver_tighten(Solver *solver, int32_t end) {
    solver_back(solver, 0);
    if (!solver_raise(solver, (Literal){2 * solver->end + 1, -end}, (Reason){REASON_DECISION, 0, 0}))
        solver->none = true;
}
