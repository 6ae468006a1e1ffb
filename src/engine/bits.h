/* Bits: a set of small numbers (rows or positions), taken out in ascending or descending order, so that work
 * which makes more work further on is done in one sweep. */
#ifndef TRIVET_ENGINE_BITS_H
#define TRIVET_ENGINE_BITS_H

#include "base/arena.h"
#include "engine/trivet.h"

typedef struct Bits {
    uint64_t *words;
    int32_t first, last; /* words outside first..last are 0 */
} Bits;

/* An empty set for the numbers 0..size-1. False: the arena is full. */
static inline bool bits_make(Arena *arena, int32_t size, Bits *ret) {
    *ret = (Bits){arena_array(arena, uint64_t, size / 64 + 1), INT32_MAX, -1};
    return ret->words != NULL;
}

static inline void bits_set(Bits *bits, int32_t number) {
    int32_t word = number / 64;
    bits->words[word] |= (uint64_t)1 << number % 64;
    if (word < bits->first) bits->first = word;
    if (word > bits->last) bits->last = word;
}

/* NO_INDEX: the set is empty. */
static inline int32_t bits_take_first(Bits *bits) {
    while (bits->first <= bits->last && !bits->words[bits->first]) bits->first++;
    if (bits->first > bits->last) return NO_INDEX;
    uint64_t *word = bits->words + bits->first;
    int32_t number = bits->first * 64 + __builtin_ctzll(*word);
    *word &= *word - 1;
    return number;
}

static inline int32_t bits_take_last(Bits *bits) {
    while (bits->last >= bits->first && !bits->words[bits->last]) bits->last--;
    if (bits->last < bits->first) return NO_INDEX;
    uint64_t *word = bits->words + bits->last;
    int bit = 63 - __builtin_clzll(*word);
    *word ^= (uint64_t)1 << bit;
    return bits->last * 64 + bit;
}

static inline bool bits_empty(const Bits *bits) {
    return bits->first > bits->last;
}

static inline void bits_clear(Bits *bits) {
    while (bits_take_first(bits) != NO_INDEX) continue;
    bits->first = INT32_MAX;
    bits->last = -1;
}

#endif
