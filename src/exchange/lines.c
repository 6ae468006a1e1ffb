/* Rows as lines of JSON, out and in. See lines.h. */
#include "exchange/lines.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "field/json.h"

enum { FLUSH_BYTES = 64 * 1024, GIVEN_PARTS = FIELDS_MAX / 32 };

/* All vectors begin alike, whatever they hold. */
typedef struct AnyVec {
    VEC(void);
} AnyVec;

static const struct LineKind {
    const char *name;
    const Resource *resource;
    size_t in_file; /* the List of a PlanFile */
    size_t in_build;
} kinds[] = {
    {"project", &project_resource, offsetof(PlanFile, projects), offsetof(PlanBuild, projects)},
    {"calendar", &calendar_resource, offsetof(PlanFile, calendars), offsetof(PlanBuild, calendars)},
    {"item", &item_resource, offsetof(PlanFile, items), offsetof(PlanBuild, items)},
    {"link", &link_resource, offsetof(PlanFile, links), offsetof(PlanBuild, links)},
    {"resource", &resource_resource, offsetof(PlanFile, resources), offsetof(PlanBuild, resources)},
    {"assignment", &assignment_resource, offsetof(PlanFile, assignments), offsetof(PlanBuild, assignments)},
    {"shown", &shown_dates_resource, offsetof(PlanFile, shown), offsetof(PlanBuild, shown)},
    {"baseline", &file_baseline_resource, offsetof(PlanFile, baselines), offsetof(PlanBuild, baselines)},
    {"dropped", &import_note_resource, offsetof(PlanFile, dropped), offsetof(PlanBuild, dropped)},
    {"kept", &import_note_resource, offsetof(PlanFile, kept), offsetof(PlanBuild, kept)},
    {"warning", &import_note_resource, offsetof(PlanFile, warnings), offsetof(PlanBuild, warnings)},
};

/* ---- out ---- */

typedef struct LinesWriter {
    StrBuf out;
    LinesFlush *flush;
    void *context;
    int64_t rows;
} LinesWriter;

static bool flush(LinesWriter *w) {
    bool done = !w->out.arena->full && w->flush(w->context, strbuf_str(&w->out));
    w->out.len = 0;
    return done;
}

static void write_row(LinesWriter *w, const struct LineKind *kind, const void *row, const void *initial) {
    bool first = true;
    strbuf_fmt(&w->out, "{\"%s\":{", kind->name);
    for (int i = 0; i < kind->resource->field_count; i++) {
        const Field *field = kind->resource->fields + i;
        if (!field->required && field_equal(field, row, initial)) continue;
        strbuf_fmt(&w->out, "%s\"%s\":", first ? "" : ",", field->name);
        json_write_value(&w->out, field, row);
        first = false;
    }
    strbuf_add(&w->out, STR("}}\n"));
    w->rows++;
}

static bool write_kind(LinesWriter *w, Arena *arena, const struct LineKind *kind, const PlanFile *file) {
    const List *list = (const List *)((const char *)file + kind->in_file);
    void *initial = arena_alloc(arena, kind->resource->size);
    if (!initial) return false;
    record_init(kind->resource, initial);
    for (int i = 0; i < list->count; i++) {
        write_row(w, kind, (const char *)list->at + (size_t)i * kind->resource->size, initial);
        if (w->out.len > FLUSH_BYTES && !flush(w)) return false;
    }
    return true;
}

bool lines_write(Arena *arena, const PlanFile *file, LinesFlush *to, void *context) {
    LinesWriter w = {.out = strbuf_make(arena, 0), .flush = to, .context = context};
    strbuf_add(&w.out, STR("{\"file\":{\"given\":["));
    for (int i = 0; i < GIVEN_PARTS; i++)
        strbuf_fmt(&w.out, "%s%u", i ? "," : "", (uint32_t)(file->given >> (i * 32)));
    strbuf_fmt(&w.out, "],\"currency\":\"%.*s\",\"whole_days\":%s}}\n", STR_ARG(file->currency),
               file->whole_days ? "true" : "false");
    for (int i = 0; i < COUNT_OF(kinds); i++)
        if (!write_kind(&w, arena, kinds + i, file)) return false;
    strbuf_fmt(&w.out, "{\"end\":%lld}\n", (long long)w.rows);
    return flush(&w);
}

bool lines_write_error(Arena *arena, const Error *problem, LinesFlush *to, void *context) {
    LinesWriter w = {.out = strbuf_make(arena, 0), .flush = to, .context = context};
    strbuf_fmt(&w.out, "{\"error\":{\"kind\":%d,\"field\":", (int)problem->kind);
    json_write_text(&w.out, str_of(problem->field));
    strbuf_add(&w.out, STR(",\"message\":"));
    json_write_text(&w.out, utf8_mend(arena, str_of(problem->message)));
    strbuf_add(&w.out, STR(",\"hint\":"));
    json_write_text(&w.out, utf8_mend(arena, str_of(problem->hint)));
    strbuf_add(&w.out, STR("}}\n"));
    return flush(&w);
}

/* ---- in ---- */

static void json_free(json_t **value) {
    json_decref(*value);
}

static bool nonsense(Error *err, const char *what) {
    error_set(err, ERROR_INVALID, "The file could not be read: its reader gave no sensible answer.");
    return error_log(err, "sandbox: %s", what);
}

/* What a parser may complain of; anything else would be somebody else speaking. */
static bool read_error(const json_t *value, Error *err) {
    ErrorKind kind = (ErrorKind)json_integer_value(json_object_get(value, "kind"));
    const char *message = json_string_value(json_object_get(value, "message"));
    const char *hint = json_string_value(json_object_get(value, "hint"));
    const char *field = json_string_value(json_object_get(value, "field"));
    bool known = kind == ERROR_INVALID || kind == ERROR_MALFORMED || kind == ERROR_TOO_LARGE ||
                 kind == ERROR_BUSY || kind == ERROR_INTERNAL;
    if (!message || !known) return nonsense(err, "error of an unknown kind");
    error_set(err, kind, "%s", message);
    if (err) snprintf(err->field, sizeof err->field, "%s", field ? field : "");
    return error_hint(err, "%s", hint ? hint : "");
}

static bool read_row(LinesReader *reader, const struct LineKind *kind, const json_t *value, Error *err) {
    PlanBuild *build = reader->build;
    AnyVec *vec = (AnyVec *)(void *)((char *)build + kind->in_build);
    if (++reader->rows > 2 * FILE_ROWS_MAX + 3 * NOTES_MAX)
        return error_set(err, ERROR_TOO_LARGE, "The file has too many rows.");
    void *row = vec_push_sized(build->arena, &vec->at, &vec->count, &vec->capacity, kind->resource->size);
    if (!row) return error_no_memory(err);
    return json_decode(build->arena, kind->resource, value, DECODE_RECORD, row, NULL, err);
}

bool lines_read(void *context, Str line, Error *err) {
    LinesReader *reader = context;
    CLEANUP(json_free) json_t *object = NULL;
    if (!json_read_text(line, &object, err)) return false;
    void *entry = json_object_iter(object);
    if (!entry || json_object_size(object) != 1 || reader->ended)
        return nonsense(err, "a line that is no row");
    const char *name = json_object_iter_key(entry);
    const json_t *value = json_object_iter_value(entry);
    for (int i = 0; i < COUNT_OF(kinds); i++)
        if (str_is(str_of(kinds[i].name), name)) return read_row(reader, kinds + i, value, err);
    if (str_is(str_of(name), "error")) return read_error(value, err);
    if (str_is(str_of(name), "end")) {
        reader->ended = json_integer_value(value) == reader->rows;
        return reader->ended || nonsense(err, "rows are missing");
    }
    if (!str_is(str_of(name), "file")) return nonsense(err, "a line of an unknown kind");
    const json_t *given = json_object_get(value, "given");
    for (int i = 0; i < GIVEN_PARTS; i++)
        reader->given |= (FieldSet)(uint32_t)json_integer_value(json_array_get(given, i)) << (i * 32);
    reader->whole_days = json_is_true(json_object_get(value, "whole_days"));
    const char *currency = json_string_value(json_object_get(value, "currency"));
    if (currency && *currency && !is_currency(str_of(currency))) return nonsense(err, "no currency");
    if (currency && *currency) reader->currency = str_copy(reader->build->arena, str_of(currency));
    return true;
}
