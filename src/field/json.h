/* JSON in and out by field table.
 *
 * Out is streamed straight from the record into a StrBuf. In goes through jansson (duplicate keys refused,
 * depth at most 16, at most one value) and is checked field by field by allow-list: unknown, missing,
 * read-only, wrongly typed, too long, out of range, each names the field and the rule. */
#ifndef TRIVET_JSON_H
#define TRIVET_JSON_H

#include <jansson.h>

#include "base/error.h"
#include "field/field.h"

/* ---- out ---- */
void json_write_text(StrBuf *out, Str text); /* quoted and escaped; null when text.at is NULL */
void json_write_value(StrBuf *out, const Field *field, const void *record);
/* All fields but secret ones, in table order, as one object. */
void json_write(StrBuf *out, const Resource *resource, const void *record);

/* ---- in ---- */
/* One JSON value, all of the text. ERROR_MALFORMED says line and column. Free with json_decref. */
bool json_read_text(Str text, json_t **ret, Error *err);

typedef enum DecodeMode {
    DECODE_CREATE, /* required fields must be there; the record starts as record_init leaves it */
    DECODE_PATCH,  /* RFC 7396: absent keeps, null clears; create_only fields may not change */
    DECODE_RECORD, /* every stored field may be there: reading back what json_write wrote */
} DecodeMode;

/* Decodes the object onto the record. *ret_given tells which fields the text named. On failure the record
 * is untouched. Texts and lists are copied into the arena. */
bool json_decode(Arena *arena, const Resource *resource, const json_t *object, DecodeMode mode, void *record,
                 FieldSet *ret_given, Error *err);
/* One value by its field, with the same checks. */
bool json_decode_value(Arena *arena, const Field *field, const json_t *value, void *record, Error *err);
/* Checks a record that came from elsewhere (a file, a command line) by the same rules. */
bool record_check(const Resource *resource, const void *record, Error *err);
/* "minutes=90" of a command line or CSV cell: text to value, by the field's kind; "" is null. */
bool field_parse(Arena *arena, const Field *field, Str text, void *record, Error *err);

#endif
