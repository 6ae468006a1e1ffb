/* One search for ways out, shared by its files: a plan that moves are done to and taken back, its network,
 * and what was found. See options.h. */
#ifndef TRIVET_ENGINE_OPTIONS_RUN_H
#define TRIVET_ENGINE_OPTIONS_RUN_H

#include "base/vec.h"
#include "engine/options/options.h"

enum { SIGNATURES = 1 << (MOVE_RAISE + 1), SEEN_SLOTS = 1 << 15 };

/* A value of the plan that was overwritten. */
typedef struct Overwritten {
    int32_t *at, before;
    int32_t table, row;
} Overwritten;

typedef struct Trial {
    int32_t set[OPTIONS_SET_MAX]; /* ascending */
    int32_t count;
    int64_t price, strict; /* strict: what passes a limit weighs STRICTNESS times */
    int32_t signature;
    int64_t passed; /* millionths by which limits are passed, weighed */
} Trial;

typedef struct Search {
    Arena *arena;
    const OptionsProblem *problem;
    OptionsBudget budget;
    Plan plan;     /* as moves have made it */
    Arena own;     /* the network's */
    Arena scratch; /* of explanations */
    Network *network;
    Schedule schedule; /* of the last evaluation */
    struct {
        VEC(Overwritten);
    } undo;
    struct {
        VEC(OptionsMove);
    } moves;
    Trial *best[SIGNATURES]; /* by signature; NULL: none */
    Trial now;
    int64_t best_price;
    uint64_t *seen; /* hashes of sets tried */
    int32_t *lasts; /* by row: minutes in the plan as it is */
    int64_t total_value, total_cost;
    Minute from; /* where time shares are counted from */
    OptionsAnswer answer;
    PlanFault fault;
    int64_t next_tell; /* steps at which better options are told */
    int64_t told_price;
    int32_t seen_count;
    bool stopped, failed;
} Search;

/* options.c: what the question refers to is there. */
bool options_check(const OptionsProblem *problem, OptionsFault *fault);

/* options_move.c */
bool moves_find(Search *search);
/* Links and assignments on the way to the row's finish, as moves. */
bool moves_along(Search *search, const ExplainStep *steps, int32_t count);
int32_t move_feature(const OptionsProblem *problem, const OptionsMove *move);
bool moves_clash(const OptionsProblem *problem, const OptionsMove *a, const OptionsMove *b);
/* It, or something above it, takes no part. */
bool row_is_out(const Plan *plan, int32_t row);
/* It, or something below it, has begun. */
bool row_has_begun(const Plan *plan, int32_t row);
/* Does a move to search->plan, noting what it overwrites. */
bool move_do(Search *search, const OptionsMove *move);
void moves_undo(Search *search);

/* options.c: options so far, to whoever wants them; the search goes on where it was. */
void tell_so_far(Search *search);

/* options_search.c */
/* Of its subject, by the last schedule. */
Minute limit_finish(const Search *search, const OptionsLimit *limit);
int64_t limit_cost(const Search *search, const OptionsLimit *limit);
/* Schedules the plan with the set, which it then stays with, and keeps it when it is the best of its kinds.
 * False: stop. */
bool trial_run(Search *search, Trial *trial);
void search_run(Search *search);

#endif
