/* Single values of records, by their field. See field.h. */
#include "field/field.h"

#include <assert.h>

#include "base/banned.h"
#include "base/mem.h"
#include "field/inside.h"

const char *const custody_names[] = {"system", "admin", "own", "shared", "product", "project", "above", NULL};

static_assert(COUNT_OF(custody_names) == CUSTODY_COUNT + 1, "a name for each custody");

const Field *field_find(const Resource *resource, Str name) {
    for (int i = 0; i < resource->field_count; i++)
        if (str_is(name, resource->fields[i].name)) return &resource->fields[i];
    return NULL;
}

int64_t field_max(const Field *field) {
    if (field->max) return field->max;
    switch (field->kind) {
    case FIELD_STR: return 200;
    case FIELD_LIST: return 1000;
    case FIELD_JSON: return (int64_t)MIB;
    default: return INT64_C(1) << 53;
    }
}

bool field_is_of_row(const Field *field) {
    static const char *const names[] = {"id", "workspace_id", "revision", "created_at", "updated_at"};
    for (int i = 0; i < COUNT_OF(names); i++)
        if (strcmp(field->name, names[i]) == 0) return true;
    return false;
}

bool field_is_null(const Field *field, const void *record) {
    const void *at = field_in(field, record);
    switch (field->kind) {
    case FIELD_BOOL:
    case FIELD_LIST: return false;
    case FIELD_INT: return *(const int64_t *)at == INT_NULL;
    case FIELD_REAL: return isnan(*(const double *)at);
    case FIELD_STR: return ((const Str *)at)->at == NULL;
    case FIELD_ID: return ((const Id *)at)->n == 0;
    case FIELD_TIME: return ((const Time *)at)->ms == TIME_NONE.ms;
    case FIELD_MOMENT: return ((const Moment *)at)->n == MOMENT_NONE.n;
    case FIELD_DAY: return ((const Day *)at)->n == DAY_NONE.n;
    case FIELD_CHOICE: return ((const Choice *)at)->n == CHOICE_NONE.n;
    case FIELD_JSON: return ((const Json *)at)->text.at == NULL;
    }
    return false;
}

void field_set_null(const Field *field, void *record) {
    void *at = field_at(field, record);
    switch (field->kind) {
    case FIELD_BOOL: *(bool *)at = false; break;
    case FIELD_INT: *(int64_t *)at = INT_NULL; break;
    case FIELD_REAL: *(double *)at = NAN; break;
    case FIELD_STR: *(Str *)at = STR_NULL; break;
    case FIELD_ID: *(Id *)at = ID_NONE; break;
    case FIELD_TIME: *(Time *)at = TIME_NONE; break;
    case FIELD_MOMENT: *(Moment *)at = MOMENT_NONE; break;
    case FIELD_DAY: *(Day *)at = DAY_NONE; break;
    case FIELD_CHOICE: *(Choice *)at = CHOICE_NONE; break;
    case FIELD_LIST: *(List *)at = (List){0}; break;
    case FIELD_JSON: *(Json *)at = (Json){STR_NULL}; break;
    }
}

static bool text_equal(Str a, Str b) {
    return !a.at == !b.at && str_equal(a, b);
}

static bool list_equal(const Field *field, const List *a, const List *b) {
    if (a->count != b->count) return false;
    for (int i = 0; i < a->count; i++) {
        const void *left = field_element(field, a, i), *right = field_element(field, b, i);
        if (!field->of && !text_equal(*(const Str *)left, *(const Str *)right)) return false;
        for (int k = 0; field->of && k < field->of->field_count; k++)
            if (!field_equal(&field->of->fields[k], left, right)) return false;
    }
    return true;
}

bool field_equal(const Field *field, const void *a, const void *b) {
    const void *left = field_in(field, a), *right = field_in(field, b);
    switch (field->kind) {
    case FIELD_BOOL: return *(const bool *)left == *(const bool *)right;
    case FIELD_INT: return *(const int64_t *)left == *(const int64_t *)right;
    case FIELD_REAL: {
        double x = *(const double *)left, y = *(const double *)right;
        return x == y || (isnan(x) && isnan(y));
    }
    case FIELD_STR: return text_equal(*(const Str *)left, *(const Str *)right);
    case FIELD_ID: return ((const Id *)left)->n == ((const Id *)right)->n;
    case FIELD_TIME: return ((const Time *)left)->ms == ((const Time *)right)->ms;
    case FIELD_MOMENT: return ((const Moment *)left)->n == ((const Moment *)right)->n;
    case FIELD_DAY: return ((const Day *)left)->n == ((const Day *)right)->n;
    case FIELD_CHOICE: return ((const Choice *)left)->n == ((const Choice *)right)->n;
    case FIELD_LIST: return list_equal(field, left, right);
    case FIELD_JSON: return text_equal(((const Json *)left)->text, ((const Json *)right)->text);
    }
    return false;
}

static void set_initial(const Field *field, void *record) {
    void *at = field_at(field, record);
    switch (field->kind) {
    case FIELD_BOOL: *(bool *)at = field->initial != 0; break;
    case FIELD_INT: *(int64_t *)at = field->initial; break;
    case FIELD_REAL: *(double *)at = (double)field->initial; break;
    case FIELD_STR: *(Str *)at = STR(""); break;
    case FIELD_CHOICE: *(Choice *)at = (Choice){(int)field->initial}; break;
    default: field_set_null(field, record);
    }
}

void record_init(const Resource *resource, void *record) {
    mem_zero(record, resource->size);
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (field->nullable) field_set_null(field, record);
        else set_initial(field, record);
    }
}

bool resource_is_writable(const Resource *resource) {
    for (int i = 0; i < resource->field_count; i++)
        if (resource->fields[i].custody != CUSTODY_SYSTEM) return true;
    return false;
}

bool resource_is_patchable(const Resource *resource) {
    bool changeable = false;
    for (int i = 0; i < resource->field_count; i++)
        changeable |= resource->fields[i].custody != CUSTODY_SYSTEM && !resource->fields[i].create_only;
    return changeable && field_find(resource, STR("id"));
}

Str name_in_words(Arena *arena, Str name) {
    static const char *const units[] = {"_minutes", "_cents", "_cents_per_hour", "_percent", "_id",
                                        "_at",      "_on"};
    for (int i = 0; i < COUNT_OF(units); i++) {
        Str unit = str_of(units[i]);
        if (str_ends(name, unit)) name = str_slice(name, 0, name.len - unit.len);
    }
    StrBuf out = strbuf_make(arena, name.len);
    for (size_t i = 0; i < name.len; i++) strbuf_char(&out, name.at[i] == '_' ? ' ' : name.at[i]);
    return strbuf_str(&out);
}
