/* Set-up, signing in and out, tokens, and the accounts of people. */
#include "api/api.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "field/json.h"
#include "model/rank.h"

static const int64_t session_ms = INT64_C(14) * 24 * 3600 * 1000;

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

/* A new session for the person: the cookie holds the secret, the store only its hash. */
static bool sign_in(Call *call, Transaction *tx, const Person *person, Error *err) {
    Str secret = secret_make(call->arena);
    Session session = {.hash = secret_hash(call->arena, secret),
                       .person_id = person->row.id,
                       .workspace_id = person->row.workspace_id,
                       .created_at = call->now,
                       .expires_at = {call->now.ms + session_ms}};
    if (!session_insert(tx, &session, err)) return false;
    set_cookie(call, secret, session_ms / 1000);
    return answer_session(call, tx, 201, person, session.expires_at, err);
}

static bool limited(Call *call, const char *what, Str who, int burst, int seconds_each, Error *err) {
    if (limiter_take(call->app->limiter, call->now, what, who, burst, seconds_each, &call->retry_after))
        return true;
    error_set(err, ERROR_TOO_MANY, "Too many attempts.");
    return error_hint(err, "Try again in %d seconds.", call->retry_after);
}

/* ---- set-up ---- */

bool setup_state(Call *call, Error *err) {
    SetupState state = {call->app->needs_setup};
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, &setup_state_resource, &state);
    answer_json(call, 200, &out);
    return true;
}

static bool setup_allowed(Call *call, Str token, Error *err) {
    if (!call->app->needs_setup) {
        error_set(err, ERROR_CONFLICT, "The set-up was done before.");
        return error_hint(err, "Sign in, or ask an administrator for an account.");
    }
    if (str_is(secret_hash(call->arena, token), call->app->setup_hash)) return true;
    error_field(err, "token", "This is not the set-up token.");
    return error_hint(
        err,
        "The server printed it when it started; it also stands in the file setup-token of its data folder.");
}

/* The workspace, its administrator, who is both product and project manager until there are others, and a
 * usual calendar. */
static bool found_workspace(Transaction *tx, const SetupRequest *request, Person *person, Error *err) {
    Workspace workspace;
    Membership membership;
    record_init(&workspace_resource, &workspace);
    record_init(&person_resource, person);
    workspace.name = request->workspace_name;
    workspace.currency = STR("EUR");
    if (!row_insert(tx, &workspace_resource, &workspace, err)) return false;
    User founder = {.workspace_id = workspace.row.id};
    Change change = change_begin(tx, &founder);
    bool created;
    person->name = request->person_name;
    person->email = request->email;
    person->administrator = true;
    if (!password_hash(tx->arena, request->password, &person->password, err)) return false;
    if (!change_create(&change, &person_resource, person, &created, err)) return false;
    static const Role hats[] = {ROLE_PRODUCT_MANAGER, ROLE_PROJECT_MANAGER};
    for (int i = 0; i < COUNT_OF(hats); i++) {
        record_init(&membership_resource, &membership);
        membership.person_id = person->row.id;
        membership.role.n = (int)hats[i];
        if (!change_create(&change, &membership_resource, &membership, &created, err)) return false;
    }
    return true;
}

/* Monday to Friday, 8 to 12 and 13 to 17. */
static bool found_calendar(Transaction *tx, Id workspace_id, Error *err) {
    CalendarSpan spans[] = {{480, 720}, {780, 1020}};
    CalendarWeekday week[5];
    for (int i = 0; i < 5; i++) week[i] = (CalendarWeekday){.weekday = i, .spans = {spans, COUNT_OF(spans)}};
    WorkCalendar calendar;
    record_init(&calendar_resource, &calendar);
    calendar.row.workspace_id = workspace_id;
    calendar.name = STR("Standard");
    calendar.week = (List){week, COUNT_OF(week)};
    return row_insert(tx, &calendar_resource, &calendar, err);
}

bool workspace_found(Application *app, Transaction *tx, const SetupRequest *request, Person *ret,
                     Error *err) {
    if (!found_workspace(tx, request, ret, err)) return false;
    if (request->example) return app->fill_example(tx, ret, err);
    return found_calendar(tx, ret->row.workspace_id, err);
}

bool setup_do(Call *call, Error *err) {
    SetupRequest request;
    Person person;
    if (!limited(call, "setup", call->rq->address, 20, 6, err)) return false;
    if (!call_decode(call, &setup_request_resource, &request, err) ||
        !setup_allowed(call, request.token, err))
        return false;
    CLEANUP(store_end) Transaction tx = {0};
    int64_t count;
    if (!call_write(call, &tx, err) || !workspace_count(&tx, &count, err)) return false;
    if (count) return error_set(err, ERROR_CONFLICT, "The set-up was done before.");
    if (!workspace_found(call->app, &tx, &request, &person, err) || !sign_in(call, &tx, &person, err))
        return false;
    if (!call_commit(call, &tx, err)) return false;
    call->app->needs_setup = false;
    return true;
}

/* ---- sessions ---- */

static bool wrong_password(Error *err) {
    error_set(err, ERROR_UNAUTHENTICATED, "E-mail address or password is wrong.");
    return error_hint(err, "An administrator can set a new password.");
}

/* The slow hash is computed before the writing connection is taken. */
static bool check_password(Call *call, const SessionRequest *request, Person *ret, Error *err) {
    Str email = request->email;
    char *lower = (char *)str_terminated(call->arena, email);
    if (!lower) return error_no_memory(err);
    for (size_t i = 0; i < email.len; i++)
        if (lower[i] >= 'A' && lower[i] <= 'Z') lower[i] += 'a' - 'A';
    Error reason = {0};
    bool known;
    {
        CLEANUP(store_end) Transaction tx = {0};
        if (!call_read(call, &tx, err)) return false;
        known = person_by_email(&tx, (Str){lower, email.len}, ret, &reason);
        if (!known && reason.kind != ERROR_NOT_FOUND) {
            *err = reason;
            return false;
        }
    }
    bool right = password_right(call->arena, known ? ret->password : STR_NULL, request->password);
    return (right && known && !ret->disabled) || wrong_password(err);
}

bool session_create(Call *call, Error *err) {
    SessionRequest request;
    Person person;
    if (!call_decode(call, &session_request_resource, &request, err)) return false;
    if (!limited(call, "login-address", call->rq->address, 30, 2, err)) return false;
    if (!limited(call, "login-email", request.email, 10, 30, err)) return false;
    if (!check_password(call, &request, &person, err)) return false;
    CLEANUP(store_end) Transaction tx = {0};
    return call_write(call, &tx, err) && sign_in(call, &tx, &person, err) && call_commit(call, &tx, err);
}

bool session_show(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    Session session = {.expires_at = TIME_NONE};
    if (!call_read(call, &tx, err)) return false;
    if (call->session_hash.at && !session_by_hash(&tx, call->session_hash, &session, err)) return false;
    return answer_session(call, &tx, 200, &call->person, session.expires_at, err);
}

/* The streams of a session are closed by this key. */
static int64_t stream_key_of(Id person_id) {
    return person_id.n;
}

bool session_end(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    if (call->session_hash.at && !session_delete(&tx, call->session_hash, err)) return false;
    set_cookie(call, STR(""), 0);
    respond(call->rq, 204, NULL, STR_NULL);
    if (!call_commit(call, &tx, err)) return false;
    server_close_streams(call->app->server, stream_key_of(call->user.person_id));
    return true;
}

/* ---- people ---- */

/* The plain password of a request becomes its hash. */
static bool hash_given_password(Call *call, Person *person, Str before, Error *err) {
    if (!person->password.at || (before.at && str_equal(person->password, before))) return true;
    return password_hash(call->arena, person->password, &person->password, err);
}

bool person_create(Call *call, Error *err) {
    Person person;
    if (!call_decode(call, &person_resource, &person, err) ||
        !hash_given_password(call, &person, STR_NULL, err))
        return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    if (call->replayed) return true;
    Change change = change_begin(&tx, &call->user);
    bool created;
    if (!change_create(&change, &person_resource, &person, &created, err)) return false;
    answer_row(call, 201, &person_resource, &person);
    return call_commit(call, &tx, err);
}

/* Somebody must be left who can let the others in. */
static bool an_administrator_is_left(Transaction *tx, const Person *after, Error *err) {
    List people;
    if (after->administrator && !after->disabled && after->password.at) return true;
    if (!row_all(tx, &person_resource, after->row.workspace_id, &people, err)) return false;
    const Person *person = people.at;
    for (int i = 0; i < people.count; i++)
        if (!id_equal(person[i].row.id, after->row.id) && person[i].administrator && !person[i].disabled &&
            person[i].password.at)
            return true;
    error_set(err, ERROR_CONFLICT, "This is the last administrator who can sign in.");
    return error_hint(err, "Make somebody else an administrator first.");
}

/* Whoever is disabled or gets a new password is signed out everywhere. */
bool person_update(Call *call, Error *err) {
    CLEANUP(json_done) json_t *body = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Person before, after;
    if (!call_json(call, &body, err) || !call_write(call, &tx, err)) return false;
    if (call->replayed) return true;
    if (!row_load(&tx, &person_resource, call->workspace_id, call->id, &before, err)) return false;
    if (!call_if_match(call, &before.row, err)) return false;
    after = before;
    if (!json_decode(call->arena, &person_resource, body, DECODE_PATCH, &after, NULL, err)) return false;
    if (!hash_given_password(call, &after, before.password, err) ||
        !an_administrator_is_left(&tx, &after, err))
        return false;
    Change change = change_begin(&tx, &call->user);
    if (!change_update(&change, &person_resource, &before, &after, err)) return false;
    bool ends = after.disabled || !str_equal(before.password, after.password);
    if (ends && !session_delete_of(&tx, after.row.id, err)) return false;
    answer_row(call, 200, &person_resource, &after);
    if (!call_commit(call, &tx, err)) return false;
    if (ends) server_close_streams(call->app->server, stream_key_of(after.row.id));
    return true;
}

/* ---- tokens: everybody's own ---- */

bool token_create(Call *call, Error *err) {
    ApiToken token;
    if (!call_decode(call, &token_resource, &token, err)) return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    Str secret = fmt(call->arena, "trivet_%.*s", STR_ARG(secret_make(call->arena)));
    token.row.workspace_id = call->user.workspace_id;
    token.person_id = call->user.person_id;
    token.hash = secret_hash(call->arena, secret);
    if (!row_insert(&tx, &token_resource, &token, err)) return false;
    StrBuf out = strbuf_make(call->arena, 0);
    strbuf_add(&out, STR("{\"token\":"));
    json_write(&out, &token_resource, &token);
    strbuf_add(&out, STR(",\"secret\":"));
    json_write_text(&out, secret);
    strbuf_char(&out, '}');
    answer_json(call, 201, &out);
    call->keeps_answer = false; /* the secret is kept nowhere */
    return call_commit(call, &tx, err);
}

bool token_delete(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    ApiToken token;
    if (!call_write(call, &tx, err)) return false;
    if (call->replayed) return true;
    if (!row_load(&tx, &token_resource, call->workspace_id, call->id, &token, err)) return false;
    if (!row_delete(&tx, &token_resource, &token, err)) return false;
    respond(call->rq, 204, NULL, STR_NULL);
    return call_commit(call, &tx, err);
}
