/* What was frozen, and what moved since. */
#include "change/baseline.h"

#include "api/api.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/impact.h"
#include "field/json.h"

static bool load(Call *call, Transaction *tx, Id id, Baseline *baseline, List *rows, Error *err) {
    return row_load(tx, &baseline_resource, call->workspace_id, id, baseline, err) &&
           baseline_rows(tx, baseline, rows, err);
}

bool baseline_items_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Baseline baseline;
    BaselineRows view;
    if (!call_read(call, &tx, err) || !load(call, &tx, call->id, &baseline, &view.items, err)) return false;
    answer_record(call, &baseline_rows_resource, &view);
    return !call->arena->full || error_no_memory(err);
}

/* The other side: another baseline, or the plan as it is. */
static bool load_other(Call *call, Transaction *tx, const Baseline *baseline, List *rows, Error *err) {
    Str with = query_or(call, "with", STR("plan"));
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    Baseline other;
    Id id;
    if (str_is(with, "plan"))
        return plan_load(tx, call->workspace_id, &source, err) &&
               plan_make(call->arena, &source, &map, err) &&
               plan_schedule(call->arena, &map, &schedule, err) &&
               baseline_of_plan(call->arena, &map, &schedule, baseline->project_id, rows, err);
    if (!id_parse(with, &id) || !load(call, tx, id, &other, rows, err)) {
        if (err->kind == ERROR_INTERNAL) return false;
        error_field(err, "with", "There is no such baseline.");
        return error_hint(err, "Give the id of a baseline, or plan.");
    }
    return true;
}

bool baseline_compare_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Baseline baseline;
    BaselineComparison comparison;
    List before, after;
    if (!call_read(call, &tx, err) || !load(call, &tx, call->id, &baseline, &before, err) ||
        !load_other(call, &tx, &baseline, &after, err))
        return false;
    if (!baseline_compare(call->arena, &before, &after, &comparison)) return error_no_memory(err);
    answer_record(call, &baseline_comparison_resource, &comparison);
    return !call->arena->full || error_no_memory(err);
}
