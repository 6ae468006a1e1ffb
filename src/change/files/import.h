/* A plan file into a project: new rows are created, known ones changed, the rest left alone.
 *
 * Known are: calendars by their name; resources as the importer maps them, else by mail and by name; items by
 * their id (a CSV row that names one), else by the project and the id they have in the file (external_id);
 * links by both ends and type; assignments by item and resource. So the same file read twice changes nothing,
 * and an edited file brings its differences.
 *
 * What came from a file and is no longer in it is told, and deleted only when that is asked for. What was
 * made in Trivet itself is never touched.
 *
 * Custody holds row by row: what is foreign to the importer waits in one proposal. Who may not create in the
 * plan at all proposes the whole import.
 *
 * The file's baselines become baselines of the project, the one that counts last, unless there is one that
 * says the same. They are set by who has custody of the plan; another one's import leaves them out,
 * and says so.
 *
 * A preview is the import itself in a transaction that is not committed: what it tells is what would be.
 */
#ifndef TRIVET_IMPORT_H
#define TRIVET_IMPORT_H

#include "change/change.h"
#include "exchange/exchange.h"

/* What becomes of a resource of the file. */
typedef enum PersonMeans {
    PERSON_KNOWN,    /* the resource resource_id */
    PERSON_ACCOUNT,  /* a new resource of the person person_id */
    PERSON_NEW,      /* a new resource */
    PERSON_LEFT_OUT, /* not taken over, nor what is assigned to it */
} PersonMeans;

typedef struct PersonChoice {
    int number; /* of the resource in the file, from 1 */
    PersonMeans means;
    Id id; /* the resource or the person */
} PersonChoice;

/* What becomes of rows that came from a file and are no longer in it. */
typedef enum ImportRemoved {
    REMOVED_KEPT,
    REMOVED_LINKS, /* links and assignments are deleted, tasks are kept */
    REMOVED_ALL,
} ImportRemoved;
extern const char *const import_removed_names[];

typedef struct ImportOptions {
    Id project_id;     /* null: a new project */
    Str project_name;  /* of a new one; STR_NULL: the file's */
    Id product_id;     /* that a new project works on, and that features belong to; may be null */
    bool top_features; /* summaries at the top level become features */
    bool preview;      /* the report lists rows, too */
    List people;       /* of PersonChoice: those that differ from what is guessed */
    ImportRemoved removed;
} ImportOptions;

/* "2=06a8k3n2vwx9g,3=new,4=none": number of the resource in the file = id of a resource or person. */
bool import_people_parse(Transaction *tx, Id workspace_id, Str text, List *ret, Error *err);

enum { IMPORT_ROWS_MAX = 5000 }; /* of each list of a report */

typedef struct ImportCount {
    Str resource;
    int64_t created, updated, unchanged, proposed;
    int64_t missing; /* no longer in the file */
} ImportCount;

typedef struct ImportChange {
    Choice action; /* create, update, delete */
    Str resource;
    Id subject_id;
    Str title;
    bool proposed; /* waits for a signature */
    bool kept;     /* no longer in the file, and not deleted */
    Json changes;  /* field/diff.h, of an update */
} ImportChange;

typedef struct ImportTask {
    Id item_id;
    Str external_id, title;
    int64_t depth;
    bool summary, milestone;
    Moment start_at, finish_at;           /* as Trivet computes them; null: only proposed */
    Moment file_start_at, file_finish_at; /* as the file shows them; null: it does not */
} ImportTask;

typedef struct ImportDate {
    Id item_id;
    Str external_id, title;
    Choice of; /* start, finish */
    Moment file_at, computed_at;
    Id follows_id; /* it differs because this item's date does; null: by itself */
    Str reason;
} ImportDate;

typedef struct ImportCalendar {
    Str name;
    Choice action; /* create, update; none: as it is */
    int64_t week_minutes, exception_count;
} ImportCalendar;

typedef struct ImportPerson {
    int64_t number;
    Str name, email;
    Choice kind;  /* as of a resource */
    Choice means; /* what would become of it now */
    Id resource_id, person_id;
    Id similar_resource_id, similar_person_id; /* somebody of nearly this name; null: nobody */
    int64_t task_count;                        /* assigned in the file */
} ImportPerson;

typedef struct ImportReport {
    Str format;
    bool dry_run;
    int64_t created, updated, unchanged; /* rows */
    int64_t missing;                     /* no longer in the file */
    int64_t proposed;                    /* changes that wait for a signature */
    Id proposal_id, project_id;
    Id similar_project_id;        /* of a preview into a new project: the one it is probably an update of */
    List counts;                  /* of ImportCount */
    List dropped, kept, warnings; /* of ImportNote */
    /* Of a preview: */
    List people;    /* of ImportPerson */
    List calendars; /* of ImportCalendar */
    List changes;   /* of ImportChange: of rows that were there */
    List tasks;     /* of ImportTask, in the order of the file */
    List dates;     /* of ImportDate */
    int64_t dated_count, differing_count, differing_unshared_count;
    int64_t left_out; /* rows that the lists had no room for */
} ImportReport;
extern const Resource import_report_resource;
extern const Resource import_count_resource, import_change_resource, import_task_resource;
extern const Resource import_date_resource, import_calendar_resource, import_person_resource;

/* Also finishes the change (change_finish). The caller commits, or, for a preview, does not. */
bool import_file(Change *change, const PlanFile *file, const ImportOptions *options, ImportReport *ret,
                 Error *err);

/* The project as a file: its items, what they need, and (parallel to file->items) the dates that the engine
 * computes. */
bool export_project(Transaction *tx, Id workspace_id, Id project_id, PlanFile *ret, ItemDates **ret_dates,
                    Error *err);

#endif
