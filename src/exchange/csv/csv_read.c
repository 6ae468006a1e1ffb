/* CSV in: one item a row. See exchange.h.
 *
 * The first row names the columns. Rows refer to each other (parent, predecessors) by the number column, else
 * by external id, else by their place: 1 is the first row under the header. Unlike in other formats a cell
 * that cannot be read refuses the file, because with ids a file overwrites what is there: it says which cell.
 */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/build.h"
#include "exchange/csv/csv_columns.h"
#include "exchange/csv/csv_values.h"
#include "exchange/uid_map.h"
#include "field/json.h"
#include "model/plan.h"

enum { DAY_START = 480, DAY_END = 1020, LEVELS_MAX = 100 };

typedef struct RawRow { /* what waits until all rows are read */
    int64_t row;
    Str parent, predecessors, people;
    int64_t level; /* 0: not said */
    Moment start, finish;
} RawRow;

typedef struct Csv {
    Arena *arena;
    PlanBuild *build;
    Columns columns;
    struct {
        VEC(RawRow);
    } rows;                                     /* parallel to build->items */
    UidMap by_id, by_number, by_name, by_place; /* to items; by_name: hash of the external id */
    UidMap people;                              /* hash of the name to resource */
    Error fault;                                /* of the first bad cell */
    int bad_cells;
} Csv;

/* ---- cells ---- */

/* Remembers the first; all are counted. */
static void bad_cell(Csv *csv, int64_t row, const Column *column, const Error *why) {
    if (csv->bad_cells++ > 0) return;
    error_field(&csv->fault, "", "Row %lld, column %.*s: %s", (long long)row, STR_ARG(column->header),
                why->message);
    snprintf(csv->fault.field, sizeof csv->fault.field, "%s", column->field ? column->field->name : "");
    error_hint(&csv->fault, "%s", why->hint);
}

static void bad_text(Csv *csv, int64_t row, const Column *column, Str text, const char *wanted) {
    Error why = {0};
    error_set(&why, ERROR_INVALID, "\"%.*s\" is not %s.", text.len > 60 ? 60 : (int)text.len, text.at,
              wanted);
    error_hint(&why, "Correct the cell and import the file again; nothing was changed.");
    bad_cell(csv, row, column, &why);
}

static bool yes(Str text) {
    static const char *const words[] = {"1", "yes", "Yes", "YES", "true", "True", "TRUE", "y", "x", "X"};
    for (int i = 0; i < COUNT_OF(words); i++)
        if (str_is(text, words[i])) return true;
    return false;
}

/* "Start No Earlier Than" as start_no_earlier_than. */
static Str word_of(Arena *arena, Str text) {
    char *at = arena_alloc(arena, text.len);
    if (!at) return text;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        at[i] = c == ' ' || c == '-' ? '_' : c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
    }
    return (Str){at, text.len};
}

static void read_field(Csv *csv, int64_t row, const Column *column, Str text, Item *item) {
    const Field *field = column->field;
    Error why = {0};
    if (field->kind == FIELD_MOMENT && text.len) {
        bool end =
            str_is(str_of(field->name), "deadline_at") || str_is(str_of(field->name), "actual_finish_at");
        if (!csv_moment(text, end ? DAY_END : DAY_START, field_at(field, item)))
            bad_text(csv, row, column, text, "a date such as 2026-05-12 or 2026-05-12 08:00");
        return;
    }
    if (field->kind == FIELD_CHOICE) text = word_of(csv->arena, text);
    if (field->kind == FIELD_BOOL) text = yes(text) ? STR("true") : STR("false");
    if (field->kind == FIELD_CHOICE && text.len == 0) return; /* stays what a new item has */
    if (field->kind == FIELD_INT && text.len == 0 && !field->nullable) return;
    if (field->kind == FIELD_STR)
        text = build_text(csv->build, csv_unguard(text), CSV_CELL_MAX, field->multiline, STR_NULL, STR_NULL);
    if (field->kind == FIELD_STR && text.len == 0 && field->min > 0 && field->nullable) return;
    if (!field_parse(csv->arena, field, text, item, &why)) bad_cell(csv, row, column, &why);
}

static void read_duration(Csv *csv, int64_t row, const Column *column, Str text, Item *item) {
    int64_t plain_unit = column->kind == COLUMN_DURATION ? 480 : 60, minutes;
    bool elapsed;
    if (text.len == 0) return;
    if (!csv_duration(text, plain_unit, &minutes, &elapsed)) {
        bad_text(csv, row, column, text, "a duration such as 3d, 4h or 2w");
        return;
    }
    *(int64_t *)field_at(column->field, item) = minutes;
    if (column->kind != COLUMN_DURATION) return;
    item->elapsed = elapsed;
    if (minutes == 0 && item->kind.n == ITEM_TASK) item->kind = (Choice){ITEM_MILESTONE};
}

static void set_id(Csv *csv, int64_t row, const Column *column, Str text, Id id, Item *item, int index) {
    item->row.id = id;
    if (!uid_map_add(csv->arena, &csv->by_id, id.n, index))
        bad_text(csv, row, column, text, "unique in the file");
}

static void read_reference(Csv *csv, int64_t row, const Column *column, Str text, Item *item, RawRow *raw,
                           int index) {
    int64_t number;
    Id id;
    if (column->kind == COLUMN_PARENT) raw->parent = text;
    else if (column->kind == COLUMN_PREDECESSORS) raw->predecessors = text;
    else if (column->kind == COLUMN_PEOPLE) raw->people = text;
    else if (text.len == 0) return;
    else if (column->kind == COLUMN_ID && id_parse(text, &id))
        set_id(csv, row, column, text, id, item, index);
    else if (!str_int(text, &number)) bad_text(csv, row, column, text, "a number, nor an id of an item");
    else if (!uid_map_add(csv->arena, &csv->by_number, number, index))
        bad_text(csv, row, column, text, "unique in the file");
    else if (!(csv->columns.given &
               field_bit(&item_resource, field_find(&item_resource, STR("external_id")))))
        item->external_id = str_copy(csv->arena, text);
}

static int64_t level_of(Csv *csv, int64_t row, const Column *column, Str text) {
    int64_t level = text.len > 0;
    if (column->kind == COLUMN_WBS) {
        for (size_t i = 0; i < text.len; i++) level += text.at[i] == '.' && i + 1 < text.len;
        return level < LEVELS_MAX ? level : LEVELS_MAX;
    }
    if (text.len && (!str_int(text, &level) || level < 0 || level > LEVELS_MAX))
        bad_text(csv, row, column, text, "a level from 1 to 100");
    return level < 1 || level > LEVELS_MAX ? 1 : level;
}

static void read_cell(Csv *csv, int64_t row, const Column *column, Str text, Item *item, RawRow *raw,
                      int index) {
    switch (column->kind) {
    case COLUMN_DROPPED:
    case COLUMN_COMPUTED:
    case COLUMN_KINDS: break;
    case COLUMN_FIELD: read_field(csv, row, column, text, item); break;
    case COLUMN_ID:
    case COLUMN_NUMBER:
    case COLUMN_PARENT:
    case COLUMN_PREDECESSORS:
    case COLUMN_PEOPLE: read_reference(csv, row, column, text, item, raw, index); break;
    case COLUMN_LEVEL:
    case COLUMN_WBS: raw->level = level_of(csv, row, column, text); break;
    case COLUMN_DURATION:
    case COLUMN_EFFORT:
    case COLUMN_REMAINING: read_duration(csv, row, column, text, item); break;
    case COLUMN_PERCENT:
        if (text.len && !csv_percent(text, &item->percent_complete))
            bad_text(csv, row, column, text, "a percentage from 0 to 100");
        break;
    case COLUMN_START:
    case COLUMN_FINISH: {
        bool start = column->kind == COLUMN_START;
        if (text.len && !csv_moment(text, start ? DAY_START : DAY_END, start ? &raw->start : &raw->finish))
            bad_text(csv, row, column, text, "a date such as 2026-05-12 or 2026-05-12 08:00");
        break;
    }
    case COLUMN_COST:
        if (text.len && !csv_money(text, &item->fixed_cost_cents))
            bad_text(csv, row, column, text, "an amount such as 1250.50");
        break;
    case COLUMN_MILESTONE:
        if (yes(text)) item->kind = (Choice){ITEM_MILESTONE};
        break;
    case COLUMN_ACTIVE: item->inactive = text.len && !yes(text); break;
    }
}

static void check_row(Csv *csv, const CsvRow *row, int64_t number, int index) {
    bool known = uid_map_find(&csv->by_id, csv->build->items.at[index].row.id.n) == index;
    if (!known && !(csv->columns.given & field_bit(&item_resource, field_find(&item_resource, STR("title")))))
        bad_text(csv, number, csv->columns.at, row->cells[0],
                 "enough for a new item, which needs a column Title");
    for (int i = csv->columns.count; i < row->count; i++)
        if (row->cells[i].len) {
            note_add(csv->build, &csv->build->dropped, STR("cells behind the last column"),
                     fmt(csv->arena, "row %lld", (long long)number), STR("No header names them."));
            return;
        }
}

static bool add_row(Csv *csv, const CsvRow *cells, int64_t number, Error *err) {
    int index = csv->build->items.count;
    Item *item = build_item(csv->build);
    RawRow *raw = vec_push(csv->arena, &csv->rows);
    if (!item || !raw)
        return plan_build_done(csv->build, FORMAT_CSV, &(PlanFile){0}, err) || error_no_memory(err);
    *raw = (RawRow){.row = number, .start = MOMENT_NONE, .finish = MOMENT_NONE};
    item->kind = (Choice){ITEM_TASK};
    item->title = STR("?");
    for (int i = 0; i < csv->columns.count; i++)
        read_cell(csv, number, csv->columns.at + i, i < cells->count ? cells->cells[i] : STR(""), item, raw,
                  index);
    check_row(csv, cells, number, index);
    uid_map_add(csv->arena, &csv->by_place, index + 1, index);
    if (item->external_id.len)
        uid_map_add(csv->arena, &csv->by_name, (int64_t)str_hash(item->external_id), index);
    return true;
}

/* ---- references between rows ---- */

static const Column *column_of_kind(const Csv *csv, ColumnKind kind) {
    for (int i = 0; i < csv->columns.count; i++)
        if (csv->columns.at[i].kind == kind) return csv->columns.at + i;
    return csv->columns.at;
}

/* -1: no row of that number or id. */
static int32_t row_of(const Csv *csv, Str key) {
    int64_t number;
    bool numbered = csv->by_number.count > 0;
    int32_t named = uid_map_find(&csv->by_name, (int64_t)str_hash(key));
    if (numbered && str_int(key, &number)) return uid_map_find(&csv->by_number, number);
    if (named >= 0 && str_equal(csv->build->items.at[named].external_id, key)) return named;
    return !numbered && str_int(key, &number) ? uid_map_find(&csv->by_place, number) : -1;
}

static void set_parent(Csv *csv, int index) {
    const RawRow *raw = csv->rows.at + index;
    Item *item = csv->build->items.at + index;
    Id id;
    if (!raw->parent.len) return;
    int32_t parent = row_of(csv, raw->parent);
    if (parent >= 0 && parent != index) item->parent_id = csv->build->items.at[parent].row.id;
    else if (id_parse(raw->parent, &id)) item->parent_id = id;
    else
        bad_text(csv, raw->row, column_of_kind(csv, COLUMN_PARENT), raw->parent,
                 "the number or id of another row");
}

static void set_parents_by_level(Csv *csv) {
    int open[LEVELS_MAX + 1] = {0}; /* item plus one, by level */
    for (int i = 0; i < csv->rows.count; i++) {
        int64_t level = csv->rows.at[i].level ? csv->rows.at[i].level : 1;
        for (int64_t above = level - 1; above > 0; above--) {
            if (!open[above]) continue;
            csv->build->items.at[i].parent_id = csv->build->items.at[open[above] - 1].row.id;
            break;
        }
        open[level] = i + 1;
        for (int64_t below = level + 1; below <= LEVELS_MAX; below++) open[below] = 0;
    }
}

static void add_link(Csv *csv, int successor, Str part, UidMap *seen) {
    const RawRow *raw = csv->rows.at + successor;
    const Column *column = column_of_kind(csv, COLUMN_PREDECESSORS);
    CsvLink read = {.key = part, .type = LINK_FS, .lag_kind = LAG_WORKING};
    int32_t predecessor = row_of(csv, part);
    if (predecessor < 0 && csv_link(part, &read)) predecessor = row_of(csv, read.key);
    if (predecessor < 0) {
        bad_text(csv, raw->row, column, part, "a predecessor such as 3, 3FS+2d or 3SS-50%");
        return;
    }
    if (predecessor == successor) {
        bad_text(csv, raw->row, column, part, "another row: an item cannot wait for itself");
        return;
    }
    if (!uid_map_add(csv->arena, seen, predecessor, 0)) return;
    ItemLink *link = build_link(csv->build);
    if (!link) return;
    link->predecessor_id = csv->build->items.at[predecessor].row.id;
    link->successor_id = csv->build->items.at[successor].row.id;
    link->type = (Choice){read.type};
    link->lag_kind = (Choice){read.lag_kind};
    link->lag_minutes = read.lag;
}

static void add_links(Csv *csv, int successor) {
    Str rest = csv->rows.at[successor].predecessors, part;
    UidMap seen = {0};
    int32_t whole = rest.len ? row_of(csv, rest) : -1; /* an id may hold a comma */
    if (whole >= 0) {
        add_link(csv, successor, rest, &seen);
        return;
    }
    while (csv_part(&rest, &part)) add_link(csv, successor, part, &seen);
}

static PlanResource *resource_named(Csv *csv, Str name) {
    name = build_text(csv->build, csv_unguard(name), 100, false, STR("Resource names"), name);
    int32_t known = uid_map_find(&csv->people, (int64_t)str_hash(name));
    if (known >= 0) return csv->build->resources.at + known;
    PlanResource *resource = build_resource(csv->build);
    if (!resource) return NULL;
    resource->name = name;
    uid_map_add(csv->arena, &csv->people, (int64_t)str_hash(name), csv->build->resources.count - 1);
    return resource;
}

static void add_people(Csv *csv, int index) {
    const RawRow *raw = csv->rows.at + index;
    Str rest = raw->people, part;
    UidMap seen = {0};
    Error why = {0};
    while (csv_part(&rest, &part)) {
        CsvPerson person;
        if (!csv_person(part, &person)) {
            bad_text(csv, raw->row, column_of_kind(csv, COLUMN_PEOPLE), part,
                     "a name such as Ana or Ana[50%]");
            return;
        }
        PlanResource *resource = resource_named(csv, person.name);
        if (resource && !record_check(&resource_resource, resource, &why)) {
            bad_cell(csv, raw->row, column_of_kind(csv, COLUMN_PEOPLE), &why);
            return;
        }
        if (!resource || !uid_map_add(csv->arena, &seen, resource->row.id.n, 0)) continue;
        ItemAssignment *assignment = build_assignment(csv->build);
        if (!assignment) return;
        assignment->item_id = csv->build->items.at[index].row.id;
        assignment->resource_id = resource->row.id;
        assignment->units_percent = person.units < 0 ? 100 : person.units;
    }
}

/* Monday to Friday, eight hours: what lies between two dates when the file has no duration. */
static int64_t working_minutes(Moment from, Moment to) {
    int32_t first = day_of_minute(from.n), last = day_of_minute(to.n), days = last - first + 1;
    int64_t work = days / 7 * 5;
    for (int32_t day = first + days / 7 * 7; day <= last; day++) work += day_weekday(day) < 5;
    return work * 480;
}

/* Dates that nothing else explains: a start binds, a finish gives the duration. */
static void set_dates(Csv *csv, int index, bool summary) {
    const RawRow *raw = csv->rows.at + index;
    Item *item = csv->build->items.at + index;
    bool placed = raw->start.n != MOMENT_NONE.n, ended = raw->finish.n != MOMENT_NONE.n;
    if (summary) {
        item->duration_minutes = INT_NULL;
        return;
    }
    if (placed && ended && raw->finish.n < raw->start.n) {
        bad_text(csv, raw->row, column_of_kind(csv, COLUMN_FINISH), moment_text(csv->arena, raw->finish),
                 "after the start");
        return;
    }
    if (placed && ended && item->duration_minutes == INT_NULL && !csv->columns.has[COLUMN_DURATION]) {
        item->duration_minutes = working_minutes(raw->start, raw->finish);
        csv->columns.given |= field_bit(&item_resource, field_find(&item_resource, STR("duration_minutes")));
    }
    if (!placed || raw->predecessors.len || item->constraint_kind.n != CONSTRAINT_ASAP) return;
    item->constraint_kind = (Choice){CONSTRAINT_SNET};
    item->constraint_at = raw->start;
}

static void settle(Csv *csv) {
    int count = csv->build->items.count;
    bool by_level =
        (csv->columns.has[COLUMN_LEVEL] || csv->columns.has[COLUMN_WBS]) && !csv->columns.has[COLUMN_PARENT];
    UidMap parents = {0};
    if (by_level) set_parents_by_level(csv);
    for (int i = 0; i < count && !by_level; i++) set_parent(csv, i);
    for (int i = 0; i < count; i++)
        if (csv->build->items.at[i].parent_id.n)
            uid_map_add(csv->arena, &parents, csv->build->items.at[i].parent_id.n, i);
    for (int i = 0; i < count && !csv->arena->full; i++) {
        set_dates(csv, i, uid_map_find(&parents, csv->build->items.at[i].row.id.n) >= 0);
        add_links(csv, i);
        add_people(csv, i);
    }
}

static bool check_bad_cells(const Csv *csv, Error *err) {
    if (csv->bad_cells == 0) return true;
    if (!err) return false;
    *err = csv->fault;
    size_t len = strlen(err->message);
    if (csv->bad_cells > 1)
        snprintf(err->message + len, sizeof err->message - len, " %d more cells cannot be read.",
                 csv->bad_cells - 1);
    return false;
}

bool csv_read(PlanBuild *build, Str content, PlanFile *ret, Error *err) {
    CsvReader reader;
    CsvRow row = {0};
    bool converted, end;
    PlanFile file;
    Arena *arena = build->arena;
    Csv *csv = arena_new(arena, Csv);
    if (!csv) return error_no_memory(err);
    csv->arena = arena;
    csv->build = build;
    if (!csv_open(arena, content, &reader, &converted, err) || !csv_next(&reader, &row, &end, err))
        return false;
    if (converted)
        note_warning(build, STR("File"), STR("the whole file"), "not UTF-8; it was read as windows-1252");
    if (!columns_read(build, &row, &csv->columns, err)) return false;
    for (;;) {
        if (!csv_next(&reader, &row, &end, err)) return false;
        if (end) break;
        if (!add_row(csv, &row, reader.row, err)) return false;
    }
    settle(csv);
    if (!check_bad_cells(csv, err) || !plan_build_done(build, FORMAT_CSV, &file, err)) return false;
    file.given = csv->columns.given;
    *ret = file;
    return true;
}
