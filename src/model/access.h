/* Who may do what: the one authorisation function, asked with the row as loaded, never with a parameter.
 *
 * The boundary of visibility is the workspace: a row of another workspace does not exist for the user. Inside
 * it everybody reads everything, but rows that have an owner (Resource.owner), which the store shows to him
 * alone; who writes which field is decided by custody. */
#ifndef TRIVET_ACCESS_H
#define TRIVET_ACCESS_H

#include "base/error.h"
#include "model/model.h"

/* Custody bits: 1 << CUSTODY_SHARED and so on. */
typedef unsigned CustodySet;
#define CUSTODY_BIT(custody) (1u << (custody))

typedef struct User {
    Id person_id; /* null: Trivet itself, which may do everything (set-up, example) */
    Id workspace_id;
    bool administrator;
    List memberships;   /* of Membership, widened */
    List custody_moves; /* of CustodyMove: the workspace's */
} User;

/* Where a row belongs: null is nowhere in particular. */
typedef struct Scope {
    Id product_id, project_id;
    Level level;                    /* of a tolerance: who stands above it holds CUSTODY_ABOVE */
    Id product_line_id, program_id; /* of these rows themselves only */
} Scope;

typedef enum Right {
    RIGHT_NONE,      /* no sign-in needed */
    RIGHT_SIGNED_IN, /* any person, about himself */
    RIGHT_READ,      /* any person of the workspace */
    RIGHT_CHANGE,    /* any person of the workspace; what is outside his custody becomes a proposal */
    RIGHT_ADMIN,     /* administrators of the workspace */
} Right;

/* False: *err is ERROR_UNAUTHENTICATED, ERROR_NOT_FOUND (another workspace) or ERROR_FORBIDDEN. user may be
 * NULL. */
bool allow(const User *user, Right right, Id workspace_id, Error *err);

/* Adds to the memberships what those in a product line or a program come to: one in each of its products or
 * projects. False: no memory. */
bool access_widen(Arena *arena, List *memberships, const List *products, const List *projects);

/* The custodies that the user holds over a row of that scope.
 *
 * A membership without a place holds everywhere. One with a product holds for rows of that product, and, if
 * its role has product custody, for rows without a product; the same for projects.
 *
 * Tolerances are set by the level above: the workspace's by sponsors; those of projects and releases also by
 * the PMO and program managers; those of work packages also by project managers. Administrators may set all.
 */
CustodySet access_custody(const User *user, Scope scope);

/* The role by which he holds it there; null: none of his. */
Choice access_role(const User *user, Scope scope, Custody custody);

/* Whether a role is held there: everywhere, or in the scope's product, project, product line or program. */
bool access_touches(const Membership *membership, Scope scope);

/* Any role that he holds there; null: none. */
Choice access_any_role(const User *user, Scope scope);

/* The fields of `set` that the user may not write himself. */
FieldSet access_foreign(const User *user, const Resource *resource, FieldSet set, CustodySet custody);

/* In whose custody a field is in the user's workspace: as its table says, or where it was moved. */
Custody access_field_custody(const User *user, const Resource *resource, const Field *field);
/* Whether an administrator may move it between product, project and everybody. Fixed is what makes a row
 * exist, and what each of the managers answers for: the other's consent to that is what Trivet is for. */
bool access_movable(const Resource *resource, const Field *field);

#endif
