/* The example workspace: two products, three projects, about 300 items with people, calendars, links, costs
 * and history, for a newcomer to look at. */
#ifndef TRIVET_EXAMPLE_H
#define TRIVET_EXAMPLE_H

#include "change/change.h"

typedef struct ExampleAccount {
    const char *email, *role; /* in words */
} ExampleAccount;

/* Whom a visitor may want to be: both managers first; ends with a null e-mail. They cannot sign in until they
 * get a password. */
extern const ExampleAccount example_accounts[];

/* Fills the founder's workspace, in the caller's transaction. */
bool example_fill(Transaction *tx, const Person *founder, Error *err);

#endif
