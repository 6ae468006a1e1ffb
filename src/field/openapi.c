/* JSON Schema of a resource. See openapi.h. */
#include "field/openapi.h"

#include <inttypes.h>

#include "base/banned.h"
#include "field/inside.h"
#include "field/json.h"

typedef enum Shape { SHAPE_READ, SHAPE_CREATE, SHAPE_PATCH } Shape;
static const char *const shape_suffix[] = {"", "Create", "Patch"};

static bool is_in_shape(const Field *field, Shape shape) {
    if (shape == SHAPE_READ) return !field->secret;
    if (field->custody == CUSTODY_SYSTEM) return false;
    return shape == SHAPE_CREATE || !field->create_only;
}

/* `,"key":` and then a text. */
static void write_member(StrBuf *out, const char *key, const char *text) {
    if (!text) return;
    strbuf_fmt(out, ",\"%s\":", key);
    json_write_text(out, str_of(text));
}

static const char *type_of(const Field *field) {
    switch (field->kind) {
    case FIELD_BOOL: return "boolean";
    case FIELD_INT: return "integer";
    case FIELD_REAL: return "number";
    case FIELD_LIST: return "array";
    case FIELD_JSON: return NULL;
    default: return "string";
    }
}

#define ID_PATTERN "^[0-7][0-9a-hjkmnp-tv-z]{12}$"

static void write_limits(StrBuf *out, const Field *field) {
    int64_t min = field->min, max = field_max(field);
    switch (field->kind) {
    case FIELD_INT:
    case FIELD_REAL: strbuf_fmt(out, ",\"minimum\":%" PRId64 ",\"maximum\":%" PRId64, min, max); break;
    case FIELD_STR: strbuf_fmt(out, ",\"minLength\":%" PRId64 ",\"maxLength\":%" PRId64, min, max); break;
    case FIELD_LIST: strbuf_fmt(out, ",\"minItems\":%" PRId64 ",\"maxItems\":%" PRId64, min, max); break;
    case FIELD_ID: write_member(out, "pattern", ID_PATTERN); break;
    case FIELD_TIME: write_member(out, "format", "date-time"); break;
    case FIELD_DAY: write_member(out, "format", "date"); break;
    case FIELD_MOMENT:
        write_member(
            out, "pattern",
            "^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$");
        break;
    default: break;
    }
}

static void write_enum(StrBuf *out, const Field *field) {
    strbuf_add(out, STR(",\"enum\":["));
    for (int i = 0; field->choices[i]; i++) {
        if (i) strbuf_char(out, ',');
        json_write_text(out, str_of(field->choices[i]));
    }
    strbuf_add(out, field->nullable ? STR(",null]") : STR("]"));
}

static void write_elements(StrBuf *out, const Field *field, Shape shape) {
    strbuf_add(out, STR(",\"items\":"));
    if (field->of)
        strbuf_fmt(out, "{\"$ref\":\"#/components/schemas/%s%s\"}", field->of->type,
                   shape == SHAPE_READ || !resource_is_writable(field->of) ? "" : "Create");
    else if (field->refers_to) strbuf_add(out, STR("{\"type\":\"string\",\"pattern\":\"" ID_PATTERN "\"}"));
    else strbuf_fmt(out, "{\"type\":\"string\",\"minLength\":1,\"maxLength\":%d}", ELEMENT_TEXT_MAX);
}

/* `,"anyOf":[...]` of the records that a Json may be. */
static void write_any_of(StrBuf *out, const Field *field, Shape shape) {
    for (int i = 0; field->any_of(i); i++)
        strbuf_fmt(out, "%s{\"$ref\":\"#/components/schemas/%s%s\"}", i ? "," : ",\"anyOf\":[",
                   field->any_of(i)->type,
                   shape == SHAPE_READ || !resource_is_writable(field->any_of(i)) ? "" : "Create");
    strbuf_add(out, field->nullable ? STR(",{\"type\":\"null\"}]") : STR("]"));
}

static void write_default(StrBuf *out, const Field *field) {
    max_align_t record[1];
    Field alone = *field;
    bool has_initial = field->kind == FIELD_BOOL || field->kind == FIELD_INT || field->kind == FIELD_REAL ||
                       field->kind == FIELD_CHOICE;
    if (field->required || field->nullable || !has_initial) return;
    alone.at = 0;
    Resource resource = {.size = sizeof record, .fields = &alone, .field_count = 1};
    record_init(&resource, record);
    strbuf_add(out, STR(",\"default\":"));
    json_write_value(out, &alone, record);
}

static void write_field(StrBuf *out, const Field *field, Shape shape) {
    const char *type = type_of(field);
    strbuf_add(out, STR("{\"description\":"));
    json_write_text(out, str_of(field->doc ? field->doc : field->name));
    if (type && field->nullable) strbuf_fmt(out, ",\"type\":[\"%s\",\"null\"]", type);
    else if (type) strbuf_fmt(out, ",\"type\":\"%s\"", type);
    write_limits(out, field);
    if (field->choices) write_enum(out, field);
    if (field->kind == FIELD_LIST) write_elements(out, field, shape);
    if (field->any_of) write_any_of(out, field, shape);
    if (shape == SHAPE_CREATE) write_default(out, field);
    if (field->secret) strbuf_add(out, STR(",\"writeOnly\":true"));
    write_member(out, "x-custody", custody_names[field->custody]);
    write_member(out, "x-unit", field->unit);
    write_member(out, "x-refers-to", field->refers_to);
    strbuf_char(out, '}');
}

static void write_required(StrBuf *out, const Resource *resource, Shape shape) {
    const char *comma = "";
    if (shape == SHAPE_PATCH) return;
    strbuf_add(out, STR(",\"required\":["));
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (!is_in_shape(field, shape) || field->aside || (shape == SHAPE_CREATE && !field->required))
            continue;
        strbuf_fmt(out, "%s\"%s\"", comma, field->name);
        comma = ",";
    }
    strbuf_char(out, ']');
}

static void write_shape(StrBuf *out, const Resource *resource, Shape shape) {
    const char *comma = "";
    strbuf_fmt(out, "\"%s%s\":{\"type\":\"object\",\"description\":", resource->type, shape_suffix[shape]);
    json_write_text(out, str_of(resource->doc));
    strbuf_add(out, STR(",\"additionalProperties\":false,\"properties\":{"));
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (!is_in_shape(field, shape)) continue;
        strbuf_fmt(out, "%s\"%s\":", comma, field->name);
        write_field(out, field, shape);
        comma = ",";
    }
    strbuf_char(out, '}');
    write_required(out, resource, shape);
    strbuf_char(out, '}');
}

void openapi_schemas(StrBuf *out, const Resource *resource) {
    write_shape(out, resource, SHAPE_READ);
    if (!resource_is_writable(resource)) return;
    strbuf_char(out, ',');
    write_shape(out, resource, SHAPE_CREATE);
    if (!resource_is_patchable(resource)) return;
    strbuf_char(out, ',');
    write_shape(out, resource, SHAPE_PATCH);
}
