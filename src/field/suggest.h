/* "Did you mean ...?": the known word nearest (base/near.h) to one that is not known. */
#ifndef TRIVET_SUGGEST_H
#define TRIVET_SUGGEST_H

#include "base/error.h"
#include "field/field.h"

/* Adds the hint `Did you mean "title"?`, or else the words themselves as far as there is room; answers
 * false. */
bool suggest_hint(Error *err, Str word, const char *const *words);
/* The same among the fields of a resource. */
bool suggest_field(Error *err, Str word, const Resource *resource);

#endif
