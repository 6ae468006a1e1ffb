/* What the files of an import share. See import.h. */
#ifndef TRIVET_IMPORT_RUN_H
#define TRIVET_IMPORT_RUN_H

#include "change/files/import.h"
#include "exchange/uid_map.h"

typedef struct Import {
    Change *change;
    Transaction *tx;
    Arena *arena;
    Id workspace_id;
    const PlanFile *file;
    const ImportOptions *options;
    ImportReport report;
    UidMap places; /* file id -> index in real */
    struct {
        VEC(Id);
    } real;
    UidMap titled; /* real id -> index in titles */
    struct {
        VEC(Str);
    } titles;
    UidMap seen; /* real ids of links and assignments that the file has */
    struct {
        VEC(ImportCount);
    } counts;
    struct {
        VEC(ImportChange);
    } changes;
    struct {
        VEC(ImportTask);
    } tasks;
    struct {
        VEC(ImportDate);
    } dates;
    struct {
        VEC(ImportPerson);
    } people;
    struct {
        VEC(ImportCalendar);
    } calendars;
    List known_calendars, known_resources;
    Str rank;
} Import;

/* What the file's id stands for; an id that no row of the file has is a real one (CSV), or null. */
Id import_real_id(const Import *import, Id file_id);

/* import_tell.c: what the report keeps of a row. */
typedef enum Told { TOLD_CREATED, TOLD_UPDATED, TOLD_UNCHANGED, TOLD_PROPOSED, TOLD_MISSING } Told;
void import_count(Import *import, const Resource *resource, Told told);
/* Names the row in later lines; before the first line that refers to it. */
void import_title(Import *import, const Resource *resource, const void *record);
/* A row that was there: after NULL: it is missing in the file. */
void import_tell(Import *import, const Resource *resource, const void *before, const void *after,
                 bool proposed, bool kept);
/* Of the whole file. */
bool import_warn(Import *import, Str what, Str why, Error *err);
/* Warns of amounts in another currency than the workspace counts in. */
bool import_currency(Import *import, Error *err);
/* Moves what was gathered into the report. */
void import_told(Import *import);

/* import_people.c: what becomes of resource `number` (from 1). *ret_known: the resource that it is. */
PersonMeans import_person(Import *import, int number, const PlanResource *row, const List *people,
                          const PlanResource **ret_known, Id *ret_person);

/* import_says.c: which fields of a row that is known are taken from the file. */
FieldSet import_item_fields(const PlanFile *file);
FieldSet import_assignment_fields(const PlanFile *file);
FieldSet import_resource_fields(const PlanFile *file);

/* import_removed.c: what came from a file and is not in this one. */
bool import_removed(Import *import, Error *err);

/* import_similar.c: before anything is written. */
bool import_similar(Import *import, Error *err);

/* import_baselines.c: the file's baselines become the project's, to be compared with. */
bool import_baselines(Import *import, Error *err);

/* import_dates.c: tasks and dates as they would be, beside those of the file. */
bool import_dates(Import *import, Error *err);

#endif
