/* What was frozen, and what moved since. */
#include "change/baseline/baseline.h"

#include "api/api.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/impact.h"
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

/* What a baseline is compared with: another one, or the plan as it is. */
typedef struct Other {
    bool plan;
    Baseline baseline;
    List rows;
    PlanMap map; /* of the plan as it is, whatever the other side */
    Schedule schedule;
} Other;

static bool load_plan(Call *call, Transaction *tx, Other *ret, Error *err) {
    PlanSource *source = arena_new(call->arena, PlanSource);
    if (!source) return error_no_memory(err);
    return plan_load(tx, call->workspace_id, source, err) && plan_make(call->arena, source, &ret->map, err) &&
           plan_schedule(call->arena, &ret->map, &ret->schedule, err);
}

static bool load_other(Call *call, Transaction *tx, const Baseline *baseline, Other *ret, Error *err) {
    Str with = query_or(call, "with", STR("plan"));
    Id id;
    ret->plan = str_is(with, "plan");
    if (!load_plan(call, tx, ret, err)) return false;
    if (ret->plan)
        return baseline_of_plan(call->arena, &ret->map, &ret->schedule, baseline->project_id, &ret->rows,
                                err);
    if (!id_parse(with, &id) || !load(call, tx, id, &ret->baseline, &ret->rows, err)) {
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
    List before;
    Other other = {0};
    if (!call_read(call, &tx, err) || !load(call, &tx, call->id, &baseline, &before, err) ||
        !load_other(call, &tx, &baseline, &other, err))
        return false;
    if (!baseline_compare(call->arena, &before, &other.rows, &comparison)) return error_no_memory(err);
    if (!baseline_explain(&tx, &baseline, other.plan ? NULL : &other.baseline, &other.map, &other.schedule,
                          &comparison, err))
        return false;
    answer_record(call, &baseline_comparison_resource, &comparison);
    return !call->arena->full || error_no_memory(err);
}
