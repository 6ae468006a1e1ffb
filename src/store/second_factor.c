/* Second factors and their recovery codes. See store.h. */
#include "base/banned.h"
#include "base/vec.h"
#include "store/inside.h"

bool second_factor_put(Transaction *tx, const SecondFactor *factor, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "second_factor_put", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", factor->person_id);
    sql_bind_text(&sql, ":secret", factor->secret);
    sql_bind_int(&sql, ":active", factor->active);
    sql_bind_int(&sql, ":last_step", factor->last_step);
    return sql_run(&sql, err);
}

static SecondFactor factor_of_row(const Sql *sql) {
    return (SecondFactor){
        .person_id = {sql_int(sql, "person_id")},
        .secret = sql_text(sql, "secret"),
        .active = sql_int(sql, "active") != 0,
        .last_step = sql_int(sql, "last_step"),
    };
}

bool second_factor_of(Transaction *tx, Id person_id, SecondFactor *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    bool row;
    if (!sql_begin(tx, "second_factor_of", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    if (!sql_step(&sql, &row, err)) return false;
    SecondFactor factor = {.person_id = person_id};
    if (row) factor = factor_of_row(&sql);
    if (tx->arena->full) return error_no_memory(err);
    *ret = factor;
    return true;
}

bool second_factor_all(Transaction *tx, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    struct {
        VEC(SecondFactor);
    } factors = {0};
    bool row;
    if (!sql_begin(tx, "second_factor_all", &sql, err)) return false;
    while (sql_step(&sql, &row, err)) {
        if (!row) {
            *ret = (List){factors.at, factors.count};
            return !tx->arena->full || error_no_memory(err);
        }
        SecondFactor *factor = vec_push(tx->arena, &factors);
        if (!factor) return error_no_memory(err);
        *factor = factor_of_row(&sql);
    }
    return false;
}

static bool run_for(Transaction *tx, const char *statement, Id person_id, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, statement, &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    return sql_run(&sql, err);
}

bool second_factor_delete(Transaction *tx, Id person_id, Error *err) {
    return run_for(tx, "second_factor_delete", person_id, err) &&
           run_for(tx, "recovery_code_delete_of", person_id, err);
}

bool recovery_codes_put(Transaction *tx, Id person_id, const Str *hashes, int count, Error *err) {
    if (!run_for(tx, "recovery_code_delete_of", person_id, err)) return false;
    for (int i = 0; i < count; i++) {
        CLEANUP(sql_end) Sql sql = {0};
        if (!sql_begin(tx, "recovery_code_insert", &sql, err)) return false;
        sql_bind_id(&sql, ":person_id", person_id);
        sql_bind_text(&sql, ":hash", hashes[i]);
        if (!sql_run(&sql, err)) return false;
    }
    return true;
}

bool recovery_code_use(Transaction *tx, Id person_id, Str hash, bool *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "recovery_code_use", &sql, err)) return false;
    sql_bind_id(&sql, ":person_id", person_id);
    sql_bind_text(&sql, ":hash", hash);
    if (!sql_run(&sql, err)) return false;
    *ret = sql_changes(&sql) == 1;
    return true;
}
