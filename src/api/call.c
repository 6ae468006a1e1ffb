/* What operations share: transactions, bodies, answers. */
#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "field/json.h"

static const char json_media_type[] = "application/json";

/* Every request reads as somebody, if only as a stranger. */
static void look_as_user(const Call *call, Transaction *tx) {
    tx->viewer_id = call->user.person_id.n ? call->user.person_id : VIEWER_NOBODY;
}

bool call_read(Call *call, Transaction *tx, Error *err) {
    if (!store_read(call->app->store, call->arena, tx, err)) return false;
    look_as_user(call, tx);
    return true;
}

/* Equal key, other request: a fault of the client that must not be answered with the old answer. */
static Str request_hash(Call *call) {
    Str whole = fmt(call->arena, "%s %.*s\n%.*s", method_names[call->rq->method], STR_ARG(call->rq->path),
                    STR_ARG(call->rq->body));
    return secret_hash(call->arena, whole);
}

/* False with call->replayed when the answer of then stands in the response. */
static bool replay(Call *call, Transaction *tx, Error *err) {
    PastAnswer past;
    bool found;
    if (!answer_find(tx, call->user.person_id, call->key, &past, &found, err)) return false;
    if (!found) return true;
    if (!str_equal(past.request_hash, call->key_hash)) {
        error_set(err, ERROR_CONFLICT, "This Idempotency-Key was used for another request.");
        return error_hint(err, "Make a new key for each request; repeat it only with the same body.");
    }
    call->replayed = true;
    if (past.etag.len) respond_header(call->rq, "ETag", past.etag);
    if (past.location.len) respond_header(call->rq, "Location", past.location);
    respond(call->rq, (int)past.status, past.body.len ? json_media_type : NULL, past.body);
    return false;
}

bool call_write(Call *call, Transaction *tx, Error *err) {
    Author author = {.person_id = call->user.person_id, .now = call->now};
    call->key = request_header(call->rq, "Idempotency-Key");
    if (call->key.len > 200)
        return error_set(err, ERROR_MALFORMED, "An Idempotency-Key has at most 200 characters.");
    if (!store_write(call->app->store, call->arena, &author, tx, err)) return false;
    look_as_user(call, tx);
    call->keeps_answer = call->key.len && call->user.person_id.n;
    if (!call->keeps_answer) return true;
    call->key_hash = request_hash(call);
    return replay(call, tx, err);
}

static Str header_set(const Response *response, const char *name) {
    for (int i = 0; i < response->header_count; i++)
        if (str_is(str_of(response->headers[i].name), name)) return response->headers[i].value;
    return STR("");
}

bool call_commit(Call *call, Transaction *tx, Error *err) {
    if (call->arena->full) return error_no_memory(err);
    if (call->keeps_answer) {
        const Response *response = &call->rq->response;
        PastAnswer answer = {.request_hash = call->key_hash,
                             .status = response->status,
                             .body = response->body.at ? response->body : STR(""),
                             .etag = header_set(response, "ETag"),
                             .location = header_set(response, "Location")};
        if (!answer_keep(tx, call->user.person_id, call->key, &answer, err)) return false;
    }
    return store_commit(tx, err);
}

bool call_json(Call *call, json_t **ret, Error *err) {
    return json_read_text(call->rq->body, ret, err);
}

bool call_decode(Call *call, const Resource *resource, void *record, Error *err) {
    CLEANUP(json_done) json_t *body = NULL;
    record_init(resource, record);
    return call_json(call, &body, err) &&
           json_decode(call->arena, resource, body, DECODE_CREATE, record, NULL, err);
}

bool call_if_match(Call *call, const Row *row, Error *err) {
    Str want = request_header(call->rq, "If-Match");
    if (str_is(want, "*") || str_equal(want, fmt(call->arena, "\"%lld\"", (long long)row->revision)))
        return true;
    error_set(err, ERROR_STALE, "Somebody changed it meanwhile: it is at revision %lld.",
              (long long)row->revision);
    return error_hint(err, "Read it again and repeat the change on what is there now.");
}

void answer_json(Call *call, int status, const StrBuf *out) {
    respond_header(call->rq, "Cache-Control", STR("no-store"));
    respond(call->rq, status, json_media_type, strbuf_str(out));
}

void answer_record(Call *call, const Resource *resource, const void *record) {
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, resource, record);
    answer_json(call, 200, &out);
}

void answer_row(Call *call, int status, const Resource *resource, const void *record) {
    const Row *row = record;
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, resource, record);
    respond_header(call->rq, "ETag", fmt(call->arena, "\"%lld\"", (long long)row->revision));
    if (status == 201)
        respond_header(call->rq, "Location",
                       fmt(call->arena, "/v1/workspaces/%.*s/%s/%.*s",
                           STR_ARG(id_text(call->arena, row->workspace_id)), resource->plural,
                           STR_ARG(id_text(call->arena, row->id))));
    answer_json(call, status, &out);
}

void answer_page(Call *call, const Resource *resource, const List *list, Str cursor) {
    StrBuf out = strbuf_make(call->arena, 0);
    strbuf_add(&out, STR("{\"data\":["));
    for (int i = 0; i < list->count; i++) {
        if (i) strbuf_char(&out, ',');
        json_write(&out, resource, (char *)list->at + (size_t)i * resource->size);
    }
    strbuf_add(&out, STR("],\"next_cursor\":"));
    json_write_text(&out, cursor);
    strbuf_char(&out, '}');
    answer_json(call, 200, &out);
}

void answer_proposed(Call *call, const Proposal *proposal, Id created_id) {
    StrBuf out = strbuf_make(call->arena, 0);
    strbuf_add(&out, STR("{\"proposal\":"));
    json_write(&out, &proposal_resource, proposal);
    strbuf_add(&out, STR(",\"created_id\":"));
    json_write_text(&out, created_id.n ? id_text(call->arena, created_id) : STR_NULL);
    strbuf_char(&out, '}');
    respond_header(call->rq, "Location",
                   fmt(call->arena, "/v1/workspaces/%.*s/proposals/%.*s",
                       STR_ARG(id_text(call->arena, proposal->row.workspace_id)),
                       STR_ARG(id_text(call->arena, proposal->row.id))));
    answer_json(call, 202, &out);
}

Str query_or(const Call *call, const char *name, Str otherwise) {
    Str value = request_query(call->rq, name);
    return value.at ? value : otherwise;
}

bool query_id(const Call *call, const char *name, Id *ret, Error *err) {
    Str text = request_query(call->rq, name);
    *ret = ID_NONE;
    return !text.len || id_parse(text, ret) || error_field(err, name, "This is not an id.");
}

bool query_int(const Call *call, const char *name, int64_t otherwise, int64_t min, int64_t max, int64_t *ret,
               Error *err) {
    Str text = request_query(call->rq, name);
    *ret = otherwise;
    if (!text.at) return true;
    if (str_int(text, ret) && *ret >= min && *ret <= max) return true;
    return error_field(err, name, "Has to be a whole number from %lld to %lld.", (long long)min,
                       (long long)max);
}
