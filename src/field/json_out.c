/* JSON out, streamed from the record into the buffer. See json.h. */
#include "base/banned.h"
#include "base/utf8.h"
#include "field/inside.h"
#include "field/json.h"

static bool is_plain(char c) {
    return (unsigned char)c >= 0x20 && c != '"' && c != '\\' && c != 0x7F;
}

static void write_escape(StrBuf *out, char c) {
    static const char digits[] = "0123456789abcdef";
    switch (c) {
    case '"': strbuf_add(out, STR("\\\"")); return;
    case '\\': strbuf_add(out, STR("\\\\")); return;
    case '\n': strbuf_add(out, STR("\\n")); return;
    case '\t': strbuf_add(out, STR("\\t")); return;
    case '\r': strbuf_add(out, STR("\\r")); return;
    default: break;
    }
    char escape[] = {'\\', 'u', '0', '0', digits[(c >> 4) & 15], digits[c & 15]};
    strbuf_add(out, (Str){escape, sizeof escape});
}

void json_write_text(StrBuf *out, Str text) {
    if (!text.at) {
        strbuf_add(out, STR("null"));
        return;
    }
    strbuf_char(out, '"');
    for (size_t i = 0; i < text.len;) {
        size_t first = i;
        while (i < text.len && is_plain(text.at[i])) i++;
        strbuf_add(out, str_slice(text, first, i));
        if (i < text.len) write_escape(out, text.at[i++]);
    }
    strbuf_char(out, '"');
}

int real_write(double n, char *to) {
    for (int precision = 15; precision < 17; precision++) {
        int len = snprintf(to, 32, "%.*g", precision, n);
        if (strtod(to, NULL) == n) return len;
    }
    return snprintf(to, 32, "%.17g", n);
}

static void write_real(StrBuf *out, double n) {
    char text[32];
    if (fabs(n) < 1e15 && n == (double)(int64_t)n) strbuf_int(out, (int64_t)n);
    else strbuf_add(out, (Str){text, (size_t)real_write(n, text)});
}

static void write_list(StrBuf *out, const Field *field, const List *list) {
    strbuf_char(out, '[');
    for (int i = 0; i < list->count; i++) {
        const void *element = field_element(field, list, i);
        if (i) strbuf_char(out, ',');
        if (field->of) json_write(out, field->of, element);
        else json_write_text(out, *(const Str *)element);
    }
    strbuf_char(out, ']');
}

/* A text of fixed length that needs no escapes. */
static void write_fixed(StrBuf *out, const char *at, size_t len) {
    char quoted[40];
    quoted[0] = quoted[len + 1] = '"';
    memcpy(quoted + 1, at, len);
    strbuf_add(out, (Str){quoted, len + 2});
}

void json_write_value(StrBuf *out, const Field *field, const void *record) {
    const void *at = field_in(field, record);
    char text[TIME_TEXT];
    if (field_is_null(field, record)) {
        strbuf_add(out, STR("null"));
        return;
    }
    switch (field->kind) {
    case FIELD_BOOL: strbuf_add(out, *(const bool *)at ? STR("true") : STR("false")); break;
    case FIELD_INT: strbuf_int(out, *(const int64_t *)at); break;
    case FIELD_REAL: write_real(out, *(const double *)at); break;
    case FIELD_STR: json_write_text(out, *(const Str *)at); break;
    case FIELD_ID:
        id_write(*(const Id *)at, text);
        write_fixed(out, text, ID_TEXT);
        break;
    case FIELD_TIME:
        time_write(*(const Time *)at, text);
        write_fixed(out, text, TIME_TEXT);
        break;
    case FIELD_MOMENT:
        moment_write(*(const Moment *)at, text);
        write_fixed(out, text, MOMENT_TEXT);
        break;
    case FIELD_DAY:
        day_write(*(const Day *)at, text);
        write_fixed(out, text, DAY_TEXT);
        break;
    case FIELD_CHOICE: json_write_text(out, str_of(field->choices[((const Choice *)at)->n])); break;
    case FIELD_LIST: write_list(out, field, at); break;
    case FIELD_JSON: strbuf_add(out, ((const Json *)at)->text); break;
    }
}

/* `,"name":` in one piece. */
static void write_key(StrBuf *out, const char *name, bool first) {
    char key[80];
    size_t len = strlen(name);
    if (len > sizeof key - 4) len = sizeof key - 4;
    memcpy(key, ",\"", 2);
    memcpy(key + 2, name, len);
    memcpy(key + 2 + len, "\":", 2);
    strbuf_add(out, str_slice((Str){key, len + 4}, first, len + 4));
}

static void write_record(StrBuf *out, const Resource *resource, const void *record, bool aside) {
    bool first = true;
    strbuf_char(out, '{');
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (field->secret || (field->aside && !aside)) continue;
        write_key(out, field->name, first);
        json_write_value(out, field, record);
        first = false;
    }
    strbuf_char(out, '}');
}

void json_write(StrBuf *out, const Resource *resource, const void *record) {
    write_record(out, resource, record, true);
}

void json_write_main(StrBuf *out, const Resource *resource, const void *record) {
    write_record(out, resource, record, false);
}

static void write_object(StrBuf *out, const json_t *object) {
    const char *key;
    json_t *value;
    bool first = true;
    strbuf_char(out, '{');
    json_object_foreach((json_t *)object, key, value) {
        if (!first) strbuf_char(out, ',');
        first = false;
        json_write_text(out, str_of(key));
        strbuf_char(out, ':');
        json_write_tree(out, value);
    }
    strbuf_char(out, '}');
}

void json_write_tree(StrBuf *out, const json_t *value) {
    switch (json_typeof(value)) {
    case JSON_OBJECT: write_object(out, value); break;
    case JSON_ARRAY:
        strbuf_char(out, '[');
        for (size_t i = 0; i < json_array_size(value); i++) {
            if (i) strbuf_char(out, ',');
            json_write_tree(out, json_array_get(value, i));
        }
        strbuf_char(out, ']');
        break;
    case JSON_STRING: json_write_text(out, (Str){json_string_value(value), json_string_length(value)}); break;
    case JSON_INTEGER: strbuf_int(out, json_integer_value(value)); break;
    case JSON_REAL: write_real(out, json_real_value(value)); break;
    case JSON_TRUE: strbuf_add(out, STR("true")); break;
    case JSON_FALSE: strbuf_add(out, STR("false")); break;
    case JSON_NULL: strbuf_add(out, STR("null")); break;
    }
}
