/* JSON in: one value at a time onto a record, by allow-list. See json.h.
 *
 * A record is decoded onto a copy that replaces it only when all of it is right. What a value may be is
 * decided in check.c; here stands what JSON may stand for it. */
#include "base/banned.h"
#include "base/mem.h"
#include "field/inside.h"
#include "field/json.h"
#include "field/suggest.h"

/* Depth is counted before parsing: the parser itself goes down by recursion. */
static bool check_depth(Str text, Error *err) {
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.at[i];
        if (quoted) {
            if (c == '\\') i++;
            else if (c == '"') quoted = false;
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            if (++depth <= JSON_DEPTH_MAX) continue;
            error_set(err, ERROR_MALFORMED, "The JSON is nested more than %d levels deep.", JSON_DEPTH_MAX);
            return error_hint(err, "Send flatter data.");
        } else if (c == ']' || c == '}') {
            depth--;
        }
    }
    return true;
}

bool json_read_text(Str text, json_t **ret, Error *err) {
    json_error_t problem;
    if (str_trim(text).len == 0) {
        error_set(err, ERROR_MALFORMED, "There is no JSON: the text is empty.");
        return error_hint(err, "Send one JSON value.");
    }
    if (!check_depth(text, err)) return false;
    json_t *value = json_loadb(text.at, text.len, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &problem);
    if (value) {
        *ret = value;
        return true;
    }
    if (json_error_code(&problem) == json_error_out_of_memory) return error_no_memory(err);
    error_set(err, ERROR_MALFORMED, "The JSON cannot be read at line %d, column %d: %s.", problem.line,
              problem.column, quote(str_of(problem.text)).text);
    if (json_error_code(&problem) == json_error_duplicate_key)
        return error_hint(err, "Name each field once.");
    return error_hint(err, "Send valid JSON in UTF-8.");
}

static const char *type_name(const json_t *value) {
    switch (json_typeof(value)) {
    case JSON_OBJECT: return "an object";
    case JSON_ARRAY: return "a list";
    case JSON_STRING: return "a text";
    case JSON_INTEGER: return "a whole number";
    case JSON_REAL: return "a fraction";
    case JSON_TRUE:
    case JSON_FALSE: return "true or false";
    case JSON_NULL: break;
    }
    return "null";
}

const char *field_wanted(const Field *field) {
    switch (field->kind) {
    case FIELD_BOOL: return "true or false";
    case FIELD_INT: return "a whole number";
    case FIELD_REAL: return "a number";
    case FIELD_STR: return "a text";
    case FIELD_ID: return "an id, such as \"06a8k3n2vwx9g\"";
    case FIELD_TIME: return "an instant, such as \"2026-01-05T08:00:00.000Z\"";
    case FIELD_MOMENT: return "a date and time without zone, such as \"2026-01-05T08:00\"";
    case FIELD_DAY: return "a day, such as \"2026-01-05\"";
    case FIELD_CHOICE: return "one of its words";
    case FIELD_LIST: return field->of ? "a list of objects" : "a list of texts";
    case FIELD_JSON: break;
    }
    return "a JSON value";
}

static bool wrong_type(const Field *field, const json_t *value, Error *err) {
    error_field(err, field->name, "%s is %s where %s is needed.", field->name, type_name(value),
                field_wanted(field));
    return error_hint(err, "Send %s.", field_wanted(field));
}

/* A text that is no id, date or time. */
static bool wrong_text(const Field *field, Str text, Error *err) {
    error_field(err, field->name, "%s cannot be read: \"%s\" is not %s.", field->name, quote(text).text,
                field_wanted(field));
    if (field->kind == FIELD_ID) return error_hint(err, "Send the id as Trivet gave it.");
    return error_hint(err, "Send a date that exists, between the years 1900 and 2999.");
}

static Str text_of(const json_t *value) {
    return (Str){json_string_value(value), json_string_length(value)};
}

/* Integers may be written as 3.0 too: to JSON that is the same number. */
static bool decode_int(const Field *field, const json_t *value, int64_t *ret, Error *err) {
    if (json_is_integer(value)) {
        *ret = json_integer_value(value);
        if (*ret == INT_NULL) *ret = INT64_MIN + 1; /* out of every range, and not null */
        return true;
    }
    double real = json_is_real(value) ? json_real_value(value) : NAN;
    if (!(fabs(real) <= 0x1p53) || real != (double)(int64_t)real) return wrong_type(field, value, err);
    *ret = (int64_t)real;
    return true;
}

static bool decode_word(Arena *arena, const Field *field, const json_t *value, void *record, Error *err) {
    void *at = field_at(field, record);
    if (!json_is_string(value)) return wrong_type(field, value, err);
    Str text = text_of(value);
    bool read = false;
    switch (field->kind) {
    case FIELD_STR: *(Str *)at = str_copy(arena, text); return ((Str *)at)->at || error_no_memory(err);
    case FIELD_CHOICE: return rule_choice(field, text, at, err);
    case FIELD_ID: read = id_parse(text, at); break;
    case FIELD_TIME: read = time_parse(text, at); break;
    case FIELD_MOMENT: read = moment_parse(text, at); break;
    case FIELD_DAY: read = day_parse(text, at); break;
    default: break;
    }
    return read || wrong_text(field, text, err);
}

static bool decode_json(Arena *arena, const json_t *value, Json *ret, Error *err) {
    StrBuf buf = strbuf_make(arena, 0);
    json_write_tree(&buf, value);
    if (arena->full) return error_no_memory(err);
    ret->text = strbuf_str(&buf);
    return true;
}

static bool decode_element(Arena *arena, const Field *field, const json_t *value, void *element, Error *err) {
    if (field->of) return json_decode(arena, field->of, value, DECODE_RECORD, element, NULL, err);
    if (!json_is_string(value)) {
        error_field(err, "", "%s holds %s where a text is needed.", field->name, type_name(value));
        return error_hint(err, "Send a list of texts.");
    }
    *(Str *)element = str_copy(arena, text_of(value));
    if (!((Str *)element)->at) return error_no_memory(err);
    if (rule_element_text(field, *(Str *)element, err)) return true;
    if (err) err->field[0] = 0;
    return false;
}

static bool decode_list(Arena *arena, const Field *field, const json_t *value, List *ret, Error *err) {
    if (!json_is_array(value)) return wrong_type(field, value, err);
    size_t count = json_array_size(value), size = field_element_size(field);
    if (!rule_count(field, count, err)) return false;
    List list = {arena_alloc_array(arena, count, size), (int)count};
    if (!list.at) return error_no_memory(err);
    for (size_t i = 0; i < count; i++) {
        char *element = (char *)list.at + i * size;
        if (!decode_element(arena, field, json_array_get(value, i), element, err))
            return error_within(err, field, i);
    }
    *ret = list;
    return true;
}

/* Everything but the rules of check.c. A list's elements are checked one by one as they are read. */
static bool decode_kind(Arena *arena, const Field *field, const json_t *value, void *record, Error *err) {
    void *at = field_at(field, record);
    switch (field->kind) {
    case FIELD_BOOL:
        if (!json_is_boolean(value)) return wrong_type(field, value, err);
        *(bool *)at = json_is_true(value);
        return true;
    case FIELD_INT: return decode_int(field, value, at, err);
    case FIELD_REAL:
        if (!json_is_number(value)) return wrong_type(field, value, err);
        *(double *)at = json_number_value(value);
        return true;
    case FIELD_LIST: return decode_list(arena, field, value, at, err);
    case FIELD_JSON: return decode_json(arena, value, at, err);
    default: return decode_word(arena, field, value, record, err);
    }
}

bool json_decode_value(Arena *arena, const Field *field, const json_t *value, void *record, Error *err) {
    if (json_is_null(value)) {
        if (!field->nullable) return rule_not_null(field, err);
        field_set_null(field, record);
        return true;
    }
    if (!decode_kind(arena, field, value, record, err)) return false;
    return field->kind == FIELD_LIST || field_check(field, record, err);
}

static bool check_names(const Resource *resource, const json_t *object, Error *err) {
    const char *name;
    json_t *value;
    json_object_foreach((json_t *)object, name, value) {
        if (field_find(resource, str_of(name))) continue;
        Quote shown = quote(str_of(name));
        error_field(err, shown.text, "%s has no field \"%s\".", resource->type, shown.text);
        return suggest_field(err, str_of(name), resource);
    }
    return true;
}

static bool check_writable(const Field *field, DecodeMode mode, Error *err) {
    if (mode == DECODE_RECORD || field->custody != CUSTODY_SYSTEM) return true;
    error_field(err, field->name, "%s is written by Trivet itself.", field->name);
    return error_hint(err, "Leave it out.");
}

static bool check_unchanged(const Field *field, const void *before, const void *after, Error *err) {
    if (field_equal(field, before, after)) return true;
    error_field(err, field->name, "%s cannot change once it is created.", field->name);
    return error_hint(err, "Leave it out, or delete this and create another.");
}

/* A record that was written out lacks what is secret. */
static bool check_given(const Resource *resource, DecodeMode mode, FieldSet given, Error *err) {
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (!field->required || given & field_bit(resource, field)) continue;
        if (mode == DECODE_RECORD && field->secret) continue;
        error_field(err, field->name, "%s is missing.", field->name);
        return error_hint(err, "Send %s: %s", field_wanted(field), field->doc ? field->doc : field->name);
    }
    return true;
}

bool json_decode(Arena *arena, const Resource *resource, const json_t *object, DecodeMode mode, void *record,
                 FieldSet *ret_given, Error *err) {
    FieldSet given = 0;
    if (!json_is_object(object)) {
        error_set(err, ERROR_INVALID, "%s is %s where an object is needed.", resource->type,
                  type_name(object));
        return error_hint(err, "Send an object of fields: {\"%s\": ...}.", resource->fields[0].name);
    }
    if (!check_names(resource, object, err)) return false;
    void *copy = arena_alloc(arena, resource->size);
    if (!copy) return error_no_memory(err);
    if (mode == DECODE_PATCH) mem_copy(copy, record, resource->size);
    else record_init(resource, copy);
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        const json_t *value = json_object_get(object, field->name);
        if (!value) continue;
        if (!check_writable(field, mode, err) || !json_decode_value(arena, field, value, copy, err))
            return false;
        if (mode == DECODE_PATCH && field->create_only && !check_unchanged(field, record, copy, err))
            return false;
        given |= field_bit(resource, field);
    }
    if (mode != DECODE_PATCH && !check_given(resource, mode, given, err)) return false;
    mem_copy(record, copy, resource->size);
    if (ret_given) *ret_given = given;
    return true;
}
