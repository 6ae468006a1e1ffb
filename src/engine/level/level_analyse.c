/* Levelling's solver: from a conflict to what is to be learned.
 *
 * Of each bound only the greatest value asked for counts: need. Going back along the trail, the change that
 * first reached a need is replaced by its explanation, until one need of the present level is left: then that
 * one must not hold given the others. A need that the others already imply is left out. */
#include "engine/level/level_solve.h"

/* Trail index of the change that made the literal true; it must hold and not from the root. */
static int32_t cause_of(const Solver *solver, Literal literal) {
    int32_t i = solver->latest[literal.bound];
    while (solver->trail.at[i].before >= literal.value) i = solver->trail.at[i].previous;
    return i;
}

static void ask(Solver *solver, Literal literal, int32_t level_begin) {
    int32_t bound = literal.bound;
    if (literal.value <= solver->root[bound] || solver->need[bound] >= literal.value) return;
    if (solver->need[bound] == INT32_MIN) {
        int32_t *more = vec_push(solver->arena, &solver->touched);
        if (more) *more = bound;
        else solver->failed = true;
        solver_heat(solver, literal);
    }
    solver->need[bound] = literal.value;
    bool current = cause_of(solver, literal) >= level_begin;
    solver->open += current - solver->current[bound];
    solver->current[bound] = current;
}

static void ask_all(Solver *solver, const Literals *literals, int32_t level_begin) {
    for (int32_t i = 0; i < literals->count; i++) ask(solver, literals->at[i], level_begin);
}

/* Goes back to the single need of the present level, and answers it. */
static Literal resolve(Solver *solver, int32_t level_begin) {
    int32_t i = solver->trail.count - 1;
    for (;; i--) {
        const Change *change = solver->trail.at + i;
        int32_t bound = change->bound, value = solver->need[bound];
        if (value <= change->before) continue;
        if (solver->open == 1 || change->reason.kind == REASON_DECISION) return (Literal){bound, value};
        solver->need[bound] = INT32_MIN;
        solver->current[bound] = 0;
        solver->open--;
        solver->why.count = 0;
        solver_explain(solver, change, value, &solver->why);
        ask_all(solver, &solver->why, level_begin);
    }
}

static bool implied(Solver *solver, Literal literal) {
    const Change *change = solver->trail.at + cause_of(solver, literal);
    if (change->reason.kind == REASON_DECISION) return false;
    solver->why.count = 0;
    solver_explain(solver, change, literal.value, &solver->why);
    for (int32_t i = 0; i < solver->why.count; i++) {
        Literal one = solver->why.at[i];
        if (one.value > solver->root[one.bound] && solver->need[one.bound] < one.value) return false;
    }
    return true;
}

static int32_t level_of(const Solver *solver, int32_t trail_index) {
    int32_t low = 0, high = solver_level(solver);
    while (high - low > 1) {
        int32_t middle = low + (high - low) / 2;
        if (solver->level_start.at[middle] <= trail_index) low = middle;
        else high = middle;
    }
    return low + 1;
}

/* Leaves the others out when the rest implies them; one after the other, so that no two lean on each other.
 */
static void collect(Solver *solver, Literal last) {
    solver->learned.count = 0;
    literals_add(solver, &solver->learned, literal_not(last));
    for (int32_t i = 0; i < solver->touched.count; i++) {
        int32_t bound = solver->touched.at[i];
        Literal literal = {bound, solver->need[bound]};
        if (literal.value == INT32_MIN || bound == last.bound) continue;
        solver->need[bound] = INT32_MIN; /* a weaker form of itself must not count */
        if (!implied(solver, literal)) solver->need[bound] = literal.value;
    }
    for (int32_t i = 0; i < solver->touched.count; i++) {
        int32_t bound = solver->touched.at[i];
        if (solver->need[bound] != INT32_MIN && bound != last.bound)
            literals_add(solver, &solver->learned, literal_not((Literal){bound, solver->need[bound]}));
        solver->need[bound] = INT32_MIN;
        solver->current[bound] = 0;
    }
}

/* Puts the literal of the latest level second and answers that level; counts the levels. */
static int32_t order_learned(Solver *solver) {
    int32_t best = 0, best_level = 0;
    solver->score = 1;
    for (int32_t i = 1; i < solver->learned.count; i++) {
        int32_t level = level_of(solver, cause_of(solver, literal_not(solver->learned.at[i])));
        int64_t *mark = solver->level_mark + level % LEVEL_MARKS;
        solver->score += *mark != solver->conflicts;
        *mark = solver->conflicts;
        if (level <= best_level) continue;
        best = i;
        best_level = level;
    }
    if (best == 0) return 0;
    Literal literal = solver->learned.at[best];
    solver->learned.at[best] = solver->learned.at[1];
    solver->learned.at[1] = literal;
    return best_level;
}

/* A conflict that does not concern the present level is one of an earlier level. 0: of none. */
static int32_t conflict_level(const Solver *solver) {
    int32_t last = -1;
    for (int32_t i = 0; i < solver->conflict.count; i++) {
        Literal literal = solver->conflict.at[i];
        if (literal.value <= solver->root[literal.bound]) continue;
        int32_t cause = cause_of(solver, literal);
        if (cause > last) last = cause;
    }
    return last < 0 ? 0 : level_of(solver, last);
}

int32_t solver_analyse(Solver *solver) {
    solver->conflicts++;
    if (solver_level(solver) == 0) return -1;
    int32_t level = conflict_level(solver);
    if (level == 0) return -1;
    solver_back(solver, level);
    int32_t begin = solver->level_start.at[level - 1];
    solver->open = 0;
    solver->touched.count = 0;
    ask_all(solver, &solver->conflict, begin);
    collect(solver, resolve(solver, begin));
    return order_learned(solver);
}
