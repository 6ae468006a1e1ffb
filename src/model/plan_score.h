/* Scores of items: the engine's formulas (engine/score.h) over the fields of an item and the plan's figures.
 */
#ifndef TRIVET_PLAN_SCORE_H
#define TRIVET_PLAN_SCORE_H

#include "base/error.h"
#include "engine/formula.h"
#include "engine/score.h"
#include "model/model.h"
#include "model/plan.h"

/* Compiles; a fault becomes an Error in words: what is wrong and where, with the name probably meant. */
bool score_compile(Str text, FormulaCode *ret, Error *err);
/* One plain sentence for what kept an item from its score: "There is no impact." */
Str score_fault_text(Arena *arena, const FormulaFault *fault);
/* Of the item and, when it is planned, its row in the schedule (NULL: it is not); NaN: there is none. */
void score_values(const Item *item, const TaskSchedule *figures, double values[SCORE_FIELDS]);
KanoClass kano_of(const List *answers);

#endif
