/* Headers are compared without case, blanks and punctuation. See csv_columns.h. */
#include "exchange/csv/csv_columns.h"

#include "base/banned.h"
#include "base/mem.h"

/* What other programs call it. Names of the fields themselves need no line here. */
static const struct Synonym {
    const char *header;
    ColumnKind kind;
    const char *field;
} synonyms[] = {
    {"name", COLUMN_FIELD, "title"},
    {"taskname", COLUMN_FIELD, "title"},
    {"task", COLUMN_FIELD, "title"},
    {"summary", COLUMN_FIELD, "title"},
    {"subject", COLUMN_FIELD, "title"},
    {"description", COLUMN_FIELD, "text"},
    {"notes", COLUMN_FIELD, "text"},
    {"type", COLUMN_FIELD, "kind"},
    {"issuetype", COLUMN_FIELD, "kind"},
    {"status", COLUMN_FIELD, "state"},
    {"tags", COLUMN_FIELD, "labels"},
    {"uid", COLUMN_FIELD, "external_id"},
    {"uniqueid", COLUMN_FIELD, "external_id"},
    {"key", COLUMN_FIELD, "external_id"},
    {"issuekey", COLUMN_FIELD, "external_id"},
    {"externalkey", COLUMN_FIELD, "external_id"},
    {"actualstart", COLUMN_FIELD, "actual_start_at"},
    {"actualfinish", COLUMN_FIELD, "actual_finish_at"},
    {"constrainttype", COLUMN_FIELD, "constraint_kind"},
    {"constraintdate", COLUMN_FIELD, "constraint_at"},
    {"deadline", COLUMN_FIELD, "deadline_at"},
    {"due", COLUMN_FIELD, "deadline_at"},
    {"duedate", COLUMN_FIELD, "deadline_at"},
    {"id", COLUMN_ID, NULL},
    {"number", COLUMN_NUMBER, NULL},
    {"no", COLUMN_NUMBER, NULL},
    {"row", COLUMN_NUMBER, NULL},
    {"parent", COLUMN_PARENT, "parent_id"},
    {"parentid", COLUMN_PARENT, "parent_id"},
    {"outlinelevel", COLUMN_LEVEL, "parent_id"},
    {"level", COLUMN_LEVEL, "parent_id"},
    {"wbs", COLUMN_WBS, "parent_id"},
    {"outlinenumber", COLUMN_WBS, "parent_id"},
    {"duration", COLUMN_DURATION, "duration_minutes"},
    {"work", COLUMN_EFFORT, "effort_minutes"},
    {"effort", COLUMN_EFFORT, "effort_minutes"},
    {"estimate", COLUMN_EFFORT, "effort_minutes"},
    {"remainingduration", COLUMN_REMAINING, "remaining_minutes"},
    {"%complete", COLUMN_PERCENT, "percent_complete"},
    {"percentcomplete", COLUMN_PERCENT, "percent_complete"},
    {"complete", COLUMN_PERCENT, "percent_complete"},
    {"progress", COLUMN_PERCENT, "percent_complete"},
    {"start", COLUMN_START, "constraint_at"},
    {"startdate", COLUMN_START, "constraint_at"},
    {"finish", COLUMN_FINISH, NULL},
    {"end", COLUMN_FINISH, NULL},
    {"enddate", COLUMN_FINISH, NULL},
    {"finishdate", COLUMN_FINISH, NULL},
    {"fixedcost", COLUMN_COST, "fixed_cost_cents"},
    {"milestone", COLUMN_MILESTONE, NULL},
    {"active", COLUMN_ACTIVE, "inactive"},
    {"predecessors", COLUMN_PREDECESSORS, NULL},
    {"predecessor", COLUMN_PREDECESSORS, NULL},
    {"dependson", COLUMN_PREDECESSORS, NULL},
    {"resourcenames", COLUMN_PEOPLE, NULL},
    {"resources", COLUMN_PEOPLE, NULL},
    {"people", COLUMN_PEOPLE, NULL},
    {"assignee", COLUMN_PEOPLE, NULL},
    {"assignedto", COLUMN_PEOPLE, NULL},
    {"scheduledstart", COLUMN_COMPUTED, NULL},
    {"scheduledfinish", COLUMN_COMPUTED, NULL},
    {"earlystart", COLUMN_COMPUTED, NULL},
    {"earlyfinish", COLUMN_COMPUTED, NULL},
    {"latestart", COLUMN_COMPUTED, NULL},
    {"latefinish", COLUMN_COMPUTED, NULL},
    {"totalfloatminutes", COLUMN_COMPUTED, NULL},
    {"freefloatminutes", COLUMN_COMPUTED, NULL},
    {"totalslack", COLUMN_COMPUTED, NULL},
    {"freeslack", COLUMN_COMPUTED, NULL},
    {"critical", COLUMN_COMPUTED, NULL},
    {"workminutes", COLUMN_COMPUTED, NULL},
    {"costcents", COLUMN_COMPUTED, NULL},
    {"cost", COLUMN_COMPUTED, NULL},
};

/* Letters, digits and % in lower case. */
static Str plain(Str header, char *to, size_t size) {
    size_t len = 0;
    for (size_t i = 0; i < header.len && len < size; i++) {
        char c = header.at[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c + 32);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '%') to[len++] = c;
    }
    return (Str){to, len};
}

static Column column_of(Str header) {
    char name[64], other[64];
    Str wanted = plain(header, name, sizeof name);
    Column column = {.header = header};
    for (int i = 0; i < COUNT_OF(synonyms); i++) {
        if (!str_is(wanted, synonyms[i].header)) continue;
        column.kind = synonyms[i].kind;
        if (synonyms[i].field) column.field = field_find(&item_resource, str_of(synonyms[i].field));
        return column;
    }
    for (int i = 0; i < item_resource.field_count; i++) {
        const Field *field = item_resource.fields + i;
        if (!str_equal(wanted, plain(str_of(field->name), other, sizeof other))) continue;
        column.kind = field->custody == CUSTODY_SYSTEM ? COLUMN_COMPUTED : COLUMN_FIELD;
        column.field = field;
        return column;
    }
    return column;
}

static bool is_taken(const Columns *columns, const Column *column) {
    for (int i = 0; i < columns->count; i++) {
        const Column *other = columns->at + i;
        if (column->kind == COLUMN_FIELD && other->kind == COLUMN_FIELD && other->field == column->field)
            return true;
        if (column->kind != COLUMN_FIELD && other->kind == column->kind) return true;
    }
    return false;
}

static void add_column(PlanBuild *build, Columns *columns, Str header) {
    Column column = column_of(header);
    Str where = fmt(build->arena, "column %d", columns->count + 1);
    if (column.kind > COLUMN_COMPUTED && is_taken(columns, &column)) {
        note_add(build, &build->dropped, header, where, STR("A column before it says the same."));
        column.kind = COLUMN_DROPPED;
    } else if (column.kind == COLUMN_DROPPED && header.len) {
        note_dropped(build, header, where);
    }
    columns->has[column.kind] = true;
    if (column.kind > COLUMN_COMPUTED && column.field)
        columns->given |= field_bit(&item_resource, column.field);
    columns->at[columns->count++] = column;
}

static bool gives(const Columns *columns, const char *field) {
    return columns->given & field_bit(&item_resource, field_find(&item_resource, str_of(field)));
}

bool columns_read(PlanBuild *build, const CsvRow *header, Columns *ret, Error *err) {
    for (int i = 0; i < header->count; i++)
        add_column(build, ret, build_text(build, header->cells[i], 100, false, STR_NULL, STR_NULL));
    if (ret->has[COLUMN_START])
        ret->given |= field_bit(&item_resource, field_find(&item_resource, STR("constraint_kind")));
    if (gives(ret, "title") || ret->has[COLUMN_ID]) return true;
    error_field(err, "title", "The first row has no column \"Title\".");
    return error_hint(
        err, "Name the columns in the first row: Title, Duration, Predecessors, Resource names, ...");
}
