/* Differences between two records. See diff.h. */
#include "field/diff.h"

#include "base/banned.h"
#include "field/json.h"

FieldSet record_changed(const Resource *resource, const void *before, const void *after) {
    FieldSet changed = 0;
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (!field_is_of_row(field) && !field_equal(field, before, after))
            changed |= field_bit(resource, field);
    }
    return changed;
}

static void write_change(StrBuf *out, const Field *field, const void *before, const void *after) {
    if (out->len > 1) strbuf_char(out, ',');
    strbuf_add(out, STR("{\"field\":\""));
    strbuf_add(out, str_of(field->name));
    strbuf_char(out, '"');
    if (before) {
        strbuf_add(out, STR(",\"from\":"));
        json_write_value(out, field, before);
    }
    if (after) {
        strbuf_add(out, STR(",\"to\":"));
        json_write_value(out, field, after);
    }
    strbuf_char(out, '}');
}

Str record_diff(Arena *arena, const Resource *resource, const void *before, const void *after) {
    void *initial = arena_alloc(arena, resource->size);
    if (!initial) return STR_NULL;
    record_init(resource, initial);
    FieldSet changed = record_changed(resource, before ? before : initial, after ? after : initial);
    StrBuf out = strbuf_make(arena, 0);
    strbuf_char(&out, '[');
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (changed & field_bit(resource, field) && !field->secret) write_change(&out, field, before, after);
    }
    strbuf_char(&out, ']');
    return strbuf_str(&out);
}
