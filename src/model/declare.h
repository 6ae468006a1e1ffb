/* The words in which field tables are written: see tables.c. */
#ifndef TRIVET_DECLARE_H
#define TRIVET_DECLARE_H

#include "base/mem.h"
#include "model/model.h"

#define MONEY_MAX INT64_C(1000000000000) /* 10 billion of the currency, in cents */
#define RATE_MAX INT64_C(100000000)      /* of an hour, in cents */
#define MINUTES_MAX (100 * 366 * 1440)

#define ROW_FIELD(T, member, ...)                                                                            \
    {                                                                                                        \
        .name = #member, .at = offsetof(T, row.member), .size = sizeof(((T *)0)->row.member),                \
        .kind = FIELD_KIND_OF(((T *)0)->row.member), __VA_ARGS__                                             \
    }

#define ROW_FIELDS(T)                                                                                        \
    ROW_FIELD(T, id, .doc = "Made by Trivet."),                                                              \
        ROW_FIELD(T, workspace_id, .refers_to = "workspace", .doc = "The workspace it belongs to."),         \
        ROW_FIELD(T, revision, .doc = "One more with every change; the value of the ETag."),                 \
        ROW_FIELD(T, created_at, .doc = "When it was created."),                                             \
        ROW_FIELD(T, updated_at, .doc = "When it was last changed.")

/* Rows of a file say more than Trivet has fields for; bytes that are kept of one row, and of a project. */
enum { DETAILS_MAX = 64 * 1024, PROJECT_DETAILS_MAX = 1024 * 1024 };
#define DETAILS_DOC                                                                                          \
    "What the file it came from says of it and Trivet has no field for, by format; written back on export."

#define RESOURCE(variable, struct_type, name_text, plural_text, type_text, doc_text)                         \
    OWNED_RESOURCE(variable, struct_type, name_text, plural_text, type_text, NULL, doc_text)
#define OWNED_RESOURCE(variable, struct_type, name_text, plural_text, type_text, owner_field, doc_text)      \
    const Resource variable = {.name = name_text,                                                            \
                               .plural = plural_text,                                                        \
                               .type = type_text,                                                            \
                               .size = sizeof(struct_type),                                                  \
                               .fields = variable##_fields,                                                  \
                               .field_count = COUNT_OF(variable##_fields),                                   \
                               .doc = doc_text,                                                              \
                               .owner = owner_field}

#define SHARED .custody = CUSTODY_SHARED
#define OF_PRODUCT .custody = CUSTODY_PRODUCT
#define OF_PROJECT .custody = CUSTODY_PROJECT
#define OF_ADMIN .custody = CUSTODY_ADMIN
#define OWN .custody = CUSTODY_OWN
#define OF_ABOVE .custody = CUSTODY_ABOVE

#endif
