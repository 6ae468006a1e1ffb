/* See scenario.h. */
#include "change/agree/scenario.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/impact.h"
#include "change/agree/proposal.h"

bool scenario_check(Transaction *tx, const Scenario *scenario, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(tx->arena->limit);
    Transaction own = *tx; /* the same transaction, with memory of its own for the plan */
    own.arena = &arena;
    PlanSource source;
    Id workspace_id = scenario->row.workspace_id;
    return impact_references(&own, workspace_id, &scenario->changes, err) &&
           plan_load(&own, workspace_id, &source, err) &&
           plan_lay_over(&arena, &source, &scenario->changes, err);
}

bool scenario_adopt(Change *change, Scenario *scenario, Str reason, Proposal *ret, Error *err) {
    Scenario after = *scenario;
    if (!scenario->changes.count) {
        error_set(err, ERROR_CONFLICT, "This scenario is the plan as it is: there is nothing to propose.");
        return error_hint(err, "Give it changes first.");
    }
    record_init(&proposal_resource, ret);
    ret->title = scenario->name;
    ret->reason = reason.at && reason.len ? reason : scenario->text;
    ret->changes = scenario->changes;
    if (!proposal_create(change, ret, err)) return false;
    after.proposal_id = ret->row.id;
    return row_update(change->tx, &scenario_resource, scenario, &after, err);
}
