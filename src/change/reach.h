/* How far a set of proposed changes reaches: into which products and projects, and what one person may decide
 * there. */
#ifndef TRIVET_REACH_H
#define TRIVET_REACH_H

#include "change/change.h"

typedef struct Reach {
    CustodySet custody; /* what the user holds over every one of the subjects */
    Scope scope;        /* of the first subject: by it his role is named */
    struct {
        VEC(Scope);
    } scopes;                      /* where the subjects are, each place once */
    List product_ids, project_ids; /* of Str: the first REACH_MAX of each */
} Reach;

enum { REACH_MAX = 50 };

/* Of a List of ProposedChange. Whoever moves a row needs custody at both ends; a row that is gone reaches
 * nowhere. */
bool reach_of(Change *change, const List *changes, Reach *ret, Error *err);

/* The value or object that a change proposes, laid over the record. */
bool proposed_decode(Arena *arena, const Resource *resource, const ProposedChange *proposed, void *record,
                     Error *err);

#endif
