/* CSV out: one item a row, columns named as csv_read knows them, so that a file can be edited and read back.
 *
 * Rows are numbered; parents and predecessors refer to the numbers, so that rows may be sorted and moved. Ids
 * are written where they are real ones (of rows in a database). The dates at the end are computed and not
 * read back. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/csv.h"
#include "exchange/exchange.h"
#include "exchange/uid_map.h"
#include "field/json.h"
#include "model/plan.h"

typedef struct CsvOut {
    Arena *arena;
    const PlanFile *file;
    const ItemDates *dates;
    StrBuf *out;
    const Item *items;
    UidMap item_of, resource_of;
    int32_t *first_link, *next_link, *first_work, *next_work; /* by item; plus one, 0 ends */
} CsvOut;

/* Written in other columns, or not a matter of one item's row. */
static bool is_left_out(const Field *field) {
    static const char *const names[] = {"parent_id", "position"};
    for (int i = 0; i < COUNT_OF(names); i++)
        if (str_is(str_of(names[i]), field->name)) return true;
    return field->custody == CUSTODY_SYSTEM;
}

static bool is_real(Id id) {
    return id.n > UINT32_MAX; /* a reader's ids count from 1; real ones carry the time above 22 bits */
}

static bool chain(CsvOut *w) {
    const PlanFile *file = w->file;
    int items = file->items.count;
    w->items = file->items.at;
    w->first_link = arena_array(w->arena, int32_t, items + 1);
    w->first_work = arena_array(w->arena, int32_t, items + 1);
    w->next_link = arena_array(w->arena, int32_t, file->links.count + 1);
    w->next_work = arena_array(w->arena, int32_t, file->assignments.count + 1);
    if (w->arena->full) return false;
    const PlanResource *resources = file->resources.at;
    for (int i = 0; i < items; i++) uid_map_add(w->arena, &w->item_of, w->items[i].row.id.n, i);
    for (int i = 0; i < file->resources.count; i++)
        uid_map_add(w->arena, &w->resource_of, resources[i].row.id.n, i);
    const ItemLink *links = file->links.at;
    for (int i = file->links.count; i > 0; i--) {
        int32_t item = uid_map_find(&w->item_of, links[i - 1].successor_id.n);
        if (item < 0) continue;
        w->next_link[i - 1] = w->first_link[item];
        w->first_link[item] = i;
    }
    const ItemAssignment *work = file->assignments.at;
    for (int i = file->assignments.count; i > 0; i--) {
        int32_t item = uid_map_find(&w->item_of, work[i - 1].item_id.n);
        if (item < 0) continue;
        w->next_work[i - 1] = w->first_work[item];
        w->first_work[item] = i;
    }
    return !w->arena->full;
}

/* Texts without quotes; lists of words with commas; everything else as JSON has it. */
static void write_value(CsvOut *w, const Field *field, const Item *item) {
    if (field_is_null(field, item)) return;
    const void *at = field_in(field, item);
    StrBuf text = strbuf_make(w->arena, 0);
    if (field->kind == FIELD_STR) {
        csv_cell(w->out, *(const Str *)at, true);
        return;
    }
    if (field->kind == FIELD_LIST && ((const List *)at)->count == 0) return;
    json_write_value(&text, field, item);
    Str json = strbuf_str(&text);
    if (json.len > 1 && json.at[0] == '"')
        json = str_slice(json, 1, json.len - 1); /* words, ids and dates need no escapes */
    csv_cell(w->out, json, false);
}

static void write_lag(StrBuf *to, const ItemLink *link) {
    if (link->lag_minutes == 0) return;
    bool percent = link->lag_kind.n == LAG_PERCENT;
    strbuf_fmt(to, "%s%lld%s", link->lag_minutes < 0 ? "" : "+", (long long)link->lag_minutes,
               percent                           ? "%"
               : link->lag_kind.n == LAG_ELAPSED ? "em"
                                                 : "m");
}

static void write_predecessors(CsvOut *w, int item) {
    static const char *const types[] = {
        [LINK_FF] = "FF", [LINK_FS] = "FS", [LINK_SF] = "SF", [LINK_SS] = "SS"};
    const ItemLink *links = w->file->links.at;
    StrBuf text = strbuf_make(w->arena, 0);
    for (int32_t i = w->first_link[item]; i; i = w->next_link[i - 1]) {
        const ItemLink *link = links + i - 1;
        int32_t predecessor = uid_map_find(&w->item_of, link->predecessor_id.n);
        if (predecessor < 0) continue;
        bool plain = link->type.n == LINK_FS && link->lag_minutes == 0;
        strbuf_fmt(&text, "%s%d%s", text.len ? "; " : "", predecessor + 1, plain ? "" : types[link->type.n]);
        write_lag(&text, link);
    }
    csv_cell(w->out, strbuf_str(&text), false);
}

static void write_people(CsvOut *w, int item) {
    const ItemAssignment *rows = w->file->assignments.at;
    const PlanResource *resources = w->file->resources.at;
    StrBuf text = strbuf_make(w->arena, 0);
    for (int32_t i = w->first_work[item]; i; i = w->next_work[i - 1]) {
        int32_t resource = uid_map_find(&w->resource_of, rows[i - 1].resource_id.n);
        if (resource < 0) continue;
        strbuf_fmt(&text, "%s%.*s", text.len ? "; " : "", STR_ARG(resources[resource].name));
        if (rows[i - 1].units_percent != 100)
            strbuf_fmt(&text, "[%lld%%]", (long long)rows[i - 1].units_percent);
    }
    csv_cell(w->out, strbuf_str(&text), true);
}

static void write_moment(CsvOut *w, Moment moment) {
    strbuf_char(w->out, ',');
    if (moment.n != MOMENT_NONE.n) strbuf_add(w->out, moment_text(w->arena, moment));
}

static void write_dates(CsvOut *w, int item) {
    const ItemDates *dates = w->dates + item;
    const Moment moments[] = {dates->start,        dates->finish,     dates->early_start,
                              dates->early_finish, dates->late_start, dates->late_finish};
    for (int i = 0; i < COUNT_OF(moments); i++) write_moment(w, moments[i]);
    strbuf_fmt(w->out, ",%lld,%lld,%s,%lld,%lld", (long long)dates->total_float_minutes,
               (long long)dates->free_float_minutes, dates->critical ? "true" : "false",
               (long long)dates->work_minutes, (long long)dates->cost_cents);
}

static void write_row(CsvOut *w, int i) {
    const Item *item = w->items + i;
    int32_t parent = uid_map_find(&w->item_of, item->parent_id.n);
    strbuf_fmt(w->out, "%d,", i + 1);
    if (is_real(item->row.id)) strbuf_add(w->out, id_text(w->arena, item->row.id));
    strbuf_char(w->out, ',');
    if (parent >= 0) strbuf_int(w->out, parent + 1);
    else if (is_real(item->parent_id)) strbuf_add(w->out, id_text(w->arena, item->parent_id));
    for (int k = 0; k < item_resource.field_count; k++) {
        if (is_left_out(item_resource.fields + k)) continue;
        strbuf_char(w->out, ',');
        write_value(w, item_resource.fields + k, item);
    }
    strbuf_char(w->out, ',');
    write_predecessors(w, i);
    strbuf_char(w->out, ',');
    write_people(w, i);
    if (w->dates) write_dates(w, i);
    strbuf_add(w->out, STR("\r\n"));
}

static void write_header(CsvOut *w) {
    strbuf_add(w->out, STR("number,id,parent"));
    for (int k = 0; k < item_resource.field_count; k++)
        if (!is_left_out(item_resource.fields + k)) strbuf_fmt(w->out, ",%s", item_resource.fields[k].name);
    strbuf_add(w->out, STR(",predecessors,resource_names"));
    if (w->dates)
        strbuf_add(w->out,
                   STR(",scheduled_start,scheduled_finish,early_start,early_finish,late_start,late_finish,"
                       "total_float_minutes,free_float_minutes,critical,work_minutes,cost_cents"));
    strbuf_add(w->out, STR("\r\n"));
}

bool csv_write(Arena *arena, const PlanFile *file, const ItemDates *dates, Time now, StrBuf *out,
               Error *err) {
    (void)now;
    CsvOut w = {.arena = arena, .file = file, .dates = dates, .out = out};
    if (!chain(&w)) return error_no_memory(err);
    strbuf_add(out, STR("\xEF\xBB\xBF")); /* spreadsheets take the file for UTF-8 only with it */
    write_header(&w);
    for (int i = 0; i < file->items.count; i++) write_row(&w, i);
    if (out->overflow) return error_set(err, ERROR_TOO_LARGE, "The plan is too large to be written.");
    return !arena->full || error_no_memory(err);
}
