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
/* The same without fields that stand aside. */
void json_write_main(StrBuf *out, const Resource *resource, const void *record);
/* Any JSON value, compact, real numbers in their shortest form. */
void json_write_tree(StrBuf *out, const json_t *value);

/* ---- in ---- */
enum { JSON_DEPTH_MAX = 16 };
/* One JSON value, all of the text. ERROR_MALFORMED says line and column. Free with json_decref, or hold it
 * in `CLEANUP(json_done) json_t *value`. */
bool json_read_text(Str text, json_t **ret, Error *err);
static inline void json_done(json_t **value) {
    json_decref(*value);
}

typedef enum DecodeMode {
    DECODE_CREATE, /* required fields must be there; the record starts as record_init leaves it */
    DECODE_PATCH,  /* RFC 7396: absent keeps, null clears; create_only fields may not change */
    DECODE_RECORD, /* as CREATE, but fields of CUSTODY_SYSTEM too: reading back what json_write wrote */
} DecodeMode;

/* Decodes the object onto the record. *ret_given tells which fields the text named. On failure the record
 * is untouched. Texts and lists are copied into the arena. ret_given may be NULL. */
bool json_decode(Arena *arena, const Resource *resource, const json_t *object, DecodeMode mode, void *record,
                 FieldSet *ret_given, Error *err);
/* One value by its field, with the same checks. */
bool json_decode_value(Arena *arena, const Field *field, const json_t *value, void *record, Error *err);
/* Checks a record that came from elsewhere (a file, a command line) by the same rules; fields of
 * CUSTODY_SYSTEM are not looked at. */
bool record_check(const Resource *resource, const void *record, Error *err);
/* The same for one field, whatever its custody. */
bool field_check(const Field *field, const void *record, Error *err);
/* "minutes=90" of a command line or CSV cell: text to value, by the field's kind, checked. "" is null, of a
 * text that is not nullable the empty one. Booleans: true, false, yes, no, 1, 0. Lists: a JSON array, or
 * texts separated by commas. */
bool field_parse(Arena *arena, const Field *field, Str text, void *record, Error *err);

#endif
