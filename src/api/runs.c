/* Calculations in the background: start, look, cancel. */
#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/agree/impact.h"
#include "field/json.h"
#include "run/board.h"

enum { WAIT_SECONDS_MAX = 25 };

/* "trials" becomes "parameters.trials". Answers false. */
static bool in_parameters(Error *err) {
    char field[sizeof err->field];
    snprintf(field, sizeof field, "parameters%s%.60s", err->field[0] ? "." : "", err->field);
    memcpy(err->field, field, sizeof field);
    return false;
}

/* The parameters as a record of the kind's table; null: its defaults. */
static bool decode_parameters(Call *call, Transaction *tx, const RunKind *kind, Str text, void **ret,
                              Error *err) {
    CLEANUP(json_done) json_t *object = NULL;
    void *record = arena_alloc(call->arena, kind->parameters->size);
    if (!record) return error_no_memory(err);
    record_init(kind->parameters, record);
    *ret = record;
    if (!json_read_text(text.at ? text : STR("{}"), &object, err)) return false;
    if (json_decode(call->arena, kind->parameters, object, DECODE_CREATE, record, NULL, err) &&
        references_check(tx, kind->parameters, call->workspace_id, NULL, record, err))
        return true;
    return in_parameters(err);
}

/* Whether something that a plan is made of was changed after the run's snapshot. */
static bool find_stale(Call *call, Run *run, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    List resources;
    if (run->seq == INT_NULL) return true;
    if (!call_read(call, &tx, err) ||
        !event_resources_since(&tx, call->workspace_id, run->seq, &resources, err))
        return false;
    for (int i = 0; i < resources.count && !run->stale; i++)
        run->stale = plan_depends_on(resource_named(((const Str *)resources.at)[i]));
    return true;
}

static void answer_run(Call *call, int status, const Run *run) {
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, &run_resource, run);
    answer_json(call, status, &out);
}

bool run_create_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Run asked, run;
    void *parameters = NULL;
    if (!call_decode(call, &run_resource, &asked, err)) return false;
    const RunKind *kind = run_kinds[asked.kind.n];
    if (!call_write(call, &tx, err)) return false;
    if (!decode_parameters(call, &tx, kind, asked.parameters.text, &parameters, err)) return false;
    if (!runner_add(call->app->runner, call->arena, kind, parameters, call->workspace_id,
                    call->user.person_id, &run, err) ||
        !board_put(call->app->board, &tx, call->workspace_id, &run, err))
        return false;
    respond_header(call->rq, "Location",
                   fmt(call->arena, "/v1/workspaces/%.*s/runs/%.*s",
                       STR_ARG(id_text(call->arena, call->workspace_id)),
                       STR_ARG(id_text(call->arena, run.id))));
    answer_run(call, 202, &run);
    return call_commit(call, &tx, err);
}

bool run_list_op(Call *call, Error *err) {
    List runs;
    if (!board_list(call->app->board, call->arena, call->workspace_id, &runs, err)) return false;
    for (int i = 0; i < runs.count; i++)
        if (!find_stale(call, (Run *)runs.at + i, err)) return false;
    answer_page(call, &run_resource, &runs, STR_NULL);
    return true;
}

bool run_show_op(Call *call, Error *err) {
    Run run;
    int64_t after, seconds;
    if (!query_int(call, "after", 0, 0, INT64_MAX, &after, err) ||
        !query_int(call, "wait_seconds", 0, 0, WAIT_SECONDS_MAX, &seconds, err) ||
        !board_show(call->app->board, call->arena, call->workspace_id, call->id, after, (int)seconds * 1000,
                    &run, err) ||
        !find_stale(call, &run, err))
        return false;
    answer_run(call, 200, &run);
    return true;
}

bool run_cancel_op(Call *call, Error *err) {
    if (!board_cancel(call->app->board, call->arena, call->workspace_id, call->id, call->user.person_id,
                      call->user.administrator, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return true;
}
