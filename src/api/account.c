/* The accounts of people: made and changed by administrators; a password changed by its owner. */
#include "api/account.h"
#include "api/views.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "field/json.h"

/* The plain password of a request becomes its hash. */
static bool hash_given_password(Call *call, Person *person, Str before, Error *err) {
    if (!person->password.at || (before.at && str_equal(person->password, before))) return true;
    return password_take(call->arena, person->password, person, "password", err);
}

bool person_create(Call *call, Error *err) {
    Person person;
    if (!call_decode(call, &person_resource, &person, err) ||
        !hash_given_password(call, &person, STR_NULL, err))
        return false;
    CLEANUP(store_end) Transaction tx = {0};
    if (!call_write(call, &tx, err)) return false;
    Change change = change_begin(&tx, &call->user);
    bool created;
    if (!change_create(&change, &person_resource, &person, &created, err)) return false;
    answer_row(call, 201, &person_resource, &person);
    return call_commit(call, &tx, err);
}

bool account_administrator_left(Transaction *tx, const Person *after, Error *err) {
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
    if (!row_load(&tx, &person_resource, call->workspace_id, call->id, &before, err)) return false;
    if (!call_if_match(call, &before.row, err)) return false;
    after = before;
    if (!json_decode(call->arena, &person_resource, body, DECODE_PATCH, &after, NULL, err)) return false;
    if (!hash_given_password(call, &after, before.password, err) ||
        !account_administrator_left(&tx, &after, err))
        return false;
    Change change = change_begin(&tx, &call->user);
    if (!change_update(&change, &person_resource, &before, &after, err)) return false;
    bool ends = after.disabled || !str_equal(before.password, after.password);
    if (ends && !session_delete_of(&tx, after.row.id, STR_NULL, err)) return false;
    answer_row(call, 200, &person_resource, &after);
    if (!call_commit(call, &tx, err)) return false;
    if (ends) account_close_streams(call, after.row.id);
    return true;
}

/* Whoever knows the password keeps the session it is changed in; all others end. */
bool password_change(Call *call, Error *err) {
    PasswordChange request;
    if (!call_decode(call, &password_change_resource, &request, err) ||
        !limited(call, "login-email", call->person.email, 10, 30, err))
        return false;
    if (!password_right(call->arena, call->person.password, request.current_password))
        return error_field(err, "current_password", "This is not your present password.");
    if (str_equal(request.current_password, request.new_password))
        return error_field(err, "new_password", "This is your present password.");
    CLEANUP(store_end) Transaction tx = {0};
    Person before = call->person, after = before;
    if (!password_take(call->arena, request.new_password, &after, "new_password", err) ||
        !call_write(call, &tx, err))
        return false;
    if (!row_update(&tx, &person_resource, &before, &after, err) ||
        !session_delete_of(&tx, after.row.id, call->session_hash, err))
        return false;
    respond(call->rq, 204, NULL, STR_NULL);
    if (!call_commit(call, &tx, err)) return false;
    account_close_streams(call, after.row.id);
    return true;
}
