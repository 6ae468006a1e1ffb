/* Growing arrays in an arena. A vector is any struct that starts with VEC(T):
 *
 *     typedef struct { VEC(Link); } Links;
 *     Links links = {0};
 *     *vec_push(arena, &links) = link;     NULL when the arena is full, so assign through a check
 *
 * Content moves when it grows: keep indices, not pointers. */
#ifndef TRIVET_VEC_H
#define TRIVET_VEC_H

#include "base/arena.h"

#define VEC(T)                                                                                               \
    T *at;                                                                                                   \
    int count, capacity

/* A pointer to one more, zeroed element; NULL when the arena is full. */
#define vec_push(arena, vec)                                                                                 \
    ((__typeof__((vec)->at))vec_push_sized((arena), (void **)(void *)&(vec)->at, &(vec)->count,              \
                                           &(vec)->capacity, sizeof *(vec)->at))

void *vec_push_sized(Arena *arena, void **at, int *count, int *capacity, size_t size);

#endif
