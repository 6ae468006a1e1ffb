/* CBOR (RFC 8949) as far as strangers' bytes have to be looked at before a library reads them.
 *
 * Nothing is allocated and nothing believed: a length is at most what is left of the text, items nest at most
 * CBOR_DEPTH_MAX deep, and what CTAP2 forbids (indefinite lengths, tags) is refused. What passed cannot make
 * a reader reserve more than the text is long. */
#ifndef TRIVET_CBOR_H
#define TRIVET_CBOR_H

#include "base/str.h"

enum { CBOR_DEPTH_MAX = 4 };

typedef enum CborType {
    CBOR_UNSIGNED,
    CBOR_NEGATIVE, /* -1 - value */
    CBOR_BYTES,
    CBOR_TEXT,
    CBOR_ARRAY,
    CBOR_MAP,
    CBOR_TAG,
    CBOR_SIMPLE,
} CborType;

typedef struct CborItem {
    CborType type;
    uint64_t value; /* the number, the length, or how many items (pairs in a map) */
    Str content;    /* of bytes and text; of array and map: the items */
    Str whole;
} CborItem;

/* Takes the next item with all that is in it; false when there is none that fits. */
bool cbor_take(Str *rest, CborItem *ret);
/* The value of a pair whose key is that text or number. */
bool cbor_at_text(const CborItem *map, const char *key, CborItem *ret);
bool cbor_at_number(const CborItem *map, uint64_t key, CborItem *ret);

#endif
