/* Mail that is still to be sent, and links that it carries. See store.h. */
#include <sodium.h>

#include "base/banned.h"
#include "base/mem.h"
#include "store/inside.h"

static const char *const purposes[] = {"invitation", "reset", "notices"}; /* in the order of MailPurpose */

bool outbox_put(Transaction *tx, const OutboxMail *mail, Time due_at, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "outbox_put", &sql, err)) return false;
    sql_bind_id(&sql, ":id", id_make(tx->author.now, randombytes_random()));
    sql_bind_text(&sql, ":purpose", str_of(purposes[mail->purpose]));
    sql_bind_id(&sql, ":person_id", mail->person_id);
    sql_bind_text(&sql, ":address", mail->address.at ? mail->address : STR(""));
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    sql_bind_int(&sql, ":due_at", due_at.ms);
    return sql_run(&sql, err);
}

static MailPurpose purpose_of(Str name) {
    for (int i = 0; i < COUNT_OF(purposes); i++)
        if (str_is(name, purposes[i])) return (MailPurpose)i;
    return MAIL_NOTICES;
}

bool outbox_due(Transaction *tx, OutboxMail *ret, bool *found, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "outbox_due", &sql, err)) return false;
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    if (!sql_step(&sql, found, err)) return false;
    if (!*found) return true;
    *ret = (OutboxMail){.id = {sql_int(&sql, "id")},
                        .purpose = purpose_of(sql_text(&sql, "purpose")),
                        .person_id = {sql_int(&sql, "person_id")},
                        .address = sql_text(&sql, "address"),
                        .created_at = {sql_int(&sql, "created_at")},
                        .attempts = sql_int(&sql, "attempts")};
    return !tx->arena->full || error_no_memory(err);
}

bool outbox_take(Transaction *tx, Id id, Time due_at, bool *taken, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "outbox_take", &sql, err)) return false;
    sql_bind_id(&sql, ":id", id);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    sql_bind_int(&sql, ":due_at", due_at.ms);
    if (!sql_run(&sql, err)) return false;
    *taken = sql_changes(&sql) == 1;
    return true;
}

bool outbox_retry(Transaction *tx, Id id, Time due_at, Str error, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "outbox_retry", &sql, err)) return false;
    sql_bind_id(&sql, ":id", id);
    sql_bind_int(&sql, ":due_at", due_at.ms);
    sql_bind_text(&sql, ":error", error);
    return sql_run(&sql, err);
}

bool outbox_delete(Transaction *tx, Id id, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "outbox_delete", &sql, err)) return false;
    sql_bind_id(&sql, ":id", id);
    return sql_run(&sql, err);
}

bool notices_unread_between(Transaction *tx, Id person_id, Time first, Time last, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "notice_unread_between", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    sql_bind_int(&sql, ":first", first.ms);
    sql_bind_int(&sql, ":last", last.ms);
    return sql_list(&sql, ret, err);
}

/* ---- links ---- */

static bool delete_expired(Transaction *tx, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "account_link_delete_expired", &sql, err)) return false;
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    return sql_run(&sql, err);
}

bool account_link_insert(Transaction *tx, const AccountLink *link, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!delete_expired(tx, err) || !sql_begin(tx, "account_link_insert", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", link->hash);
    sql_bind_id(&sql, ":person_id", link->person_id);
    sql_bind_id(&sql, ":workspace_id", link->workspace_id);
    sql_bind_int(&sql, ":expires_at", link->expires_at.ms);
    return sql_run(&sql, err);
}

bool account_link_by_hash(Transaction *tx, Str hash, AccountLink *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    bool row;
    if (!sql_begin(tx, "account_link_by_hash", &sql, err)) return false;
    sql_bind_text(&sql, ":hash", hash);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    if (!sql_step(&sql, &row, err)) return false;
    if (!row) return error_set(err, ERROR_NOT_FOUND, "This link was used before, or is too old.");
    *ret = (AccountLink){
        hash, {sql_int(&sql, "person_id")}, {sql_int(&sql, "workspace_id")}, {sql_int(&sql, "expires_at")}};
    return true;
}

bool account_link_delete_of(Transaction *tx, Id person_id, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "account_link_delete_of", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    return sql_run(&sql, err);
}
