/* PlanBuild: a PlanFile in the making, with the notes of what was not kept or mended. Shared by all readers.
 *
 * Rows get their ids in the order in which they are added. A row that breaks a rule of its field table is
 * mended here (plan_build_mend), so that what a reader answers always passes the parent's checks. */
#ifndef TRIVET_EXCHANGE_BUILD_H
#define TRIVET_EXCHANGE_BUILD_H

#include "exchange/exchange.h"

enum { NOTE_SLOTS = 1024, KEPT_TEXTS = 16384, KEPT_TEXT_MAX = 80 };

/* Notes of equal what and why are one, counted; the first NOTES_MAX different ones are kept, then all others
 * are counted in one more. */
typedef struct NoteList {
    VEC(ImportNote);
    int slots[NOTE_SLOTS]; /* index + 1 by hash of what and why */
} NoteList;

/* The rows of a PlanFile by kind. */
typedef enum RowKind {
    ROW_PROJECT,
    ROW_CALENDAR,
    ROW_ITEM,
    ROW_LINK,
    ROW_RESOURCE,
    ROW_ASSIGNMENT,
    ROW_SHOWN,
    ROW_BASELINE,
    ROW_DROPPED,
    ROW_KEPT,
    ROW_WARNING,
    ROW_KINDS,
} RowKind;

typedef struct RowTable {
    const Resource *resource;
    size_t in_file;  /* the List of a PlanFile */
    size_t in_build; /* the vector of a PlanBuild */
} RowTable;
extern const RowTable row_tables[ROW_KINDS];

/* All vectors begin alike, whatever they hold. */
typedef struct AnyVec {
    VEC(void);
} AnyVec;

/* Takes a row that is complete; false: it could not. */
typedef bool RowTake(void *context, RowKind kind, const void *row);

struct PlanBuild {
    Arena *arena;
    int64_t last_id, rows_max;
    bool plan_only, shown_wanted; /* as FileRead says */
    Str mapped;                   /* the file, when it is mapped (input.h) */
    size_t passed;                /* of it, bytes given back */
    RowTake *take;                /* NULL: rows are gathered */
    void *taker;
    bool refused; /* take said so */
    const void *initial[ROW_KINDS];
    Str *kept_texts; /* KEPT_TEXTS of them, by hash */
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
};

/* NULL: no memory. */
PlanBuild *plan_build_make(Arena *arena);
/* Forgets all rows and notes: the reader begins anew. */
void plan_build_again(PlanBuild *build);
Id plan_build_id(PlanBuild *build);
/* A new row, initialised by its table, with an id; NULL: no memory, or more than rows_max rows. */
Project *build_project(PlanBuild *build);
WorkCalendar *build_calendar(PlanBuild *build);
Item *build_item(PlanBuild *build);
ItemLink *build_link(PlanBuild *build);
PlanResource *build_resource(PlanBuild *build);
ItemAssignment *build_assignment(PlanBuild *build);
/* The newest row of the kind is complete and nobody will look at it again: where somebody takes rows as they
 * come it is given to him and forgotten. */
void build_complete(PlanBuild *build, RowKind kind);
/* So are all rows of the kind, in their order. */
void build_complete_all(PlanBuild *build, RowKind kind);

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

/* A copy of the text that stays; of equal short ones that come near each other there is one. */
Str build_keep(PlanBuild *build, Str text);

/* Whether the row needs no mending: it keeps the rules of its table; fields that nobody has set do. */
bool plan_build_sound(PlanBuild *build, RowKind kind, void *row);
/* Sets each field of the row that breaks a rule back to nothing, with a warning. `prefix` names the kind of
 * row in the file: "Task". */
void plan_build_mend(PlanBuild *build, const Resource *resource, void *row, const char *prefix, Str where);

/* The file: calendars first, everything in the order added. */
bool plan_build_done(PlanBuild *build, FileFormat format, PlanFile *ret, Error *err);

#endif
