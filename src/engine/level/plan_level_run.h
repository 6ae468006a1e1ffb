/* Inside the levelling of plans: the run, its score and the order it works on. See plan_level.h. */
#ifndef TRIVET_ENGINE_PLAN_LEVEL_RUN_H
#define TRIVET_ENGINE_PLAN_LEVEL_RUN_H

#include "engine/level/plan_level.h"
#include "engine/share.h"

/* Compared member by member; less is better. */
typedef struct LevelScore {
    int64_t refused; /* minutes that work would have to wait longer than it may */
    int64_t late, finish, waiting;
} LevelScore;

/* What decided the start of a job: one that it is linked to or waits for, or NO_INDEX. */
typedef struct Behind {
    int32_t position;
    bool waits;
} Behind;

typedef struct Leveller {
    const PlanLevelOptions *options;
    Plan plan; /* a copy whose assignments may change and which has no delays */
    Run run;
    Share share;
    Pieces pieces;
    struct {
        VEC(Pause);
    } pauses;                         /* of the best answer */
    int32_t *rank;                    /* by position: priority, spread to predecessors */
    int32_t *weight;                  /* by position: of its waiting, 1 to 4 */
    int32_t *key;                     /* by position: the order that is tried, smaller first */
    int32_t *kept;                    /* by position: keys of the schedule that the search stands on */
    Behind *behind;                   /* by position: of that schedule */
    int32_t *kept_last;               /* by project: which job finishes last in it */
    Minute *late_start, *late_finish; /* by position: without sharing */
    int64_t *order;                   /* by position: room */
    Minute *finish;                   /* by project: of the last pass */
    LevelScore score, kept_score, best;
    PlanLevelAnswer answer;
    uint64_t random;
    int64_t spent;
    bool limits; /* some work may not wait beyond a moment: it is overload instead */
    bool stopped;
} Leveller;

/* plan_level.c: one pass in the order of `key`; its score, and the answer when it is the best. False: no
 * memory. */
bool leveller_try(Leveller *leveller);
static inline bool leveller_done(const Leveller *leveller) {
    return leveller->stopped || leveller->answer.proven;
}
/* plan_level_choose.c: checks the options' choices; and lays them on the passes, after the last assignments
 * of leveller->plan, one for each. False: *fault says why; no memory. */
bool level_choices_check(const Plan *plan, const PlanLevelOptions *options, PlanFault *fault);
bool leveller_take_choices(Leveller *leveller);
bool score_is_less(const LevelScore *a, const LevelScore *b);

/* plan_level_search.c: the whole search, from the first answer on. False: no memory. */
bool leveller_search(Leveller *leveller);
/* plan_level_slots.c: keys from the solver of level.h, to which time is slots of equal length. *ret false: it
 * has found nothing, or the plan is too large for it. */
bool leveller_keys_from_slots(Leveller *leveller, bool *ret);

#endif
