/* The parent's side of the child's answer: everything is checked. See reply.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "exchange/reply_kinds.h"

static bool nonsense(Error *err, const char *what) {
    error_set(err, ERROR_INVALID, "The file could not be read: its reader gave no sensible answer.");
    return error_log(err, "sandbox: %s", what);
}

ReplyReader *reply_reader(PlanBuild *build) {
    ReplyReader *reader = build ? arena_new(build->arena, ReplyReader) : NULL;
    PackedTexts *texts = build ? arena_new(build->arena, PackedTexts) : NULL;
    if (!reader || !texts) return NULL;
    *reader = (ReplyReader){.build = build, .texts = texts};
    return reader;
}

static bool read_row(ReplyReader *reader, RowKind kind, PackedReader *in, Error *err) {
    PlanBuild *build = reader->build;
    const Resource *resource = row_tables[kind].resource;
    AnyVec *rows = (AnyVec *)(void *)((char *)build + row_tables[kind].in_build);
    if (++reader->rows > 2 * build->rows_max + 3 * NOTES_MAX)
        return error_set(err, ERROR_TOO_LARGE, "The file has too many rows.");
    void *row = vec_push_sized(build->arena, &rows->at, &rows->count, &rows->capacity, resource->size);
    if (!row) return error_no_memory(err);
    mem_copy(row, build->initial[kind], resource->size);
    if (!unpack_record(in, resource, row, err)) return false;
    build_complete(build, kind);
    return !build->refused || error_no_memory(err);
}

static bool read_end(ReplyReader *reader, PackedReader *in, Error *err) {
    uint64_t low, high, whole_days, rows;
    Str currency;
    if (!unpack_number(in, &low) || !unpack_number(in, &high) || !unpack_text(in, &currency) ||
        !unpack_number(in, &whole_days) || !unpack_number(in, &rows))
        return nonsense(err, "an end without its figures");
    if (currency.at && !is_currency(currency)) return nonsense(err, "no currency");
    if (rows != (uint64_t)reader->rows) return nonsense(err, "rows are missing");
    reader->given = (FieldSet)high << 64 | low;
    reader->currency = currency;
    reader->whole_days = whole_days != 0;
    reader->ended = true;
    return true;
}

static bool is_plain(Str text) {
    return text.at && utf8_valid(text) && utf8_printable(text);
}

/* What a parser may complain of; anything else would be somebody else speaking. */
static bool read_error(PackedReader *in, Error *err) {
    uint64_t kind;
    Str field, message, hint;
    if (!unpack_number(in, &kind) || !unpack_text(in, &field) || !unpack_text(in, &message) ||
        !unpack_text(in, &hint) || !is_plain(field) || !is_plain(message) || !is_plain(hint))
        return nonsense(err, "an error without words");
    bool known = kind == ERROR_INVALID || kind == ERROR_MALFORMED || kind == ERROR_TOO_LARGE ||
                 kind == ERROR_BUSY || kind == ERROR_INTERNAL;
    if (!known || !message.len) return nonsense(err, "error of an unknown kind");
    error_set(err, (ErrorKind)kind, "%.*s", STR_ARG(message));
    if (err) snprintf(err->field, sizeof err->field, "%.*s", STR_ARG(field));
    return error_hint(err, "%.*s", STR_ARG(hint));
}

bool reply_read(void *context, Str part, Error *err) {
    ReplyReader *reader = context;
    PackedReader in = {reader->build->arena, reader->texts, part};
    while (in.rest.len) {
        uint64_t kind;
        if (!unpack_number(&in, &kind) || kind > REPLY_ERROR || reader->ended)
            return nonsense(err, "a row of an unknown kind");
        bool read = kind == REPLY_END     ? read_end(reader, &in, err)
                    : kind == REPLY_ERROR ? read_error(&in, err)
                                          : read_row(reader, (RowKind)kind, &in, err);
        if (!read) return false;
    }
    return true;
}

bool reply_file(ReplyReader *reader, FileFormat format, PlanFile *ret, Error *err) {
    PlanFile file;
    if (!reader->ended) {
        error_set(err, ERROR_INVALID, "The file could not be read: its reader stopped half-way.");
        return error_hint(err, "It may be damaged. Save it again from the program that made it.");
    }
    if (!plan_build_done(reader->build, format, &file, err)) return false;
    file.given = reader->given;
    file.currency = reader->currency;
    file.whole_days = reader->whole_days;
    *ret = file;
    return true;
}
