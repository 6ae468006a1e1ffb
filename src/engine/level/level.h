/* Levelling: the shortest schedule of jobs that share renewable resources (RCPSP).
 *
 * A job runs without a break for its duration, after all its predecessors, and holds its demand of each
 * resource all that time; nowhere may more be held than the capacity. Wanted is the least makespan, the
 * finish of the last job. Time is whole slots from 0; the caller chooses how long a slot is.
 *
 *     LevelProblem problem = {...};
 *     LevelAnswer answer;
 *     LevelFault fault;
 *     if (level_make(&arena, &problem, &(LevelOptions){.schedules = 5000}, &answer, &fault))
 * use(answer.start);
 *
 * Anytime: the first answer stands after one pass over the jobs; each better one is told at once. Pure: equal
 * problem, seed and budget of schedules give an equal answer, on every machine; keep_going may end the search
 * early, and then the answer depends on when it did. Integers only; all memory comes from the arena.
 *
 * Effort is counted in schedules: one is one pass that places every job. Constraint propagation is charged
 * at the same rate, by the steps that such a pass takes, so that budgets mean the same whatever is tried. */
#ifndef TRIVET_ENGINE_LEVEL_H
#define TRIVET_ENGINE_LEVEL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

enum {
    LEVEL_JOBS_MAX = 20000,
    LEVEL_LINKS_MAX = 2000000,
    LEVEL_RESOURCES_MAX = 32,
    LEVEL_MODES_MAX = 200000,
    LEVEL_CAPACITY_MAX = 32767,
    LEVEL_SLOTS_MAX = 2000000, /* the durations of all jobs together */
};

typedef struct LevelLink {
    int32_t before, after; /* jobs; after starts when before has finished, or later */
} LevelLink;

/* Arrays are the caller's and are only read. A mode is a way to do a job: its duration and what it holds.
 * This solver takes one mode a job; a job with several is refused with LEVEL_FAULT_MODES (level_modes.h). */
typedef struct LevelProblem {
    int32_t job_count, link_count, resource_count;
    int32_t *capacity; /* by resource, 0..LEVEL_CAPACITY_MAX */
    int32_t
        *first_mode;   /* by job, and one more: the modes of job j are first_mode[j]..first_mode[j + 1] - 1 */
    int32_t *duration; /* by mode, in slots, at least 0 */
    int32_t *demand;   /* by mode times resource_count plus resource, 0..capacity */
    LevelLink *links;
} LevelProblem;

typedef struct LevelAnswer {
    int32_t makespan;
    int32_t lower_bound; /* no schedule is shorter; proven when equal to the makespan */
    bool proven;
    int64_t schedules; /* effort spent so far */
    int32_t *start;    /* by job; in the arena */
} LevelAnswer;

typedef struct LevelOptions {
    int64_t schedules; /* effort at most, 1 or more; INT64_MAX: until keep_going says no, or proven */
    uint64_t seed;
    void *context;                                              /* of both */
    bool (*keep_going)(void *context);                          /* asked often; NULL: always */
    void (*improved)(void *context, const LevelAnswer *answer); /* a better schedule or bound; NULL: untold */
} LevelOptions;

typedef enum LevelFaultKind {
    LEVEL_FAULT_NONE,
    LEVEL_FAULT_COUNT,    /* a count outside its limit: field says which */
    LEVEL_FAULT_CAPACITY, /* row: the resource */
    LEVEL_FAULT_MODES,    /* row: the job, which has no mode or several */
    LEVEL_FAULT_DURATION, /* row: the job; negative, or all together above LEVEL_SLOTS_MAX */
    LEVEL_FAULT_DEMAND,   /* row: the job; negative, or above the capacity of `resource` */
    LEVEL_FAULT_LINK,     /* row: the link names no job, or a job twice */
    LEVEL_FAULT_CYCLE,    /* row: a job that comes before itself */
    LEVEL_FAULT_BUDGET,   /* less than one schedule */
    LEVEL_FAULT_MEMORY,   /* the arena is full */
} LevelFaultKind;

typedef struct LevelFault {
    LevelFaultKind kind;
    int32_t row, resource;
    const char *field; /* static text, the struct's member */
} LevelFault;

/* False: *fault says why and *ret is untouched. Memory: about 300 bytes a link and job, 8 bytes a slot and
 * four resources, and up to 64 MB for what the search learns. */
bool level_make(Arena *arena, const LevelProblem *problem, const LevelOptions *options, LevelAnswer *ret,
                LevelFault *fault);

#endif
