/* What the files of the example share while it is filled. */
#ifndef TRIVET_EXAMPLE_INSIDE_H
#define TRIVET_EXAMPLE_INSIDE_H

#include "example/rows.h"

enum { EXAMPLE_ROWS_MAX = 32 }; /* of each small table */

typedef struct Example {
    Transaction *tx;
    Arena *arena;
    User trivet; /* in whose right everything is written; events carry who did it */
    Change change;
    Time now;
    int32_t first_day; /* day 1 */
    uint32_t id_count;
    Id founder_id;
    /* Parallel to the small tables. */
    Id people[EXAMPLE_ROWS_MAX], calendars[EXAMPLE_ROWS_MAX], products[EXAMPLE_ROWS_MAX];
    Id projects[EXAMPLE_ROWS_MAX], releases[EXAMPLE_ROWS_MAX], resources[EXAMPLE_ROWS_MAX];
    /* Every row of every outline, and the item that it becomes, without progress. */
    const ItemRow **rows;
    Item *items;
    bool *leaf;
    int item_count;
    struct {
        VEC(ItemLink);
    } links;
    struct {
        VEC(ItemAssignment);
    } assignments;
} Example;

/* ---- example.c ---- */
/* The day of the calendar on which that working day lies, and a minute of it. */
Day example_day(const Example *example, int day);
Moment example_moment(const Example *example, int day, int minute);
Time example_time(const Example *example, int day, int minute);
/* Whatever is written from now on was done by that person then. */
void example_act(Example *example, Id person_id, Time at);
Id example_person(const Example *example, const char *key);
/* Inserts the record under the next id. */
bool example_add(Example *example, const Resource *resource, void *record, Error *err);
/* Answers false: the tables of the example contradict each other. */
bool example_fault(Error *err, const char *what, Str key);
/* Texts between separators; empty for NULL. */
List example_split(Arena *arena, const char *text, char separator);

/* ---- found.c ---- */
/* People, calendars, products, projects, releases, resources. */
bool example_found(Example *example, Error *err);
bool example_find_calendar(const Example *example, const char *key, Id *ret, Error *err);
bool example_find_product(const Example *example, const char *key, Id *ret, Error *err);
bool example_find_project(const Example *example, const char *key, Id *ret, Error *err);
bool example_find_release(const Example *example, const char *key, Id *ret, Error *err);
bool example_find_resource(const Example *example, Str key, Id *ret, Error *err);

/* ---- outline.c ---- */
/* From the outlines to items, links and assignments, nothing written yet. */
bool example_outline(Example *example, Error *err);
bool example_find_item(const Example *example, Str key, int *ret, Error *err);
/* The value of a field as the tables spell it: as on the command line, or "<KEY" for a rank. */
bool example_value(const Example *example, const Field *field, const char *text, Item *item, Error *err);

/* ---- history.c ---- */
/* Writes items, links and assignments, their progress and the story, in the order of time. */
bool example_live(Example *example, Error *err);

/* ---- money.c ---- */
bool example_baseline(Example *example, int project, Time at, Error *err);
/* What everybody worked on that day. */
bool example_times(Example *example, int day, Time at, Error *err);
/* The day on which an expense of the table was written down; 0 behind the last. */
int example_expense_day(int index);
bool example_expense(Example *example, int index, Time at, Error *err);

/* ---- agree.c ---- */
/* The day of a weekly meeting; 0 behind the last. */
int example_meeting_day(int index);
/* Held and closed, with what was said. */
bool example_meeting(Example *example, int index, Time at, Error *err);
/* Tolerances, promises, a variant, and the two proposals that are open. */
bool example_agree(Example *example, Error *err);

/* ---- scenarios.c ---- */
bool example_scenarios(Example *example, Error *err);

/* ---- story.c ---- */
/* The item as it was before its story. */
bool example_former(const Example *example, int item, Item *ret, Error *err);
/* Each puts the author and his time itself. A proposal's id is kept in *proposal_id between the two. */
bool example_tell(Example *example, const StoryRow *row, Time at, Id *proposal_id, Error *err);
bool example_decide(Example *example, const StoryRow *row, Time at, Id proposal_id, Error *err);

#endif
