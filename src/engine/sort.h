/* Sorting without libc: heap sort by a 64-bit key, in place, no recursion, n log n always. Put the tie
 * breaker (usually an index) into the low half of the key and the order is total, hence deterministic. */
#ifndef TRIVET_ENGINE_SORT_H
#define TRIVET_ENGINE_SORT_H

#include <stdint.h>

/* Ascending. */
void sort_keys(int64_t *keys, int32_t count);

/* Orders by `major`, then by `minor`, which must not be negative. */
static inline int64_t sort_key(int32_t major, int32_t minor) {
    return (int64_t)((uint64_t)(int64_t)major << 32) | minor;
}
static inline int32_t sort_minor(int64_t key) {
    return (int32_t)(key & 0x7fffffff);
}
static inline int32_t sort_major(int64_t key) {
    return (int32_t)(key >> 32);
}

#endif
