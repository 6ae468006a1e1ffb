/* Levelling's solver: the trail of changes, its making and its undoing. See level_solve.h. */
#include "engine/level/level_solve.h"
#include "engine/sort.h"

static bool make_links(Solver *solver) {
    const LevelSide *side = solver->run->side;
    int32_t jobs = solver->run->job_count, links = side->first_after[jobs] + jobs;
    solver->first_after = arena_array(solver->arena, int32_t, jobs + 2);
    solver->first_before = arena_array(solver->arena, int32_t, jobs + 2);
    solver->after = arena_array(solver->arena, SolverLink, links);
    solver->before = arena_array(solver->arena, SolverLink, links);
    if (!solver->first_after || !solver->first_before || !solver->after || !solver->before) return false;
    int32_t after = 0, before = 0;
    for (int32_t j = 0; j < jobs; j++) {
        int32_t own = side->duration[j];
        for (int32_t i = side->first_after[j]; i < side->first_after[j + 1]; i++)
            solver->after[after++] = (SolverLink){side->after[i], own};
        if (side->first_after[j] == side->first_after[j + 1])
            solver->after[after++] = (SolverLink){solver->end, own};
        for (int32_t i = side->first_before[j]; i < side->first_before[j + 1]; i++)
            solver->before[before++] = (SolverLink){side->before[i], side->duration[side->before[i]]};
        solver->first_after[j + 1] = after;
        solver->first_before[j + 1] = before;
    }
    for (int32_t j = 0; j < jobs; j++)
        if (side->first_after[j] == side->first_after[j + 1])
            solver->before[before++] = (SolverLink){j, side->duration[j]};
    solver->first_after[jobs + 1] = after;
    solver->first_before[jobs + 1] = before;
    return true;
}

static bool make_users(Solver *solver) {
    const LevelRun *run = solver->run;
    int32_t users = 0;
    int64_t *keys = arena_array(solver->arena, int64_t, run->job_count);
    solver->first_user = arena_array(solver->arena, int32_t, run->pool_count + 1);
    solver->users = arena_array(solver->arena, SolverUser, (int64_t)run->job_count * run->pool_count);
    if (!keys || !solver->first_user || !solver->users) return false;
    for (int32_t p = 0; p < run->pool_count; p++) {
        for (int32_t j = 0; j < run->job_count; j++)
            keys[j] = sort_key(-run->pool_demand[(int64_t)p * run->job_count + j], j);
        sort_keys(keys, run->job_count);
        for (int32_t j = 0; j < run->job_count && sort_major(keys[j]) < 0; j++)
            solver->users[users++] = (SolverUser){sort_minor(keys[j]), -sort_major(keys[j])};
        solver->first_user[p + 1] = users;
    }
    return true;
}

static bool make_arrays(Solver *solver) {
    Arena *arena = solver->arena;
    int32_t slots = solver->run->best.makespan + 1, words = solver->run->words;
    solver->at = arena_array(arena, int32_t, solver->bounds);
    solver->root = arena_array(arena, int32_t, solver->bounds);
    solver->held = arena_array(arena, int32_t, solver->bounds);
    solver->latest = arena_array(arena, int32_t, solver->bounds);
    solver->need = arena_array(arena, int32_t, solver->bounds);
    solver->current = arena_array(arena, uint8_t, solver->bounds);
    solver->watchers = arena_array(arena, Watchers, solver->bounds);
    solver->duration = arena_array(arena, int32_t, solver->variables);
    solver->dirty = arena_array(arena, uint8_t, solver->variables);
    solver->splits = arena_array(arena, Split, (int64_t)SPLITS * solver->variables);
    solver->heat = arena_array(arena, uint32_t, solver->variables);
    solver->held_before = arena_array(arena, int64_t, slots + 2);
    solver->by_begin = arena_array(arena, int64_t, solver->variables);
    solver->by_end = arena_array(arena, int64_t, solver->variables);
    solver->table_user = arena_array(arena, SolverUser, solver->variables);
    solver->level_mark = arena_array(arena, int64_t, LEVEL_MARKS);
    solver->free = arena_array(arena, uint64_t, (int64_t)slots * words);
    if (!solver->at || !solver->root || !solver->held || !solver->latest || !solver->need ||
        !solver->current || !solver->watchers || !solver->duration || !solver->dirty || !solver->splits ||
        !solver->heat || !solver->table_user || !solver->held_before || !solver->by_begin ||
        !solver->by_end || !solver->level_mark || !solver->free)
        return false;
    for (int32_t t = 0; t < slots; t++)
        mem_copy(solver->free + (int64_t)t * words, solver->run->full, (size_t)words * sizeof *solver->free);
    return true;
}

/* Bounds begin as the critical path within the best makespan allows; nothing is compulsory before it is
 * settled. */
bool solver_make(LevelRun *run, Solver *solver) {
    int32_t jobs = run->job_count;
    *solver =
        (Solver){.run = run, .arena = run->arena, .variables = jobs + 1, .bounds = 2 * jobs + 2, .end = jobs};
    solver->demand = run->side[0].demand;
    solver->bump = 1;
    solver->clauses_most = 4000;
    if (!make_arrays(solver) || !make_links(solver) || !make_users(solver)) return false;
    for (int32_t b = 0; b < solver->bounds; b++) {
        solver->latest[b] = -1;
        solver->need[b] = INT32_MIN;
    }
    for (int32_t j = 0; j < jobs; j++) {
        solver->duration[j] = run->side[0].duration[j];
        solver->at[2 * j + 1] = -run->best.makespan;
    }
    solver->at[2 * jobs + 1] = -run->best.makespan;
    for (int32_t b = 0; b < solver->bounds; b++) solver->root[b] = solver->held[b] = solver->at[b];
    for (int32_t j = 0; j < jobs && !solver->failed; j++) {
        solver_raise(solver, (Literal){2 * j, run->side[0].head[j]}, (Reason){REASON_DECISION, 0, 0});
        solver_raise(solver, (Literal){2 * j + 1, run->side[0].tail[j] - run->best.makespan},
                     (Reason){REASON_DECISION, 0, 0});
    }
    solver_raise(solver, (Literal){2 * jobs, run->best.lower_bound}, (Reason){REASON_DECISION, 0, 0});
    return !solver->failed;
}

void literals_add(Solver *solver, Literals *to, Literal literal) {
    Literal *more = vec_push(solver->arena, to);
    if (more) *more = literal;
    else solver->failed = true;
}

void solver_explain(Solver *solver, const Change *change, int32_t value, Literals *to) {
    const Reason *reason = &change->reason;
    if (reason->kind == REASON_LINK) {
        literals_add(solver, to, (Literal){reason->index, value - reason->amount});
    } else if (reason->kind == REASON_TABLE) {
        for (int32_t i = 0; i < reason->amount; i++)
            literals_add(solver, to, solver->explanations.at[reason->index + i]);
    } else if (reason->kind == REASON_CLAUSE) {
        Clause *clause = solver->clauses.at + reason->index;
        clause->used++;
        for (int32_t i = 0; i < clause->count; i++) {
            Literal literal = solver->clause_literals.at[clause->first + i];
            if (literal.bound != change->bound || literal.value != change->value)
                literals_add(solver, to, literal_not(literal));
        }
    }
}

bool solver_raise(Solver *solver, Literal literal, Reason reason) {
    if (literal_holds(solver, literal)) return true;
    Change change = {literal.bound, literal.value, solver->at[literal.bound], solver->latest[literal.bound],
                     reason};
    if (literal_fails(solver, literal)) {
        solver->conflict.count = 0;
        solver_explain(solver, &change, literal.value, &solver->conflict);
        literals_add(solver, &solver->conflict, literal_not(literal));
        return false;
    }
    Change *place = vec_push(solver->arena, &solver->trail);
    if (!place) {
        solver->failed = true;
        return true;
    }
    *place = change;
    solver->latest[literal.bound] = solver->trail.count - 1;
    solver->at[literal.bound] = literal.value;
    return true;
}

void solver_decide(Solver *solver, Literal literal) {
    int32_t *start = vec_push(solver->arena, &solver->level_start);
    int32_t *explanation = vec_push(solver->arena, &solver->explanation_start);
    if (!start || !explanation) {
        solver->failed = true;
        return;
    }
    *start = solver->trail.count;
    *explanation = solver->explanations.count;
    solver_raise(solver, literal, (Reason){REASON_DECISION, 0, 0});
}

void solver_back(Solver *solver, int32_t level) {
    if (level >= solver_level(solver)) return;
    int32_t to = solver->level_start.at[level];
    while (solver->trail.count > to) {
        const Change *change = solver->trail.at + --solver->trail.count;
        if (solver->trail.count < solver->applied) {
            solver_unapply(solver, change);
            solver->applied = solver->trail.count;
        }
        solver->at[change->bound] = change->before;
        solver->latest[change->bound] = change->previous;
    }
    solver->explanations.count = solver->explanation_start.at[level];
    solver->level_start.count = solver->explanation_start.count = level;
    solver->dirty_from = INT32_MAX;
    solver->dirty_to = 0;
    mem_zero(solver->dirty, (size_t)solver->variables);
}

void solver_settle(Solver *solver) {
    for (int32_t i = 0; i < solver->trail.count; i++) {
        int32_t bound = solver->trail.at[i].bound;
        solver->root[bound] = solver->at[bound];
        solver->latest[bound] = -1;
    }
    solver->trail.count = solver->applied = solver->explanations.count = 0;
}
