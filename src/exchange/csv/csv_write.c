/* CSV out: one item a row, columns named as csv_read knows them, so that a file can be edited and read back.
 *
 * Rows are numbered; parents and predecessors refer to the numbers, so that rows may be sorted and moved. Ids
 * are written where they are real ones (of rows in a database). The dates at the end are computed and not
 * read back. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/csv/csv.h"
#include "exchange/plan_view.h"
#include "field/json.h"
#include "model/plan.h"

typedef struct CsvOut {
    PlanView view;
    StrBuf *out;
} CsvOut;

/* Written in other columns, or not a matter of one item's row. */
static bool is_left_out(const Field *field) {
    static const char *const names[] = {"parent_id", "position"};
    for (int i = 0; i < COUNT_OF(names); i++)
        if (str_is(str_of(names[i]), field->name)) return true;
    return field->custody == CUSTODY_SYSTEM || field->aside;
}

static bool is_real(Id id) {
    return id.n > UINT32_MAX; /* a reader's ids count from 1; real ones carry the time above 22 bits */
}

/* Texts without quotes; lists of words with commas; everything else as JSON has it. */
static void write_value(CsvOut *w, const Field *field, const Item *item) {
    if (field_is_null(field, item)) return;
    const void *at = field_in(field, item);
    StrBuf text = strbuf_make(w->view.arena, 0);
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
    StrBuf text = strbuf_make(w->view.arena, 0);
    for (int32_t i = w->view.first_link[item]; i; i = w->view.next_link[i - 1]) {
        const ItemLink *link = w->view.links + i - 1;
        int32_t predecessor = view_item(&w->view, link->predecessor_id);
        bool plain = link->type.n == LINK_FS && link->lag_minutes == 0;
        strbuf_fmt(&text, "%s%d%s", text.len ? "; " : "", predecessor + 1, plain ? "" : types[link->type.n]);
        write_lag(&text, link);
    }
    csv_cell(w->out, strbuf_str(&text), false);
}

static void write_people(CsvOut *w, int item) {
    const ItemAssignment *rows = w->view.assignments;
    StrBuf text = strbuf_make(w->view.arena, 0);
    for (int32_t i = w->view.first_work[item]; i; i = w->view.next_work[i - 1]) {
        int32_t resource = view_resource(&w->view, rows[i - 1].resource_id);
        strbuf_fmt(&text, "%s%.*s", text.len ? "; " : "", STR_ARG(w->view.resources[resource].name));
        if (rows[i - 1].units_percent != 100)
            strbuf_fmt(&text, "[%lld%%]", (long long)rows[i - 1].units_percent);
    }
    csv_cell(w->out, strbuf_str(&text), true);
}

static void write_moment(CsvOut *w, Moment moment) {
    strbuf_char(w->out, ',');
    if (moment.n != MOMENT_NONE.n) strbuf_add(w->out, moment_text(w->view.arena, moment));
}

static void write_dates(CsvOut *w, int item) {
    const ItemDates *dates = w->view.dates + item;
    const Moment moments[] = {dates->start,        dates->finish,     dates->early_start,
                              dates->early_finish, dates->late_start, dates->late_finish};
    for (int i = 0; i < COUNT_OF(moments); i++) write_moment(w, moments[i]);
    strbuf_fmt(w->out, ",%lld,%lld,%s,%lld,%lld", (long long)dates->total_float_minutes,
               (long long)dates->free_float_minutes, dates->critical ? "true" : "false",
               (long long)dates->work_minutes, (long long)dates->cost_cents);
}

static void write_row(CsvOut *w, int i) {
    const Item *item = w->view.items + i;
    int32_t parent = w->view.parents[i];
    strbuf_fmt(w->out, "%d,", i + 1);
    if (is_real(item->row.id)) strbuf_add(w->out, id_text(w->view.arena, item->row.id));
    strbuf_char(w->out, ',');
    if (parent >= 0) strbuf_int(w->out, parent + 1);
    else if (is_real(item->parent_id)) strbuf_add(w->out, id_text(w->view.arena, item->parent_id));
    for (int k = 0; k < item_resource.field_count; k++) {
        if (is_left_out(item_resource.fields + k)) continue;
        strbuf_char(w->out, ',');
        write_value(w, item_resource.fields + k, item);
    }
    strbuf_char(w->out, ',');
    write_predecessors(w, i);
    strbuf_char(w->out, ',');
    write_people(w, i);
    if (w->view.dates) write_dates(w, i);
    strbuf_add(w->out, STR("\r\n"));
}

static void write_header(CsvOut *w) {
    strbuf_add(w->out, STR("number,id,parent"));
    for (int k = 0; k < item_resource.field_count; k++)
        if (!is_left_out(item_resource.fields + k)) strbuf_fmt(w->out, ",%s", item_resource.fields[k].name);
    strbuf_add(w->out, STR(",predecessors,resource_names"));
    if (w->view.dates)
        strbuf_add(w->out,
                   STR(",scheduled_start,scheduled_finish,early_start,early_finish,late_start,late_finish,"
                       "total_float_minutes,free_float_minutes,critical,work_minutes,cost_cents"));
    strbuf_add(w->out, STR("\r\n"));
}

bool csv_write(Arena *arena, const PlanFile *file, const ItemDates *dates, Time now, StrBuf *out,
               Error *err) {
    (void)now;
    CsvOut w = {.out = out};
    if (!plan_view_make(arena, file, dates, &w.view)) return error_no_memory(err);
    strbuf_add(out, STR("\xEF\xBB\xBF")); /* spreadsheets take the file for UTF-8 only with it */
    write_header(&w);
    for (int i = 0; i < file->items.count; i++) write_row(&w, i);
    if (out->overflow) return error_set(err, ERROR_TOO_LARGE, "The plan is too large to be written.");
    return !arena->full || error_no_memory(err);
}
