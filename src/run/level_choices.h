/* Which assignments levelling may give to somebody else: those that name a skill, and those of a generic
 * resource, who is nobody.
 *
 * Of items that may wait, and of plain work alone (even, begun with the item, no overtime), since that is
 * what can be handed over whole. Who has it now comes first and keeps it unless another one finishes it
 * earlier; nobody gets work on an item that he works on already, or more than his units. */
#ifndef TRIVET_RUN_LEVEL_CHOICES_H
#define TRIVET_RUN_LEVEL_CHOICES_H

#include "model/plan.h"

enum { LEVEL_CANDIDATES_MAX = 1 << 20 };

typedef struct LevelChoices {
    Plan plan;           /* the map's, without the assignments that are to be chosen */
    int32_t *assignment; /* by choice: the map's row */
    int32_t count;
} LevelChoices;

/* Also fills options->choices and candidates; options->tasks is set. False: no memory. */
bool level_choices_make(Arena *arena, const PlanMap *map, LevelChoices *ret, PlanLevelOptions *options);
/* Whether somebody else takes it, and the sentence that says so. */
bool level_hands_over(const PlanMap *map, const LevelChoices *choices, const PlanLevelAnswer *answer,
                      int32_t choice);
Str level_handover_reason(Arena *arena, const PlanMap *map, const LevelChoices *choices,
                          const PlanLevelAnswer *answer, int32_t choice);

#endif
