/* The delivery assessment of a set of changes: what they would do to dates, cost, people and risk, and which
 * baselines they would leave. Computed on a copy of the plan; kept with the event and the engine by which it
 * is right. */
#ifndef TRIVET_ASSESS_H
#define TRIVET_ASSESS_H

#include "change/change.h"

bool assess(Transaction *tx, Id workspace_id, const List *changes, Assessment *ret, Error *err);
/* Whether anything that the plan is made of was changed after that event. */
bool plan_changed_since(Transaction *tx, Id workspace_id, int64_t seq, bool *ret, Error *err);
/* The same figures, whatever they were computed from. */
bool assessment_equal(const Assessment *a, const Assessment *b);
/* How the first figure that differs differs, in words: "Bridge ends 2026-03-12 instead of 2026-03-10". */
Str assessment_difference(Transaction *tx, Id workspace_id, const Assessment *then, const Assessment *now);

#endif
