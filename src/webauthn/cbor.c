/* See cbor.h. */
#include "webauthn/cbor.h"

#include "base/banned.h"

enum { IN_FIRST_BYTE = 24, EIGHT_BYTES = 27 }; /* what the low five bits of an item's first byte say */

/* Type and number of an item's head. */
static bool take_head(Str *rest, CborItem *ret) {
    if (!rest->len) return false;
    unsigned char first = (unsigned char)rest->at[0], low = first & 31;
    size_t more = low < IN_FIRST_BYTE ? 0 : (size_t)1 << (low - IN_FIRST_BYTE);
    if (low > EIGHT_BYTES || more >= rest->len) return false;
    ret->type = (CborType)(first >> 5);
    ret->value = more ? 0 : low;
    for (size_t i = 1; i <= more; i++) ret->value = ret->value << 8 | (unsigned char)rest->at[i];
    *rest = str_from(*rest, more + 1);
    return true;
}

static bool take(Str *rest, int depth, CborItem *ret) {
    CborItem item, inner;
    Str begin = *rest;
    if (depth > CBOR_DEPTH_MAX || !take_head(rest, &item) || item.type == CBOR_TAG) return false;
    bool string = item.type == CBOR_BYTES || item.type == CBOR_TEXT,
         list = item.type == CBOR_ARRAY || item.type == CBOR_MAP;
    if ((string || list) && item.value > rest->len) return false; /* an item has at least one byte */
    Str content = *rest;
    if (string) *rest = str_from(*rest, (size_t)item.value);
    for (uint64_t i = 0; list && i < item.value * (item.type == CBOR_MAP ? 2 : 1); i++)
        if (!take(rest, depth + 1, &inner)) return false;
    item.content = str_slice(content, 0, content.len - rest->len);
    item.whole = str_slice(begin, 0, begin.len - rest->len);
    *ret = item;
    return true;
}

bool cbor_take(Str *rest, CborItem *ret) {
    return take(rest, 1, ret);
}

/* The pairs passed cbor_take before, so that all of them are there. */
static bool find(const CborItem *map, CborType type, Str text, uint64_t number, CborItem *ret) {
    Str rest = map->content;
    CborItem key, value;
    if (map->type != CBOR_MAP) return false;
    for (uint64_t i = 0; i < map->value && cbor_take(&rest, &key) && cbor_take(&rest, &value); i++) {
        if (key.type != type) continue;
        if (type == CBOR_TEXT ? !str_equal(key.content, text) : key.value != number) continue;
        *ret = value;
        return true;
    }
    return false;
}

bool cbor_at_text(const CborItem *map, const char *key, CborItem *ret) {
    return find(map, CBOR_TEXT, str_of(key), 0, ret);
}

bool cbor_at_number(const CborItem *map, uint64_t key, CborItem *ret) {
    return find(map, CBOR_UNSIGNED, STR_NULL, key, ret);
}
