/* Fuzzes what reads JSON and texts by field table. The first byte chooses the resource and the way in.
 *
 * The properties: what was accepted keeps every rule, and written out and read again it is the same; what was
 * refused has a message and a hint that are valid UTF-8. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "base/utf8.h"
#include "field/json.h"
#include "model/model.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX = 64 * 1024 };

static void must(bool condition) {
    if (!condition) abort();
}

static void check_error(const Error *err) {
    must(err->kind != ERROR_NONE && err->kind != ERROR_INTERNAL);
    must(err->message[0] && err->hint[0]);
    must(utf8_valid(str_of(err->message)) && utf8_valid(str_of(err->hint)) && utf8_valid(str_of(err->field)));
}

static void check_same(const Resource *resource, const void *a, const void *b) {
    for (int i = 0; i < resource->field_count; i++)
        must(resource->fields[i].secret || field_equal(&resource->fields[i], a, b));
}

/* What json_write wrote reads back as the same record. */
static void check_round_trip(Arena *arena, const Resource *resource, const void *record) {
    Error err = {0};
    StrBuf out = strbuf_make(arena, 0);
    CLEANUP(json_done) json_t *value = NULL;
    void *again = arena_alloc(arena, resource->size);
    json_write(&out, resource, record);
    must(json_read_text(strbuf_str(&out), &value, &err));
    must(json_decode(arena, resource, value, DECODE_RECORD, again, NULL, &err));
    check_same(resource, record, again);
}

/* What json_write writes has them; without them a new record has none that may be read. */
static bool has_servers_fields(const Resource *resource, const json_t *value) {
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (field->custody == CUSTODY_SYSTEM && !field->secret && !json_object_get(value, field->name))
            return false;
    }
    return true;
}

static void read_as_json(Arena *arena, const Resource *resource, DecodeMode mode, Str text) {
    Error err = {0};
    CLEANUP(json_done) json_t *value = NULL;
    void *record = arena_alloc(arena, resource->size), *before = arena_alloc(arena, resource->size);
    record_init(resource, record);
    record_init(resource, before);
    if (!json_read_text(text, &value, &err)) {
        check_error(&err);
    } else if (!json_decode(arena, resource, value, mode, record, NULL, &err)) {
        check_error(&err);
        check_same(resource, record, before);
    } else if (mode == DECODE_RECORD) {
        if (has_servers_fields(resource, value)) check_round_trip(arena, resource, record);
    } else if (mode == DECODE_CREATE) {
        must(record_check(resource, record, &err) || json_object_size(value) < (size_t)resource->field_count);
    }
}

static void read_as_field(Arena *arena, const Resource *resource, size_t number, Str text) {
    Error err = {0};
    void *record = arena_alloc(arena, resource->size);
    const Field *field = &resource->fields[number % (size_t)resource->field_count];
    record_init(resource, record);
    if (field_parse(arena, field, text, record, &err)) must(field_check(field, record, &err));
    else check_error(&err);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    int resources = 0;
    if (size < 2 || size > INPUT_MAX) return 0;
    while (stored_resources[resources]) resources++;
    const Resource *resource = stored_resources[data[0] % resources];
    Str text = {(const char *)data + 2, size - 2};
    switch (data[1] % 4) {
    case 0: read_as_json(&arena, resource, DECODE_RECORD, text); break;
    case 1: read_as_json(&arena, resource, DECODE_CREATE, text); break;
    case 2: read_as_json(&arena, resource, DECODE_PATCH, text); break;
    default: read_as_field(&arena, resource, data[1] / 4, text); break;
    }
    return 0;
}
