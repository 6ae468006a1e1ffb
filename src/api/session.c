/* Signing in and out, and the sessions that somebody has. */
#include "api/account.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "field/json.h"

static const int64_t session_ms = INT64_C(14) * 24 * 3600 * 1000;
enum { AGENT_MAX = 200 };

/* ---- answers ---- */

static void set_cookie(Call *call, Str secret, int64_t seconds) {
    respond_header(call->rq, "Set-Cookie",
                   fmt(call->arena, "trivet_session=%.*s; Path=/; HttpOnly; SameSite=Strict; Max-Age=%lld%s",
                       STR_ARG(secret), (long long)seconds, call->app->secure_cookies ? "; Secure" : ""));
}

static bool answer_session(Call *call, Transaction *tx, int status, const Person *person, Time expires_at,
                           Error *err) {
    Workspace workspace;
    List memberships;
    if (!row_load(tx, &workspace_resource, person->row.workspace_id, person->row.workspace_id, &workspace,
                  err))
        return false;
    if (!person_memberships(tx, person->row.id, &memberships, err)) return false;
    StrBuf out = strbuf_make(call->arena, 0);
    strbuf_add(&out, STR("{\"person\":"));
    json_write(&out, &person_resource, person);
    strbuf_add(&out, STR(",\"workspace\":"));
    json_write(&out, &workspace_resource, &workspace);
    strbuf_add(&out, STR(",\"memberships\":["));
    for (int i = 0; i < memberships.count; i++) {
        if (i) strbuf_char(&out, ',');
        json_write(&out, &membership_resource, (Membership *)memberships.at + i);
    }
    strbuf_add(&out, STR("],\"expires_at\":"));
    json_write_text(&out, expires_at.ms == TIME_NONE.ms ? STR_NULL : time_text(call->arena, expires_at));
    strbuf_char(&out, '}');
    answer_json(call, status, &out);
    return true;
}

/* What the browser says it is: shown to its owner, so that a session can be told from another. */
static Str agent_of(const Call *call) {
    Str agent = utf8_mend(call->arena, str_slice(request_header(call->rq, "User-Agent"), 0, AGENT_MAX));
    return agent.at ? agent : STR("");
}

/* A new session for the person: the cookie holds the secret, the store only its hash. */
bool session_begin(Call *call, Transaction *tx, const Person *person, Error *err) {
    Str secret = secret_make(call->arena);
    Session session = {.hash = secret_hash(call->arena, secret),
                       .person_id = person->row.id,
                       .workspace_id = person->row.workspace_id,
                       .created_at = call->now,
                       .expires_at = {call->now.ms + session_ms},
                       .seen_at = call->now,
                       .confirmed_at = call->now,
                       .address = call->rq->address,
                       .agent = agent_of(call)};
    if (!session_insert(tx, &session, err)) return false;
    set_cookie(call, secret, session_ms / 1000);
    return answer_session(call, tx, 201, person, session.expires_at, err);
}

/* Streams carry the id of their person as their key; other sessions' reconnect by themselves. */
void account_close_streams(Call *call, Id person_id) {
    server_close_streams(call->app->server, person_id.n);
}

/* ---- signing in and out ---- */

/* As addresses are stored. */
Str lower_case(Arena *arena, Str email) {
    char *to = (char *)str_terminated(arena, email);
    for (size_t i = 0; to && i < email.len; i++)
        if (to[i] >= 'A' && to[i] <= 'Z') to[i] = (char)(to[i] - 'A' + 'a');
    return (Str){to, email.len};
}

static bool wrong_password(const Call *call, Error *err) {
    error_set(err, ERROR_UNAUTHENTICATED, "E-mail address or password is wrong.");
    return error_hint(err, "%s",
                      call->app->mails ? "A new one can be asked for by mail."
                                       : "An administrator can set a new password.");
}

/* The slow hash is computed before the writing connection is taken. */
static bool check_password(Call *call, const SessionRequest *request, Person *ret, Error *err) {
    Str email = lower_case(call->arena, request->email);
    if (!email.at) return error_no_memory(err);
    Error reason = {0};
    bool known;
    {
        CLEANUP(store_end) Transaction tx = {0};
        if (!call_read(call, &tx, err)) return false;
        known = person_by_email(&tx, email, ret, &reason);
        if (!known && reason.kind != ERROR_NOT_FOUND) {
            *err = reason;
            return false;
        }
    }
    bool right = password_right(call->arena, known ? ret->password : STR_NULL, request->password);
    return (right && known && !ret->disabled) || wrong_password(call, err);
}

bool session_create(Call *call, Error *err) {
    SessionRequest request;
    Person person;
    if (!call_decode(call, &session_request_resource, &request, err)) return false;
    if (!limited(call, "login-address", call->rq->address, 30, 2, err)) return false;
    if (!limited(call, "login-email", request.email, 10, 30, err)) return false;
    if (!check_password(call, &request, &person, err)) return false;
    CLEANUP(store_end) Transaction tx = {0};
    return call_write(call, &tx, err) && second_factor_pass(call, &tx, &person, request.code, err) &&
           session_begin(call, &tx, &person, err) && call_commit(call, &tx, err);
}

/* Gives the password (and code) again, for what is asked only of somebody who certainly sits there. */
bool session_confirm_op(Call *call, Error *err) {
    Confirmation request;
    if (!call_decode(call, &confirmation_resource, &request, err) ||
        !limited(call, "login-email", call->person.email, 10, 30, err))
        return false;
    if (!call->session_hash.at) return error_set(err, ERROR_FORBIDDEN, "Only a session can be confirmed.");
    if (!password_right(call->arena, call->person.password, request.password)) {
        error_field(err, "password", "This is not your password.");
        return false;
    }
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err) || !second_factor_pass(call, &tx, &call->person, request.code, err) ||
        !session_confirm(&tx, call->session_hash, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}

bool session_show(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Session session = {.expires_at = TIME_NONE};
    if (!call_read(call, &tx, err)) return false;
    if (call->session_hash.at && !session_by_hash(&tx, call->session_hash, &session, err)) return false;
    return answer_session(call, &tx, 200, &call->person, session.expires_at, err);
}

bool session_end(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    if (call->session_hash.at && !session_delete(&tx, call->session_hash, err)) return false;
    set_cookie(call, STR(""), 0);
    respond(call->rq, 204, NULL, STR_NULL);
    if (!call_commit(call, &tx, err)) return false;
    account_close_streams(call, call->user.person_id);
    return true;
}

/* ---- the sessions there are ---- */

bool session_list(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    List sessions;
    if (!call_read(call, &tx, err) || !session_of_person(&tx, call->user.person_id, &sessions, err))
        return false;
    OpenSession *open = arena_array(call->arena, OpenSession, sessions.count);
    if (!open) return error_no_memory(err);
    for (int i = 0; i < sessions.count; i++) {
        const Session *s = (Session *)sessions.at + i;
        open[i] = (OpenSession){s->id,
                                s->created_at,
                                s->seen_at,
                                s->expires_at,
                                s->address,
                                s->agent,
                                str_equal(s->hash, call->session_hash)};
    }
    answer_page(call, &open_session_resource, &(List){open, sessions.count}, STR_NULL);
    return true;
}

bool session_delete_op(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    if (!session_delete_own(&tx, call->user.person_id, call->id, err)) return false;
    respond(call->rq, 204, NULL, STR_NULL);
    if (!call_commit(call, &tx, err)) return false;
    account_close_streams(call, call->user.person_id);
    return true;
}

/* An administrator signs somebody out everywhere. */
bool person_sign_out(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Person person;
    if (!call_write(call, &tx, err)) return false;
    if (!row_load(&tx, &person_resource, call->workspace_id, call->id, &person, err) ||
        !session_delete_of(&tx, person.row.id, STR_NULL, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    if (!call_commit(call, &tx, err)) return false;
    account_close_streams(call, person.row.id);
    return true;
}
