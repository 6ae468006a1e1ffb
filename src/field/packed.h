/* Records as bytes, by field table: what two of Trivet's own processes tell each other.
 *
 * A record is its fields in the order of the table, each a number (its place in the table, from 1) and a
 * value, then a 0. A field at its initial value is left out. Numbers have seven bits a byte, the lowest
 * first; signed ones alternate (0, -1, 1, -2 ...). A text is new, with its bytes, or one of the recent ones,
 * which both sides keep in equal slots: a name that comes often is sent and kept once.
 *
 * Reading trusts nothing: every value is checked by its field as if a person had typed it, lengths and counts
 * by what is there to be read. Texts are copied into the arena. */
#ifndef TRIVET_PACKED_H
#define TRIVET_PACKED_H

#include "base/error.h"
#include "field/field.h"

enum { PACKED_TEXTS = 16384, PACKED_TEXT_MAX = 80 /* longer ones are not kept */ };

typedef struct PackedTexts {
    Str slots[PACKED_TEXTS];
} PackedTexts;

typedef struct PackedWriter {
    StrBuf *out;
    PackedTexts *texts; /* views of what was written: it stays as long as the writer */
} PackedWriter;

void packed_number(PackedWriter *w, uint64_t n);
void packed_text(PackedWriter *w, Str text);
/* `initial` is a record of the resource as record_init leaves it. */
void packed_record(PackedWriter *w, const Resource *resource, const void *record, const void *initial);

typedef struct PackedReader {
    Arena *arena;
    PackedTexts *texts;
    Str rest; /* still to be read */
} PackedReader;

/* All answer false when it is not there, or (a record) with *err set when it breaks a rule. */
bool unpack_number(PackedReader *r, uint64_t *ret);
bool unpack_text(PackedReader *r, Str *ret);
/* Onto a record that is as record_init leaves it. */
bool unpack_record(PackedReader *r, const Resource *resource, void *record, Error *err);

#endif
