/* What is worth doing: scores of features, and ways out when not all of it fits. */
#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/impact.h"
#include "change/figures/score.h"
#include "change/figures/ways.h"
#include "field/json.h"

bool scores_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Scores scores;
    ScoreQuestion question = {.method = query_or(call, "method", STR("benefit")),
                              .text = request_query(call->rq, "text")};
    if (!query_id(call, "formula_id", &question.formula_id, err) || !call_read(call, &tx, err) ||
        !scores_compute(&tx, call->workspace_id, &question, &scores, err))
        return false;
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, &scores_resource, &scores);
    answer_json(call, 200, &out);
    return !call->arena->full || error_no_memory(err);
}

/* The transaction ends before the search begins: it needs the rows alone. */
static bool load(Call *call, PlanSource *ret, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    return call_read(call, &tx, err) && plan_load(&tx, call->workspace_id, ret, err);
}

bool options_op(Call *call, Error *err) {
    WaysQuestion question;
    PlanSource source;
    Ways ways;
    if (!call_decode(call, &ways_question_resource, &question, err) || !load(call, &source, err) ||
        !ways_compute(call->arena, &source, &question, NULL, &ways, err))
        return false;
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, &ways_resource, &ways);
    answer_json(call, 200, &out);
    return !call->arena->full || error_no_memory(err);
}
