/* For those who watch: a snapshot, then events in order. */
#include "api/api.h"
#include "api/publish.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "field/json.h"

enum { CATCH_UP_MAX = 5000, HISTORY_MAX = 500, HISTORY_DEFAULT = 100 };

typedef struct Rows {
    StrBuf *out;
    const Resource *resource;
    bool any;
} Rows;

static bool write_one(void *context, const void *record, Error *err) {
    Rows *rows = context;
    if (rows->any) strbuf_char(rows->out, ',');
    rows->any = true;
    json_write_main(rows->out, rows->resource, record);
    return !rows->out->arena->full || error_no_memory(err);
}

/* Tokens and passkeys are everybody's own; the workspace stands by itself. */
static bool in_snapshot(const Resource *resource) {
    return resource != &token_resource && resource != &passkey_resource && resource != &webhook_resource &&
           resource != &comment_resource && resource != &workspace_resource;
}

bool snapshot_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Workspace workspace;
    int64_t seq;
    if (!call_read(call, &tx, err) || !event_last_seen(&tx, call->workspace_id, &seq, err)) return false;
    if (!row_load(&tx, &workspace_resource, call->workspace_id, call->workspace_id, &workspace, err))
        return false;
    StrBuf out = strbuf_make(call->arena, 0);
    strbuf_fmt(&out, "{\"seq\":%lld,\"workspace\":", (long long)seq);
    json_write(&out, &workspace_resource, &workspace);
    for (int i = 0; stored_resources[i]; i++) {
        Rows rows = {&out, stored_resources[i], false};
        if (!in_snapshot(stored_resources[i])) continue;
        strbuf_fmt(&out, ",\"%s\":[", stored_resources[i]->plural);
        if (!row_each(&tx, stored_resources[i], call->workspace_id, write_one, &rows, err)) return false;
        strbuf_char(&out, ']');
    }
    strbuf_char(&out, '}');
    answer_json(call, 200, &out);
    return true;
}

/* Where the client stopped: Last-Event-ID of a reconnect wins over ?after of the address. */
static bool last_seen(Call *call, int64_t now_seq, int64_t *ret, Error *err) {
    Str header = request_header(call->rq, "Last-Event-ID");
    if (!header.len) return query_int(call, "after", now_seq, 0, INT64_MAX, ret, err);
    if (str_int(header, ret) && *ret >= 0) return true;
    return error_set(err, ERROR_MALFORMED, "Last-Event-ID has to be the number of an event.");
}

bool stream_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    int64_t seq, after;
    List events;
    if (!call_read(call, &tx, err) || !event_last_seen(&tx, call->workspace_id, &seq, err) ||
        !last_seen(call, seq, &after, err))
        return false;
    if (!event_list(&tx, call->workspace_id, after, CATCH_UP_MAX, &events, err)) return false;
    StrBuf head = strbuf_make(call->arena, STREAM_HEAD_MAX);
    strbuf_add(&head, STR("retry: 1000\n\n"));
    for (int i = 0; i < events.count; i++) event_frame(&head, (Event *)events.at + i);
    if (events.count == CATCH_UP_MAX || head.overflow || after > seq) {
        head.len = 0;
        head.overflow = false;
        strbuf_fmt(&head, "retry: 1000\n\nid: %lld\nevent: resync\ndata: {}\n\n", (long long)seq);
    }
    respond_header(call->rq, "Cache-Control", STR("no-store"));
    stream_key(call->rq, call->user.person_id.n);
    respond_stream(call->rq, call->workspace_id.n, seq, strbuf_str(&head));
    return true;
}

bool events_op(Call *call, Error *err) {
    int64_t limit, before;
    Id subject = ID_NONE;
    Str subject_text = request_query(call->rq, "subject_id");
    if (!query_int(call, "limit", HISTORY_DEFAULT, 1, HISTORY_MAX, &limit, err)) return false;
    if (!query_int(call, "before", 0, 0, INT64_MAX, &before, err)) return false;
    if (subject_text.at && !id_parse(subject_text, &subject))
        return error_field(err, "subject_id", "This is not an id.");
    CLEANUP(store_end) Transaction tx = {0};
    List events;
    if (!call_read(call, &tx, err)) return false;
    if (!event_history(&tx, call->workspace_id, subject, before, (int)limit, &events, err)) return false;
    Str cursor = STR_NULL;
    if (events.count == limit)
        cursor = fmt(call->arena, "%lld", (long long)((const Event *)events.at)[events.count - 1].seq);
    answer_page(call, &event_resource, &events, cursor);
    return true;
}
