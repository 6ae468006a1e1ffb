/* Where tolerances stand, and what becomes of exceptions. */
#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/exception.h"
#include "field/json.h"

bool standings_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Standings standings;
    if (!call_read(call, &tx, err) || !standings_load(&tx, call->workspace_id, &standings, err)) return false;
    answer_record(call, &standings_resource, &standings);
    return !call->arena->full || error_no_memory(err);
}

bool exception_report_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    ToleranceException exception;
    ExceptionReport report;
    if (!call_read(call, &tx, err) ||
        !row_load(&tx, &exception_resource, call->workspace_id, call->id, &exception, err) ||
        !exception_report(&tx, &exception, &report, err))
        return false;
    answer_record(call, &exception_report_resource, &report);
    return !call->arena->full || error_no_memory(err);
}

/* The ways out take time: no writer waits for them. */
static bool read_report(Call *call, Json *ret, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    ToleranceException exception;
    ExceptionReport report;
    StrBuf out = strbuf_make(call->arena, 0);
    if (!call_read(call, &tx, err) ||
        !row_load(&tx, &exception_resource, call->workspace_id, call->id, &exception, err) ||
        !exception_report(&tx, &exception, &report, err))
        return false;
    json_write(&out, &exception_report_resource, &report);
    *ret = (Json){strbuf_str(&out)};
    return !call->arena->full || error_no_memory(err);
}

typedef bool Decide(Change *change, ToleranceException *exception, const ExceptionDecision *decision,
                    Error *err);

static bool decide(Call *call, Decide *how, Error *err) {
    ExceptionDecision decision;
    ToleranceException exception;
    if (!call_decode(call, &exception_decision_resource, &decision, err) ||
        !read_report(call, &decision.report, err))
        return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &exception_resource, call->workspace_id, call->id, &exception, err)) return false;
    Change change = change_begin(&tx, &call->user);
    if (!how(&change, &exception, &decision, err)) return false;
    answer_row(call, 200, &exception_resource, &exception);
    return call_commit(call, &tx, err);
}

bool exception_accept_op(Call *call, Error *err) {
    return decide(call, exception_accept, err);
}

bool exception_decline_op(Call *call, Error *err) {
    return decide(call, exception_decline, err);
}
