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

/* What may change; of a creation and a deletion that is all there is, so that history alone rebuilds every
 * row. */
static FieldSet all_fields(const Resource *resource) {
    FieldSet all = 0;
    for (int i = 0; i < resource->field_count; i++)
        if (!field_is_of_row(&resource->fields[i])) all |= field_bit(resource, &resource->fields[i]);
    return all;
}

Str record_diff(Arena *arena, const Resource *resource, const void *before, const void *after) {
    FieldSet told = before && after ? record_changed(resource, before, after) : all_fields(resource);
    StrBuf out = strbuf_make(arena, 0);
    strbuf_char(&out, '[');
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (told & field_bit(resource, field) && !field->secret) write_change(&out, field, before, after);
    }
    strbuf_char(&out, ']');
    return strbuf_str(&out);
}
