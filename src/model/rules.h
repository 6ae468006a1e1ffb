/* Rules between the fields of one row, beyond what its table says. Rules between rows stand in src/change. */
#ifndef TRIVET_RULES_H
#define TRIVET_RULES_H

#include "base/error.h"
#include "model/model.h"

/* Also brings the row into its normal form: an e-mail in lower case, a currency in upper case. */
bool rules_check(const Resource *resource, Arena *arena, void *record, Error *err);

#endif
