/* Records with random values that keep every rule of their field tables, for tests over all resources. */
#ifndef TRIVET_RANDOM_RECORD_H
#define TRIVET_RANDOM_RECORD_H

#include "base/arena.h"
#include "field/field.h"

typedef struct Random {
    uint64_t state;
} Random;

static inline uint64_t random_next(Random *random) { /* splitmix64 */
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

static inline int64_t random_between(Random *random, int64_t least, int64_t greatest) {
    return least + (int64_t)(random_next(random) % (uint64_t)(greatest - least + 1));
}

static inline Str random_text(Arena *arena, Random *random, int64_t min, int64_t max, bool multiline) {
    static const char *const letters[] = {
        "a", "Z", "7", "\"", "\\", "/", "\xC3\xA4", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", " ", "<", "\n"};
    int64_t length = random_between(random, min, max < min + 20 ? max : min + 20);
    StrBuf out = strbuf_make(arena, 0);
    for (int64_t i = 0; i < length; i++)
        strbuf_add(&out, str_of(letters[random_between(random, 0, multiline ? 11 : 10)]));
    return strbuf_str(&out);
}

void random_record(Arena *arena, Random *random, const Resource *resource, void *record);

static inline void random_list(Arena *arena, Random *random, const Field *field, List *ret) {
    int64_t most = field_max(field) < field->min + 3 ? field_max(field) : field->min + 3;
    ret->count = (int)random_between(random, field->min, most);
    ret->at = arena_alloc_array(arena, (size_t)ret->count, field_element_size(field));
    for (int i = 0; i < ret->count; i++) {
        void *element = (char *)ret->at + (size_t)i * field_element_size(field);
        if (field->of) random_record(arena, random, field->of, element);
        else if (field->refers_to)
            *(Str *)element = id_text(arena, (Id){random_between(random, 1, INT64_MAX - 1)});
        else *(Str *)element = random_text(arena, random, 1, 30, false);
    }
}

static inline void random_value(Arena *arena, Random *random, const Field *field, void *record) {
    static const char *const values[] = {"null", "{\"a\":[1,2.5,\"x\"]}", "\"text\"", "[]", "true", "-3"};
    void *at = field_at(field, record);
    int64_t max = field_max(field);
    int choices = 0;
    if (field->nullable && random_between(random, 0, 3) == 0) {
        field_set_null(field, record);
        return;
    }
    switch (field->kind) {
    case FIELD_BOOL: *(bool *)at = random_between(random, 0, 1) == 1; break;
    case FIELD_INT: *(int64_t *)at = random_between(random, field->min, max); break;
    case FIELD_REAL:
        *(double *)at = (double)random_between(random, field->min * 1000, max * 1000) / 1000;
        break;
    case FIELD_STR: *(Str *)at = random_text(arena, random, field->min, max, field->multiline); break;
    case FIELD_ID: ((Id *)at)->n = random_between(random, 1, INT64_MAX - 1); break;
    case FIELD_TIME: ((Time *)at)->ms = random_between(random, 0, INT64_C(4000000000000)); break;
    case FIELD_MOMENT: ((Moment *)at)->n = (int32_t)random_between(random, -1000000, 50000000); break;
    case FIELD_DAY: ((Day *)at)->n = (int32_t)random_between(random, -10000, 300000); break;
    case FIELD_CHOICE:
        while (field->choices[choices]) choices++;
        ((Choice *)at)->n = (int)random_between(random, 0, choices - 1);
        break;
    case FIELD_LIST: random_list(arena, random, field, at); break;
    case FIELD_JSON: ((Json *)at)->text = str_of(values[random_between(random, 1, 5)]); break;
    }
}

inline void random_record(Arena *arena, Random *random, const Resource *resource, void *record) {
    record_init(resource, record);
    for (int i = 0; i < resource->field_count; i++) random_value(arena, random, &resource->fields[i], record);
}

#endif
