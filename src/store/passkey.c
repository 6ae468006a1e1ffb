/* Passkeys by what authenticators call them, and what these were asked to sign. See store.h. */
#include "base/banned.h"
#include "store/inside.h"

bool passkey_by_credential(Transaction *tx, Str credential_id, Passkey *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "passkey_by_credential", &sql, err)) return false;
    sql_bind_text(&sql, ":credential_id", credential_id);
    return sql_only(&sql, ret, err);
}

bool passkey_of_person(Transaction *tx, Id person_id, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "passkey_of_person", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    return sql_list(&sql, ret, err);
}

bool passkey_touch(Transaction *tx, Id id, int64_t sign_count, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "passkey_touch", &sql, err)) return false;
    sql_bind_id(&sql, ":id", id);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    sql_bind_int(&sql, ":sign_count", sign_count);
    if (!sql_run(&sql, err)) return false;
    return sql_changes(&sql) == 1 || not_found(&passkey_resource, err);
}

static bool delete_expired(Transaction *tx, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "challenge_delete_expired", &sql, err)) return false;
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    return sql_run(&sql, err);
}

bool passkey_challenge_put(Transaction *tx, Str hash, Str bound_to, Time expires_at, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!delete_expired(tx, err) || !sql_begin(tx, "challenge_insert", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    sql_bind_text(&sql, ":bound_to", bound_to);
    sql_bind_int(&sql, ":expires_at", expires_at.ms);
    return sql_run(&sql, err);
}

bool passkey_challenge_use(Transaction *tx, Str hash, Str bound_to, bool *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "challenge_use", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    sql_bind_text(&sql, ":bound_to", bound_to);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    if (!sql_run(&sql, err)) return false;
    *ret = sql_changes(&sql) == 1;
    return true;
}
