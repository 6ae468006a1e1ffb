/* Who acts, with all that decides what he may: his roles, and where the workspace moved custody. */
#ifndef TRIVET_USER_H
#define TRIVET_USER_H

#include "model/access.h"
#include "store/store.h"

/* Roles in product lines and programs, widened to what these hold. */
bool memberships_widen(Transaction *tx, Id workspace_id, List *memberships, Error *err);

bool user_load(Transaction *tx, const Person *person, User *ret, Error *err);

#endif
