/* A plan file into a project: new rows are created, known ones changed, the rest left alone.
 *
 * Known are: calendars and resources by their name; items by their id (a CSV row that names one), else by the
 * project and the id they have in the file (external_id); links by both ends and type; assignments by item
 * and resource. So the same file read twice changes nothing, and an edited file brings its differences.
 *
 * Custody holds row by row: what is foreign to the importer waits in one proposal. Who may not create in the
 * plan at all proposes the whole import.
 */
#ifndef TRIVET_IMPORT_H
#define TRIVET_IMPORT_H

#include "change/change.h"
#include "exchange/exchange.h"

typedef struct ImportOptions {
    Id project_id;     /* null: a new project */
    Str project_name;  /* of a new one; STR_NULL: the file's */
    Id product_id;     /* that a new project works on, and that features belong to; may be null */
    bool top_features; /* summaries at the top level become features */
} ImportOptions;

typedef struct ImportReport {
    Str format;
    bool dry_run;
    int64_t created, updated, unchanged; /* rows */
    int64_t proposed;                    /* changes that wait for a signature */
    Id proposal_id, project_id;
    List dropped, warnings; /* of ImportNote */
} ImportReport;
extern const Resource import_report_resource;

/* Also finishes the change (change_finish). The caller commits, or, for a dry run, does not. */
bool import_file(Change *change, const PlanFile *file, const ImportOptions *options, ImportReport *ret,
                 Error *err);

/* The project as a file: its items, what they need, and (parallel to file->items) the dates that the engine
 * computes. */
bool export_project(Transaction *tx, Id workspace_id, Id project_id, PlanFile *ret, ItemDates **ret_dates,
                    Error *err);

#endif
