/* The rules a value must keep: null, range, length, characters, number of elements.
 *
 * One place for all of them: JSON, files, command lines and queries come through here, so that the same
 * value is right or wrong everywhere, with the same words. */
#include <inttypes.h>

#include "base/banned.h"
#include "base/utf8.h"
#include "field/inside.h"
#include "field/json.h"
#include "field/suggest.h"

bool error_within(Error *err, const Field *list, size_t index) {
    if (!err) return false;
    char inner[sizeof err->field], path[sizeof inner + 120];
    snprintf(inner, sizeof inner, "%s", err->field);
    snprintf(path, sizeof path, "%.60s[%zu]%s%s", list->name, index, inner[0] ? "." : "", inner);
    size_t len = utf8_cut(str_of(path), sizeof err->field - 1);
    memcpy(err->field, path, len);
    err->field[len] = 0;
    return false;
}

Quote quote(Str text) {
    Quote shown = {0};
    size_t len = utf8_cut(text, sizeof shown.text - 1);
    bool valid = utf8_valid(str_slice(text, 0, len));
    for (size_t i = 0; i < len; i++) {
        char c = text.at[i];
        bool plain = (unsigned char)c >= 0x20 && c != 0x7F && (valid || (unsigned char)c < 0x80);
        shown.text[i] = plain ? c : '?';
    }
    return shown;
}

bool rule_not_null(const Field *field, Error *err) {
    error_field(err, field->name, "%s cannot be null.", field->name);
    return error_hint(err, "%s",
                      field->kind == FIELD_LIST  ? "Send [] to empty it."
                      : field->kind == FIELD_STR ? "Send a text, or leave the field out."
                                                 : "Send a value, or leave the field out.");
}

static bool out_of_range(const Field *field, Error *err) {
    error_field(err, field->name, "%s is out of range: it goes from %" PRId64 " to %" PRId64 "%s%s.",
                field->name, field->min, field_max(field), field->unit ? " " : "",
                field->unit ? field->unit : "");
    return error_hint(err, "Send a number in that range.");
}

static bool check_int(const Field *field, int64_t n, Error *err) {
    return (n >= field->min && n <= field_max(field)) || out_of_range(field, err);
}

static bool check_real(const Field *field, double n, Error *err) {
    return (n >= (double)field->min && n <= (double)field_max(field)) || out_of_range(field, err);
}

/* Tab and line feed are the only control characters there are, and only in texts of several lines. */
static bool check_characters(const char *name, Str text, bool multiline, Error *err) {
    if (!utf8_valid(text)) {
        error_field(err, name, "%s is not valid UTF-8.", name);
        return error_hint(err, "Send the text encoded in UTF-8.");
    }
    bool one_line =
        multiline || text.len == 0 || (!memchr(text.at, '\n', text.len) && !memchr(text.at, '\t', text.len));
    if (utf8_printable(text) && one_line) return true;
    if (!one_line && utf8_printable(text)) {
        error_field(err, name, "%s holds a line feed or tab, but is a text of one line.", name);
        return error_hint(err, "Write it on one line.");
    }
    error_field(err, name, "%s holds a control character.", name);
    return error_hint(err, multiline ? "Remove it; lines end with a line feed alone."
                                     : "Remove it; only printable characters are allowed.");
}

static bool check_length(const char *name, Str text, int64_t min, int64_t max, Error *err) {
    int64_t length = (int64_t)utf8_length(text);
    if (length < min) {
        if (length == 0) error_field(err, name, "%s must not be empty.", name);
        else
            error_field(err, name, "%s has %" PRId64 " characters; at least %" PRId64 " are needed.", name,
                        length, min);
        return error_hint(err, "Send a longer text.");
    }
    if (length <= max) return true;
    error_field(err, name, "%s has %" PRId64 " characters; at most %" PRId64 " are allowed.", name, length,
                max);
    return error_hint(err, "Shorten it.");
}

static bool check_text(const Field *field, Str text, Error *err) {
    return check_characters(field->name, text, field->multiline, err) &&
           check_length(field->name, text, field->min, field_max(field), err);
}

bool rule_element_text(const Field *field, Str text, Error *err) {
    Id id;
    if (!field->refers_to)
        return check_characters(field->name, text, false, err) &&
               check_length(field->name, text, 1, ELEMENT_TEXT_MAX, err);
    if (id_parse(text, &id)) return true;
    error_field(err, field->name, "%s holds something that is not an id.", field->name);
    return error_hint(err, "An id has 13 digits and small letters, such as 06a8k3n2vwx9g.");
}

bool rule_count(const Field *field, size_t count, Error *err) {
    if (count >= (size_t)field->min && count <= (size_t)field_max(field)) return true;
    bool few = count < (size_t)field->min;
    error_field(err, field->name, "%s has %zu elements; at %s %" PRId64 " are %s.", field->name, count,
                few ? "least" : "most", few ? field->min : field_max(field), few ? "needed" : "allowed");
    return error_hint(err, few ? "Send more of them." : "Send fewer of them.");
}

bool rule_choice(const Field *field, Str word, Choice *ret, Error *err) {
    for (int i = 0; field->choices[i]; i++) {
        if (!str_is(word, field->choices[i])) continue;
        *ret = (Choice){i};
        return true;
    }
    error_field(err, field->name, "%s cannot be \"%s\".", field->name, quote(word).text);
    return suggest_hint(err, word, field->choices);
}

static bool check_choice_number(const Field *field, int n, Error *err) {
    int count = 0;
    while (field->choices[count]) count++;
    if (n >= 0 && n < count) return true;
    error_field(err, field->name, "%s has no choice number %d.", field->name, n);
    return suggest_hint(err, STR_NULL, field->choices);
}

static bool check_list(const Field *field, const List *list, Error *err) {
    if (!rule_count(field, (size_t)list->count, err)) return false;
    for (int i = 0; i < list->count; i++) {
        const void *element = field_element(field, list, i);
        if (!field->of && !rule_element_text(field, *(const Str *)element, err)) {
            if (err) err->field[0] = 0;
            return error_within(err, field, (size_t)i);
        }
        for (int k = 0; field->of && k < field->of->field_count; k++)
            if (!field_check(&field->of->fields[k], element, err)) return error_within(err, field, (size_t)i);
    }
    return true;
}

static bool check_json(const Field *field, Str text, Error *err) {
    if (text.len <= (size_t)field_max(field)) return true;
    error_field(err, field->name, "%s has %zu bytes; at most %" PRId64 " are allowed.", field->name, text.len,
                field_max(field));
    return error_hint(err, "Shorten it.");
}

bool field_check(const Field *field, const void *record, Error *err) {
    const void *at = field_in(field, record);
    if (field_is_null(field, record)) return field->nullable || rule_not_null(field, err);
    switch (field->kind) {
    case FIELD_INT: return check_int(field, *(const int64_t *)at, err);
    case FIELD_REAL: return check_real(field, *(const double *)at, err);
    case FIELD_STR: return check_text(field, *(const Str *)at, err);
    case FIELD_CHOICE: return check_choice_number(field, ((const Choice *)at)->n, err);
    case FIELD_LIST: return check_list(field, at, err);
    case FIELD_JSON: return check_json(field, ((const Json *)at)->text, err);
    default: return true;
    }
}

bool record_check(const Resource *resource, const void *record, Error *err) {
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (field->custody != CUSTODY_SYSTEM && !field_check(field, record, err)) return false;
    }
    return true;
}
