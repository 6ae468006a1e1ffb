/* Inside the levelling solver: the prepared problem, seen from both ends of time, and the run over it.
 *
 * Jobs are numbered anew in topological order. A Side is the problem in one direction of time: in the second
 * the last job is the first and links are turned round, so that whatever places jobs to the left on one side
 * places them to the right on the other, with the same code. Job j of one side is job_count - 1 - j of the
 * other.
 *
 * Packed units: four resources in a 64-bit word, 16 bits each; in a word of free units the top bit of each
 * field is set, so that one subtraction tells whether all four fit. Invariant: fields never borrow. */
#ifndef TRIVET_ENGINE_LEVEL_RUN_H
#define TRIVET_ENGINE_LEVEL_RUN_H

#include "base/mem.h"
#include "engine/level/level.h"

#define LEVEL_GUARD UINT64_C(0x8000800080008000)
enum { LEVEL_WORDS_MAX = (LEVEL_RESOURCES_MAX + 3) / 4 };

/* Arrays by job; first_before and first_after have one more. */
typedef struct LevelSide {
    int32_t *first_before, *before; /* predecessors */
    int32_t *first_after, *after;   /* successors */
    int32_t *duration;
    int32_t *head; /* longest path to the start */
    int32_t *tail; /* longest path from the start, own duration included */
    uint64_t *demand;
} LevelSide;

typedef struct LevelRun {
    Arena *arena;
    const LevelProblem *problem;
    const LevelOptions *options;
    int32_t job_count, words, horizon;
    LevelSide side[2];
    int32_t *row;                   /* by job: the problem's */
    uint64_t full[LEVEL_WORDS_MAX]; /* all units free */
    int32_t pool_count; /* resources as such, and behind them those whose demands are better rounded */
    int32_t pool_capacity[2 * LEVEL_RESOURCES_MAX];
    int32_t *pool_demand;    /* by pool times job_count plus job */
    uint64_t *free;          /* by slot and word: the profile that placing works on */
    int32_t free_slots;      /* slots of it that are not all free */
    int32_t *first_at;       /* by slot, two more: room for sorting by time */
    int32_t *time, *waiting; /* by job: room for lists */
    int64_t *heap;           /* twice by job */
    uint64_t random;
    int64_t spent, limit; /* schedules */
    int64_t steps;        /* of propagation, not yet charged */
    int32_t unasked;      /* schedules since keep_going was asked */
    bool stopped;
    LevelAnswer best; /* its start is by problem row */
    int32_t *start;   /* of the best, by job */
} LevelRun;

/* level_problem.c: checks, numbers, and makes both sides. */
bool level_prepare(LevelRun *run, LevelFault *fault);

/* level.c: the budget. False when the search must end. */
bool level_spend(LevelRun *run, int64_t schedules);
/* Charges propagation; job_count * LEVEL_STEPS_PER_JOB steps are a schedule. */
enum { LEVEL_STEPS_PER_JOB = 3 };
bool level_spend_steps(LevelRun *run, int64_t steps);
/* A schedule by job of side 0, or a bound: kept and told when better. */
void level_offer(LevelRun *run, const int32_t *start, int32_t makespan);
void level_raise_bound(LevelRun *run, int32_t lower_bound);

/* level_place.c: schedule generation. Lists are jobs of the side, predecessors first. */
/* Serial: each job of the list at its earliest. Answers the makespan. */
int32_t level_place(LevelRun *run, const LevelSide *side, const int32_t *list, int32_t *start);
/* Both turn a schedule of one side into a list of the other or of the same; the other's starts, when it is
 * shifted to the right, are what placing that list gives. */
void level_list_other(LevelRun *run, int side, const int32_t *start, int32_t makespan, int32_t *list);
void level_list_same(LevelRun *run, const int32_t *start, int32_t makespan, int32_t *list);
/* A list by keys, smaller first, as far as links allow. */
void level_list_by_key(LevelRun *run, const LevelSide *side, const int32_t *key, int32_t *list);
/* Parallel: as time goes on, what may start starts, in the order of keys. */
int32_t level_place_parallel(LevelRun *run, const LevelSide *side, const int32_t *key, int32_t *start);

/* level_bound.c: makes the pools, and a bound by them. False: no memory. */
bool level_quick_bound(LevelRun *run, int32_t *ret);
/* level_search.c: what to try when. False: no memory. */
bool level_search(LevelRun *run);
/* level_breed.c: the genetic search over so many more schedules. False: no memory. */
bool level_breed(LevelRun *run, int64_t schedules);

static inline uint32_t level_random(LevelRun *run) {
    uint64_t z = run->random += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return (uint32_t)(z >> 32);
}
/* 0..bound - 1. */
static inline int32_t level_random_below(LevelRun *run, int32_t bound) {
    return (int32_t)(((uint64_t)level_random(run) * (uint32_t)bound) >> 32);
}

static inline bool level_fits(const uint64_t *free, const uint64_t *demand, int32_t words) {
    for (int32_t w = 0; w < words; w++)
        if (((free[w] - demand[w]) & LEVEL_GUARD) != LEVEL_GUARD) return false;
    return true;
}

static inline bool level_done(const LevelRun *run) {
    return run->stopped || run->best.proven;
}

#endif
