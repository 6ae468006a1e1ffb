/* Reading charts and comparing them. See chart.h. */
#include "chart.h"

#include <stdarg.h>

#include "base/day.h"

#include "base/banned.h"

bool chart_problem(Chart *chart, const char *format, ...) {
    char text[500];
    va_list args;
    if (chart->problem) return false;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    chart->problem = str_terminated(chart->arena, str_of(text));
    return false;
}

/* "  name  | bar | words" */
static bool read_row(Chart *chart, Str line, bool expected) {
    Str rest, name = str_cut(line, '|', &rest), bar = str_cut(rest, '|', &rest);
    ChartRow *row = &chart->rows[chart->row_count];
    if (!bar.at) return chart_problem(chart, "a row is \"name | bar | words\": %.*s", STR_ARG(line));
    if (chart->row_count == CHART_ROWS_MAX) return chart_problem(chart, "more than %d rows", CHART_ROWS_MAX);
    if (str_is(str_trim(name), "days")) {
        chart->days = bar;
        return true;
    }
    *row = (ChartRow){
        .name = str_trim(name), .words = str_trim(rest), .first = -1, .last = -1, .expected = expected};
    while (row->indent < (int)name.len && name.at[row->indent] == ' ') row->indent++;
    for (int i = 1; i < (int)bar.len; i++) {
        if (bar.at[i] == ' ') continue;
        if (!strchr("XM.", bar.at[i]))
            return chart_problem(chart, "a bar is drawn with X, M and dot, not with \"%c\"", bar.at[i]);
        row->milestone |= bar.at[i] == 'M';
        if (row->first < 0) row->first = i - 1;
        row->last = i - 1;
    }
    chart->row_count++;
    return true;
}

static int bar_work(const Chart *chart, const ChartRow *row) {
    int days = 0;
    if (row->first < 0 || row->milestone) return 0;
    for (int i = row->first; i <= row->last; i++) days += chart->days.at[i + 1] != 'S';
    return days * DAY_WORK;
}

static bool add_task(Chart *chart, ChartRow *row) {
    int parent = NO_INDEX;
    for (const ChartRow *above = row - 1; above >= chart->rows && parent == NO_INDEX; above--)
        if (!above->expected && above->indent < row->indent) parent = above->task;
    row->task = builder_task(&chart->builder, parent, bar_work(chart, row));
    if (row->milestone) chart->builder.tasks.at[row->task].flags |= TASK_MILESTONE;
    return true;
}

static bool read_lines(Chart *chart, Str text) {
    bool expected = false;
    for (Str line; text.len;) {
        line = str_cut(text, '\n', &text);
        if (str_trim(line).len == 0 || line.at[0] == '#') continue;
        if (str_starts(line, STR("=> cycle"))) {
            chart->expects_cycle = expected = true;
            chart->cycle = str_trim(str_from(line, 8));
        } else if (str_starts(line, STR("=>"))) {
            expected = true;
        } else if (line.at[0] != '%' && !read_row(chart, line, expected)) {
            return false;
        }
    }
    return chart->days.at || chart_problem(chart, "a chart begins with its days");
}

static bool read_directives(Chart *chart, Str text) {
    for (Str line; text.len;) {
        line = str_cut(text, '\n', &text);
        if (str_starts(line, STR("%")) && !chart_directive(chart, str_trim(str_from(line, 1)))) return false;
    }
    return true;
}

bool chart_read(Chart *chart, Str text) {
    chart->builder = builder_make(chart->arena);
    int calendar = builder_calendar(&chart->builder, 5);
    chart->calendars[calendar] = STR("standard");
    builder_project(&chart->builder, FIRST_MONDAY * 1440 + MORNING, calendar);
    if (!read_lines(chart, text) || !read_directives(chart, text)) return false;
    for (int i = 0; i < chart->row_count; i++)
        if (!chart->rows[i].expected && !add_task(chart, &chart->rows[i])) return false;
    for (int i = 0; i < chart->row_count; i++)
        if (!chart->rows[i].expected && !chart_clauses(chart, &chart->rows[i])) return false;
    chart->plan = builder_plan(&chart->builder);
    return true;
}

/* ---- Comparing ---- */

static Str task_name(const Chart *chart, int task) {
    for (int i = 0; i < chart->row_count; i++)
        if (!chart->rows[i].expected && chart->rows[i].task == task) return chart->rows[i].name;
    return STR("?");
}

static bool check_cycle(Chart *chart, const PlanFault *fault) {
    StrBuf names = strbuf_make(chart->arena, 0);
    if (fault->kind != FAULT_CYCLE) return chart_problem(chart, "a cycle was expected");
    for (int i = 0; i < fault->row_count; i++) {
        if (i) strbuf_add(&names, STR(", "));
        strbuf_add(&names, task_name(chart, fault->rows[i]));
    }
    Str got = strbuf_str(&names);
    return str_equal(got, chart->cycle) ||
           chart_problem(chart, "the cycle is %.*s, not %.*s", STR_ARG(got), STR_ARG(chart->cycle));
}

static int column_of(Minute at) {
    return day_of_minute(at) - FIRST_MONDAY;
}

/* A finish in the morning is drawn as the evening before. */
static int last_column(const Chart *chart, const TaskSchedule *got) {
    int last = column_of(got->finish > got->start ? got->finish - 1 : got->finish);
    if (got->finish == got->start || got->finish % 1440 != MORNING) return last;
    for (last = column_of(got->finish) - 1; last > 0 && last < (int)chart->days.len - 1;) {
        if (chart->days.at[last + 1] != 'S') break;
        last--;
    }
    return last;
}

static bool check_bar(Chart *chart, const ChartRow *row) {
    const TaskSchedule *got = chart->schedule.tasks + row->task;
    if (got->start == MINUTE_NONE)
        return row->first < 0 || chart_problem(chart, "%.*s has no dates", STR_ARG(row->name));
    if (row->first < 0) return true;
    int first = column_of(got->start), last = last_column(chart, got);
    if (first == row->first && last == row->last) return true;
    Str start = moment_text(chart->arena, (Moment){got->start}),
        finish = moment_text(chart->arena, (Moment){got->finish});
    return chart_problem(chart, "%.*s runs from %.*s to %.*s: days %d to %d, drawn are %d to %d",
                         STR_ARG(row->name), STR_ARG(start), STR_ARG(finish), first, last, row->first,
                         row->last);
}

bool chart_check(Chart *chart) {
    PlanFault fault;
    if (!schedule_make(chart->arena, &chart->plan, &chart->schedule, &fault)) {
        if (chart->expects_cycle) return check_cycle(chart, &fault);
        return chart_problem(chart, "fault %d in table %d, row %d, %s", (int)fault.kind, (int)fault.table,
                             fault.row, fault.field ? fault.field : "");
    }
    if (chart->expects_cycle) return chart_problem(chart, "a cycle was expected");
    for (int i = 0; i < chart->row_count; i++) {
        ChartRow *row = &chart->rows[i];
        if (!row->expected) continue;
        row->task = chart_task(chart, row->name);
        if (row->task < 0 || !check_bar(chart, row) || !chart_clauses(chart, row)) return false;
    }
    return true;
}
