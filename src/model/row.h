/* How every stored resource begins. */
#ifndef TRIVET_ROW_H
#define TRIVET_ROW_H

#include "field/field.h"

typedef struct Row {
    Id id;
    Id workspace_id;
    int64_t revision; /* 1 at creation, one more with every change; the ETag */
    Time created_at;
    Time updated_at;
} Row;

#endif
