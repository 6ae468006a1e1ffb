/* "Did you mean ...?": the known word nearest to one that is not known. */
#ifndef TRIVET_SUGGEST_H
#define TRIVET_SUGGEST_H

#include "base/error.h"
#include "field/field.h"

/* The nearest of the words (which end with NULL) by edits, NULL when none is near: a third of its letters
 * at most may differ. Words longer than 60 bytes are not looked at. */
const char *suggest(Str word, const char *const *words);
/* Adds the hint `Did you mean "title"?`, or else the words themselves as far as there is room; answers
 * false. */
bool suggest_hint(Error *err, Str word, const char *const *words);
/* The same among the fields of a resource. */
bool suggest_field(Error *err, Str word, const Resource *resource);

#endif
