/* TypeScript types of a resource. See openapi.h. */
#include <inttypes.h>

#include "base/banned.h"
#include "field/inside.h"
#include "field/json.h"
#include "field/openapi.h"

static const char *const kind_names[] = {"bool",   "int", "real",   "text", "id",  "time",
                                         "moment", "day", "choice", "list", "json"};

/* export type NAME = "one" | "other"; */
static void write_words_type(StrBuf *out, const char *name, const char *const *words) {
    strbuf_fmt(out, "export type %s = ", name);
    for (int i = 0; words[i]; i++) strbuf_fmt(out, "%s\"%s\"", i ? " | " : "", words[i]);
    strbuf_add(out, STR(";\n"));
}

void typescript_prelude(StrBuf *out) {
    strbuf_add(out, STR("/** 13 characters. */\n"
                        "export type Id = string;\n"
                        "/** An instant: \"2026-01-05T08:00:00.000Z\". */\n"
                        "export type Time = string;\n"
                        "/** Wall clock of the plan: \"2026-01-05T08:00\". */\n"
                        "export type Moment = string;\n"
                        "/** \"2026-01-05\". */\n"
                        "export type Day = string;\n"
                        "export type Json = unknown;\n"));
    write_words_type(out, "Custody", custody_names);
    strbuf_add(
        out, STR("export type FieldKind = \"bool\" | \"int\" | \"real\" | \"text\" | \"id\" | \"time\" | "
                 "\"moment\" | \"day\" | \"choice\" | \"list\" | \"json\";\n"
                 "/** min and max: of numbers the value, of texts the characters, of lists the elements. */\n"
                 "export interface FieldMeta {\n"
                 "  readonly kind: FieldKind;\n"
                 "  readonly custody: Custody;\n"
                 "  readonly required: boolean;\n"
                 "  readonly nullable: boolean;\n"
                 "  readonly createOnly: boolean;\n"
                 "  readonly multiline: boolean;\n"
                 "  readonly min: number | null;\n"
                 "  readonly max: number | null;\n"
                 "  readonly initial: boolean | number | string | null;\n"
                 "  readonly unit: string | null;\n"
                 "  readonly choices: readonly string[] | null;\n"
                 "  readonly refersTo: string | null;\n"
                 "  readonly doc: string;\n"
                 "}\n\n"));
}

static void write_choices(StrBuf *out, const Field *field, const char *between) {
    for (int i = 0; field->choices[i]; i++) strbuf_fmt(out, "%s\"%s\"", i ? between : "", field->choices[i]);
}

static void write_type(StrBuf *out, const Field *field, bool reading) {
    switch (field->kind) {
    case FIELD_BOOL: strbuf_add(out, STR("boolean")); break;
    case FIELD_INT:
    case FIELD_REAL: strbuf_add(out, STR("number")); break;
    case FIELD_STR: strbuf_add(out, STR("string")); break;
    case FIELD_ID: strbuf_add(out, STR("Id")); break;
    case FIELD_TIME: strbuf_add(out, STR("Time")); break;
    case FIELD_MOMENT: strbuf_add(out, STR("Moment")); break;
    case FIELD_DAY: strbuf_add(out, STR("Day")); break;
    case FIELD_CHOICE: write_choices(out, field, " | "); break;
    case FIELD_LIST:
        if (field->of)
            strbuf_fmt(out, "%s%s[]", field->of->type,
                       reading || !resource_is_writable(field->of) ? "" : "Create");
        else strbuf_add(out, field->refers_to ? STR("Id[]") : STR("string[]"));
        break;
    case FIELD_JSON:
        if (!field->any_of) strbuf_add(out, STR("Json"));
        for (int i = 0; field->any_of && field->any_of(i); i++)
            strbuf_fmt(out, "%s%s%s", i ? " | " : "", field->any_of(i)->type,
                       reading || !resource_is_writable(field->any_of(i)) ? "" : "Create");
        break;
    }
    if (field->nullable) strbuf_add(out, STR(" | null"));
}

static void write_doc(StrBuf *out, const char *indent, const char *doc) {
    if (doc) strbuf_fmt(out, "%s/** %s */\n", indent, doc);
}

static void write_read(StrBuf *out, const Resource *resource) {
    write_doc(out, "", resource->doc);
    strbuf_fmt(out, "export interface %s {\n", resource->type);
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (field->secret) continue;
        write_doc(out, "  ", field->doc);
        strbuf_fmt(out, "  %s%s: ", field->name, field->aside ? "?" : "");
        write_type(out, field, true);
        strbuf_add(out, STR(";\n"));
    }
    strbuf_add(out, STR("}\n\n"));
}

static void write_written(StrBuf *out, const Resource *resource, bool patch) {
    strbuf_fmt(out, "export interface %s%s {\n", resource->type, patch ? "Patch" : "Create");
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (field->custody == CUSTODY_SYSTEM || (patch && field->create_only)) continue;
        strbuf_fmt(out, "  %s%s: ", field->name, !patch && field->required ? "" : "?");
        write_type(out, field, false);
        strbuf_add(out, STR(";\n"));
    }
    strbuf_add(out, STR("}\n\n"));
}

static void write_text_or_null(StrBuf *out, const char *key, const char *text) {
    strbuf_fmt(out, ", %s: ", key);
    json_write_text(out, str_of(text));
}

static void write_limits(StrBuf *out, const Field *field) {
    bool has = field->kind == FIELD_INT || field->kind == FIELD_REAL || field->kind == FIELD_STR ||
               field->kind == FIELD_LIST;
    if (has) strbuf_fmt(out, ", min: %" PRId64 ", max: %" PRId64, field->min, field_max(field));
    else strbuf_add(out, STR(", min: null, max: null"));
}

static void write_initial(StrBuf *out, const Field *field) {
    strbuf_add(out, STR(", initial: "));
    if (field->nullable || field->required) strbuf_add(out, STR("null"));
    else if (field->kind == FIELD_BOOL) strbuf_add(out, field->initial ? STR("true") : STR("false"));
    else if (field->kind == FIELD_INT || field->kind == FIELD_REAL) strbuf_int(out, field->initial);
    else if (field->kind == FIELD_STR) strbuf_add(out, STR("\"\""));
    else if (field->kind == FIELD_CHOICE) strbuf_fmt(out, "\"%s\"", field->choices[field->initial]);
    else strbuf_add(out, STR("null"));
}

static void write_meta(StrBuf *out, const Field *field) {
    strbuf_fmt(
        out,
        "  %s: { kind: \"%s\", custody: \"%s\", required: %s, nullable: %s, createOnly: %s, multiline: %s",
        field->name, kind_names[field->kind], custody_names[field->custody],
        field->required ? "true" : "false", field->nullable ? "true" : "false",
        field->create_only ? "true" : "false", field->multiline ? "true" : "false");
    write_limits(out, field);
    write_initial(out, field);
    write_text_or_null(out, "unit", field->unit);
    strbuf_add(out, STR(", choices: "));
    if (field->choices) {
        strbuf_char(out, '[');
        write_choices(out, field, ", ");
        strbuf_char(out, ']');
    } else {
        strbuf_add(out, STR("null"));
    }
    write_text_or_null(out, "refersTo", field->refers_to);
    write_text_or_null(out, "doc", field->doc ? field->doc : "");
    strbuf_add(out, STR(" },\n"));
}

void typescript_types(StrBuf *out, const Resource *resource) {
    write_read(out, resource);
    if (resource_is_writable(resource)) write_written(out, resource, false);
    if (resource_is_patchable(resource)) write_written(out, resource, true);
    strbuf_fmt(out, "export const %s_fields = {\n", resource->name);
    for (int i = 0; i < resource->field_count; i++)
        if (!resource->fields[i].secret) write_meta(out, &resource->fields[i]);
    strbuf_add(out, STR("} as const satisfies Record<string, FieldMeta>;\n\n"));
}
