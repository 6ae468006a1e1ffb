/* The door that every request passes: who is it, may he, is the request what the operation takes. */
#include "api/api.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "change/user.h"

enum { FIRST_PAUSE_MS = 50, LAST_PAUSE_MS = 1600 }; /* of trying again when the database went away */

static const char security_policy[] =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; "
    "form-action 'self'; "
    "frame-ancestors 'none'";

bool api_before(Request *rq, Error *err) {
    respond_header(rq, "Content-Security-Policy", str_of(security_policy));
    respond_header(rq, "X-Content-Type-Options", STR("nosniff"));
    respond_header(rq, "Referrer-Policy", STR("no-referrer"));
    respond_header(rq, "Cross-Origin-Opener-Policy", STR("same-origin"));
    respond_header(rq, "Cross-Origin-Resource-Policy", STR("same-origin"));
    return true;
}

/* ---- who ---- */

static bool load_person(Call *call, Transaction *tx, Id workspace_id, Id person_id, Error *err) {
    if (!row_load(tx, &person_resource, workspace_id, person_id, &call->person, err)) return false;
    if (call->person.disabled) return error_set(err, ERROR_NOT_FOUND, "disabled");
    return user_load(tx, &call->person, &call->user, err);
}

static bool by_token(Call *call, Transaction *tx, Str secret, Error *err) {
    ApiToken token;
    static const int64_t minute_ms = 60000;
    if (!token_by_hash(tx, secret_hash(call->arena, secret), &token, err)) return false;
    if (token.expires_at.ms != TIME_NONE.ms && token.expires_at.ms <= call->now.ms)
        return error_set(err, ERROR_NOT_FOUND, "expired");
    if (!load_person(call, tx, token.row.workspace_id, token.person_id, err)) return false;
    call->by_token = true;
    call->scopes = token.scopes;
    if (token.last_used_at.ms == TIME_NONE.ms || call->now.ms - token.last_used_at.ms > minute_ms)
        call->token_used = token.row.id;
    return true;
}

/* To the minute, and to ten: a write for every request would cost more than the answer. */
static bool note_use(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Author author = {call->user.person_id, ID_NONE, call->now};
    return store_write(call->app->store, call->arena, &author, &tx, err) &&
           (call->note_seen ? session_touch(&tx, call->session_hash, err)
                            : token_touch(&tx, call->token_used, err)) &&
           store_commit(&tx, err);
}

static bool by_cookie(Call *call, Transaction *tx, Str secret, Error *err) {
    Session session;
    Str hash = secret_hash(call->arena, secret);
    if (!session_by_hash(tx, hash, &session, err)) return false;
    if (!load_person(call, tx, session.workspace_id, session.person_id, err)) return false;
    static const int64_t ten_minutes_ms = 600000;
    call->session_hash = hash;
    call->confirmed_at = session.confirmed_at;
    call->note_seen = call->now.ms - session.seen_at.ms > ten_minutes_ms;
    return true;
}

/* Leaves call->user empty for strangers: whether that is allowed is the operation's right to say. */
static bool look_up(Call *call, Str bearer, Str cookie, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    if (!store_read(call->app->store, call->arena, &tx, err))
        return false; /* as Trivet: nobody is known yet */
    Error reason = {0};
    bool known = false;
    if (bearer.at)
        known = str_starts(bearer, STR("Bearer ")) && by_token(call, &tx, str_from(bearer, 7), &reason);
    else known = by_cookie(call, &tx, cookie, &reason);
    if (!known) call->user = (User){0};
    if (known || reason.kind == ERROR_NONE || reason.kind == ERROR_NOT_FOUND) return true;
    *err = reason;
    return false;
}

static bool identify(Call *call, Error *err) {
    Str bearer = request_header(call->rq, "Authorization"),
        cookie = request_cookie(call->rq, "trivet_session");
    if (!bearer.at && !cookie.len) return true;
    Error ignored; /* a full disk must not keep a token from reading */
    if (!look_up(call, bearer, cookie, err)) return false;
    if (call->token_used.n || call->note_seen) note_use(call, &ignored);
    return true;
}

/* ---- may this token, is he really there ---- */

/* The scope that a token needs for the operation; NULL: only a person may do it. What is not named is
 * planning. */
static const char *scope_wanted(const Operation *op) {
    static const struct {
        const Resource *resource;
        const char *scope;
    } scopes[] = {{&token_resource, NULL},
                  {&passkey_resource, NULL},
                  {&time_entry_resource, "write:money"},
                  {&expense_resource, "write:money"},
                  {&proposal_resource, "write:decisions"}};
    if (op->right == RIGHT_SIGNED_IN) return NULL;
    if (op->right == RIGHT_ADMIN) return "write:accounts";
    for (int i = 0; i < COUNT_OF(scopes); i++)
        if (op->resource == scopes[i].resource) return scopes[i].scope;
    return "write:plan";
}

static bool in_scope(const Call *call, Error *err) {
    if (!call->by_token || !(call->op->flags & OPERATION_WRITES)) return true;
    const char *scope = scope_wanted(call->op);
    const Str *held = call->scopes.at;
    for (int i = 0; scope && i < call->scopes.count; i++)
        if (str_is(held[i], scope)) return true;
    if (!scope)
        return error_set(err, ERROR_FORBIDDEN, "This is done by a person who is signed in, not by a token.");
    error_set(err, ERROR_FORBIDDEN, "This token may not do it: it lacks the scope %s.", scope);
    return error_hint(err, "Make another token in Settings, Account, with that scope.");
}

/* What gives power over accounts wants a password that was given lately. A token had its scope given so. */
static bool confirmed(const Call *call, Error *err) {
    if (!(call->op->flags & OPERATION_CONFIRMED) || call->by_token) return true;
    if (call->now.ms - call->confirmed_at.ms < (int64_t)call->app->confirm_seconds * 1000) return true;
    error_field(err, "confirmation", "This wants your password once more.");
    err->kind = ERROR_FORBIDDEN;
    return error_hint(err, "POST it to /v1/session/confirmation, then repeat the request.");
}

/* ---- is it well-formed ---- */

/* A page of another origin must not write with this browser's cookie. Browsers say where a request comes
 * from; what says nothing is a program, and programs use tokens. */
static bool same_origin(const Call *call, Error *err) {
    if (!call->session_hash.at) return true;
    Str site = request_header(call->rq, "Sec-Fetch-Site"), origin = request_header(call->rq, "Origin");
    size_t at;
    bool ok = site.at ? str_is(site, "same-origin") || str_is(site, "none")
                      : str_find(origin, STR("://"), &at) &&
                            str_equal(str_from(origin, at + 3), request_header(call->rq, "Host"));
    if (ok) return true;
    error_set(err, ERROR_FORBIDDEN, "The request does not come from Trivet's own page.");
    return error_hint(err, "Programs use an API token instead of the cookie.");
}

static bool media_type(const Call *call, Error *err) {
    if (!call->op->body || call->op->flags & OPERATION_BYTES) return true;
    Str rest, type = str_trim(str_cut(request_header(call->rq, "Content-Type"), ';', &rest));
    if (str_is(type, "application/json")) return true;
    if (call->op->method == METHOD_PATCH && str_is(type, "application/merge-patch+json")) return true;
    error_set(err, ERROR_MEDIA_TYPE, "The body has to be JSON, not \"%.*s\".",
              STR_ARG(str_slice(type, 0, 60)));
    return error_hint(err, "Send Content-Type: application/json.");
}

static bool known_parameter(const Call *call, Str name) {
    for (const QueryParameter *q = call->op->query; q && q->name; q++)
        if (str_is(name, q->name)) return true;
    if (!(call->op->flags & OPERATION_PAGED)) return false;
    if (str_is(name, "limit") || str_is(name, "cursor")) return true;
    for (const char *const *filter = row_list_filters(call->op->resource); *filter; filter++)
        if (str_is(name, *filter)) return true;
    return false;
}

static bool unfit_parameter(Str name, const char *why, Error *err) {
    char field[60];
    snprintf(field, sizeof field, "%.*s", STR_ARG(str_slice(name, 0, 50)));
    return error_field(err, field, "%s", why);
}

static bool given_before(const Call *call, Str name, int before) {
    Str other, value;
    for (int i = 0; i < before && request_query_at(call->rq, i, &other, &value); i++)
        if (str_equal(name, other)) return true;
    return false;
}

static bool parameters(const Call *call, Error *err) {
    Str name, value;
    if (!call->op->id) return true; /* the page takes any */
    for (int i = 0; request_query_at(call->rq, i, &name, &value); i++) {
        if (given_before(call, name, i)) return unfit_parameter(name, "It is given more than once.", err);
        if (!known_parameter(call, name))
            return unfit_parameter(name, "There is no such query parameter here.", err);
        for (const QueryParameter *q = call->op->query; q && q->name; q++) {
            if (!str_is(name, q->name) || !q->choices) continue;
            bool found = false;
            for (const char *const *choice = q->choices; *choice; choice++) found |= str_is(value, *choice);
            if (!found)
                return error_field(err, q->name, "\"%.*s\" is not one of its values.",
                                   STR_ARG(str_slice(value, 0, 50)));
        }
    }
    return true;
}

static bool precondition(const Call *call, Error *err) {
    if (!(call->op->flags & OPERATION_IF_MATCH) || request_header(call->rq, "If-Match").at) return true;
    error_set(err, ERROR_PRECONDITION, "Changing this needs to know which revision it changes.");
    return error_hint(err, "Send the ETag of your last read as If-Match.");
}

/* {workspace_id} and {id} of the path, in this order. */
static bool path_ids(Call *call, Error *err) {
    const char *path = call->op->path;
    int at = 0;
    call->workspace_id = call->user.workspace_id;
    if (strstr(path, "{workspace_id}") && !id_parse(call->rq->parameters[at++], &call->workspace_id))
        return error_set(err, ERROR_NOT_FOUND, "There is no such workspace.");
    if (strstr(path, "{id}") && !id_parse(call->rq->parameters[at++], &call->id))
        return error_set(err, ERROR_NOT_FOUND, "There is no such %s.", call->op->resource->name);
    return true;
}

static bool answer(Call *call, Error *err) {
    if (call->op->id && !identify(call, err)) return false;
    const User *user = call->user.person_id.n ? &call->user : NULL;
    if (!user && !allow(NULL, call->op->right, ID_NONE, err)) return false;
    if (!path_ids(call, err) || !allow(user, call->op->right, call->workspace_id, err)) return false;
    if (call->op->flags & OPERATION_WRITES && !same_origin(call, err)) return false;
    if (!in_scope(call, err) || !confirmed(call, err)) return false;
    return media_type(call, err) && parameters(call, err) && precondition(call, err) &&
           (call->op->run(call, err) || call->replayed);
}

/* Of what was not done nothing must go out: no ETag of a row that was not written. */
static bool answer_once(Call *call, const Response *before, Error *err) {
    call->now = call->app->clock();
    if (answer(call, err)) return true;
    call->rq->response = *before;
    return false;
}

bool api_answer(Request *rq, Error *err) {
    const Call fresh = {.rq = rq, .app = rq->application, .op = rq->route->subject, .arena = rq->arena};
    const Response before = rq->response;
    Call call = fresh;
    bool ok = answer_once(&call, &before, err);
    for (int ms = FIRST_PAUSE_MS; !ok && err->again && ms <= LAST_PAUSE_MS; ms *= 2) {
        nanosleep(&(struct timespec){.tv_nsec = ms * 1000000L}, NULL);
        call = fresh;
        ok = answer_once(&call, &before, err);
    }
    if (ok) return true;
    if (call.retry_after) respond_header(rq, "Retry-After", fmt(rq->arena, "%d", call.retry_after));
    return false;
}
