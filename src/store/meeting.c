/* Meetings of a series, points of a meeting, what a meeting is compared with. See store.h. */
#include "base/banned.h"
#include "store/inside.h"

static bool rows_of(Transaction *tx, const char *name, const char *parameter, Id workspace_id, Id id,
                    List *ret, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, name, &sql, err)) return false;
    if (workspace_id.n) sql_bind_id(&sql, ":workspace_id", workspace_id);
    sql_bind_id(&sql, parameter, id);
    return sql_list(&sql, ret, err);
}

bool meetings_of_series(Transaction *tx, Id workspace_id, Id series_id, List *ret, Error *err) {
    return rows_of(tx, "meeting_of_series", ":series_id", workspace_id, series_id, ret, err);
}

bool points_of_meeting(Transaction *tx, Id workspace_id, Id meeting_id, List *ret, Error *err) {
    return rows_of(tx, "meeting_point_of_meeting", ":meeting_id", workspace_id, meeting_id, ret, err);
}

bool meeting_items(Transaction *tx, Id meeting_id, List *ret, Error *err) {
    return rows_of(tx, "meeting_item_of_meeting", ":meeting_id", ID_NONE, meeting_id, ret, err);
}

static bool drop_earlier(Transaction *tx, Id series_id, Error *err) {
    CLEANUP(sql_end) Sql sql = {0};
    if (!sql_begin(tx, "meeting_item_drop", &sql, err)) return false;
    sql_bind_id(&sql, ":series_id", series_id);
    return sql_run(&sql, err);
}

bool meeting_items_keep(Transaction *tx, const Meeting *meeting, List *rows, Error *err) {
    MeetingItem *row = rows->at;
    if (!drop_earlier(tx, meeting->series_id, err)) return false;
    for (int i = 0; i < rows->count; i++) {
        CLEANUP(sql_end) Sql sql = {0};
        row[i].meeting_id = meeting->row.id;
        if (!sql_begin(tx, "meeting_item_insert", &sql, err) || !sql_bind_record(&sql, &row[i], err) ||
            !sql_run(&sql, err))
            return false;
    }
    return true;
}
