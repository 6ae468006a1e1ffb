/* Accounts: people by e-mail, tokens and sessions by the hash of their secret. See store.h. */
#include <sodium.h>

#include "base/banned.h"
#include "base/vec.h"
#include "store/inside.h"

bool person_by_email(Transaction *tx, Str email, Person *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "person_by_email", &sql, err)) return false;
    sql_bind_text(&sql, ":email", email);
    return sql_only(&sql, ret, err);
}

bool person_by_id(Transaction *tx, Id id, Person *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "person_by_id", &sql, err)) return false;
    sql_bind_id(&sql, ":id", id);
    return sql_only(&sql, ret, err);
}

bool person_memberships(Transaction *tx, Id person_id, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "membership_of_person", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    return sql_list(&sql, ret, err);
}

bool token_by_hash(Transaction *tx, Str hash, ApiToken *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "token_by_hash", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    return sql_only(&sql, ret, err);
}

bool token_touch(Transaction *tx, Id token_id, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "token_touch", &sql, err)) return false;
    sql_bind_id(&sql, ":token_id", token_id);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    if (!sql_run(&sql, err)) return false;
    return sql_changes(&sql) == 1 || not_found(&token_resource, err);
}

bool workspace_count(Transaction *tx, int64_t *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    return sql_begin(tx, "workspace_count", &sql, err) && sql_only_int(&sql, "count", ret, err);
}

static bool with_hash(Transaction *tx, const char *name, Str hash, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, name, &sql, err)) return false;
    if (hash.at) sql_bind_text(&sql, ":hash", hash);
    return sql_run(&sql, err);
}

bool setup_token_put(Transaction *tx, Str hash, Error *err) {
    return with_hash(tx, "setup_token_put", hash, err);
}

bool setup_token_is(Transaction *tx, Str hash, bool *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    int64_t count;
    if (!sql_begin(tx, "setup_token_count", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    if (!sql_only_int(&sql, "count", &count, err)) return false;
    *ret = count > 0;
    return true;
}

bool setup_tokens_drop(Transaction *tx, Error *err) {
    return with_hash(tx, "setup_token_drop", STR_NULL, err);
}

bool attempt_used_until(Transaction *tx, Str hash, Time *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "attempt_used_until", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    return sql_only_int(&sql, "used_until", &ret->ms, err);
}

bool attempt_put(Transaction *tx, Str hash, Time used_until, Error *err) {
    CLEANUP(sql_end) Sql sweep = {0}, sql = {0};
    if (!sql_begin(tx, "attempt_sweep", &sweep, err)) return false;
    sql_bind_int(&sweep, ":now", tx->author.now.ms);
    if (!sql_run(&sweep, err) || !sql_begin(tx, "attempt_put", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    sql_bind_int(&sql, ":used_until", used_until.ms);
    return sql_run(&sql, err);
}

static bool delete_expired(Transaction *tx, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "session_delete_expired", &sql, err)) return false;
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    return sql_run(&sql, err);
}

bool session_insert(Transaction *tx, const Session *session, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!delete_expired(tx, err) || !sql_begin(tx, "session_insert", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", session->hash);
    sql_bind_id(&sql, ":id", id_make(tx->author.now, randombytes_random()));
    sql_bind_id(&sql, ":person_id", session->person_id);
    sql_bind_id(&sql, ":workspace_id", session->workspace_id);
    sql_bind_int(&sql, ":created_at", session->created_at.ms);
    sql_bind_int(&sql, ":expires_at", session->expires_at.ms);
    sql_bind_int(&sql, ":seen_at", session->seen_at.ms);
    sql_bind_int(&sql, ":confirmed_at", session->confirmed_at.ms);
    sql_bind_text(&sql, ":address", session->address);
    sql_bind_text(&sql, ":agent", session->agent);
    return sql_run(&sql, err);
}

static Session session_of_row(const Sql *sql) {
    return (Session){
        .hash = sql_text(sql, "hash"),
        .id = {sql_int(sql, "id")},
        .person_id = {sql_int(sql, "person_id")},
        .workspace_id = {sql_int(sql, "workspace_id")},
        .created_at = {sql_int(sql, "created_at")},
        .expires_at = {sql_int(sql, "expires_at")},
        .seen_at = {sql_int(sql, "seen_at")},
        .confirmed_at = {sql_int(sql, "confirmed_at")},
        .address = sql_text(sql, "address"),
        .agent = sql_text(sql, "agent"),
    };
}

static bool no_session(Error *err) {
    error_set(err, ERROR_NOT_FOUND, "There is no such session, or it has ended.");
    return error_hint(err, "Sign in again.");
}

bool session_by_hash(Transaction *tx, Str hash, Session *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    bool row;
    if (!sql_begin(tx, "session_by_hash", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    if (!sql_step(&sql, &row, err)) return false;
    if (!row) return no_session(err);
    Session session = session_of_row(&sql);
    if (tx->arena->full) return error_no_memory(err);
    *ret = session;
    return true;
}

bool session_of_person(Transaction *tx, Id person_id, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    struct {
        VEC(Session);
    } sessions = {0};
    bool row;
    if (!sql_begin(tx, "session_of_person", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    while (sql_step(&sql, &row, err)) {
        if (row) {
            Session *session = vec_push(tx->arena, &sessions);
            if (!session) return error_no_memory(err);
            *session = session_of_row(&sql);
            continue;
        }
        if (tx->arena->full) return error_no_memory(err);
        *ret = (List){sessions.at, sessions.count};
        return true;
    }
    return false;
}

/* One of the statements that take a session's hash and the time. */
static bool note_session(Transaction *tx, const char *statement, Str hash, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, statement, &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    return sql_run(&sql, err);
}

bool session_touch(Transaction *tx, Str hash, Error *err) {
    return note_session(tx, "session_touch", hash, err);
}

bool session_confirm(Transaction *tx, Str hash, Error *err) {
    return note_session(tx, "session_confirm", hash, err);
}

bool session_delete(Transaction *tx, Str hash, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "session_delete", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    return sql_run(&sql, err);
}

bool session_delete_own(Transaction *tx, Id person_id, Id id, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "session_delete_own", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    sql_bind_id(&sql, ":id", id);
    if (!sql_run(&sql, err)) return false;
    return sql_changes(&sql) == 1 || no_session(err);
}

bool session_delete_of(Transaction *tx, Id person_id, Str but_hash, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "session_delete_of", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    sql_bind_text(&sql, ":but_hash", but_hash);
    return sql_run(&sql, err);
}
