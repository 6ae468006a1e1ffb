/* Events: the history that is written with each change. See store.h. */
#include "base/banned.h"
#include "base/vec.h"
#include "field/diff.h"
#include "store/inside.h"

static Id owner_of(const Resource *resource, const void *record) {
    const Field *field = resource->owner ? field_find(resource, str_of(resource->owner)) : NULL;
    return field ? *(const Id *)field_in(field, record) : ID_NONE;
}

bool event_write(Transaction *tx, const Resource *resource, const char *action, const Row *row,
                 const void *before, const void *after, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    Seal seal;
    Event event = {
        .workspace_id = row->workspace_id,
        .at = tx->author.now,
        .person_id = tx->author.person_id,
        .resource = str_of(resource->name),
        .action = str_of(action),
        .subject_id = row->id,
        .revision = row->revision,
        .changes = {record_diff(tx->arena, resource, before, after)},
        .proposal_id = tx->author.proposal_id,
        .decision_id = tx->author.decision_id,
        .owner_id = owner_of(resource, after ? after : before),
    };
    if (tx->arena->full) return error_no_memory(err);
    if (!audit_seal(tx, &event, &seal, err)) return false;
    if (!sql_begin(tx, "event_insert", &sql, err) || !sql_bind_record(&sql, &event, err)) return false;
    sql_bind_text(&sql, ":salt", seal.salt);
    sql_bind_text(&sql, ":hash", seal.hash);
    if (!sql_run(&sql, err)) return false;
    tx->last_seq = event.seq;
    return true;
}

bool event_last_seq(Transaction *tx, int64_t *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    return sql_begin(tx, "event_last_seq", &sql, err) && sql_only_int(&sql, "seq", ret, err);
}

bool event_last_seen(Transaction *tx, Id workspace_id, int64_t *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "event_last_seen", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    return sql_only_int(&sql, "seq", ret, err);
}

bool event_list(Transaction *tx, Id workspace_id, int64_t after_seq, int limit, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    const char *name = workspace_id.n ? "event_since" : "event_since_everywhere";
    if (!sql_begin(tx, name, &sql, err)) return false;
    if (workspace_id.n) sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_int(&sql, ":after_seq", after_seq);
    sql_bind_int(&sql, ":limit", limit);
    return sql_list(&sql, ret, err);
}

bool event_resources_since(Transaction *tx, Id workspace_id, int64_t after_seq, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    struct {
        VEC(Str);
    } names = {0};
    bool row;
    if (!sql_begin(tx, "event_resources_since", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_int(&sql, ":after_seq", after_seq);
    while (sql_step(&sql, &row, err)) {
        Str *name = row ? vec_push(tx->arena, &names) : NULL;
        if (row && !name) return error_no_memory(err);
        if (row) *name = sql_text(&sql, "resource");
        else {
            *ret = (List){names.at, names.count};
            return true;
        }
    }
    return false;
}

bool event_history(Transaction *tx, Id workspace_id, Id subject_id, int64_t before_seq, int limit, List *ret,
                   Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    const char *name = subject_id.n ? "event_history_of_subject" : "event_history_all";
    if (!sql_begin(tx, name, &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    if (subject_id.n) sql_bind_id(&sql, ":subject_id", subject_id);
    sql_bind_int(&sql, ":before_seq", before_seq ? before_seq : INT64_MAX);
    sql_bind_int(&sql, ":limit", limit);
    return sql_list(&sql, ret, err);
}

bool event_each_of_plan(Transaction *tx, Id workspace_id, int64_t after_seq, int64_t up_to_seq,
                        EventVisit *visit, void *context, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "event_of_plan", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_int(&sql, ":after_seq", after_seq);
    sql_bind_int(&sql, ":up_to_seq", up_to_seq);
    for (bool row = true;;) {
        Event event;
        ArenaMark mark = arena_mark(tx->arena);
        if (!sql_step(&sql, &row, err)) return false;
        if (!row) return true;
        if (!sql_record(&sql, &event, err) || !visit(context, &event, err)) return false;
        arena_release(tx->arena, mark);
    }
}

/* "field":"state","from":"new","to":"ready": of the value of `to` what lies between the quotes. A text that
 * holds the like has its quotes escaped. */
static Str state_in(Str changes) {
    size_t at;
    Str rest;
    if (!str_find(changes, STR("\"to\":\""), &at)) return STR_NULL;
    return str_cut(str_from(changes, at + 6), '"', &rest);
}

bool event_item_states(Transaction *tx, Id workspace_id, StateVisit *visit, void *context, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    bool row;
    if (!sql_begin(tx, "event_item_states", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    while (sql_step(&sql, &row, err)) {
        if (!row) return true;
        bool deleted = str_is(sql_text(&sql, "action"), "deleted");
        StateEvent state = {{sql_int(&sql, "subject_id")}, {sql_int(&sql, "at")}, STR_NULL};
        if (!deleted) state.state = state_in(sql_text(&sql, "state"));
        if (!visit(context, &state, err)) return false;
    }
    return false;
}
