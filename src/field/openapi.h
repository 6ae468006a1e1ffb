/* The contract that others read, printed from the same field tables. */
#ifndef TRIVET_OPENAPI_H
#define TRIVET_OPENAPI_H

#include "field/field.h"

/* Three schemas a resource: Item (as read), ItemCreate, ItemPatch (merge-patch); with x-custody, x-unit and
 * descriptions. Appends `"Item": {...}, "ItemCreate": {...}, ...` without braces around. */
void openapi_schemas(StrBuf *out, const Resource *resource);
/* export interface Item {...}, ItemCreate, ItemPatch and a const with each field's custody, unit, limits and
 * doc. */
void typescript_types(StrBuf *out, const Resource *resource);

#endif
