/* Levelling's solver: learned clauses, watched at two of their literals, and cleaned out now and then.
 *
 * A clause matters only when all its literals but one have become false; so it is looked at only when one of
 * two watched literals does. Watched are always the first two; when a watched one is false and stays, the
 * other holds or was implied at that time. */
#include "engine/level/level_solve.h"
#include "engine/sort.h"

enum { SCORE_KEPT = 2 };

static void watch(Solver *solver, int32_t clause, Literal literal, Literal other) {
    Watcher *more = vec_push(solver->arena, solver->watchers + (literal.bound ^ 1));
    if (more) *more = (Watcher){clause, 1 - literal.value, other};
    else solver->failed = true;
}

/* The clause with one watched literal false: finds another to watch. True: the watcher is to be dropped. */
static bool move_watch(Solver *solver, int32_t clause, Literal fallen) {
    Clause *row = solver->clauses.at + clause;
    Literal *literals = solver->clause_literals.at + row->first;
    if (literals[0].bound == fallen.bound && literals[0].value == fallen.value) {
        literals[0] = literals[1];
        literals[1] = fallen;
    }
    for (int32_t i = 2; i < row->count; i++) {
        if (literal_fails(solver, literals[i])) continue;
        literals[1] = literals[i];
        literals[i] = fallen;
        watch(solver, clause, literals[1], literals[0]);
        return true;
    }
    return false;
}

/* Only literals that this very change made false: what was false before has been dealt with. */
bool solver_watch(Solver *solver, const Change *change) {
    int32_t bound = change->bound, kept = 0;
    uint32_t span = (uint32_t)(change->value - change->before);
    Watchers *list = solver->watchers + bound;
    bool good = true;
    solver->steps += list->count / 8;
    for (int32_t i = 0; i < list->count; i++) {
        Watcher *watcher = list->at + i;
        if (kept < i) list->at[kept] = *watcher;
        kept++;
        if ((uint32_t)(watcher->threshold - change->before) - 1 >= span) continue;
        if (!good || literal_holds(solver, watcher->other)) continue;
        Literal fallen = {bound ^ 1, 1 - watcher->threshold};
        solver->steps += 2;
        if (move_watch(solver, watcher->clause, fallen)) {
            kept--;
            continue;
        }
        Literal first = solver->clause_literals.at[solver->clauses.at[watcher->clause].first];
        list->at[kept - 1].other = first;
        good = solver_raise(solver, first, (Reason){REASON_CLAUSE, watcher->clause, 0});
    }
    list->count = kept;
    return good;
}

void solver_learn(Solver *solver) {
    const Literals *learned = &solver->learned;
    Clause *clause = vec_push(solver->arena, &solver->clauses);
    if (!clause) {
        solver->failed = true;
        return;
    }
    *clause = (Clause){solver->clause_literals.count, learned->count, solver->score, 1};
    int32_t index = solver->clauses.count - 1;
    for (int32_t i = 0; i < learned->count; i++)
        literals_add(solver, &solver->clause_literals, learned->at[i]);
    if (solver->failed) return;
    watch(solver, index, learned->at[0], learned->at[1]);
    watch(solver, index, learned->at[1], learned->at[0]);
}

/* ---- Cleaning, at level 0 only, when no clause is a reason ---- */

static bool holds_for_good(const Solver *solver, const Clause *clause) {
    for (int32_t i = 0; i < clause->count; i++)
        if (literal_holds(solver, solver->clause_literals.at[clause->first + i])) return true;
    return false;
}

/* Copies the clause to the place of the kept ones, which lies before it, without literals false for good. */
static void keep_clause(Solver *solver, Clause clause, int32_t *kept, int32_t *kept_literals) {
    Literal *literals = solver->clause_literals.at;
    int32_t first = *kept_literals;
    for (int32_t i = 0; i < clause.count; i++)
        if (!literal_fails(solver, literals[clause.first + i]))
            literals[(*kept_literals)++] = literals[clause.first + i];
    clause.first = first;
    clause.count = *kept_literals - first;
    clause.used = 0;
    solver->clauses.at[*kept] = clause;
    watch(solver, *kept, literals[first], literals[first + 1]);
    watch(solver, *kept, literals[first + 1], literals[first]);
    (*kept)++;
}

/* The worse half goes, by the levels it spans and how often it served; the younger of equals stays. */
static void mark_worse_half(Solver *solver) {
    int32_t count = solver->clauses.count;
    solver->keys.count = 0;
    for (int32_t i = 0; i < count; i++) {
        const Clause *clause = solver->clauses.at + i;
        int32_t used = clause->used > 9 ? 9 : clause->used;
        int64_t *key = vec_push(solver->arena, &solver->keys);
        if (key)
            *key = sort_key(clause->score <= SCORE_KEPT ? 0 : 10 + 4 * clause->score - used, count - 1 - i);
        else solver->failed = true;
    }
    sort_keys(solver->keys.at, solver->keys.count);
    for (int32_t i = count / 2; i < solver->keys.count; i++)
        if (sort_major(solver->keys.at[i]) > 0)
            solver->clauses.at[count - 1 - sort_minor(solver->keys.at[i])].score = 0;
}

void solver_clean(Solver *solver) {
    int32_t count = solver->clauses.count, kept = 0, kept_literals = 0;
    mark_worse_half(solver);
    for (int32_t b = 0; b < solver->bounds; b++) solver->watchers[b].count = 0;
    for (int32_t i = 0; i < count; i++)
        if (solver->clauses.at[i].score && !holds_for_good(solver, solver->clauses.at + i))
            keep_clause(solver, solver->clauses.at[i], &kept, &kept_literals);
    solver->clauses.count = kept;
    solver->clause_literals.count = kept_literals;
}
