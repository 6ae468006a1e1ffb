/* One search over modes, shared by its files. See level_modes.h. */
#ifndef TRIVET_ENGINE_LEVEL_MODES_RUN_H
#define TRIVET_ENGINE_LEVEL_MODES_RUN_H

#include "engine/level/level_modes.h"

/* One way to do all jobs in one order. */
typedef struct ModesMember {
    int32_t *list;  /* jobs, each behind its predecessors */
    int32_t *mode;  /* by job */
    int32_t *start; /* by job */
    int32_t makespan;
    int64_t excess; /* used up beyond the capacities */
} ModesMember;

/* Neighbours by job: list[first[j] .. first[j + 1]). */
typedef struct ModesEdges {
    int32_t *first, *list;
} ModesEdges;

typedef struct ModesRun {
    Arena *arena;
    const LevelProblem *problem;
    const LevelOptions *options;
    int32_t job_count, resource_count, renewable_count;
    int32_t *first, *usable; /* modes of each job that may be taken: usable[first[j] .. first[j + 1]) */
    ModesEdges before, after;
    int32_t horizon;
    int32_t *used;    /* [slot * renewable_count + resource] of the schedule that is being made */
    int32_t *finish;  /* by job */
    int64_t *used_up; /* of the resources behind the renewable ones */
    int32_t *waiting; /* room by job */
    int64_t *keys;    /* room by job */
    uint64_t random;
    int64_t spent, limit;
    int32_t lower_bound;
    ModesMember best;
    bool found, stopped;
} ModesRun;

uint32_t modes_random(ModesRun *run, uint32_t below);
/* False: the budget is spent, or the best is proven. */
bool modes_spend(ModesRun *run);

static inline const int32_t *mode_demand(const ModesRun *run, int32_t mode) {
    return run->problem->demand + (int64_t)mode * run->resource_count;
}

/* level_modes_prepare.c: edges, usable modes, bound, room. */
bool modes_prepare(ModesRun *run, LevelFault *fault);

/* level_modes_place.c */
/* Modes changed until no more is used up than there is, if a few tries do it. */
void modes_repair(ModesRun *run, ModesMember *member);
/* Serial schedule generation in the order of the list, improved forwards and backwards; three schedules. */
void modes_place(ModesRun *run, ModesMember *member);
/* An order by urgency, at random. */
void modes_shuffle(ModesRun *run, int32_t *list);

#endif
