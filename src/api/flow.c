/* How work flows, from the history of the workspace. */
#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/figures/flow_answer.h"

enum { DAYS_DEFAULT = 91, REMAINING_MAX = 1000000 };

/* door.c has refused what is none of the choices. */
static Choice query_choice(const Call *call, const char *name, const char *const *choices) {
    Str text = request_query(call->rq, name);
    for (int i = 0; choices[i]; i++)
        if (str_is(text, choices[i])) return (Choice){i};
    return CHOICE_NONE;
}

static bool read_question(Call *call, FlowAsked *ret, Error *err) {
    FlowFilter *filter = &ret->filter;
    Str by = request_query(call->rq, "by");
    *ret = (FlowAsked){.filter = {.kind = query_choice(call, "kind", item_kind_names),
                                  .label = request_query(call->rq, "label")},
                       .by_effort = str_is(request_query(call->rq, "by_effort"), "true"),
                       .by = DAY_NONE};
    if (by.len && !day_parse(by, &ret->by))
        return error_field(err, "by", "Has to be a day such as 2026-01-31.");
    return query_id(call, "product_id", &filter->product_id, err) &&
           query_id(call, "project_id", &filter->project_id, err) &&
           query_id(call, "release_id", &filter->release_id, err) &&
           query_id(call, "person_id", &filter->person_id, err) &&
           query_int(call, "days", DAYS_DEFAULT, 7, FLOW_ASKED_DAYS_MAX, &ret->days, err) &&
           query_int(call, "remaining", INT_NULL, 0, REMAINING_MAX, &ret->remaining, err);
}

bool flow_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    FlowAsked asked;
    FlowView view;
    if (!read_question(call, &asked, err) || !call_read(call, &tx, err) ||
        !flow_answer(&tx, call->workspace_id, &asked, call->now, &view, err))
        return false;
    answer_record(call, &flow_view_resource, &view);
    return !call->arena->full || error_no_memory(err);
}
