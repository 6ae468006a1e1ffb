/* The frozen rows that count for each project: those of a baseline that was named, else of the project's
 * latest, else of the workspace's latest. */
#ifndef TRIVET_AGREED_H
#define TRIVET_AGREED_H

#include "change/change.h"
#include "model/plan.h"

typedef struct Agreed {
    List rows;      /* of BaselineItem, ordered as they were, project after project */
    bool *projects; /* one a project of the plan: it has a baseline */
    Id *baselines;  /* one a project: which, null: none */
    const BaselineItem **by_item;
} Agreed;

/* baseline_id null: the latest ones. ERROR_NOT_FOUND: there is no such baseline. */
bool agreed_load(Transaction *tx, Id workspace_id, Id baseline_id, const PlanMap *map, Agreed *ret,
                 Error *err);
/* The one in force for a project, of a List of Baseline: of the project itself before those of the workspace,
 * the latest of these. NULL: there is none. */
const Baseline *agreed_latest(const List *baselines, Id project_id);
/* NULL: it is not in any of them. */
const BaselineItem *agreed_find(const Agreed *agreed, Id item_id);

#endif
