/* What the log of decisions asks beside its rows. See store.h. */
#include "base/banned.h"
#include "store/inside.h"

bool decision_last_number(Transaction *tx, Id workspace_id, int64_t *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "decision_last_number", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    return sql_only_int(&sql, "number", ret, err);
}

bool decision_events(Transaction *tx, Id workspace_id, Id decision_id, List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "event_list_of_decision", &sql, err)) return false;
    sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_id(&sql, ":decision_id", decision_id);
    return sql_list(&sql, ret, err);
}
