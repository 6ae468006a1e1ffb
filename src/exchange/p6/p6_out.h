/* What the writers of P6's two formats share: one description of each object, written as a row of XER or as
 * an element of PMXML.
 *
 * A writer opens a table, names each cell by its column and its element (NULL: only the other format has it)
 * and ends the row. XER takes columns in the order of the first row of its table; PMXML takes elements in the
 * order of their names, as P6's schema (p6apibo.xsd) has them. */
#ifndef TRIVET_EXCHANGE_P6_OUT_H
#define TRIVET_EXCHANGE_P6_OUT_H

#include "exchange/p6/p6.h"
#include "exchange/plan_view.h"
#include "exchange/xml_out.h"

enum { P6_CELLS_MAX = 80, P6_TASK_NAME_MAX = 120, P6_WBS_NAME_MAX = 100 };

typedef struct P6Cell {
    const char *column, *element;
    Str text; /* STR_NULL: empty */
} P6Cell;

typedef struct P6Out {
    PlanView view;
    StrBuf *out;
    bool xml;
    Time now;
    const char *table, *object; /* of the rows that come */
    bool begun;                 /* XER: the table's head is written */
    P6Cell cells[P6_CELLS_MAX];
    int cell_count;
    int by_name[P6_CELLS_MAX]; /* PMXML: cells in the order of their elements */
    int sorted;                /* number of cells that order is of */
    int64_t *task_ids, *wbs_ids, *resource_ids;
    int32_t *places;        /* of each item in the outline's order */
    bool *is_wbs, *is_task; /* by item: what it is in P6; neither: not written */
    int32_t *elapsed_lags;  /* by project: how many more of its lags are elapsed than not */
    Id day_and_night;       /* the calendar of elapsed durations, when one is needed */
    struct {
        VEC(P6Role);
    } roles;           /* those of the file first */
    int kept_roles;    /* how many those are */
    int64_t last_role; /* the largest number of one */
    int64_t last_rate;
    int64_t last_id; /* of rows without a number of their own */
} P6Out;

void p6_table(P6Out *o, const char *table, const char *object);
void cell_text(P6Out *o, const char *column, const char *element, Str text);
/* Cut at so many characters, which is what P6 has room for. */
void cell_name(P6Out *o, const char *column, const char *element, Str name, size_t max);
void cell_id(P6Out *o, const char *column, const char *element, int64_t id); /* less than 0: none */
void cell_real(P6Out *o, const char *column, const char *element, double n);
void cell_hours(P6Out *o, const char *column, const char *element, int64_t minutes);
void cell_moment(P6Out *o, const char *column, const char *element, Moment moment);
void cell_yes(P6Out *o, const char *column, const char *element, bool yes);
void cell_word(P6Out *o, const char *column, const char *element, const P6Word *words, int value);
/* The same text in every file, in both spellings. */
void cell_fixed(P6Out *o, const char *column, const char *element, const char *xer, const char *pmxml);
/* Writes the row. With `open` a PMXML element stays open for its children, until p6_close. */
void p6_row(P6Out *o, bool open);
void p6_close(P6Out *o, const char *object);

/* p6_write_calendar.c: number i + 1. */
void p6_out_calendars(P6Out *o);
int64_t p6_out_calendar_id(const P6Out *o, Id calendar);
/* Of the WBS element above the item. */
int64_t p6_out_wbs_id(const P6Out *o, int32_t item);
/* Of the project's lags. */
LagCalendar p6_out_lag_calendar(const P6Out *o, int32_t project);
/* p6_write_task.c: of one project. */
void p6_out_tasks(P6Out *o, int32_t project);
void p6_out_assignments(P6Out *o, int32_t project);
void p6_out_links(P6Out *o, int32_t project);
void p6_out_notes(P6Out *o, int32_t project);
void p6_out_expenses(P6Out *o, int32_t project);

/* p6_roles.c: all that somebody has or that is asked for; their rows; and who has them. */
bool p6_out_find_roles(P6Out *o);
void p6_out_new_roles(P6Out *o);
void p6_out_resource_roles(P6Out *o);
/* Of the skill that the assignment asks for; P6_NONE: none. */
int64_t p6_out_role_of(P6Out *o, const ItemAssignment *row);

/* UTF-8 as windows-1252; STR_NULL when a character is not in it, or when the result could be taken for UTF-8.
 */
Str p6_to_windows_1252(Arena *arena, Str text);

#endif
