/* What is watched. See store.h. */
#include "base/banned.h"
#include "base/vec.h"
#include "store/inside.h"

bool watched_workspaces(Transaction *tx, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    struct {
        VEC(Id);
    } ids = {0};
    bool row = true;
    if (!sql_begin(tx, "tolerance_watched", &sql, err)) return false;
    while (sql_step(&sql, &row, err)) {
        if (!row) {
            *ret = (List){ids.at, ids.count};
            return true;
        }
        Id *id = vec_push(tx->arena, &ids);
        if (!id) return error_no_memory(err);
        *id = (Id){sql_int(&sql, "workspace_id")};
    }
    return false;
}

bool exceptions_live(Transaction *tx, Id workspace_id, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "exception_live", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    return sql_list(&sql, ret, err);
}
