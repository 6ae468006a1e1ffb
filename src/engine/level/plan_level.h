/* Levelling of a plan: when each task starts so that nobody is asked for more than he can give.
 *
 * Each task keeps its links, calendars and constraints; what is started, done or fixed keeps its time. A task
 * that would ask too much of somebody waits, and the answer says for whom and for what. The waits of a plan
 * are laid on it as levelling delays: elapsed minutes behind the start that links allow, so that scheduling
 * the plan with them, without sharing, gives the levelled dates (but tasks as late as possible then follow
 * the project's later end).
 *
 *     PlanLevelAnswer answer;
 *     if (plan_level(&arena, &plan, &(PlanLevelOptions){.schedules = 1000}, &answer, &fault)) ...
 *
 * Wanted, in this order: no work that finds nobody within the float (within_float), no deadline or
 * must-finish date missed, projects that finish early (the sum over all), and short waits, above all of
 * important tasks.
 *
 * Anytime: the first answer stands after a handful of passes over the plan; each better one is told. Pure:
 * equal plan, options, seed and budget give an equal answer; keep_going may end the search early. Effort is
 * counted in schedules: one is one pass that places every task. */
#ifndef TRIVET_ENGINE_PLAN_LEVEL_H
#define TRIVET_ENGINE_PLAN_LEVEL_H

#include "engine/trivet.h"

/* A part of a task that one of several can do: who of the candidates would finish it first does it. Of a task
 * with several choices nobody gets two; those with the fewest candidates come first. */
typedef struct LevelChoice {
    int32_t task;         /* row of a leaf */
    int32_t units;        /* percent of his time */
    int32_t work;         /* minutes of somebody of usual speed */
    int32_t first, count; /* a run of PlanLevelOptions.candidates, at least one */
} LevelChoice;

/* Before levelling the first of them does it. */
typedef struct LevelCandidate {
    int32_t resource, speed; /* percent of the usual, above 0: 200 does it in half the time */
} LevelCandidate;

typedef struct LevelledTask {
    Minute start, finish;       /* MINUTE_NONE: the row has no dates (inactive), or is a summary */
    Minute until;               /* for whom it waits is free then; else MINUTE_NONE */
    Minute resume;              /* where the rest of started work goes on when it waits; else MINUTE_NONE */
    int32_t delay;              /* elapsed minutes behind the start that links allow; 0: it does not wait */
    int32_t resource, for_task; /* it waits for this resource, which works on that task until then; or -1 */
} LevelledTask;

typedef struct LevelledProject {
    Minute finish_before, finish_after; /* MINUTE_NONE: it has no tasks */
    Minute lower_bound; /* no levelling finishes it earlier; MINUTE_NONE, with choices: unknown */
} LevelledProject;

typedef struct PlanLevelAnswer {
    LevelledTask *tasks;       /* by row */
    LevelledProject *projects; /* by row */
    Pause *pauses;             /* of tasks that are interrupted, beside the plan's own */
    int32_t pause_count;
    int32_t *persons;                        /* by choice: the resource that does it */
    int64_t overload_before, overload_after; /* minutes asked beyond the units, of the levelled resources */
    int64_t late_minutes;                    /* by which deadlines and must-finish dates are missed */
    int64_t waiting_minutes;                 /* all delays together */
    bool proven;                             /* every project finishes at its lower bound */
    int64_t schedules;                       /* effort spent so far */
} PlanLevelAnswer;

typedef struct PlanLevelOptions {
    int64_t schedules; /* effort at most, 1 or more; INT64_MAX: until keep_going says no, or proven */
    uint64_t seed;
    void *context;                                                  /* of both */
    bool (*keep_going)(void *context, int64_t spent);               /* asked often; NULL: always */
    void (*improved)(void *context, const PlanLevelAnswer *answer); /* a better answer; NULL: untold */
    bool within_float;        /* nothing waits longer than its total float; what finds nobody then stays */
    bool split;               /* what is not TASK_WHOLE may be interrupted, begun or not */
    bool by_rank;             /* smaller priority always goes first; else it only decides between equals */
    const uint8_t *tasks;     /* by row, of leaves: 1 may wait; NULL: all may */
    const uint8_t *resources; /* by row: 1 is levelled; NULL: all are */
    const LevelChoice *choices;
    const LevelCandidate *candidates;
    int32_t choice_count, candidate_count;
} PlanLevelOptions;

/* False: *fault says why (FAULT_INDEX and FAULT_VALUE also of choices, with table TABLE_TASKS and the row)
 * and *ret is untouched. The answer and its arrays live in the arena. Memory: about 400 bytes a task, and
 * what the solver of level.h takes. */
bool plan_level(Arena *arena, const Plan *plan, const PlanLevelOptions *options, PlanLevelAnswer *ret,
                PlanFault *fault);

#endif
