/* What all formats share: guessing and the table of notes. See exchange.h. */
#include <sys/stat.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "exchange/reply.h"
#include "exchange/sandbox.h"
#include "model/declare.h"

static const Field note_fields[] = {
    FIELD(ImportNote, what, .max = 200, .doc = "The file's element or column."),
    FIELD(ImportNote, where, .max = 200, .doc = "The first row concerned."),
    FIELD(ImportNote, why, .max = 400, .doc = "What happened to it."),
    FIELD(ImportNote, count, .min = 1, .doc = "How often."),
};
const Resource import_note_resource = {
    .name = "import_note",
    .plural = "import_notes",
    .type = "ImportNote",
    .size = sizeof(ImportNote),
    .fields = note_fields,
    .field_count = COUNT_OF(note_fields),
    .doc = "Something of a file that Trivet does not keep, or had to mend.",
};

static const Field shown_fields[] = {
    FIELD(ShownDates, item_id, .required = true, .doc = "The item."),
    FIELD(ShownDates, start_at, .required = true, .doc = "Its start."),
    FIELD(ShownDates, finish_at, .required = true, .doc = "Its finish."),
};
const Resource shown_dates_resource = {
    .name = "shown_dates",
    .plural = "shown_dates",
    .type = "ShownDates",
    .size = sizeof(ShownDates),
    .fields = shown_fields,
    .field_count = COUNT_OF(shown_fields),
    .doc = "The dates that the program computed which wrote the file.",
};

static const Field file_baseline_fields[] = {
    FIELD(FileBaseline, number, .doc = "Which baseline; 0: the one that counts."),
    FIELD(FileBaseline, name, .max = 100, .doc = "What it is called."),
    FIELD(FileBaseline, item_id, .required = true, .doc = "The item."),
    FIELD(FileBaseline, start_at, .required = true, .doc = "Its start then."),
    FIELD(FileBaseline, finish_at, .required = true, .doc = "Its finish then."),
    FIELD(FileBaseline, duration_minutes, .max = DURATION_MINUTES_MAX, .doc = "How long it was to take."),
    FIELD(FileBaseline, work_minutes, .max = DURATION_MINUTES_MAX, .doc = "Its work."),
    FIELD(FileBaseline, cost_cents, .max = MONEY_MAX, .doc = "What it was to cost."),
};
const Resource file_baseline_resource = {
    .name = "file_baseline",
    .plural = "file_baselines",
    .type = "FileBaseline",
    .size = sizeof(FileBaseline),
    .fields = file_baseline_fields,
    .field_count = COUNT_OF(file_baseline_fields),
    .doc = "An item in a baseline of a file.",
};

static bool ends_with(Str name, const char *ending) {
    size_t len = strlen(ending);
    return name.len > len && strncasecmp(name.at + name.len - len, ending, len) == 0;
}

/* The first bytes, UTF-16 thinned out to ASCII. */
static size_t beginning(Str content, char *to, size_t size) {
    size_t count = 0;
    for (size_t i = 0; i < content.len && i < 4096 && count < size; i++)
        if (content.at[i] > 0) to[count++] = content.at[i];
    return count;
}

/* What people bring that is no plan file: by its first bytes, whatever its name. */
static const struct {
    Str head;
    const char *is, *hint;
} foreign[] = {
    {{"\xD0\xCF\x11\xE0", 4},
     "This is a binary file of MS Project (.mpp) or Office.",
     "Open the plan in MS Project, then File, Save As, XML Format (*.xml), and import that."},
    {{"PK\x03\x04", 4},
     "This is an archive: an Excel workbook, perhaps, or a zipped plan.",
     "Save a workbook as CSV, with the names of the columns in its first row; unpack a zipped plan first."},
    {{"\xAC\xED\x00\x05", 4},
     "This is a plan in ProjectLibre's own format (.pod).",
     "Open it in ProjectLibre, then File, Save as, Microsoft Project XML, and import that."},
    {{"%PDF", 4}, "This is a PDF.", "Export the plan from the program that made it: as XML, XER or CSV."},
    {{"SQLite format 3", 15},
     "This is a database, perhaps P6's own.",
     "Open it in P6, then File, Export, Primavera P6 - (XER), and import that."},
};

static int foreign_index(Str content) {
    for (int i = 0; i < COUNT_OF(foreign); i++)
        if (str_starts(content, foreign[i].head)) return i;
    return -1;
}

bool file_format_refuse(Str content, Error *err) {
    int index = foreign_index(content);
    if (index >= 0) {
        error_set(err, ERROR_INVALID, "%s", foreign[index].is);
        return error_hint(err, "%s", foreign[index].hint);
    }
    if (str_trim(content).len == 0) {
        error_set(err, ERROR_INVALID, "The file is empty.");
        return error_hint(err, "Export it again from the program that made it.");
    }
    error_set(err, ERROR_INVALID, "This is none of the plan files that Trivet reads.");
    return error_hint(
        err, "Save it as XML from MS Project, as XER or XML from P6, or as CSV with a first row of names.");
}

FileFormat file_format_guess(Str name, Str content) {
    char text[1024];
    Str head = {text, beginning(content, text, sizeof text)};
    size_t at;
    if (foreign_index(content) >= 0 || content.len == 0) return FORMAT_UNKNOWN;
    head = str_trim(head);
    if (str_starts(head, STR("MPX")) || ends_with(name, ".mpx")) return FORMAT_MPX;
    if (str_starts(head, STR("ERMHDR")) || ends_with(name, ".xer")) return FORMAT_XER;
    if (str_starts(head, STR("<"))) {
        if (str_find(head, STR("<APIBusinessObjects"), &at)) return FORMAT_PMXML;
        if (str_find(head, STR("mrproject-version"), &at)) return FORMAT_PLANNER;
        if (str_find(head, STR("gantt-divider-location"), &at)) return FORMAT_GAN;
        if (ends_with(name, ".planner") || ends_with(name, ".mrproject")) return FORMAT_PLANNER;
        if (ends_with(name, ".gan")) return FORMAT_GAN;
        bool plan = str_find(head, STR("<Project"), &at) || str_find(head, STR(":Project"), &at);
        return plan || ends_with(name, ".xml") ? FORMAT_MSPDI : FORMAT_UNKNOWN;
    }
    if (ends_with(name, ".xml")) return FORMAT_MSPDI;
    if (ends_with(name, ".csv") || ends_with(name, ".tsv") || ends_with(name, ".txt")) return FORMAT_CSV;
    return FORMAT_UNKNOWN;
}

FileLimits file_limits(int megabytes) {
    if (megabytes < FILE_MEGABYTES) megabytes = FILE_MEGABYTES;
    if (megabytes > FILE_MEGABYTES_MAX) megabytes = FILE_MEGABYTES_MAX;
    size_t bytes = (size_t)megabytes * MIB;
    return (FileLimits){
        .file_bytes = bytes,
        .memory_bytes = 8 * bytes,
        .rows = (int64_t)FILE_ROWS_MAX * megabytes / FILE_MEGABYTES,
        .seconds = 60 * megabytes / FILE_MEGABYTES,
    };
}

static void file_close(int *file) {
    if (*file >= 0) close(*file);
}

/* The file on a descriptor of its own, if it is not too large. */
static bool open_input(const FileRead *what, const FileLimits *limits, int *ret, Error *err) {
    struct stat file;
    size_t size = what->content.len;
    if (!what->content.at) {
        if (fstat(what->descriptor, &file) != 0 || !S_ISREG(file.st_mode))
            return error_set(err, ERROR_INVALID, "There is no file to read.");
        size = (size_t)file.st_size;
    }
    if (size > limits->file_bytes)
        return error_set(err, ERROR_TOO_LARGE, "The file has more than %zu MB.", limits->file_bytes / MIB);
    if (what->content.at) return sandbox_input(what->content, ret, err);
    *ret = dup(what->descriptor);
    return *ret >= 0 || error_set(err, ERROR_BUSY, "The file could not be opened once more.");
}

bool plan_file_read(Arena *arena, const FileRead *what, PlanFile *ret, Error *err) {
    CLEANUP(file_close) int input = -1;
    FileLimits limits = file_limits(what->megabytes);
    char megabytes[16];
    const char *arguments[7] = {"trivet", "parse-file", file_format_names[what->format], megabytes};
    int count = 4;
    if (what->shown) arguments[count++] = "shown";
    if (what->plan_only) arguments[count++] = "plan";
    snprintf(megabytes, sizeof megabytes, "%zu", limits.file_bytes / MIB);
    PlanBuild *build = plan_build_make(arena);
    ReplyReader *reader = reply_reader(build);
    if (!reader) return error_no_memory(err);
    build->rows_max = limits.rows;
    SandboxChild child = {
        what->program ? what->program : "/proc/self/exe", arguments, {limits.seconds, limits.memory_bytes}};
    return open_input(what, &limits, &input, err) && sandbox_run(&child, input, reply_read, reader, err) &&
           reply_file(reader, what->format, ret, err);
}
