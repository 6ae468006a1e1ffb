/* The example's tables, and what turns them into rows.
 *
 * Days are counted in working days: day 1 is the Monday on which the projects began, day 30 the Friday of the
 * status date, the last Friday before the clock; so the example is always six weeks old. Things are named by
 * short keys; a key that names nothing is an error (ERROR_INTERNAL), found by the test.
 *
 *     {TASK, "gp.fix", "Mend what the tests found", "ben lena", 48, "gp.test gp.api:SS+16"}
 *
 * is a task of the feature above it: 48 hours of work that Ben and Lena share, after gp.test, and not before
 * 16 working hours after the start of gp.api. */
#ifndef TRIVET_EXAMPLE_ROWS_H
#define TRIVET_EXAMPLE_ROWS_H

#include "change/change.h"
#include "model/plan.h"

enum { STATUS_DAY = 30 };

/* ---- people and working time ---- */

typedef struct PersonRow { /* the account is example_accounts' of the same place */
    const char *key, *name;
    Role role;
} PersonRow;
extern const PersonRow people_rows[]; /* ends with a null key */

typedef enum Week { WEEK_STANDARD, WEEK_MORNINGS, WEEK_FOUR_DAYS, WEEK_ALWAYS } Week;

typedef struct CalendarRow {
    const char *key, *name;
    Week week;
    bool holidays; /* free on national holidays */
    struct {
        const char *name;
        int first, last; /* days */
    } leave[3];
} CalendarRow;
extern const CalendarRow calendar_rows[]; /* ends with a null key */

typedef struct HolidayRow {
    const char *name;
    int year, month, day;
} HolidayRow;
extern const HolidayRow holiday_rows[]; /* ends with a null name */

typedef struct ResourceRow {
    const char *key, *name;
    ResourceKind kind;
    const char *person, *calendar; /* NULL: none, the project's */
    int units_percent, euros_per_hour, euros_per_use;
} ResourceRow;
extern const ResourceRow resource_rows[]; /* ends with a null key */

/* ---- products, projects, releases ---- */

typedef struct ProductRow {
    const char *key, *name, *vision;
    int life_cycle_stage; /* in life_cycle_names */
} ProductRow;
extern const ProductRow product_rows[]; /* ends with a null key */

typedef struct ProjectRow {
    const char *key, *name, *products;
    const char *purpose, *objectives, *success_criteria, *scope_in, *scope_out, *assumptions;
    int budget_euros;
} ProjectRow;
extern const ProjectRow project_rows[]; /* ends with a null key */

typedef struct RaciText {
    const char *project, *title;
    const char *marks; /* "jonas=RA,paula=C" */
} RaciText;
extern const RaciText raci_texts[]; /* ends with a null project */

typedef struct ReleaseRow {
    const char *key, *product, *name;
    const char *milestone; /* the item that says that it is out */
    int spare_days;        /* between the plan's finish and the target */
} ReleaseRow;
extern const ReleaseRow release_rows[]; /* ends with a null key */

/* ---- items ---- */

/* Depth in the outline and kind. A row is part of the nearest row above it that is less deep. */
#define GOAL 0, ITEM_GOAL
#define INITIATIVE 1, ITEM_INITIATIVE
#define FEATURE 0, ITEM_FEATURE
#define PHASE 0, ITEM_TASK
#define TASK 1, ITEM_TASK
#define STORY 1, ITEM_STORY
#define STEP 2, ITEM_TASK /* of a story */
#define MILESTONE 1, ITEM_MILESTONE
#define BUG 1, ITEM_BUG

typedef struct ItemRow {
    int depth;
    ItemKind kind;
    const char *key; /* NULL: no other row names it */
    const char *title;
    const char *who;   /* "ben lena:50": resources, with percent of their time (of material: pieces) */
    int hours;         /* of work, shared by who does it */
    const char *after; /* predecessors, finish-start unless they say so */
    const char *text, *labels;
    const char *criteria;          /* separated by |; a + in front: accepted */
    const char *under;             /* of a feature: its initiative */
    const char *product, *release; /* inherited when left out */
    int value, reach, confidence_percent;
    int duration_hours; /* instead of hours: how long, whoever does it */
    int since;          /* the day it was written down; 0: before the projects began */
    int started, finished, percent;
    int dropped; /* the day */
    Constraint constraint;
    int constraint_day, deadline_day;
    int fixed_euros;
    bool elapsed;
} ItemRow;

typedef struct Outline {
    const char *project, *product; /* NULL: none, or as the rows say */
    const ItemRow *rows;
    int count;
} Outline;
extern const Outline aims_outline, harbor_outline, mobile_outline, ledger_outline, backlog_outline;

/* Keys of what is ranked, the most important first; ends with NULL. */
extern const char *const ranking[];

/* ---- what happened beside the work ---- */

typedef struct StoryRow {
    int day;
    const char *by;
    const char *item, *field;
    const char *former; /* the value before; the table of items holds the one after */
    const char *value;  /* proposed; NULL: what the table of items holds */
    const char *title;  /* of a proposal; NULL: changed by who had custody */
    const char *reason;
    int decided; /* the day; 0: open */
    const char *decider, *note;
    bool accepted;
} StoryRow;                         /* a value "<KEY" of the field rank: just before that item */
extern const StoryRow story_rows[]; /* ends with a null author */

#endif
