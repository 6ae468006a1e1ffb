/* Answers given before, for requests that are sent again. Kept for a day. See store.h. */
#include "base/banned.h"
#include "store/inside.h"

static int64_t a_day_ago(const Transaction *tx) {
    return tx->author.now.ms - (int64_t)24 * 60 * 60 * 1000;
}

bool answer_find(Transaction *tx, Id person_id, Str key, PastAnswer *ret, bool *found, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    bool row;
    if (!sql_begin(tx, "answer_find", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    sql_bind_text(&sql, ":key", key);
    sql_bind_int(&sql, ":since", a_day_ago(tx));
    if (!sql_step(&sql, &row, err)) return false;
    *found = row;
    if (!row) return true;
    PastAnswer answer = {
        .request_hash = sql_text(&sql, "request_hash"),
        .status = sql_int(&sql, "status"),
        .body = sql_text(&sql, "body"),
        .etag = sql_text(&sql, "etag"),
        .location = sql_text(&sql, "location"),
    };
    if (tx->arena->full) return error_no_memory(err);
    *ret = answer;
    return true;
}

static bool delete_old(Transaction *tx, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "answer_delete_old", &sql, err)) return false;
    sql_bind_int(&sql, ":since", a_day_ago(tx));
    return sql_run(&sql, err);
}

bool answer_keep(Transaction *tx, Id person_id, Str key, const PastAnswer *answer, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!delete_old(tx, err) || !sql_begin(tx, "answer_keep", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    sql_bind_text(&sql, ":key", key);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    sql_bind_text(&sql, ":request_hash", answer->request_hash);
    sql_bind_int(&sql, ":status", answer->status);
    sql_bind_text(&sql, ":body", answer->body);
    sql_bind_text(&sql, ":etag", answer->etag);
    sql_bind_text(&sql, ":location", answer->location);
    return sql_run(&sql, err);
}
