/* List, create, show, update, delete and restore, the same for every resource. */
#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "change/crew.h"
#include "field/json.h"

enum { FILTERS_MAX = 16, LIST_DEFAULT = 100 };

static void *record_new(Call *call) {
    return arena_alloc(call->arena, call->op->resource->size);
}

bool row_list_op(Call *call, Error *err) {
    const Resource *resource = call->op->resource;
    ListFilter filters[FILTERS_MAX];
    int64_t limit;
    ListQuery query = {
        .workspace_id = call->workspace_id, .filters = filters, .cursor = request_query(call->rq, "cursor")};
    if (!query_int(call, "limit", LIST_DEFAULT, 1, LIST_LIMIT_MAX, &limit, err)) return false;
    query.limit = (int)limit;
    for (const char *const *name = row_list_filters(resource); *name && query.filter_count < FILTERS_MAX;
         name++) {
        Str value = request_query(call->rq, *name);
        if (value.at) filters[query.filter_count++] = (ListFilter){*name, value};
    }
    CLEANUP(store_end) Transaction tx = {0};
    List list;
    Str cursor;
    if (!call_read(call, &tx, err) || !row_list(&tx, resource, &query, &list, &cursor, err)) return false;
    answer_page(call, resource, &list, cursor);
    return true;
}

bool row_show_op(Call *call, Error *err) {
    void *record = record_new(call);
    if (!record) return error_no_memory(err);
    CLEANUP(store_end) Transaction tx = {0};
    Id id = call->id.n ? call->id : call->workspace_id; /* the workspace itself has no {id} */
    if (!call_read(call, &tx, err) || !row_load(&tx, call->op->resource, call->workspace_id, id, record, err))
        return false;
    answer_row(call, 200, call->op->resource, record);
    return true;
}

bool row_create_op(Call *call, Error *err) {
    const Resource *resource = call->op->resource;
    void *record = record_new(call);
    if (!record) return error_no_memory(err);
    if (!call_decode(call, resource, record, err)) return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    Change change = change_begin(&tx, &call->user);
    Outcome outcome;
    bool created;
    if (!crew_follow_join(&change, resource, record, err) ||
        !change_create(&change, resource, record, &created, err))
        return false;
    if (!change_finish(&change, STR_NULL, STR_NULL, &outcome, err)) return false;
    if (outcome.proposed) answer_proposed(call, &outcome.proposal, created ? ((Row *)record)->id : ID_NONE);
    else answer_row(call, 201, resource, record);
    return call_commit(call, &tx, err);
}

bool row_update_op(Call *call, Error *err) {
    const Resource *resource = call->op->resource;
    CLEANUP(json_done) json_t *body = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    void *before = record_new(call), *after = record_new(call);
    Id id = call->id.n ? call->id : call->workspace_id;
    if (!before || !after) return error_no_memory(err);
    if (!call_json(call, &body, err) || !call_write(call, &tx, err)) return false;
    if (!row_load(&tx, resource, call->workspace_id, id, before, err) || !call_if_match(call, before, err))
        return false;
    mem_copy(after, before, resource->size);
    if (!json_decode(call->arena, resource, body, DECODE_PATCH, after, NULL, err)) return false;
    Change change = change_begin(&tx, &call->user);
    Outcome outcome;
    if (!crew_follow_update(&change, resource, before, after, err) ||
        !change_update(&change, resource, before, after, err))
        return false;
    if (!change_finish(&change, STR_NULL, STR_NULL, &outcome, err)) return false;
    if (outcome.proposed) answer_proposed(call, &outcome.proposal, ID_NONE);
    else answer_row(call, 200, resource, after);
    return call_commit(call, &tx, err);
}

bool row_delete_op(Call *call, Error *err) {
    const Resource *resource = call->op->resource;
    CLEANUP(store_end) Transaction tx = {0};
    void *record = record_new(call);
    if (!record) return error_no_memory(err);
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, resource, call->workspace_id, call->id, record, err) ||
        !call_if_match(call, record, err))
        return false;
    Change change = change_begin(&tx, &call->user);
    Outcome outcome;
    if (!crew_follow_leave(&change, resource, record, err) || !change_delete(&change, resource, record, err))
        return false;
    if (!change_finish(&change, STR_NULL, STR_NULL, &outcome, err)) return false;
    if (outcome.proposed) answer_proposed(call, &outcome.proposal, ID_NONE);
    else respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}

bool row_restore_op(Call *call, Error *err) {
    const Resource *resource = call->op->resource;
    CLEANUP(store_end) Transaction tx = {0};
    void *record = record_new(call);
    if (!record) return error_no_memory(err);
    if (!call_write(call, &tx, err)) return false;
    Change change = change_begin(&tx, &call->user);
    Outcome outcome;
    if (!change_restore(&change, resource, call->id, record, err) ||
        !crew_follow_return(&change, resource, record, err))
        return false;
    if (!change_finish(&change, STR_NULL, STR_NULL, &outcome, err)) return false;
    answer_row(call, 200, resource, record);
    return call_commit(call, &tx, err);
}
