/* The one write path: whoever changes something, by page, API, import or command line, does it here.
 *
 * A change is checked (rules of the row, references, the plan as a whole), split by custody, and saved with
 * its events in the caller's transaction. What is outside the author's custody is not written but gathered
 * into one proposal:
 *
 *     Change change = change_begin(&tx, user);
 *     if (!change_update(&change, &item_resource, &before, &after, err)) return false;
 *     if (!change_finish(&change, STR_NULL, STR_NULL, &outcome, err)) return false;     then store_commit
 *
 * Which part is proposed:
 *   update  all of it, when any of the changed fields is foreign: one intent, one outcome;
 *   create  the foreign fields only; all of it, when a required field is foreign;
 *   delete  all of it.
 * Nobody may propose what belongs to administrators: that is ERROR_FORBIDDEN.
 */
#ifndef TRIVET_CHANGE_H
#define TRIVET_CHANGE_H

#include "base/vec.h"
#include "model/access.h"
#include "store/store.h"

enum { PROPOSED_MAX = 20000 };

typedef struct Change {
    Transaction *tx;
    const User *user;
    struct {
        VEC(ProposedChange);
    } foreign;
    bool needs_product, needs_project;
    bool propose_new;  /* creations are proposed whole, in order, under ids of their own: the import of
                          somebody without custody */
    bool plan_touched; /* what could close a circle was written: the plan is tried before the end */
} Change;

typedef struct Outcome {
    bool proposed;
    Proposal proposal;
} Outcome;

Change change_begin(Transaction *tx, const User *user);
/* Fills id and workspace_id. *ret_created is false when all of it was proposed. */
bool change_create(Change *change, const Resource *resource, void *record, bool *ret_created, Error *err);
/* `after` is `before` with the new values; the revision of `before` must be the stored one. */
bool change_update(Change *change, const Resource *resource, const void *before, void *after, Error *err);
/* An item takes its descendants and all their links and assignments along. */
bool change_delete(Change *change, const Resource *resource, const void *record, Error *err);
/* Brings back one deleted row, for who could have deleted it. What went along with an item is brought back
 * one by one, the item itself first. */
bool change_restore(Change *change, const Resource *resource, Id id, void *record, Error *err);
/* Tries the plan when needed and stores the proposal when anything is foreign. */
bool change_finish(Change *change, Str title, Str reason, Outcome *ret, Error *err);

/* The product and project that a row belongs to, inherited from parents. */
bool scope_of(Transaction *tx, const Resource *resource, const void *record, Scope *ret, Error *err);
/* The resource of that name, NULL when there is none. */
const Resource *resource_named(Str name);
/* Every Id of the record points to a row of the same workspace. What `before` (NULL: a new row) already had
 * is not asked again: what it points to may have been deleted since, which must not stand in the way of a
 * change. */
bool references_check(Transaction *tx, const Resource *resource, Id workspace_id, const void *before,
                      const void *record, Error *err);

#endif
