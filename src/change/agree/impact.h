/* The plan of a workspace as it is and as it would be.
 *
 * Both go through model/plan.h and the engine; changes are laid over the loaded rows by the same decoder that
 * writes them later, so that what is shown before is what comes out after. */
#ifndef TRIVET_IMPACT_H
#define TRIVET_IMPACT_H

#include "change/change.h"
#include "model/plan.h"

/* Everything that the plan is made of. */
bool plan_load(Transaction *tx, Id workspace_id, PlanSource *ret, Error *err);
/* The plan as it is, with its schedule. */
typedef struct LivePlan {
    bool loaded;
    PlanSource source;
    PlanMap map;
    Schedule schedule;
} LivePlan;
/* Loads and schedules it, the first time that it is asked for. */
bool live_plan(Transaction *tx, Id workspace_id, LivePlan *plan, Error *err);
/* Whether it is made of rows of this resource; NULL: no. */
bool plan_depends_on(const Resource *resource);
/* Loads, schedules, and answers false with the fault in words (a cycle is named). */
bool plan_try(Transaction *tx, Id workspace_id, Error *err);

/* Lays changes (a List of ProposedChange) over the rows, which are copied before. False: one of them does not
 * fit, *err says which. */
bool plan_lay_over(Arena *arena, PlanSource *source, const List *changes, Error *err);

/* Every id that the changes set names a row of the workspace, or one that they create. Proposals find that
 * out when they are tried; a mere question asks it here. */
bool impact_references(Transaction *tx, Id workspace_id, const List *changes, Error *err);

/* Says in *err which of the changes is at fault: "value" becomes "changes[2].value". Answers false. */
bool error_in_change(Error *err, int i);

/* What the changes (a List of ProposedChange) would do to each release and project whose finish or cost
 * differs. Nothing is written. */
bool impact_compute(Transaction *tx, Id workspace_id, const List *changes, List *ret, Error *err);

/* The plan as it is and as the changes would make it. */
typedef struct WhatIf {
    PlanSource source_before, source_after;
    PlanMap before, after;
    Schedule now, then;
} WhatIf;
bool what_if_make(Transaction *tx, Id workspace_id, const List *changes, WhatIf *ret, Error *err);
bool what_if_impacts(Arena *arena, const WhatIf *what_if, List *ret, Error *err);

#endif
