/* Promises by their link, and the breaks of which was told. See store.h. */
#include "base/banned.h"
#include "base/vec.h"
#include "store/inside.h"

bool promise_by_hash(Transaction *tx, Str share_hash, Promise *ret, bool *found, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "promise_by_hash", &sql, err)) return false;
    sql_bind_text(&sql, ":share_hash", share_hash);
    return sql_step(&sql, found, err) && (!*found || sql_record(&sql, ret, err));
}

bool promise_breaks(Transaction *tx, Id workspace_id, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    struct {
        VEC(PromiseBreak);
    } breaks = {0};
    bool row = true;
    if (!sql_begin(tx, "promise_breaks_told", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    while (sql_step(&sql, &row, err)) {
        if (!row) {
            *ret = (List){breaks.at, breaks.count};
            return true;
        }
        PromiseBreak *slot = vec_push(tx->arena, &breaks);
        if (!slot) return error_no_memory(err);
        *slot = (PromiseBreak){{sql_int(&sql, "promise_id")}, {sql_int(&sql, "broken_at")}};
    }
    return false;
}

const PromiseBreak *promise_break_of(const List *breaks, Id promise_id) {
    const PromiseBreak *at = breaks->at;
    int low = 0, high = breaks->count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (at[middle].promise_id.n < promise_id.n) low = middle + 1;
        else high = middle;
    }
    return low < breaks->count && id_equal(at[low].promise_id, promise_id) ? &at[low] : NULL;
}

bool promise_break_put(Transaction *tx, Id workspace_id, Id promise_id, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "promise_break_put", &sql, err)) return false;
    sql_bind_id(&sql, ":promise_id", promise_id);
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    return sql_run(&sql, err);
}

bool promise_break_drop(Transaction *tx, Id promise_id, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "promise_break_drop", &sql, err)) return false;
    sql_bind_id(&sql, ":promise_id", promise_id);
    return sql_run(&sql, err);
}
