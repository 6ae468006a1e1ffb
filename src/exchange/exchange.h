/* Files of other programs, to and from the model.
 *
 * A file is parsed in a child process that can read its input, write its answer and nothing else (sandbox.h).
 * The child answers JSON made by the field tables; the parent decodes it by the same tables and rules as a
 * request's body, so that a parser that was taken over can say nothing that a person could not have typed.
 *
 * Inside a PlanFile ids are small numbers made by the reader (1, 2, 3 ... over all tables), unique within the
 * file; rows refer to each other by them. row.workspace_id, revision and times are unset. external_id keeps
 * the file's own id (UID).
 */
#ifndef TRIVET_EXCHANGE_H
#define TRIVET_EXCHANGE_H

#include "base/error.h"
#include "base/vec.h"
#include "model/model.h"
#include "model/plan.h"

typedef enum FileFormat { FORMAT_UNKNOWN, FORMAT_MSPDI, FORMAT_CSV, FORMAT_XER, FORMAT_PMXML } FileFormat;
extern const char *const file_format_names[];
/* By content, then by the name's ending. */
FileFormat file_format_guess(Str name, Str content);

/* Something of the file that Trivet does not keep, or had to mend. Equal ones are counted. */
typedef struct ImportNote {
    Str what;  /* the file's element or column: "Task/Priority" */
    Str where; /* the first row concerned: "task 12, Pour concrete" */
    Str why;   /* "Trivet has no place for it", "not a date: 31-31-2020; left empty" */
    int64_t count;
} ImportNote;
extern const Resource import_note_resource;

typedef struct PlanFile {
    FileFormat format;
    List projects, calendars, items, links, resources, assignments; /* of the model's structs */
    List dropped;                                                   /* of ImportNote: not kept */
    List warnings;                                                  /* of ImportNote: mended or doubtful */
    List extras;                                                    /* of PlanExtra */
    List rules; /* of PlanRules: none, or one for the whole file */
    /* CSV only: which Item fields the header named. A row with `id` updates that item; the id is then real.
     */
    FieldSet given;
    int64_t critical_float_minutes; /* MSPDI: tasks with at most this float are critical */
} PlanFile;

enum { FILE_BYTES_MAX = 256 * 1024 * 1024, FILE_ROWS_MAX = 2000000, NOTES_MAX = 500 };

/* Parses in a sandboxed child: at most 60 s and 2 GB, whatever the file holds. */
bool plan_file_read(Arena *arena, FileFormat format, Str content, PlanFile *ret, Error *err);
/* The same with another program than the running one as the child; it must answer "parse-file FORMAT" with
 * command_parse_file. */
bool plan_file_read_by(Arena *arena, const char *program, FileFormat format, Str content, PlanFile *ret,
                       Error *err);
/* The hidden command of that child: reads the file on descriptor 0, answers on 1; does not return. */
int command_parse_file(int argc, char **argv);
/* The parsers themselves; only the child, tests and fuzzers call them. */
bool mspdi_parse(Arena *arena, Str content, PlanFile *ret, Error *err);
bool pmxml_parse(Arena *arena, Str content, PlanFile *ret, Error *err);
bool xer_parse(Arena *arena, Str content, PlanFile *ret, Error *err);
bool csv_parse(Arena *arena, Str content, PlanFile *ret, Error *err);

/* Dates that the engine computed, for the writers: parallel to file->items. */
typedef struct ItemDates {
    Moment start, finish, early_start, early_finish, late_start, late_finish;
    int64_t total_float_minutes, free_float_minutes, work_minutes, cost_cents;
    bool critical;
} ItemDates;

bool mspdi_write(Arena *arena, const PlanFile *file, const ItemDates *dates, Time now, StrBuf *out,
                 Error *err);
bool csv_write(Arena *arena, const PlanFile *file, const ItemDates *dates, StrBuf *out, Error *err);

#endif
