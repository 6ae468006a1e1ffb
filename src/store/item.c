/* Questions about items that only SQL answers quickly. See store.h. */
#include "base/banned.h"
#include "store/inside.h"

static bool last_text(Transaction *tx, const char *name, const char *column, Id workspace_id, Str *ret,
                      Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    bool row;
    if (!sql_begin(tx, name, &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    if (!sql_step(&sql, &row, err)) return false;
    *ret = row ? sql_text(&sql, column) : STR_NULL;
    return !tx->arena->full || error_no_memory(err);
}

bool item_last_rank(Transaction *tx, Id workspace_id, Str *ret, Error *err) {
    return last_text(tx, "item_last_rank", "rank", workspace_id, ret, err);
}

bool item_last_position(Transaction *tx, Id workspace_id, Str *ret, Error *err) {
    return last_text(tx, "item_last_position", "position", workspace_id, ret, err);
}

bool item_is_within(Transaction *tx, Id workspace_id, Id item_id, Id ancestor_id, bool *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    bool row;
    if (!sql_begin(tx, "item_is_within", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_id(&sql, ":item_id", item_id);
    sql_bind_id(&sql, ":ancestor_id", ancestor_id);
    if (!sql_step(&sql, &row, err)) return false;
    *ret = sql_int(&sql, "found") > 0;
    return true;
}

bool item_by_external_id(Transaction *tx, Id workspace_id, Id project_id, Str external_id, Item *ret,
                         bool *found, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    Error problem = {0};
    if (!sql_begin(tx, "item_by_external_id", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_id(&sql, ":project_id", project_id);
    sql_bind_text(&sql, ":external_id", external_id);
    *found = sql_only(&sql, ret, &problem);
    if (*found || problem.kind == ERROR_NOT_FOUND) return true;
    if (err) *err = problem;
    return false;
}

/* Every row that a statement with the parameter :item_id finds. */
static bool rows_of_item(Transaction *tx, const char *name, Id workspace_id, Id item_id, List *ret,
                         Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, name, &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_id(&sql, ":item_id", item_id);
    return sql_list(&sql, ret, err);
}

bool item_descendants(Transaction *tx, Id workspace_id, Id item_id, List *ret, Error *err) {
    return rows_of_item(tx, "item_descendants", workspace_id, item_id, ret, err);
}

bool item_has_actuals(Transaction *tx, Id workspace_id, Id item_id, bool *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    bool row;
    if (!sql_begin(tx, "item_has_actuals", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_id(&sql, ":item_id", item_id);
    if (!sql_step(&sql, &row, err)) return false;
    *ret = sql_int(&sql, "found") > 0;
    return true;
}

bool links_of_item(Transaction *tx, Id workspace_id, Id item_id, List *ret, Error *err) {
    return rows_of_item(tx, "link_of_item", workspace_id, item_id, ret, err);
}

bool assignments_of_item(Transaction *tx, Id workspace_id, Id item_id, List *ret, Error *err) {
    return rows_of_item(tx, "assignment_of_item", workspace_id, item_id, ret, err);
}
