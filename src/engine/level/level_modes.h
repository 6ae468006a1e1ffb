/* Levelling with several ways to do a job (MRCPSP): which mode each job takes, and when it starts.
 *
 * As level.h, but a job may have several modes, of which it takes one; of the resources the first ones become
 * free again when a job ends (renewable), the others are used up: what all jobs together take of one of those
 * is at most its capacity. Anytime and deterministic like there; a schedule of the budget is one pass that
 * places every job. The last part of the budget goes to level_make, with the modes that were best.
 *
 * Method: modes that can never be part of a best schedule are left out first (A. Sprecher et al., OR Spektrum
 * 19, 1997); then a genetic search over orders and modes with forward-backward improvement (V. Van Peteghem,
 * M. Vanhoucke, EJOR 201(2), 2010), in which a job changes its mode while it is placed when it ends earlier
 * so (S. Hartmann, Annals of OR 102, 2001). */
#ifndef TRIVET_ENGINE_LEVEL_MODES_H
#define TRIVET_ENGINE_LEVEL_MODES_H

#include "engine/level/level.h"

typedef struct LevelModesAnswer {
    bool found; /* false: no choice of modes within what may be used up is known; nothing below is set */
    int32_t makespan;
    int32_t lower_bound; /* no schedule is shorter */
    bool proven;
    int64_t schedules;
    int32_t *start; /* by job */
    int32_t *mode;  /* by job: index into the problem's modes */
} LevelModesAnswer;

/* Demands may be above the capacity: such a mode is never taken. False: *fault says why. */
bool level_modes_make(Arena *arena, const LevelProblem *problem, int32_t renewable_count,
                      const LevelOptions *options, LevelModesAnswer *ret, LevelFault *fault);

#endif
