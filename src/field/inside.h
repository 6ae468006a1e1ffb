/* What the files of this folder share among themselves. */
#ifndef TRIVET_FIELD_INSIDE_H
#define TRIVET_FIELD_INSIDE_H

#include "base/error.h"
#include "field/field.h"

enum { ELEMENT_TEXT_MAX = 200 }; /* code points of a text in a list of strings */

/* Whether others may write any field of it, and whether one that exists can be changed. */
bool resource_is_writable(const Resource *resource);
bool resource_is_patchable(const Resource *resource);

/* The rules of check.c that the decoders apply one by one. All answer false with *err set. */
bool rule_not_null(const Field *field, Error *err);
bool rule_count(const Field *field, size_t count, Error *err);
bool rule_element_text(const Field *field, Str text, Error *err);
bool rule_choice(const Field *field, Str word, Choice *ret, Error *err);

/* Puts where the error is before what it names: "text" becomes "acceptance_criteria[2].text", and no name
 * "labels[2]". Answers false. */
bool error_within(Error *err, const Field *list, size_t index);

/* What a JSON value of the field looks like: "a whole number". */
const char *field_wanted(const Field *field);

/* Foreign text as an error may show it: its beginning, cut between characters, anything odd as "?". */
typedef struct Quote {
    char text[61];
} Quote;
Quote quote(Str text);

/* Shortest decimal form that reads back as the same number. `to` holds 32 bytes. Returns the length. */
int real_write(double n, char *to);

#endif
