/* Growing arrays. See vec.h. */
#include "base/vec.h"

#include <limits.h>

#include "base/mem.h"

void *vec_push_sized(Arena *arena, void **at, int *count, int *capacity, size_t size) {
    if (*count == *capacity) {
        if (*capacity > INT_MAX / 2) return NULL;
        int wider = *capacity ? *capacity * 2 : 8;
        size_t used = (size_t)*count * size;
        void *moved = arena_extend(arena, *at, used, (size_t)wider * size);
        if (!moved && (moved = arena_alloc_array(arena, (size_t)wider, size)) && used)
            mem_copy(moved, *at, used);
        if (!moved) return NULL;
        *at = moved;
        *capacity = wider;
    }
    void *element = (char *)*at + (size_t)(*count)++ * size;
    mem_zero(element, size);
    return element;
}
