/* What all formats share: guessing and the table of notes. See exchange.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "exchange/lines.h"
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

FileFormat file_format_guess(Str name, Str content) {
    char text[1024];
    Str head = {text, beginning(content, text, sizeof text)};
    size_t at;
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

static bool read_by(Arena *arena, const char *program, FileFormat format, bool shown, Str content,
                    PlanFile *ret, Error *err) {
    const char *const arguments[] = {"trivet", "parse-file", file_format_names[format],
                                     shown ? "shown" : NULL, NULL};
    LinesReader reader = {.build = plan_build_make(arena)};
    PlanFile file;
    if (!reader.build) return error_no_memory(err);
    if (content.len > FILE_BYTES_MAX)
        return error_set(err, ERROR_TOO_LARGE, "The file has more than %d MB.", FILE_BYTES_MAX >> 20);
    SandboxChild child = {program, arguments, SANDBOX_SECONDS};
    if (!sandbox_run(&child, content, lines_read, &reader, err)) return false;
    if (!reader.ended) {
        error_set(err, ERROR_INVALID, "The file could not be read: its reader stopped half-way.");
        return error_hint(err, "It may be damaged. Save it again from the program that made it.");
    }
    if (!plan_build_done(reader.build, format, &file, err)) return false;
    file.given = reader.given;
    file.currency = reader.currency;
    file.whole_days = reader.whole_days;
    *ret = file;
    return true;
}

bool plan_file_read_by(Arena *arena, const char *program, FileFormat format, Str content, PlanFile *ret,
                       Error *err) {
    return read_by(arena, program, format, false, content, ret, err);
}

bool plan_file_read_shown(Arena *arena, FileFormat format, Str content, PlanFile *ret, Error *err) {
    return read_by(arena, "/proc/self/exe", format, true, content, ret, err);
}

bool plan_file_read(Arena *arena, FileFormat format, Str content, PlanFile *ret, Error *err) {
    return plan_file_read_by(arena, "/proc/self/exe", format, content, ret, err);
}
