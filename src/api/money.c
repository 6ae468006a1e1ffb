/* Earned value and schedule quality of the workspace, computed now. */
#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/impact.h"
#include "change/baseline/earned.h"
#include "change/figures/checked.h"

bool earned_value_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    EarnedQuestion question;
    EarnedView view;
    if (!query_id(call, "project_id", &question.project_id, err) ||
        !query_id(call, "product_id", &question.product_id, err) ||
        !query_id(call, "release_id", &question.release_id, err) ||
        !query_id(call, "baseline_id", &question.baseline_id, err))
        return false;
    if (!call_read(call, &tx, err) || !earned_answer(&tx, call->workspace_id, &question, &view, err))
        return false;
    answer_record(call, &earned_view_resource, &view);
    return !call->arena->full || error_no_memory(err);
}

bool schedule_check_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    Agreed agreed;
    ChecksView view;
    Id project_id, baseline_id;
    if (!query_id(call, "project_id", &project_id, err) ||
        !query_id(call, "baseline_id", &baseline_id, err) || !call_read(call, &tx, err) ||
        !plan_load(&tx, call->workspace_id, &source, err) || !plan_make(call->arena, &source, &map, err) ||
        !plan_schedule(call->arena, &map, &schedule, err) ||
        !agreed_load(&tx, call->workspace_id, baseline_id, &map, &agreed, err))
        return false;
    int32_t project = plan_index(&map.project_of_id, project_id);
    if (project_id.n && project == NO_INDEX)
        return error_field(err, "project_id", "There is no such project.");
    if (!checked_plan(call->arena, &map, &schedule, &agreed, &source.risks, project, &view, err))
        return false;
    answer_record(call, &checks_view_resource, &view);
    return !call->arena->full || error_no_memory(err);
}
