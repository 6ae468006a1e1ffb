/* Frozen rows and sums of actuals. See store.h.
 *
 * The rows of a baseline are many and never change: they have no revision and no events. What verifies them
 * is the hash over their JSON, which stands in the baseline's own row and so in its event. */
#include <sodium.h>

#include "base/banned.h"
#include "field/json.h"
#include "store/inside.h"

bool baseline_last_number(Transaction *tx, Id workspace_id, Id project_id, int64_t *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "baseline_last_number", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_id(&sql, ":project_id", project_id);
    return sql_only_int(&sql, "number", ret, err);
}

bool baseline_rows_insert(Transaction *tx, Id baseline_id, List *rows, Error *err) {
    BaselineItem *row = rows->at;
    for (int i = 0; i < rows->count; i++) {
        CLEANUP(sql_end) Sql sql = {0};
        row[i].baseline_id = baseline_id;
        if (!sql_begin(tx, "baseline_item_insert", &sql, err) || !sql_bind_record(&sql, &row[i], err) ||
            !sql_run(&sql, err))
            return false;
    }
    return true;
}

/* Without the baseline's id, which is not known before it is written. */
Str baseline_rows_hash(Arena *arena, const List *rows) {
    enum { BYTES = 32 };
    crypto_generichash_state state;
    unsigned char hash[BYTES];
    char text[2 * BYTES + 1];
    crypto_generichash_init(&state, NULL, 0, BYTES);
    for (int i = 0; i < rows->count; i++) {
        ArenaMark mark = arena_mark(arena);
        BaselineItem row = ((const BaselineItem *)rows->at)[i];
        row.baseline_id = ID_NONE;
        StrBuf out = strbuf_make(arena, 0);
        json_write(&out, &baseline_item_resource, &row);
        crypto_generichash_update(&state, (const unsigned char *)strbuf_str(&out).at, out.len);
        arena_release(arena, mark);
    }
    crypto_generichash_final(&state, hash, BYTES);
    sodium_bin2hex(text, sizeof text, hash, BYTES);
    return str_copy(arena, str_of(text));
}

bool baseline_rows(Transaction *tx, const Baseline *baseline, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    List rows;
    if (!sql_begin(tx, "baseline_item_of_baseline", &sql, err)) return false;
    sql_bind_id(&sql, ":baseline_id", baseline->row.id);
    if (!sql_list(&sql, &rows, err)) return false;
    Str hash = baseline_rows_hash(tx->arena, &rows);
    if (tx->arena->full) return error_no_memory(err);
    if (!str_equal(hash, baseline->rows_hash)) {
        error_set(err, ERROR_INTERNAL, "The rows of baseline %lld are not what was frozen.",
                  (long long)baseline->number);
        return error_hint(err, "Somebody changed the database by hand: restore it from a backup.");
    }
    *ret = rows;
    return true;
}

bool time_costs(Transaction *tx, Id workspace_id, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "time_entry_cost", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    return sql_list(&sql, ret, err);
}
