/* Files of other programs, to and from the model.
 *
 * A file is parsed in a child process that can read its input, write its answer and nothing else (sandbox.h).
 * The child answers bytes made by the field tables (reply.h); the parent decodes them by the same tables and
 * rules as a request's body, so that a parser that was taken over can say nothing that a person could not
 * have typed.
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

/* Every format, once: X(NAME, name, title, what it comes from, endings, media type). A format that is read
 * has functions name_read and name_parse, one that is written a function name_write, both declared below by
 * this list. Commands, API, contract and page take what there is from here. */
#define FILE_FORMATS_READ_AND_WRITTEN(X)                                                                     \
    X(MSPDI, mspdi, "MS Project XML", "MS Project, ProjectLibre and others: Save as, XML", ".xml",           \
      "application/xml")                                                                                     \
    X(CSV, csv, "CSV table", "Excel and other tables; one row a task", ".csv,.tsv,.txt",                     \
      "text/csv; charset=utf-8")                                                                             \
    X(XER, xer, "Primavera P6 XER", "Primavera P6: File, Export, XER", ".xer", "application/octet-stream")   \
    X(PMXML, pmxml, "Primavera P6 XML", "Primavera P6: File, Export, XML", ".xml", "application/xml")
#define FILE_FORMATS_READ(X)                                                                                 \
    X(MPX, mpx, "MPX", "MS Project 98 and older, and many others: Save as, MPX", ".mpx", "text/plain")       \
    X(GAN, gan, "GanttProject", "GanttProject: its own file", ".gan", "application/xml")                     \
    X(PLANNER, planner, "Planner", "Planner (GNOME): its own file", ".planner,.mrproject", "application/xml")
#define FILE_FORMATS_WRITTEN(X)                                                                              \
    X(XLSX, xlsx, "Excel workbook", "", ".xlsx",                                                             \
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")

#define FORMAT_CONSTANT(NAME, name, title, source, endings, media_type) FORMAT_##NAME,
typedef enum FileFormat {
    FORMAT_UNKNOWN,
    FILE_FORMATS_READ_AND_WRITTEN(FORMAT_CONSTANT) FILE_FORMATS_READ(FORMAT_CONSTANT)
        FILE_FORMATS_WRITTEN(FORMAT_CONSTANT) FORMAT_COUNT,
} FileFormat;
#undef FORMAT_CONSTANT

/* Names, ended by NULL: of all ("unknown" first), and of those that are read and written. */
extern const char *const file_format_names[], *const file_formats_read[], *const file_formats_written[];
/* FORMAT_UNKNOWN: there is none of that name. */
FileFormat file_format_named(Str name);
/* By content, then by the name's ending. */
FileFormat file_format_guess(Str name, Str content);
/* Why the content is of no format that is read, and what to do about it. Answers false. */
bool file_format_refuse(Str content, Error *err);

/* Something of the file that Trivet does not keep, or had to mend. Equal ones are counted. */
typedef struct ImportNote {
    Str what;  /* the file's element or column: "Task/Priority" */
    Str where; /* the first row concerned: "task 12, Pour concrete" */
    Str why;   /* "Trivet has no place for it", "not a date: 31-31-2020; left empty" */
    int64_t count;
} ImportNote;
extern const Resource import_note_resource;

/* The dates of an item that the program computed which wrote the file. */
typedef struct ShownDates {
    Id item_id;
    Moment start_at, finish_at;
} ShownDates;
extern const Resource shown_dates_resource;

/* An item in one of the baselines that the file holds. */
typedef struct FileBaseline {
    int64_t number; /* 0: the one that counts */
    Str name;
    Id item_id;
    Moment start_at, finish_at;
    int64_t duration_minutes, work_minutes, cost_cents;
} FileBaseline;
extern const Resource file_baseline_resource;

typedef struct PlanFile {
    FileFormat format;
    List projects, calendars, items, links, resources, assignments; /* of the model's structs */
    List dropped;                                                   /* of ImportNote: not kept */
    List kept;                                                      /* of ImportNote: details (details.h) */
    List warnings;                                                  /* of ImportNote: mended or doubtful */
    List shown;                                                     /* of ShownDates, when asked for */
    List baselines;                                                 /* of FileBaseline */
    bool baselines_win; /* written: they stand for those that an item has kept of its file */
    /* Which Item fields the file says. CSV: those that the header named; a row with `id` updates that item,
     * and the id is then real. Else: of those that only some formats know (leveling_can_split). */
    FieldSet given;
    Str currency;    /* ISO 4217 code of its amounts; null: it does not say */
    bool whole_days; /* MPX: its dates are days, without a time */
} PlanFile;

/* What a file may cost to read. A server takes FILE_MEGABYTES; who reads his own file on his own machine may
 * allow more, and all limits grow with it. */
typedef struct FileLimits {
    size_t file_bytes, memory_bytes;
    int64_t rows; /* of all kinds */
    int seconds;
} FileLimits;
enum { FILE_MEGABYTES = 256, FILE_MEGABYTES_MAX = 4096, FILE_ROWS_MAX = 2000000, NOTES_MAX = 500 };
#define FILE_BYTES_MAX ((size_t)FILE_MEGABYTES * MIB)
FileLimits file_limits(int megabytes);

typedef struct FileRead {
    FileFormat format;
    Str content;         /* the file, or */
    int descriptor;      /* when that is null: where it is read from; a regular file, from its beginning */
    bool shown;          /* with the dates that it shows: for comparing them with the engine's */
    bool plan_only;      /* what a schedule is made of alone: no details, no long texts */
    int megabytes;       /* that it may have; 0: FILE_MEGABYTES */
    const char *program; /* the child, which must answer "parse-file" with command_parse_file; NULL: the
                            running program */
} FileRead;

/* Parses in a sandboxed child, which can take so much time and memory and no more, whatever the file holds.
 */
bool plan_file_read(Arena *arena, const FileRead *what, PlanFile *ret, Error *err);
/* The hidden command of that child ("parse-file FORMAT MEGABYTES [shown] [plan]"): reads the file on
 * descriptor 0, answers on 1; does not return. */
int command_parse_file(int argc, char **argv);
/* Dates that the engine computed, for the writers: parallel to file->items. */
typedef struct ItemDates {
    Moment start, finish, early_start, early_finish, late_start, late_finish;
    int64_t total_float_minutes, free_float_minutes, work_minutes, cost_cents;
    bool critical;
    int64_t float_path, float_path_order; /* null: on none */
} ItemDates;

/* Reads into a plan that is being built (build.h). */
typedef struct PlanBuild PlanBuild;
typedef bool FileReader(PlanBuild *build, Str content, PlanFile *ret, Error *err);
/* The same with a PlanBuild of its own. */
typedef bool FileParse(Arena *arena, Str content, PlanFile *ret, Error *err);
/* dates: parallel to file->items, or NULL. */
typedef bool FileWrite(Arena *arena, const PlanFile *file, const ItemDates *dates, Time now, StrBuf *out,
                       Error *err);
#define FORMAT_PARSE(NAME, name, title, source, endings, media_type)                                         \
    FileReader name##_read;                                                                                  \
    FileParse name##_parse;
#define FORMAT_WRITE(NAME, name, title, source, endings, media_type) FileWrite name##_write;
/* The parsers themselves; only the child, tests and fuzzers call them. */
FILE_FORMATS_READ_AND_WRITTEN(FORMAT_PARSE)
FILE_FORMATS_READ(FORMAT_PARSE)
FILE_FORMATS_READ_AND_WRITTEN(FORMAT_WRITE)
FILE_FORMATS_WRITTEN(FORMAT_WRITE)
#undef FORMAT_PARSE
#undef FORMAT_WRITE

typedef struct FileFormatInfo {
    const char *name;       /* "mspdi" */
    const char *title;      /* for people */
    const char *source;     /* where such files come from */
    const char *endings;    /* ".csv,.tsv": the first is that of written files */
    const char *media_type; /* of written files */
    FileReader *read;       /* NULL: not read */
    FileParse *parse;
    FileWrite *write; /* NULL: not written */
} FileFormatInfo;
extern const FileFormatInfo file_formats[]; /* by FileFormat, FORMAT_COUNT of them; that of FORMAT_UNKNOWN is
                                               empty */

#endif
