/* The constraint solver of levelling: search that learns from each conflict (lazy clause generation).
 *
 * Variables are the start of each job and, last, the end of the project. Each variable has two bounds: bound
 * 2i is the least value of variable i, bound 2i + 1 the negative of its greatest, so that every deduction
 * raises some bound and everything is written once for both ends of time. A Literal says that a bound is at
 * least a value; its negation is bound ^ 1 at least 1 - value. A clause is a list of literals of which one
 * must hold.
 *
 * Every change of a bound stands on the trail with its reason; an explanation is a list of literals that held
 * and together imply it. A conflict is resolved back along the trail to one literal of the present level, and
 * what is left is learned as a clause (after Schutt, Feydt, Stuckey, Wallace 2011: Explaining the cumulative
 * propagator). Invariants: at level 0 the trail is empty; the profile counts the compulsory parts of exactly
 * the changes before `applied`. */
#ifndef TRIVET_ENGINE_LEVEL_SOLVE_H
#define TRIVET_ENGINE_LEVEL_SOLVE_H

#include "base/vec.h"
#include "engine/level/level_run.h"

typedef struct Literal {
    int32_t bound, value;
} Literal;

static inline Literal literal_not(Literal literal) {
    return (Literal){literal.bound ^ 1, 1 - literal.value};
}

typedef enum ReasonKind {
    REASON_DECISION,
    REASON_LINK,   /* index: the bound that, `amount` less, implies it */
    REASON_CLAUSE, /* index: of the clause */
    REASON_TABLE,  /* index: first of `amount` literals in explanations */
} ReasonKind;

typedef struct Reason {
    int32_t kind, index, amount;
} Reason;

typedef struct Change {
    int32_t bound, value, before, previous; /* previous: trail index of the same bound's last change, or -1 */
    Reason reason;
} Change;

typedef struct Clause {
    int32_t first, count; /* in clause_literals */
    int32_t score;        /* levels it spans when learned; fewer is better */
    int32_t used;         /* in conflicts since the last cleaning */
} Clause;

typedef struct Watcher {
    int32_t clause, threshold; /* the watched literal is false once the bound reaches it */
    Literal other;             /* when this holds there is nothing to do */
} Watcher;

typedef struct Watchers {
    VEC(Watcher);
} Watchers;

typedef struct Literals {
    VEC(Literal);
} Literals;

/* Where a variable's values are halved: from `value` on, or before it. */
typedef struct Split {
    int32_t value;
    uint32_t heat; /* by conflicts that it took part in, recent ones more */
} Split;

/* Links of the solver, the end of the project included. */
typedef struct SolverLink {
    int32_t other, duration;
} SolverLink;

typedef struct SolverUser {
    int32_t job, demand;
} SolverUser;

typedef struct Solver {
    LevelRun *run;
    Arena *arena;
    int32_t variables, bounds, end; /* end: the variable */
    int32_t *at, *root;             /* by bound: now, and without decisions */
    int32_t *latest;                /* by bound: trail index of its last change, or -1 */
    int32_t *duration;              /* by variable */
    const uint64_t *demand;
    int32_t *first_after, *first_before;
    SolverLink *after, *before;

    struct {
        VEC(Change);
    } trail;
    struct {
        VEC(int32_t);
    } level_start; /* trail count when the level began; its count is the level */
    int32_t applied;
    int32_t *held;         /* by bound: as far as applied */
    Literals explanations; /* of REASON_TABLE */
    struct {
        VEC(int32_t);
    } explanation_start; /* by level */

    uint64_t *free;               /* by slot: what compulsory parts leave */
    int32_t dirty_from, dirty_to; /* slots changed since jobs were last checked */
    uint8_t *dirty;               /* by variable: own bounds changed */
    int32_t *first_user;          /* by pool, one more; a resource is the pool of its number */
    SolverUser *users;            /* the greatest demand first */
    SolverUser *table_user;       /* room: of an explanation */
    int64_t *held_before;         /* room, by slot: units that compulsory parts hold before it */
    int64_t *by_begin, *by_end;   /* room: of open jobs */

    struct {
        VEC(Clause);
    } clauses;
    Literals clause_literals;
    Watchers *watchers; /* by bound */
    int32_t clauses_most;

    Literals conflict; /* literals that hold and cannot together */
    int32_t *need;     /* by bound: value to be explained, INT32_MIN none */
    uint8_t *current;  /* by bound: its need became true on the present level */
    int32_t open;      /* how many are */
    struct {
        VEC(int32_t);
    } touched;
    Literals learned, why;
    int32_t score; /* of the learned */
    int64_t *level_mark;
    struct {
        VEC(int64_t);
    } keys;

    Split *splits;        /* SPLITS by variable: the hottest */
    uint32_t *heat;       /* by variable, of all its splits */
    uint32_t bump;        /* heat of a conflict now */
    Literals wanted;      /* assumed before anything is chosen; learned clauses hold without them */
    int32_t asked;        /* of wanted hold */
    const int32_t *guide; /* by variable: values of a good schedule, or NULL */
    int64_t conflicts, steps;
    bool none;   /* no schedule within the root bounds */
    bool failed; /* no memory */
} Solver;

enum { LEVEL_MARKS = 4096, SPLITS = 4 };

/* level_trail.c */
bool solver_make(LevelRun *run, Solver *solver);
static inline int32_t solver_level(const Solver *solver) {
    return solver->level_start.count;
}
static inline bool literal_holds(const Solver *solver, Literal literal) {
    return solver->at[literal.bound] >= literal.value;
}
static inline bool literal_fails(const Solver *solver, Literal literal) {
    return solver->at[literal.bound ^ 1] > -literal.value;
}
/* Raises a bound; false: conflict, which is then explained in solver->conflict. */
bool solver_raise(Solver *solver, Literal literal, Reason reason);
void solver_decide(Solver *solver, Literal literal);
void solver_back(Solver *solver, int32_t level);
/* At level 0: what holds now holds for good. */
void solver_settle(Solver *solver);
/* The literals that imply the change when it need only reach `value`; appended. */
void solver_explain(Solver *solver, const Change *change, int32_t value, Literals *to);
void literals_add(Solver *solver, Literals *to, Literal literal);

/* level_table.c: links and resources. False: conflict. The change may move in memory meanwhile. */
bool solver_apply(Solver *solver, const Change *change);
void solver_unapply(Solver *solver, const Change *change);
bool solver_check_jobs(Solver *solver);

/* level_energy.c: when nothing else is left to do. False: conflict. */
bool solver_check_energy(Solver *solver);

/* level_clause.c */
bool solver_watch(Solver *solver, const Change *change);
void solver_learn(Solver *solver);
void solver_clean(Solver *solver);

/* level_analyse.c: from the conflict to the clause to be learned, in solver->learned, first the literal that
 * will hold next. Answers the level to go back to; -1: there is no solution at all. */
int32_t solver_analyse(Solver *solver);

/* level_choose.c: what is decided next; false: nothing is open. */
bool solver_choose(const Solver *solver, Literal *ret);
/* The literal took part in a conflict. */
void solver_heat(Solver *solver, Literal literal);
/* A conflict is over: the next one counts more. */
void solver_cool(Solver *solver);

/* level_solve.c */
typedef enum Outcome { OUTCOME_FOUND, OUTCOME_NONE, OUTCOME_UNKNOWN } Outcome;
bool solver_propagate(Solver *solver);
/* Searches for so many conflicts for a schedule in which all wanted literals hold. NONE: there is none; when
 * the end alone was wanted, its root bound says so from now on. FOUND: the bounds hold it. */
Outcome solver_search(Solver *solver, int64_t conflicts);
/* Wanted is from now on that the schedule ends by `end`, and nothing else. */
void solver_want_end(Solver *solver, int32_t end);
/* Only schedules that end by `end` are wanted from now on. */
void solver_tighten(Solver *solver, int32_t end);

#endif
