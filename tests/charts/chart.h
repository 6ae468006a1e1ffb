/* Drawn tests: a plan as a small text Gantt, and the schedule it must get, drawn the same way.
 *
 *     == a follower starts after the weekend
 *     days     | MTWTFSSMTW |
 *     main     | XXXXX      |
 *     follower | XXX        | follows main
 *     => schedule
 *     main     | XXXXX      | critical
 *     follower |        XXX | critical, because of main
 *
 * A column is a day; the first is Monday, 2026-01-05; work is 08:00 to 12:00 and 13:00 to 17:00 on the days
 * that are not S. In the plan the length of a bar is the duration, and its place counts only for what says so
 * (manual, started, done); M is a milestone; two spaces before a name make it a child of the row above. In
 * the schedule first and last column of the bar are compared. Behind the bars stand clauses, separated by
 * commas; lines with % say something of the whole plan. words.c lists them all. */
#ifndef TRIVET_TEST_CHART_H
#define TRIVET_TEST_CHART_H

#include "base/str.h"
#include "builder.h"

enum { CHART_NAMES_MAX = 60, CHART_ROWS_MAX = 120, MORNING = 480, EVENING = 1020, DAY_WORK = 480 };
enum { FIRST_MONDAY = 20458 };

typedef struct ChartRow {
    Str name, words;
    int indent, first, last; /* columns; first -1: no bar */
    bool milestone, expected;
    int task;
} ChartRow;

typedef struct Chart {
    Arena *arena;
    Str title;
    Builder builder;
    ChartRow rows[CHART_ROWS_MAX];
    int row_count;
    Str people[CHART_NAMES_MAX], calendars[CHART_NAMES_MAX];
    Str cycle; /* "=> cycle a, b": what is expected instead of a schedule */
    bool expects_cycle;
    Str days;
    Plan plan;
    Schedule schedule;
    const char *problem; /* first one found, in words; NULL: none */
} Chart;

/* Sets the first problem; answers false. */
__attribute__((format(printf, 2, 3))) bool chart_problem(Chart *chart, const char *format, ...);
/* Reads plan and expectation from the text of one chart (without its == line). */
bool chart_read(Chart *chart, Str text);
/* Schedules and compares. */
bool chart_check(Chart *chart);

/* words.c */
bool chart_directive(Chart *chart, Str words);
bool chart_clauses(Chart *chart, const ChartRow *row);
int chart_task(Chart *chart, Str name); /* -1 with a problem: no such task */

#endif
