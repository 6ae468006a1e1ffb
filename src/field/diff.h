/* What changed between two records of one resource, as an event keeps it:
 *     [{"field": "title", "from": "Old", "to": "New"}, ...]
 * Secret fields are left out; revision and updated_at never count as a change. */
#ifndef TRIVET_DIFF_H
#define TRIVET_DIFF_H

#include "field/field.h"

FieldSet record_changed(const Resource *resource, const void *before, const void *after);
/* before NULL: created (from is left out); after NULL: deleted (to is left out). */
Str record_diff(Arena *arena, const Resource *resource, const void *before, const void *after);

#endif
