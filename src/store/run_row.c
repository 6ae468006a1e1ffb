/* What other servers know of a calculation. See store.h. */
#include "base/banned.h"
#include "base/vec.h"
#include "store/inside.h"

bool store_is_shared(const Store *store) {
    return store->where != NULL;
}

static RunRow read_row(const Sql *sql) {
    return (RunRow){
        .id = {sql_int(sql, "id")},
        .workspace_id = {sql_int(sql, "workspace_id")},
        .revision = sql_int(sql, "revision"),
        .alive_at = {sql_int(sql, "alive_at")},
        .attempts = sql_int(sql, "attempts"),
        .cancelled = sql_int(sql, "cancelled") != 0,
        .finished = sql_int(sql, "finished") != 0,
        .shown = sql_text(sql, "shown"),
        .result = sql_text(sql, "result"),
    };
}

bool run_row_put(Transaction *tx, Id server_id, const RunRow *row, RunWish *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    bool found;
    if (!sql_begin(tx, "run_put", &sql, err)) return false;
    sql_bind_id(&sql, ":id", row->id);
    sql_bind_id(&sql, ":server_id", server_id);
    sql_bind_id(&sql, ":workspace_id", row->workspace_id);
    sql_bind_int(&sql, ":revision", row->revision);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    sql_bind_int(&sql, ":finished", row->finished);
    sql_bind_text(&sql, ":shown", row->shown);
    sql_bind_text(&sql, ":result", row->result);
    if (!sql_step(&sql, &found, err)) return false;
    *ret = !found ? RUN_TAKEN : sql_int(&sql, "cancelled") ? RUN_UNWANTED : RUN_WANTED;
    return true;
}

bool run_row_find(Transaction *tx, Id workspace_id, Id id, RunRow *ret, bool *found, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "run_find", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_id(&sql, ":id", id);
    if (!sql_step(&sql, found, err)) return false;
    if (*found) *ret = read_row(&sql);
    return !tx->arena->full || error_no_memory(err);
}

static bool read_rows(Transaction *tx, Sql *sql, List *ret, Error *err) {
    struct {
        VEC(RunRow);
    } rows = {0};
    bool row;
    while (sql_step(sql, &row, err)) {
        RunRow *next = row ? vec_push(tx->arena, &rows) : NULL;
        if (row && !next) return error_no_memory(err);
        if (row) *next = read_row(sql);
        else {
            *ret = (List){rows.at, rows.count};
            return !tx->arena->full || error_no_memory(err);
        }
    }
    return false;
}

bool run_rows(Transaction *tx, Id workspace_id, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "run_of_workspace", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    return read_rows(tx, &sql, ret, err);
}

bool run_rows_orphaned(Transaction *tx, Time before, int64_t *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "run_orphans", &sql, err)) return false;
    sql_bind_int(&sql, ":before", before.ms);
    sql_bind_int(&sql, ":attempts", RUN_ATTEMPTS_MAX);
    return sql_only_int(&sql, "count", ret, err);
}

bool run_rows_take(Transaction *tx, Id server_id, Time before, int limit, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "run_take", &sql, err)) return false;
    sql_bind_id(&sql, ":server_id", server_id);
    sql_bind_int(&sql, ":now", tx->author.now.ms);
    sql_bind_int(&sql, ":before", before.ms);
    sql_bind_int(&sql, ":attempts", RUN_ATTEMPTS_MAX);
    sql_bind_int(&sql, ":limit", limit);
    return read_rows(tx, &sql, ret, err);
}

bool run_rows_release(Transaction *tx, Id server_id, Time before, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "run_release", &sql, err)) return false;
    sql_bind_id(&sql, ":server_id", server_id);
    sql_bind_int(&sql, ":before", before.ms);
    return sql_run(&sql, err);
}

static bool change_one(Transaction *tx, const char *name, Id workspace_id, Id id, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, name, &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_id(&sql, ":id", id);
    return sql_run(&sql, err);
}

bool run_row_cancel(Transaction *tx, Id workspace_id, Id id, Error *err) {
    return change_one(tx, "run_cancel", workspace_id, id, err);
}

bool run_row_delete(Transaction *tx, Id workspace_id, Id id, Error *err) {
    return change_one(tx, "run_delete", workspace_id, id, err);
}

bool run_rows_sweep(Transaction *tx, Time before, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "run_sweep", &sql, err)) return false;
    sql_bind_int(&sql, ":before", before.ms);
    return sql_run(&sql, err);
}
