/* PlanBuild: a PlanFile in the making, with the notes of what was not kept or mended. Shared by all readers.
 *
 * Rows get their ids in the order in which they are added. A row that breaks a rule of its field table is
 * mended here (plan_build_mend), so that what a reader answers always passes the parent's checks. */
#ifndef TRIVET_EXCHANGE_BUILD_H
#define TRIVET_EXCHANGE_BUILD_H

#include "exchange/exchange.h"

enum { NOTE_SLOTS = 1024 };

/* Notes of equal what and why are one, counted; the first NOTES_MAX different ones are kept, then all others
 * are counted in one more. */
typedef struct NoteList {
    VEC(ImportNote);
    int slots[NOTE_SLOTS]; /* index + 1 by hash of what and why */
} NoteList;

typedef struct PlanBuild {
    Arena *arena;
    int64_t last_id;
    struct {
        VEC(Project);
    } projects;
    struct {
        VEC(WorkCalendar);
    } calendars;
    struct {
        VEC(Item);
    } items;
    struct {
        VEC(ItemLink);
    } links;
    struct {
        VEC(PlanResource);
    } resources;
    struct {
        VEC(ItemAssignment);
    } assignments;
    struct {
        VEC(ShownDates);
    } shown;
    struct {
        VEC(FileBaseline);
    } baselines;
    NoteList dropped, kept, warnings;
} PlanBuild;

/* NULL: no memory. */
PlanBuild *plan_build_make(Arena *arena);
Id plan_build_id(PlanBuild *build);
/* A new row, initialised by its table, with an id; NULL: no memory, or more than FILE_ROWS_MAX rows. */
Project *build_project(PlanBuild *build);
WorkCalendar *build_calendar(PlanBuild *build);
Item *build_item(PlanBuild *build);
ItemLink *build_link(PlanBuild *build);
PlanResource *build_resource(PlanBuild *build);
ItemAssignment *build_assignment(PlanBuild *build);

/* The dates of the item that the file's own program computed; without both nothing is added. */
void build_shown(PlanBuild *build, Id item_id, Moment start, Moment finish);

/* Left out without both dates; what is out of range becomes nothing. */
void build_baseline(PlanBuild *build, FileBaseline row);

/* `where` and `why` are copied when the note is new. */
void note_add(PlanBuild *build, NoteList *list, Str what, Str where, Str why);
__attribute__((format(printf, 4, 5))) void note_warning(PlanBuild *build, Str what, Str where,
                                                        const char *why, ...);
void note_dropped(PlanBuild *build, Str what, Str where);
/* `count` times. */
void note_lost(PlanBuild *build, Str what, Str where, int64_t count);
void note_kept(PlanBuild *build, Str what, Str where, int64_t count);

/* Text from outside as a field may hold it: valid, without control characters, cut at `max` code points (with
 * a warning), copied. Line feeds and tabs stay only in multi-line text. */
Str build_text(PlanBuild *build, Str text, size_t max, bool multiline, Str what, Str where);

/* A code of three letters, in upper case; else null, with a warning when something else stands there. */
Str build_currency(PlanBuild *build, Str text);
bool is_currency(Str code);

/* Sets each field of the row that breaks a rule back to nothing, with a warning. `prefix` names the kind of
 * row in the file: "Task". */
void plan_build_mend(PlanBuild *build, const Resource *resource, void *row, const char *prefix, Str where);

/* The file: calendars first, everything in the order added. */
bool plan_build_done(PlanBuild *build, FileFormat format, PlanFile *ret, Error *err);

#endif
