/* Webhooks' cursors and deliveries. See store.h. */
#include <sodium.h>

#include "base/banned.h"
#include "store/inside.h"

bool webhook_lagging(Transaction *tx, int64_t last_seq, Webhook *ret, bool *found, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "webhook_lagging", &sql, err)) return false;
    sql_bind_int(&sql, ":last_seq", last_seq);
    return sql_step(&sql, found, err) && (!*found || sql_record(&sql, ret, err));
}

bool webhook_by_id(Transaction *tx, Id id, Webhook *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "webhook_by_id", &sql, err)) return false;
    sql_bind_id(&sql, ":id", id);
    return sql_only(&sql, ret, err);
}

bool webhook_cursor(Transaction *tx, Id webhook_id, int64_t *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "webhook_cursor", &sql, err)) return false;
    sql_bind_id(&sql, ":webhook_id", webhook_id);
    return sql_only_int(&sql, "seq", ret, err);
}

bool webhook_cursor_put(Transaction *tx, Id webhook_id, int64_t seq, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "webhook_cursor_put", &sql, err)) return false;
    sql_bind_id(&sql, ":webhook_id", webhook_id);
    sql_bind_int(&sql, ":seq", seq);
    return sql_run(&sql, err);
}

bool webhook_take(Transaction *tx, Id webhook_id, Time busy_until, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "webhook_take", &sql, err)) return false;
    sql_bind_id(&sql, ":webhook_id", webhook_id);
    sql_bind_int(&sql, ":busy_until", busy_until.ms);
    return sql_run(&sql, err);
}

bool delivery_insert(Transaction *tx, Id webhook_id, int64_t seq, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    Delivery delivery = {.id = id_make(tx->author.now, randombytes_random()),
                         .webhook_id = webhook_id,
                         .seq = seq,
                         .created_at = tx->author.now,
                         .due_at = tx->author.now,
                         .state = {DELIVERY_WAITING},
                         .status = INT_NULL,
                         .error = STR("")};
    return sql_begin(tx, "delivery_insert", &sql, err) && sql_bind_record(&sql, &delivery, err) &&
           sql_run(&sql, err);
}

bool delivery_due(Transaction *tx, Delivery *ret, bool *found, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "delivery_due", &sql, err)) return false;
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    return sql_step(&sql, found, err) && (!*found || sql_record(&sql, ret, err));
}

bool delivery_by_id(Transaction *tx, Id id, Delivery *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "delivery_by_id", &sql, err)) return false;
    sql_bind_id(&sql, ":id", id);
    return sql_only(&sql, ret, err);
}

bool deliveries_of_webhook(Transaction *tx, Id webhook_id, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "delivery_of_webhook", &sql, err)) return false;
    sql_bind_id(&sql, ":webhook_id", webhook_id);
    return sql_list(&sql, ret, err);
}

bool delivery_tried(Transaction *tx, const Delivery *delivery, Time due_at, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "delivery_tried", &sql, err)) return false;
    sql_bind_id(&sql, ":id", delivery->id);
    sql_bind_text(&sql, ":state", str_of(delivery_state_names[delivery->state.n]));
    sql_bind_int(&sql, ":due_at", due_at.ms);
    if (delivery->status != INT_NULL) sql_bind_int(&sql, ":status", delivery->status);
    sql_bind_text(&sql, ":error", delivery->error);
    return sql_run(&sql, err);
}

bool delivery_again(Transaction *tx, Id id, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "delivery_again", &sql, err)) return false;
    sql_bind_id(&sql, ":id", id);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    return sql_run(&sql, err);
}

bool delivery_drop(Transaction *tx, Time before, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "delivery_drop", &sql, err)) return false;
    sql_bind_int(&sql, ":before", before.ms);
    return sql_run(&sql, err);
}

bool delivery_drop_of_webhook(Transaction *tx, Id webhook_id, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "delivery_drop_of_webhook", &sql, err)) return false;
    sql_bind_id(&sql, ":webhook_id", webhook_id);
    return sql_run(&sql, err);
}
