/* PlanView: a PlanFile prepared for writing. All writers look at a plan through it.
 *
 * Rows are named by their index in the file's lists. An item whose parent is not in the file stands at the
 * top; links and assignments whose ends are missing are not listed. What Trivet leaves open (a duration,
 * work) is answered as the plan counts it (model/plan.h). */
#ifndef TRIVET_EXCHANGE_PLAN_VIEW_H
#define TRIVET_EXCHANGE_PLAN_VIEW_H

#include "exchange/exchange.h"
#include "exchange/uid_map.h"
#include "model/plan.h"

typedef struct PlanView {
    Arena *arena;
    const PlanFile *file;
    const ItemDates *dates; /* parallel to items; NULL: not scheduled */
    const Project *projects;
    const WorkCalendar *calendars;
    const Item *items;
    const ItemLink *links;
    const PlanResource *resources;
    const ItemAssignment *assignments;
    UidMap project_of, calendar_of, item_of, resource_of; /* by id */
    /* By item. */
    int32_t *parents;      /* -1: top */
    int32_t *levels;       /* 1: top */
    int32_t *project;      /* its own or its nearest ancestor's, else the first */
    bool *summary;         /* has children */
    bool *own_work;        /* an assignment says how much work it is */
    int64_t *people_units; /* percent of all people on it */
    int32_t *order;        /* items in outline order: each project's behind the one before */
    int order_count;
    /* Lists: of each item the first, then from each row the next; plus one, 0 ends. */
    int32_t *first_link, *next_link; /* into the item */
    int32_t *first_work, *next_work; /* its assignments */
} PlanView;

bool plan_view_make(Arena *arena, const PlanFile *file, const ItemDates *dates, PlanView *ret);

/* What the engine says of a task; NO_INDEX: it has no dates. */
ItemDates item_dates(const Schedule *schedule, int32_t task);

/* -1: the file has no such row. */
int32_t view_calendar(const PlanView *view, Id id);
int32_t view_resource(const PlanView *view, Id id);
int32_t view_item(const PlanView *view, Id id);
bool view_is_material(const PlanView *view, int32_t resource);

/* Minutes. A summary has no duration of its own. */
int64_t view_duration(const PlanView *view, int32_t item);
int64_t view_remaining(const PlanView *view, int32_t item); /* of the duration; a done one's is 0 */
int64_t view_percent(const PlanView *view, int32_t item);   /* 100 when done */
int64_t view_work_of_item(const PlanView *view, int32_t item);
int64_t view_work(const PlanView *view, int32_t assignment); /* of material: 0 */
/* The latest finish of the project's items (-1: of all), MOMENT_NONE when there is none. */
Moment view_finish(const PlanView *view, int32_t project);

/* ISO 4217 code of the amounts: the file's, else the one that every program knows. */
Str view_currency(const PlanView *view);

/* A number of its own for each row of a list: what its external id says, where that is a number from `least`
 * to 2^31 - 1 which no row before it has, else a new one. NULL: no memory. */
int64_t *view_numbers(const PlanView *view, const List *list, size_t row_size, size_t external_at,
                      int64_t least);

/* The calendar's exceptions without overlaps, of CalendarDayOff: what a later one covers is cut off. */
List view_exceptions(Arena *arena, const WorkCalendar *calendar);

/* Outline numbers ("1.2.3") while walking `order`. */
typedef struct OutlineNumber {
    StrBuf text;
    int counts[128];
    size_t ends[128];
} OutlineNumber;
OutlineNumber outline_number_make(Arena *arena);
/* The number of the next item, which is valid until the next call. */
Str outline_number_next(OutlineNumber *number, int32_t level);

#endif
