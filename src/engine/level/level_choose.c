/* Levelling's solver: what is decided next.
 *
 * The possible starts of a job are halved where conflicts were had. Of each job the hottest splits are
 * remembered, those that took part in most recent conflicts; decided is the hottest that is open anywhere,
 * towards the guide, a good schedule. Where none is open, the job that was hottest starts where the guide has
 * it, or else at its earliest. */
#include "engine/level/level_solve.h"

enum { DECAY = 20 };

static void shrink(Solver *solver) {
    for (int32_t i = 0; i < solver->variables; i++) solver->heat[i] >>= 16;
    for (int32_t i = 0; i < SPLITS * solver->variables; i++) solver->splits[i].heat >>= 16;
    solver->bump = solver->bump >> 16 ? solver->bump >> 16 : 1;
}

void solver_heat(Solver *solver, Literal literal) {
    int32_t value = literal.bound % 2 ? 1 - literal.value : literal.value;
    Split *own = solver->splits + (int64_t)SPLITS * (literal.bound / 2), *split = own;
    for (int i = 1; i < SPLITS && split->value != value; i++)
        if (own[i].value == value || own[i].heat < split->heat) split = own + i;
    if (split->value != value) *split = (Split){value, 0};
    uint32_t *heat = solver->heat + literal.bound / 2;
    split->heat += solver->bump;
    *heat += solver->bump;
    if (*heat >= UINT32_MAX / 2) shrink(solver);
}

void solver_cool(Solver *solver) {
    solver->bump += solver->bump / DECAY + 1;
}

static bool hottest(const Solver *solver, Literal *ret) {
    const Split *best = NULL;
    for (int32_t j = 0; j < solver->end; j++) {
        int32_t low = solver->at[2 * j], high = -solver->at[2 * j + 1];
        for (const Split *split = solver->splits + (int64_t)SPLITS * j, *end = split + SPLITS; split < end;
             split++) {
            if (split->value <= low || split->value > high || split->heat <= (best ? best->heat : 0))
                continue;
            best = split;
            *ret = solver->guide && solver->guide[j] >= split->value ? (Literal){2 * j, split->value}
                                                                     : (Literal){2 * j + 1, 1 - split->value};
        }
    }
    return best;
}

/* The open job that was hottest, of equals the one that can start first. */
static int32_t busiest(const Solver *solver) {
    int32_t best = -1;
    for (int32_t j = 0; j < solver->end; j++) {
        if (solver->at[2 * j] == -solver->at[2 * j + 1]) continue;
        if (best < 0 || solver->heat[j] > solver->heat[best] ||
            (solver->heat[j] == solver->heat[best] && solver->at[2 * j] < solver->at[2 * best]))
            best = j;
    }
    return best;
}

bool solver_choose(const Solver *solver, Literal *ret) {
    if (hottest(solver, ret)) return true;
    int32_t job = busiest(solver);
    if (job < 0) return false;
    int32_t low = solver->at[2 * job], high = -solver->at[2 * job + 1];
    int32_t want = solver->guide ? solver->guide[job] : low;
    if (want <= low) *ret = (Literal){2 * job + 1, -low};
    else if (want >= high) *ret = (Literal){2 * job, high};
    else *ret = (Literal){2 * job + 1, -want};
    return true;
}
