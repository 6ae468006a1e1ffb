/* The first run: a workspace, its administrator, a calendar or the example. */
#include "api/account.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "change/meeting/meeting.h"
#include "field/json.h"
#include "webauthn/webauthn.h"

/* Another process on the same database may have done it. */
static bool look_again(Call *call, Error *err) {
    CLEANUP(store_end) Transaction tx = {0};
    int64_t count;
    if (!call->app->needs_setup) return true;
    if (!call_read(call, &tx, err) || !workspace_count(&tx, &count, err)) return false;
    if (count) call->app->needs_setup = false;
    return true;
}

bool setup_state(Call *call, Error *err) {
    if (!look_again(call, err)) return false;
    PasskeyPlace place;
    Error no_place;
    SetupState state = {call->app->needs_setup, call->app->mails,
                        passkey_place(str_of(call->app->public_url), &place, &no_place)};
    StrBuf out = strbuf_make(call->arena, 0);
    json_write(&out, &setup_state_resource, &state);
    answer_json(call, 200, &out);
    return true;
}

static bool setup_allowed(Call *call, Str token, Error *err) {
    if (!look_again(call, err)) return false;
    if (!call->app->needs_setup) {
        error_set(err, ERROR_CONFLICT, "The set-up was done before.");
        return error_hint(err, "Sign in, or ask an administrator for an account.");
    }
    CLEANUP(store_end) Transaction tx = {0};
    bool right;
    if (!call_read(call, &tx, err) || !setup_token_is(&tx, secret_hash(call->arena, token), &right, err))
        return false;
    if (right) return true;
    error_field(err, "token", "This is not the set-up token.");
    return error_hint(
        err,
        "Each server printed one when it started; it also stands in the file setup-token of a data folder.");
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
    if (!password_take(tx->arena, request->password, person, "password", err)) return false;
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
    if (!found_workspace(tx, request, ret, err) || !setup_tokens_drop(tx, err)) return false;
    if (request->example) return app->fill_example(tx, ret, err);
    User founder = {.workspace_id = ret->row.workspace_id};
    Change change = change_begin(tx, &founder);
    return found_calendar(tx, ret->row.workspace_id, err) &&
           meeting_found_weekly(&change, request->time_zone.at ? request->time_zone : STR("UTC"), err);
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
    if (!workspace_found(call->app, &tx, &request, &person, err) || !session_begin(call, &tx, &person, err))
        return false;
    if (!call_commit(call, &tx, err)) return false;
    call->app->needs_setup = false;
    return true;
}
