/* What Trivet has no field for, kept with a row. See details.h. */
#include "exchange/details.h"

#include "base/banned.h"
#include "base/utf8.h"
#include "exchange/xml_out.h"

/* Levels of a value below its name: with what stands around it a request is still within JSON_DEPTH_MAX.
 * Bytes that are needed around the pairs. */
enum { DETAILS_DEPTH_MAX = 4, AROUND_BYTES = 64 };

/* ---- in the making ---- */

Details details_make(Arena *arena, const Resource *resource) {
    return (Details){strbuf_make(arena, 0), (size_t)field_max(field_find(resource, STR("file_details")))};
}

static void add_name(StrBuf *out, Str name) {
    if (out->len && out->at[out->len - 1] != '[') strbuf_char(out, ',');
    strbuf_char(out, '[');
    json_write_text(out, name);
    strbuf_char(out, ',');
}

static bool add_node(StrBuf *out, const XmlNode *node, int depth) {
    if (depth > DETAILS_DEPTH_MAX) return false;
    add_name(out, node->name);
    if (node->first) {
        strbuf_char(out, '[');
        for (const XmlNode *child = node->first; child; child = child->next)
            if (!add_node(out, child, depth + 1)) return false;
        strbuf_char(out, ']');
    } else {
        json_write_text(out, node->text.at ? node->text : STR(""));
    }
    strbuf_char(out, ']');
    return true;
}

static bool keep_or_undo(Details *details, size_t before, bool good) {
    if (good && details->out.len + AROUND_BYTES <= details->max) return true;
    details->out.len = before;
    return false;
}

bool details_node(Details *details, const XmlNode *node) {
    size_t before = details->out.len;
    return keep_or_undo(details, before, add_node(&details->out, node, 0));
}

bool details_text(Details *details, Str name, Str text) {
    return details_node(details, &(XmlNode){.name = name, .text = text});
}

size_t details_open(Details *details, Str name) {
    size_t opened = details->out.len;
    add_name(&details->out, name);
    strbuf_char(&details->out, '[');
    return opened;
}

void details_close(Details *details, size_t opened) {
    if (details->out.len && details->out.at[details->out.len - 1] == '[') details->out.len = opened;
    else strbuf_add(&details->out, STR("]]"));
}

Json details_json(Details *details, Arena *arena, FileFormat format) {
    Str pairs = strbuf_str(&details->out);
    details->out.len = 0;
    if (!pairs.len) return (Json){STR_NULL};
    return (Json){fmt(arena, "{\"%s\":[%.*s]}", file_format_names[format], STR_ARG(pairs))};
}

/* ---- kept ---- */

const json_t *details_of(Json field, FileFormat format, json_t **hold) {
    *hold = NULL;
    if (!field.text.at || !json_read_text(field.text, hold, &(Error){0})) return NULL;
    const json_t *pairs = json_object_get(*hold, file_format_names[format]);
    return json_is_array(pairs) ? pairs : NULL;
}

static Str text_of(const json_t *value) {
    return json_is_string(value) ? (Str){json_string_value(value), json_string_length(value)} : STR_NULL;
}

bool details_pair(const json_t *pairs, size_t i, Str *name, Str *text, const json_t **value) {
    const json_t *pair = json_array_get(pairs, i);
    *name = text_of(json_array_get(pair, 0));
    *value = json_array_get(pair, 1);
    *text = text_of(*value);
    return json_array_size(pair) == 2 && name->at && (text->at || json_is_array(*value));
}

static bool is_element_name(Str name) {
    for (size_t i = 0; i < name.len; i++) {
        char c = name.at[i];
        bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
        if (!letter && (i == 0 || c < '0' || c > '9')) return false;
    }
    return name.len > 0;
}

void details_write_xml(StrBuf *out, Str name, const json_t *value) {
    if (!is_element_name(name)) return;
    strbuf_fmt(out, "<%.*s>", STR_ARG(name));
    if (utf8_printable(text_of(value))) xml_out_escaped(out, text_of(value));
    for (size_t i = 0; i < json_array_size(value); i++) {
        Str child, text;
        const json_t *inside;
        if (details_pair(value, i, &child, &text, &inside)) details_write_xml(out, child, inside);
    }
    strbuf_fmt(out, "</%.*s>", STR_ARG(name));
}
