/* Baselines: freezing the plan, and comparing what was frozen. */
#ifndef TRIVET_BASELINE_H
#define TRIVET_BASELINE_H

#include "change/change.h"
#include "engine/spread.h"
#include "model/plan.h"

/* The live plan as frozen rows (a List of BaselineItem, in the order of the plan), of one project or (null)
 * of all; without cost_spread. What takes no part in the plan is left out. */
bool baseline_of_plan(Arena *arena, const PlanMap *map, const Schedule *schedule, Id project_id, List *ret,
                      Error *err);

/* What each task costs on each day, fixed costs by the accrual of their items. */
bool plan_cost_spread(Arena *arena, const PlanMap *map, CostSpread **ret, Error *err);

/* Fills number, sums and hash, and inserts the baseline with its rows. One event, whatever the size. */
bool baseline_insert(Transaction *tx, Baseline *baseline, Error *err);

/* The same with dates, work and cost of another program, as a schedule of its own: what has no start in it is
 * not in the baseline. */
bool baseline_insert_given(Transaction *tx, Baseline *baseline, const PlanMap *map, const Schedule *given,
                           Error *err);

/* What moved between two sets of frozen rows: one row for each item that is new, gone or differs. */
typedef struct BaselineChange {
    Id item_id;
    Str title;
    Choice change; /* added, removed, changed */
    bool summary;
    Moment start_before, start_after;
    Moment finish_before, finish_after;
    int64_t duration_before_minutes, duration_after_minutes;
    int64_t work_before_minutes, work_after_minutes;
    int64_t cost_before_cents, cost_after_cents;
    double value_before, value_after;
    bool renamed, moved, reranked; /* another title, parent, rank */
    /* Why: the last event in between that changed its plan, and of one that was moved by others the engine's
     * words. */
    int64_t seq; /* null: none; it was moved by others */
    Time at;
    Id person_id, decision_id;
    Str why;
} BaselineChange;

typedef struct BaselineComparison {
    List rows; /* of BaselineChange */
    int64_t added, removed, changed;
    Moment finish_before, finish_after;
    int64_t work_before_minutes, work_after_minutes;
    int64_t cost_before_cents, cost_after_cents;
    double value_before, value_after; /* of all items together */
} BaselineComparison;
extern const Resource baseline_change_resource, baseline_comparison_resource;

/* False: the arena is full. */
bool baseline_compare(Arena *arena, const List *before, const List *after, BaselineComparison *ret);

/* Fills in why each row differs. `later` NULL: the plan as it is, of which map and schedule are given. */
bool baseline_explain(Transaction *tx, const Baseline *earlier, const Baseline *later, const PlanMap *map,
                      const Schedule *schedule, BaselineComparison *comparison, Error *err);

#endif
