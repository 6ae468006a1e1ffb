/* What changed between two records of one resource, as an event keeps it:
 *     [{"field": "title", "from": "Old", "to": "New"}, ...]
 * Lists are replaced whole. Secret fields are left out of it. */
#ifndef TRIVET_DIFF_H
#define TRIVET_DIFF_H

#include "field/field.h"

/* The fields that differ, secret ones too; the five of a Row never count. */
FieldSet record_changed(const Resource *resource, const void *before, const void *after);
/* before NULL: created ("from" is left out); after NULL: deleted ("to" is left out); both name every field
 * but those of a Row. */
Str record_diff(Arena *arena, const Resource *resource, const void *before, const void *after);

#endif
