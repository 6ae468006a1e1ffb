/* Field tables: one declaration of a resource drives everything that walks over it.
 *
 * A resource is a hand-written struct with one table beside it. A row takes its name from the member's
 * token, its place from offsetof, and its kind from the member's C type, so that the table cannot
 * disagree with the struct; a typo does not compile:
 *
 *     static const Field fields[] = {
 *         FIELD(Item, title, .custody = CUSTODY_SHARED, .required = true, .max = 200, .doc = "What is to be
 * done."), FIELD(Item, effort_minutes, .custody = CUSTODY_PROJECT, .nullable = true, .unit = "min", ...),
 *     };
 *
 * From it come: JSON out (json_write), JSON in with precise errors (json.h), SQL bind and read
 * (store/statement.h), what an event records (diff.h), who may write (custody), OpenAPI 3.1 and TypeScript
 * (openapi.h).
 *
 * C type     kind         JSON                              SQL       null is
 * bool       FIELD_BOOL   true, false                       INTEGER   (never null)
 * int64_t    FIELD_INT    integer                           BIGINT    INT_NULL
 * double     FIELD_REAL   number                            REAL      NaN
 * Str        FIELD_STR    string                            TEXT      .at == NULL
 * Id         FIELD_ID     string of 13 characters           BIGINT    .n == 0
 * Time       FIELD_TIME   "2026-01-05T08:00:00.000Z"        BIGINT    TIME_NONE
 * Moment     FIELD_MOMENT "2026-01-05T08:00"                BIGINT    MOMENT_NONE
 * Day        FIELD_DAY    "2026-01-05"                      BIGINT    DAY_NONE
 * Choice     FIELD_CHOICE one of .choices                   TEXT      .n == -1
 * List       FIELD_LIST   array of records (.of) or strings TEXT      (never null; empty is [])
 * Json       FIELD_JSON   any value, kept as its text       TEXT      .text.at == NULL
 */
#ifndef TRIVET_FIELD_H
#define TRIVET_FIELD_H

#include <math.h>
#include <stddef.h>

#include "base/day.h"
#include "base/id.h"
#include "base/str.h"

#define INT_NULL INT64_MIN

typedef struct Choice {
    int n;
} Choice;
#define CHOICE_NONE ((Choice){-1})

/* `of` records of the field's .of resource, or Str when .of is NULL. Owned by the arena of the record. */
typedef struct List {
    void *at;
    int count;
} List;

typedef struct Json {
    Str text;
} Json;

typedef enum FieldKind {
    FIELD_BOOL,
    FIELD_INT,
    FIELD_REAL,
    FIELD_STR,
    FIELD_ID,
    FIELD_TIME,
    FIELD_MOMENT,
    FIELD_DAY,
    FIELD_CHOICE,
    FIELD_LIST,
    FIELD_JSON,
} FieldKind;

/* Who writes. CUSTODY_SYSTEM is read-only outside: Trivet itself writes it. CUSTODY_ADMIN belongs to the
 * administrators of the workspace (accounts, roles, settings), CUSTODY_ABOVE to the level above (tolerances);
 * neither is ever proposed. CUSTODY_OWN belongs to the owner of the row (Resource.owner), who alone sees it.
 */
typedef enum Custody {
    CUSTODY_SYSTEM,
    CUSTODY_ADMIN,
    CUSTODY_OWN,
    CUSTODY_SHARED,
    CUSTODY_PRODUCT,
    CUSTODY_PROJECT,
    CUSTODY_ABOVE,
    CUSTODY_COUNT,
} Custody;
extern const char *const custody_names[]; /* "system" ..., ends with NULL */

struct Resource;

typedef struct Field {
    const char *name;
    size_t at, size;
    FieldKind kind;
    Custody custody;
    bool required;    /* must be given at creation */
    bool nullable;    /* null is a value */
    bool create_only; /* fixed once created */
    bool secret;      /* accepted, never shown, never in an event */
    bool multiline;   /* text may hold line feeds */
    bool aside;       /* not in snapshots: long, and no page needs it of every row */
    const char *unit; /* "min", "cents", "percent": for the documentation */
    /* Numbers: least and greatest value. Text: length in code points. Lists: number of elements (each text
     * of a list of strings has 1 to 200 code points, or is an id when refers_to is set). Json: bytes.
     * max 0 means the kind's default: 2^53 for numbers, 200 for text, 1000 for lists, 1 MiB for Json. */
    int64_t min, max;
    int64_t initial; /* of a new record: bool, integer, real (only when not nullable), index of the choice */
    const char *const *choices; /* of a Choice; ends with NULL */
    const struct Resource *of;  /* of a List: its records; NULL: strings */
    /* Of a Json, for the documentation: it is a record of one of these; NULL behind the last. */
    const struct Resource *(*any_of)(int i);
    const char *refers_to; /* of an Id: name of the resource it points to */
    const char *doc;
} Field;

typedef struct Resource {
    const char *name;   /* "item": also prefix of its SQL statements */
    const char *plural; /* "items": path segment */
    const char *type;   /* "Item": OpenAPI schema, TypeScript type */
    size_t size;
    const Field *fields;
    int field_count;
    const char *doc;
    /* Name of an Id field: the row exists for that person alone, for nobody else in any list, event or
     * stream; where it is null, for everybody. NULL: there is no such field. */
    const char *owner;
} Resource;

#define FIELD_KIND_OF(member)                                                                                \
    _Generic((member), bool                                                                                  \
             : FIELD_BOOL, int64_t                                                                           \
             : FIELD_INT, double                                                                             \
             : FIELD_REAL, Str                                                                               \
             : FIELD_STR, Id                                                                                 \
             : FIELD_ID, Time                                                                                \
             : FIELD_TIME, Moment                                                                            \
             : FIELD_MOMENT, Day                                                                             \
             : FIELD_DAY, Choice                                                                             \
             : FIELD_CHOICE, List                                                                            \
             : FIELD_LIST, Json                                                                              \
             : FIELD_JSON)

#define FIELD(T, member, ...)                                                                                \
    {                                                                                                        \
        .name = #member, .at = offsetof(T, member), .size = sizeof(((T *)0)->member),                        \
        .kind = FIELD_KIND_OF(((T *)0)->member), __VA_ARGS__                                                 \
    }

/* A record that is not stored: the body of a request, an answer, a part of one. Its table is variable_fields.
 */
#define VIEW(variable, struct_type, name_text, type_text, doc_text)                                          \
    const Resource variable = {.name = name_text,                                                            \
                               .plural = name_text,                                                          \
                               .type = type_text,                                                            \
                               .size = sizeof(struct_type),                                                  \
                               .fields = variable##_fields,                                                  \
                               .field_count = COUNT_OF(variable##_fields),                                   \
                               .doc = doc_text}
/* Of its fields those that the caller sends. */
#define IN .custody = CUSTODY_SHARED

/* NULL when there is none of that name. */
const Field *field_find(const Resource *resource, Str name);
static inline void *field_at(const Field *field, void *record) {
    return (char *)record + field->at;
}
static inline const void *field_in(const Field *field, const void *record) {
    return (const char *)record + field->at;
}
/* .max, or the default of the kind. */
int64_t field_max(const Field *field);
/* Size of one element of a List. */
static inline size_t field_element_size(const Field *field) {
    return field->of ? field->of->size : sizeof(Str);
}
static inline const void *field_element(const Field *field, const List *list, int i) {
    return (const char *)list->at + (size_t)i * field_element_size(field);
}
/* The value alone: texts and lists are shared, not copied. */
static inline void field_copy(const Field *field, const void *from, void *to) {
    __builtin_memcpy((char *)to + field->at, (const char *)from + field->at, field->size);
}
/* Whether the record's value of the field is null; see the table above. */
bool field_is_null(const Field *field, const void *record);
void field_set_null(const Field *field, void *record);
/* Equal values, lists compared element by element. */
bool field_equal(const Field *field, const void *a, const void *b);
/* "duration_minutes" as people say it: "duration". Without its unit, blanks for underscores. */
Str name_in_words(Arena *arena, Str name);
/* One of id, workspace_id, revision, created_at, updated_at: written by the store alone. */
bool field_is_of_row(const Field *field);
/* A new record: every nullable field null, everything else .initial, the empty text, the empty list; ids,
 * days, moments and times have no other value than null to begin with. */
void record_init(const Resource *resource, void *record);

/* The set of a resource's fields as bits; a resource has at most FIELDS_MAX fields. */
enum { FIELDS_MAX = 128 };
typedef unsigned __int128 FieldSet;
static inline FieldSet field_bit(const Resource *resource, const Field *field) {
    return (FieldSet)1 << (field - resource->fields);
}

#endif
