/* Growing arrays. See vec.h. */
#include "base/vec.h"

#include <limits.h>

#include "base/mem.h"

void *vec_push_sized(Arena *arena, void **at, int *count, int *capacity, size_t size) {
    if (*count == *capacity) {
        if (*capacity > INT_MAX / 2) return NULL;
        int wider = *capacity ? *capacity * 2 : 8;
        void *moved = arena_alloc_array(arena, (size_t)wider, size);
        if (!moved) return NULL;
        if (*count) mem_copy(moved, *at, (size_t)*count * size);
        *at = moved;
        *capacity = wider;
    }
    return (char *)*at + (size_t)(*count)++ * size;
}
