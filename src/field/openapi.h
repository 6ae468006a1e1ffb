/* The contract that others read, printed from the same field tables.
 *
 * Three shapes a resource: Item (as read: every field but secret ones, always there), ItemCreate (what a
 * creation may name) and ItemPatch (merge-patch). A resource without writable fields has the first alone,
 * the records of a list (Criterion) have no Patch. They refer to each other by name, so that the caller
 * prints each resource, those of lists too, exactly once. */
#ifndef TRIVET_OPENAPI_H
#define TRIVET_OPENAPI_H

#include "field/field.h"

/* JSON Schema 2020-12 as OpenAPI 3.1 wants it; with x-custody, x-unit, x-refers-to and descriptions. Appends
 * `"Item": {...}, "ItemCreate": {...}, ...` without braces around and without a comma at the end. */
void openapi_schemas(StrBuf *out, const Resource *resource);

/* What all the types need: Id, Moment, FieldMeta ... Printed once, first. */
void typescript_prelude(StrBuf *out);
/* export interface Item {...}, ItemCreate, ItemPatch and the constant item_fields with each field's kind,
 * custody, unit, limits, choices and doc. */
void typescript_types(StrBuf *out, const Resource *resource);

#endif
