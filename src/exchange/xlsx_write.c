/* A plan as a workbook for people: a sheet with the table of tasks beside a Gantt chart of coloured cells,
 * and a sheet each for links, people, assignments and calendars.
 *
 * Written: the outline with its numbers (rows grouped and indented), dates as dates, durations and floats in
 * days of eight hours, work in hours, money in the currency's units, progress, people, notes. Not read back:
 * CSV is the table to edit and import again.
 *
 * Every text is written as text and never as a formula, whatever it begins with. */
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "base/cleanup.h"
#include "base/utf8.h"
#include "exchange/plan_view.h"

#include "base/banned.h"
#include "base/mem.h"

enum {
    GANTT_DAYS_MAX = 5000,
    GANTT_COLUMNS_MAX = 260,
    INDENT_MAX = 15,
    CELL_TEXT_MAX = 32000,
    OUTLINE_MAX = 7
};

typedef struct Column {
    const char *title;
    double width;
} Column;

typedef struct Xlsx {
    PlanView view;
    lxw_workbook *book;
    lxw_format *head, *date, *day, *days, *money, *percent, *wrap, *bold[INDENT_MAX + 1],
        *plain[INDENT_MAX + 1];
    lxw_format *bar, *bar_critical, *bar_done, *bar_summary;
} Xlsx;

/* ---- cells ---- */

static void text_cell(Xlsx *x, lxw_worksheet *sheet, int row, int column, Str text, lxw_format *format) {
    if (text.len > CELL_TEXT_MAX) text = str_slice(text, 0, utf8_cut(text, CELL_TEXT_MAX));
    const char *at = str_terminated(x->view.arena, text);
    if (at && *at) worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)column, at, format);
}

/* Excel counts days since 1899-12-30. */
static void date_cell(Xlsx *x, lxw_worksheet *sheet, int row, int column, Moment moment) {
    enum { DAY_ZERO = 25569 };
    if (moment.n == MOMENT_NONE.n) return;
    double days = DAY_ZERO + (double)moment.n / MINUTES_PER_DAY;
    worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, days, x->date);
}

static void number_cell(lxw_worksheet *sheet, int row, int column, double n, lxw_format *format) {
    worksheet_write_number(sheet, (lxw_row_t)row, (lxw_col_t)column, n, format);
}

static lxw_worksheet *sheet_make(Xlsx *x, const char *name, const Column *columns, int count) {
    lxw_worksheet *sheet = workbook_add_worksheet(x->book, name);
    if (!sheet) return NULL;
    for (int i = 0; i < count; i++) {
        worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, columns[i].width, NULL);
        worksheet_write_string(sheet, 0, (lxw_col_t)i, columns[i].title, x->head);
    }
    worksheet_freeze_panes(sheet, 1, 0);
    return sheet;
}

/* ---- tasks ---- */

static const Column task_columns[] = {
    {"WBS", 10},          {"Task", 44},     {"Kind", 11},     {"Start", 17},           {"Finish", 17},
    {"Duration (d)", 12}, {"Work (h)", 10}, {"Complete", 10}, {"Total float (d)", 14}, {"Critical", 9},
    {"Predecessors", 18}, {"People", 28},   {"Cost", 12},     {"Deadline", 17},        {"Constraint", 24},
    {"Notes", 40},
};
enum { GANTT_COLUMN = COUNT_OF(task_columns) + 1 };

/* Rows of the sheet by item, for the column of predecessors. */
static Str predecessors_of(Xlsx *x, int32_t item, const int *rows) {
    static const char *const types[] = {[LINK_FF] = "FF", [LINK_FS] = "", [LINK_SF] = "SF", [LINK_SS] = "SS"};
    StrBuf out = strbuf_make(x->view.arena, 0);
    for (int32_t i = x->view.first_link[item]; i; i = x->view.next_link[i - 1]) {
        const ItemLink *link = x->view.links + i - 1;
        strbuf_fmt(&out, "%s%d%s", out.len ? ", " : "", rows[view_item(&x->view, link->predecessor_id)],
                   types[link->type.n]);
        if (link->lag_minutes)
            strbuf_fmt(&out, "%+lld%s", (long long)link->lag_minutes,
                       link->lag_kind.n == LAG_PERCENT   ? "%"
                       : link->lag_kind.n == LAG_ELAPSED ? " em"
                                                         : " min");
    }
    return strbuf_str(&out);
}

static Str people_of(Xlsx *x, int32_t item) {
    StrBuf out = strbuf_make(x->view.arena, 0);
    for (int32_t i = x->view.first_work[item]; i; i = x->view.next_work[i - 1]) {
        const ItemAssignment *row = x->view.assignments + i - 1;
        Str name = x->view.resources[view_resource(&x->view, row->resource_id)].name;
        strbuf_fmt(&out, "%s%.*s", out.len ? ", " : "", STR_ARG(name));
        if (row->units_percent != 100) strbuf_fmt(&out, " [%lld%%]", (long long)row->units_percent);
    }
    return strbuf_str(&out);
}

static void write_constraint(Xlsx *x, lxw_worksheet *sheet, int row, const Item *item) {
    if (item->constraint_kind.n <= CONSTRAINT_ASAP) return;
    Str date =
        item->constraint_at.n == MOMENT_NONE.n ? STR("") : moment_text(x->view.arena, item->constraint_at);
    text_cell(x, sheet, row, 14,
              fmt(x->view.arena, "%s %.*s", constraint_names[item->constraint_kind.n], STR_ARG(date)), NULL);
}

static void write_dates(Xlsx *x, lxw_worksheet *sheet, int row, int32_t i) {
    if (!x->view.dates) return;
    const ItemDates *dates = x->view.dates + i;
    date_cell(x, sheet, row, 3, dates->start);
    date_cell(x, sheet, row, 4, dates->finish);
    if (dates->start.n == MOMENT_NONE.n) return;
    number_cell(sheet, row, 8, (double)dates->total_float_minutes / 480, x->days);
    if (dates->critical) worksheet_write_string(sheet, (lxw_row_t)row, 9, "yes", NULL);
    number_cell(sheet, row, 12, (double)dates->cost_cents / 100, x->money);
}

static void write_task(Xlsx *x, lxw_worksheet *sheet, int row, int32_t i, Str number, const int *rows) {
    const Item *item = x->view.items + i;
    int level = x->view.levels[i] - 1 < INDENT_MAX ? x->view.levels[i] - 1 : INDENT_MAX;
    bool summary = x->view.summary[i];
    lxw_row_col_options outline = {.level = (uint8_t)(level < OUTLINE_MAX ? level : OUTLINE_MAX)};
    if (level) worksheet_set_row_opt(sheet, (lxw_row_t)row, LXW_DEF_ROW_HEIGHT, NULL, &outline);
    text_cell(x, sheet, row, 0, number, NULL);
    text_cell(x, sheet, row, 1, item->title, (summary ? x->bold : x->plain)[level]);
    text_cell(x, sheet, row, 2, str_of(item_kind_names[item->kind.n]), NULL);
    write_dates(x, sheet, row, i);
    if (!summary) number_cell(sheet, row, 5, (double)view_duration(&x->view, i) / 480, x->days);
    number_cell(sheet, row, 6, (double)view_work_of_item(&x->view, i) / 60, x->days);
    if (!summary) number_cell(sheet, row, 7, (double)view_percent(&x->view, i) / 100, x->percent);
    text_cell(x, sheet, row, 10, predecessors_of(x, i, rows), NULL);
    text_cell(x, sheet, row, 11, people_of(x, i), NULL);
    date_cell(x, sheet, row, 13, item->deadline_at);
    write_constraint(x, sheet, row, item);
    text_cell(x, sheet, row, 15, item->text, NULL);
}

/* ---- the chart ---- */

typedef struct Gantt {
    int32_t first, last; /* days */
    int32_t step;        /* days a column */
} Gantt;

/* From the first start to the last finish: a column is a day, or as many as needed to stay readable. */
static Gantt gantt_of(const Xlsx *x) {
    Gantt gantt = {INT32_MAX, INT32_MIN, 1};
    for (int i = 0; x->view.dates && i < x->view.file->items.count; i++) {
        const ItemDates *dates = x->view.dates + i;
        if (dates->start.n == MOMENT_NONE.n || dates->finish.n == MOMENT_NONE.n) continue;
        int32_t first = day_of_minute(dates->start.n), last = day_of_minute(dates->finish.n);
        if (first < gantt.first) gantt.first = first;
        if (last > gantt.last) gantt.last = last;
    }
    if (gantt.first > gantt.last) return gantt;
    gantt.first -= day_weekday(gantt.first); /* weeks begin with columns */
    int32_t days = gantt.last - gantt.first + 1;
    if (days > GANTT_COLUMNS_MAX) gantt.step = (days / GANTT_COLUMNS_MAX / 7 + 1) * 7;
    return gantt;
}

static void write_gantt_head(Xlsx *x, lxw_worksheet *sheet, const Gantt *gantt) {
    int count = (gantt->last - gantt->first) / gantt->step + 1;
    enum { DAY_ZERO = 25569 };
    worksheet_set_column(sheet, GANTT_COLUMN, (lxw_col_t)(GANTT_COLUMN + count - 1),
                         gantt->step > 1 ? 3 : 2.4, NULL);
    for (int k = 0; k < count; k++)
        number_cell(sheet, 0, GANTT_COLUMN + k, DAY_ZERO + gantt->first + k * gantt->step, x->day);
}

static void write_bar(Xlsx *x, lxw_worksheet *sheet, int row, int32_t i, const Gantt *gantt) {
    const ItemDates *dates = x->view.dates + i;
    if (dates->start.n == MOMENT_NONE.n || dates->finish.n == MOMENT_NONE.n) return;
    int from = (day_of_minute(dates->start.n) - gantt->first) / gantt->step;
    int to = (day_of_minute(dates->finish.n) - gantt->first) / gantt->step;
    int done = from + (int)((int64_t)(to - from + 1) * view_percent(&x->view, i) / 100);
    bool milestone = x->view.items[i].kind.n == ITEM_MILESTONE && !x->view.summary[i];
    for (int k = from; k <= to; k++) {
        lxw_format *bar = x->view.summary[i] ? x->bar_summary
                          : k < done         ? x->bar_done
                          : dates->critical  ? x->bar_critical
                                             : x->bar;
        if (milestone)
            worksheet_write_string(sheet, (lxw_row_t)row, (lxw_col_t)(GANTT_COLUMN + k), "\xE2\x97\x86",
                                   NULL);
        else worksheet_write_blank(sheet, (lxw_row_t)row, (lxw_col_t)(GANTT_COLUMN + k), bar);
    }
}

static bool write_tasks(Xlsx *x) {
    lxw_worksheet *sheet = sheet_make(x, "Plan", task_columns, COUNT_OF(task_columns));
    int *rows = arena_array(x->view.arena, int, x->view.file->items.count + 1);
    OutlineNumber *number = arena_new(x->view.arena, OutlineNumber);
    if (!sheet || !rows || !number) return false;
    *number = outline_number_make(x->view.arena);
    Gantt gantt = gantt_of(x);
    bool chart = gantt.first <= gantt.last;
    if (chart) write_gantt_head(x, sheet, &gantt);
    for (int k = 0; k < x->view.order_count; k++) rows[x->view.order[k]] = k + 2;
    for (int k = 0; k < x->view.order_count; k++) {
        int32_t i = x->view.order[k];
        write_task(x, sheet, k + 1, i, outline_number_next(number, x->view.levels[i]), rows);
        if (chart) write_bar(x, sheet, k + 1, i, &gantt);
    }
    worksheet_outline_settings(sheet, LXW_TRUE, LXW_FALSE, LXW_TRUE, LXW_FALSE);
    worksheet_freeze_panes(sheet, 1, 2);
    worksheet_autofilter(sheet, 0, 0, (lxw_row_t)(x->view.order_count ? x->view.order_count : 1),
                         COUNT_OF(task_columns) - 1);
    return true;
}

/* ---- the other sheets ---- */

static Str title_of(const Xlsx *x, Id item) {
    int32_t i = view_item(&x->view, item);
    return i < 0 ? STR("") : x->view.items[i].title;
}

static bool write_links(Xlsx *x) {
    static const Column columns[] = {
        {"Predecessor", 40}, {"Successor", 40}, {"Type", 16}, {"Lag", 10}, {"Lag counts", 12}};
    lxw_worksheet *sheet = sheet_make(x, "Links", columns, COUNT_OF(columns));
    for (int i = 0; sheet && i < x->view.file->links.count; i++) {
        const ItemLink *link = x->view.links + i;
        text_cell(x, sheet, i + 1, 0, title_of(x, link->predecessor_id), NULL);
        text_cell(x, sheet, i + 1, 1, title_of(x, link->successor_id), NULL);
        text_cell(x, sheet, i + 1, 2, str_of(link_type_names[link->type.n]), NULL);
        number_cell(sheet, i + 1, 3, (double)link->lag_minutes, NULL);
        text_cell(x, sheet, i + 1, 4, str_of(lag_kind_names[link->lag_kind.n]), NULL);
    }
    return sheet != NULL;
}

static Str calendar_name(const Xlsx *x, Id id) {
    int32_t i = view_calendar(&x->view, id);
    return i < 0 ? STR("") : x->view.calendars[i].name;
}

static bool write_people(Xlsx *x) {
    static const Column columns[] = {{"Name", 30},         {"Kind", 12},         {"Units", 10},
                                     {"Cost an hour", 14}, {"Cost per use", 14}, {"Calendar", 24}};
    lxw_worksheet *sheet = sheet_make(x, "People", columns, COUNT_OF(columns));
    for (int i = 0; sheet && i < x->view.file->resources.count; i++) {
        const PlanResource *row = x->view.resources + i;
        text_cell(x, sheet, i + 1, 0, row->name, NULL);
        text_cell(x, sheet, i + 1, 1, str_of(resource_kind_names[row->kind.n]), NULL);
        number_cell(sheet, i + 1, 2, (double)row->units_percent / 100, x->percent);
        number_cell(sheet, i + 1, 3, (double)row->rate_cents_per_hour / 100, x->money);
        number_cell(sheet, i + 1, 4, (double)row->cost_per_use_cents / 100, x->money);
        text_cell(x, sheet, i + 1, 5, calendar_name(x, row->calendar_id), NULL);
    }
    return sheet != NULL;
}

static bool write_assignments(Xlsx *x) {
    static const Column columns[] = {{"Task", 44},     {"Who", 30},   {"Units", 10},
                                     {"Work (h)", 12}, {"Start", 17}, {"Finish", 17}};
    lxw_worksheet *sheet = sheet_make(x, "Assignments", columns, COUNT_OF(columns));
    for (int i = 0; sheet && i < x->view.file->assignments.count; i++) {
        const ItemAssignment *row = x->view.assignments + i;
        int32_t item = view_item(&x->view, row->item_id), who = view_resource(&x->view, row->resource_id);
        text_cell(x, sheet, i + 1, 0, title_of(x, row->item_id), NULL);
        text_cell(x, sheet, i + 1, 1, who < 0 ? STR("") : x->view.resources[who].name, NULL);
        number_cell(sheet, i + 1, 2, (double)row->units_percent / 100, x->percent);
        number_cell(sheet, i + 1, 3, (double)view_work(&x->view, i) / 60, x->days);
        if (item < 0 || !x->view.dates) continue;
        date_cell(x, sheet, i + 1, 4, x->view.dates[item].start);
        date_cell(x, sheet, i + 1, 5, x->view.dates[item].finish);
    }
    return sheet != NULL;
}

/* "08:00-12:00 13:00-17:00" */
static Str hours_text(Xlsx *x, List spans) {
    StrBuf out = strbuf_make(x->view.arena, 0);
    const CalendarSpan *span = spans.at;
    for (int i = 0; i < spans.count; i++)
        strbuf_fmt(&out, "%s%02d:%02d-%02d:%02d", i ? " " : "", (int)(span[i].from_minute / 60),
                   (int)(span[i].from_minute % 60), (int)(span[i].to_minute / 60),
                   (int)(span[i].to_minute % 60));
    return out.len ? strbuf_str(&out) : STR("free");
}

static void write_calendar_row(Xlsx *x, lxw_worksheet *sheet, int row, Str name, Str what, List spans) {
    text_cell(x, sheet, row, 0, name, NULL);
    text_cell(x, sheet, row, 1, what, NULL);
    text_cell(x, sheet, row, 2, hours_text(x, spans), NULL);
}

static bool write_calendars(Xlsx *x) {
    static const Column columns[] = {{"Calendar", 26}, {"Day", 26}, {"Hours", 40}, {"Name", 30}};
    static const char *const days[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                       "Friday", "Saturday", "Sunday"};
    lxw_worksheet *sheet = sheet_make(x, "Calendars", columns, COUNT_OF(columns));
    int row = 1;
    for (int i = 0; sheet && i < x->view.file->calendars.count; i++) {
        const WorkCalendar *calendar = x->view.calendars + i;
        const CalendarWeekday *week = calendar->week.at;
        const CalendarDayOff *off = calendar->exceptions.at;
        for (int k = 0; k < calendar->week.count; k++)
            write_calendar_row(x, sheet, row++, calendar->name, str_of(days[week[k].weekday]), week[k].spans);
        for (int k = 0; k < calendar->exceptions.count; k++) {
            char first[DAY_TEXT], last[DAY_TEXT];
            day_write(off[k].first_day, first);
            day_write(off[k].last_day, last);
            Str what = fmt(x->view.arena, "%.*s to %.*s", DAY_TEXT, first, DAY_TEXT, last);
            text_cell(x, sheet, row, 3, off[k].name, NULL);
            write_calendar_row(x, sheet, row++, calendar->name, what, off[k].spans);
        }
    }
    return sheet != NULL;
}

/* ---- the book ---- */

static lxw_format *number_format(lxw_workbook *book, const char *pattern) {
    lxw_format *format = workbook_add_format(book);
    format_set_num_format(format, pattern);
    return format;
}

static lxw_format *colour_format(lxw_workbook *book, lxw_color_t colour) {
    lxw_format *format = workbook_add_format(book);
    format_set_pattern(format, LXW_PATTERN_SOLID);
    format_set_fg_color(format, colour);
    return format;
}

static void make_formats(Xlsx *x) {
    x->head = workbook_add_format(x->book);
    format_set_bold(x->head);
    format_set_bottom(x->head, LXW_BORDER_THIN);
    x->date = number_format(x->book, "yyyy-mm-dd hh:mm");
    x->day = number_format(x->book, "d.m.");
    format_set_rotation(x->day, 90);
    x->days = number_format(x->book, "0.##");
    x->money = number_format(x->book, "#,##0.00");
    x->percent = number_format(x->book, "0%");
    for (int i = 0; i <= INDENT_MAX; i++) {
        x->plain[i] = workbook_add_format(x->book);
        format_set_indent(x->plain[i], (uint8_t)i);
        x->bold[i] = workbook_add_format(x->book);
        format_set_indent(x->bold[i], (uint8_t)i);
        format_set_bold(x->bold[i]);
    }
    x->bar = colour_format(x->book, 0x5B8DEF);
    x->bar_critical = colour_format(x->book, 0xD9534F);
    x->bar_done = colour_format(x->book, 0x2F5FB3);
    x->bar_summary = colour_format(x->book, 0x444444);
}

/* A file in memory: the library writes to a path only. */
static bool take_file(int file, Arena *arena, StrBuf *out, Error *err) {
    enum { PART = 256 * 1024 };
    char *part = arena_alloc(arena, PART);
    ssize_t got = -1;
    if (!part) return error_no_memory(err);
    for (off_t at = 0; (got = pread(file, part, PART, at)) > 0; at += got)
        strbuf_add(out, (Str){part, (size_t)got});
    if (got < 0) return error_set(err, ERROR_INTERNAL, "The workbook could not be written.");
    if (out->overflow) return error_set(err, ERROR_TOO_LARGE, "The plan is too large to be written.");
    return !arena->full || error_no_memory(err);
}

static bool write_book(Xlsx *x, const char *path, Time now, Error *err) {
    x->book = workbook_new(path);
    if (!x->book) return error_no_memory(err);
    lxw_doc_properties properties = {.created = now.ms / 1000};
    workbook_set_properties(x->book, &properties);
    make_formats(x);
    bool made =
        write_tasks(x) && write_links(x) && write_people(x) && write_assignments(x) && write_calendars(x);
    lxw_error closed = workbook_close(x->book);
    if (made && closed == LXW_NO_ERROR) return true;
    error_set(err, ERROR_INTERNAL, "The workbook could not be written.");
    return error_log(err, "xlsx: %s", lxw_strerror(closed));
}

static void close_file(const int *file) {
    if (*file >= 0) close(*file);
}

bool xlsx_write(Arena *arena, const PlanFile *file, const ItemDates *dates, Time now, StrBuf *out,
                Error *err) {
    char path[64];
    Xlsx *x = arena_new(arena, Xlsx);
    if (!x || !plan_view_make(arena, file, dates, &x->view)) return error_no_memory(err);
    if (file->items.count > LXW_ROW_MAX - 10)
        return error_set(err, ERROR_TOO_LARGE, "A sheet has at most %d rows.", LXW_ROW_MAX);
    CLEANUP(close_file) int memory = memfd_create("workbook", MFD_CLOEXEC);
    if (memory < 0) return error_set(err, ERROR_BUSY, "There is no memory for the workbook.");
    snprintf(path, sizeof path, "/proc/self/fd/%d", memory);
    return write_book(x, path, now, err) && take_file(memory, arena, out, err);
}
