/* Where values come from: the decision behind each field of a thing. */
#ifndef TRIVET_ORIGIN_H
#define TRIVET_ORIGIN_H

#include "change/change.h"

typedef struct Origin { /* a field whose last change was made by a decision */
    Str field;
    Id decision_id;
    int64_t number;
    Time at;
    Id person_id;  /* who signed last */
    Id meeting_id; /* in which it was taken; null: in none */
} Origin;

typedef struct Origins {
    List fields; /* of Origin */
} Origins;
extern const Resource origin_resource, origins_resource;

/* Of the latest changes of a subject; fields that somebody changed since without a decision are left out, and
 * so are those that nothing of the last ORIGIN_EVENTS_MAX events changed. */
enum { ORIGIN_EVENTS_MAX = 2000 };
bool origins_of(Transaction *tx, Id workspace_id, Id subject_id, List *ret, Error *err);

#endif
