/* Proposals and what they would do. */
#include "api/api.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/assess.h"
#include "change/agree/impact.h"
#include "change/agree/proposal.h"
#include "change/agree/scenario.h"
#include "change/origin.h"
#include "change/undo.h"
#include "field/json.h"

bool proposal_create_op(Call *call, Error *err) {
    Proposal proposal;
    if (!call_decode(call, &proposal_resource, &proposal, err)) return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    Change change = change_begin(&tx, &call->user);
    if (!proposal_create(&change, &proposal, err)) return false;
    answer_row(call, 201, &proposal_resource, &proposal);
    return call_commit(call, &tx, err);
}

bool scenario_adopt_op(Call *call, Error *err) {
    Adoption adoption;
    Scenario scenario;
    Proposal proposal;
    if (!call_decode(call, &adoption_resource, &adoption, err)) return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &scenario_resource, call->workspace_id, call->id, &scenario, err)) return false;
    Change change = change_begin(&tx, &call->user);
    if (!scenario_adopt(&change, &scenario, adoption.reason, &proposal, err)) return false;
    answer_row(call, 201, &proposal_resource, &proposal);
    return call_commit(call, &tx, err);
}

/* What it would change stays as it is. */
bool proposal_update_op(Call *call, Error *err) {
    CLEANUP(json_done) json_t *body = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Proposal before, after;
    if (!call_json(call, &body, err) || !call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &proposal_resource, call->workspace_id, call->id, &before, err)) return false;
    if (!call_if_match(call, &before.row, err)) return false;
    after = before;
    if (!json_decode(call->arena, &proposal_resource, body, DECODE_PATCH, &after, NULL, err)) return false;
    Change change = change_begin(&tx, &call->user);
    if (!proposal_edit(&change, &before, &after, err)) return false;
    answer_row(call, 200, &proposal_resource, &after);
    return call_commit(call, &tx, err);
}

typedef bool Decide(Change *change, Proposal *proposal, const Verdict *verdict, Error *err);

static bool decide(Call *call, Decide *how, Error *err) {
    Verdict verdict;
    Proposal proposal;
    if (!call_decode(call, &verdict_resource, &verdict, err)) return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &proposal_resource, call->workspace_id, call->id, &proposal, err) ||
        !references_check(&tx, &verdict_resource, call->workspace_id, NULL, &verdict, err))
        return false;
    Change change = change_begin(&tx, &call->user);
    if (!how(&change, &proposal, &verdict, err)) return false;
    answer_row(call, 200, &proposal_resource, &proposal);
    return call_commit(call, &tx, err);
}

static bool withdraw(Change *change, Proposal *proposal, const Verdict *verdict, Error *err) {
    return proposal_withdraw(change, proposal, err);
}

bool proposal_accept_op(Call *call, Error *err) {
    return decide(call, proposal_accept, err);
}

bool proposal_decline_op(Call *call, Error *err) {
    return decide(call, proposal_decline, err);
}

bool proposal_withdraw_op(Call *call, Error *err) {
    return decide(call, withdraw, err);
}

bool proposal_counter_op(Call *call, Error *err) {
    Proposal proposal, answer;
    if (!call_decode(call, &proposal_resource, &answer, err)) return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &proposal_resource, call->workspace_id, call->id, &proposal, err)) return false;
    Change change = change_begin(&tx, &call->user);
    if (!proposal_counter(&change, &proposal, &answer, err)) return false;
    answer_row(call, 201, &proposal_resource, &answer);
    return call_commit(call, &tx, err);
}

/* Of an open one as the plan stands now; what is decided stands. */
bool proposal_assessment_op(Call *call, Error *err) {
    Proposal proposal;
    AssessmentView view = {0};
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_read(call, &tx, err) ||
        !row_load(&tx, &proposal_resource, call->workspace_id, call->id, &proposal, err))
        return false;
    view.assessment = proposal.assessment;
    if (proposal.state.n == PROPOSAL_OPEN) {
        if (!assess(&tx, call->workspace_id, &proposal.changes, &view.assessment, err)) return false;
        view.stale = !assessment_equal(&proposal.assessment, &view.assessment);
    }
    answer_record(call, &assessment_view_resource, &view);
    return !call->arena->full || error_no_memory(err);
}

bool origins_op(Call *call, Error *err) {
    Id subject_id;
    Origins origins;
    Str text = request_query(call->rq, "subject_id");
    if (!text.at || !id_parse(text, &subject_id))
        return error_field(err, "subject_id",
                           text.at ? "This is not an id." : "Of which thing? Give its id.");
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_read(call, &tx, err) || !origins_of(&tx, call->workspace_id, subject_id, &origins.fields, err))
        return false;
    answer_record(call, &origins_resource, &origins);
    return !call->arena->full || error_no_memory(err);
}

/* 200 with the decision that takes it back, 202 with a proposal that waits for the others. */
bool decision_undo_op(Call *call, Error *err) {
    Verdict verdict;
    Decision decision;
    Proposal proposal;
    if (!call_decode(call, &verdict_resource, &verdict, err)) return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &decision_resource, call->workspace_id, call->id, &decision, err)) return false;
    Change change = change_begin(&tx, &call->user);
    if (!decision_undo(&change, &decision, &verdict, &proposal, err)) return false;
    if (proposal.state.n == PROPOSAL_OPEN) {
        answer_proposed(call, &proposal, ID_NONE);
        return call_commit(call, &tx, err);
    }
    if (!row_load(&tx, &decision_resource, call->workspace_id, proposal.decision_id, &decision, err))
        return false;
    answer_row(call, 200, &decision_resource, &decision);
    return call_commit(call, &tx, err);
}

bool impact_op(Call *call, Error *err) {
    ImpactQuestion question;
    Impacts impacts;
    if (!call_decode(call, &impact_question_resource, &question, err)) return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_read(call, &tx, err)) return false;
    if (!impact_references(&tx, call->workspace_id, &question.changes, err)) return false;
    if (!impact_compute(&tx, call->workspace_id, &question.changes, &impacts.impacts, err)) return false;
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, &impacts_resource, &impacts);
    answer_json(call, 200, &out);
    return true;
}
