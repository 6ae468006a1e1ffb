/* Texts of command lines, CSV cells and queries to values. See json.h.
 *
 * The text becomes the JSON value that it stands for and goes the way of every other value; so the rules and
 * the words of errors are the same. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "field/inside.h"
#include "field/json.h"

static json_t *parse_bool(Str text) {
    static const char *const words[] = {"false", "true", "no", "yes", "0", "1", NULL};
    for (int i = 0; words[i]; i++)
        if (str_is(text, words[i])) return json_boolean(i % 2);
    return NULL;
}

static json_t *parse_number(Str text, bool whole) {
    int64_t n;
    double real;
    if (str_int(text, &n)) return json_integer(n);
    return !whole && str_real(text, &real) ? json_real(real) : NULL;
}

/* "a, b" as ["a", "b"]. */
static json_t *parse_texts(Str text) {
    json_t *list = json_array();
    while (list && text.at) {
        Str part = str_trim(str_cut(text, ',', &text));
        if (part.len && json_array_append_new(list, json_stringn(part.at, part.len)) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

/* NULL: the text stands for no value of the kind (or there is no memory). */
static json_t *parse_value(const Field *field, Str text, Error *err) {
    json_t *value = NULL;
    bool is_json = field->kind == FIELD_JSON || (field->kind == FIELD_LIST && str_starts(text, STR("[")));
    if (is_json) return json_read_text(text, &value, err) ? value : NULL;
    switch (field->kind) {
    case FIELD_BOOL: return parse_bool(text);
    case FIELD_INT: return parse_number(text, true);
    case FIELD_REAL: return parse_number(text, false);
    case FIELD_LIST: return field->of ? NULL : parse_texts(text);
    default: return json_stringn(text.at, text.len); /* NULL when it is not UTF-8 */
    }
}

bool field_parse(Arena *arena, const Field *field, Str text, void *record, Error *err) {
    bool keeps_spaces = field->kind == FIELD_STR;
    if (!keeps_spaces) text = str_trim(text);
    if (text.len == 0) {
        if (field->kind == FIELD_STR && !field->nullable) *(Str *)field_at(field, record) = STR("");
        else field_set_null(field, record);
        if (field->kind == FIELD_BOOL) return rule_not_null(field, err);
        return field_check(field, record, err);
    }
    if (err) *err = (Error){0};
    CLEANUP(json_done) json_t *value = parse_value(field, text, err);
    if (value) return json_decode_value(arena, field, value, record, err);
    char why[100] = "";
    if (err && err->kind) snprintf(why, sizeof why, " %.98s", err->message);
    error_field(err, field->name, "%s cannot be read: \"%s\" is not %s.%s", field->name, quote(text).text,
                field_wanted(field), why);
    return error_hint(err, "Write %s.", field_wanted(field));
}
