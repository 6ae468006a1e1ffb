/* Whether a document fits a schema: which elements there are, in which order, how often, and what their
 * values may be.
 *
 * A schema is a text of lines, an element each, indented below the element that it stands in:
 *
 *     Task *                  any number of them; *5: at most five
 *       UID int !             required
 *       Type 0-2              a number of that range; 1-5|7: or of several
 *       Name text512          at most so many characters
 *       WorkingTimes @hours   as the line "@hours" at the margin has it
 *
 * Values: int, float, decimal, bool, moment, time, duration, text, one of the words between quotes ('a|b c'),
 * +float (not less than 0), any (whatever it holds). `later`: a later edition of the schema has it. An
 * element without a word is empty or holds others; `all` after it: in any order. */
#ifndef TRIVET_TEST_XML_SCHEMA_H
#define TRIVET_TEST_XML_SCHEMA_H

#include "base/arena.h"
#include "base/str.h"

/* Fails the test at the first thing that does not fit, by the first edition of the schema or by `later` ones;
 * `what` names the document. */
void check_schema(Arena *arena, Str schema, bool later, Str document, const char *what);

#endif
