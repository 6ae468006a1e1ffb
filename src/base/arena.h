/* Arena: memory that is given back all at once.
 *
 * One arena serves one request, one engine run, one import. It is passed first and explicitly;
 * nothing inside is freed one by one. Every arena has a limit: when an allocation would pass it,
 * or the system has no memory, arena_alloc answers NULL and arena->full stays true until reset.
 * Builders (StrBuf, fmt, vec_push) then become no-ops, so that code may build a whole answer and
 * look at arena->full once at the end; code that dereferences an allocation checks it at once.
 *
 *     CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
 *     Row *rows = arena_array(&arena, Row, count);
 *     if (!rows) return error_no_memory(err);
 *
 * Memory is zeroed and aligned to 16 bytes. What is large has its own piece of the system's memory: it grows
 * without a copy (arena_extend), and what of it is never written costs nothing. An arena belongs to one
 * thread at a time.
 */
#ifndef TRIVET_ARENA_H
#define TRIVET_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#define KIB ((size_t)1024)
#define MIB ((size_t)1024 * 1024)

typedef struct ArenaChunk ArenaChunk;

typedef struct Arena {
    char *at, *end;    /* free room of the newest chunk that is shared */
    ArenaChunk *chunk; /* newest first */
    size_t used;       /* bytes held in chunks */
    size_t limit;      /* most bytes that may be held */
    bool full;         /* an allocation failed; sticky until arena_reset */
} Arena;

typedef struct ArenaMark {
    ArenaChunk *chunk;
    char *at, *end;
} ArenaMark;

Arena arena_make(size_t limit);
void arena_done(Arena *arena);
/* Forgets all content; keeps the newest shared chunk for reuse. */
void arena_reset(Arena *arena);
void *arena_alloc(Arena *arena, size_t size);
/* count * size with overflow check. */
void *arena_alloc_array(Arena *arena, size_t count, size_t size);
/* Makes an allocation of `size` bytes `wider` where it lies, or moves it as a whole; what is new is not
 * zeroed. NULL: it can do neither, and nothing has changed. Nothing made before a mark is extended behind it.
 */
void *arena_extend(Arena *arena, void *at, size_t size, size_t wider);
/* Everything allocated after the mark is given back by arena_release. */
ArenaMark arena_mark(const Arena *arena);
void arena_release(Arena *arena, ArenaMark mark);

#define arena_new(arena, T) ((T *)arena_alloc((arena), sizeof(T)))
#define arena_array(arena, T, count) ((T *)arena_alloc_array((arena), (size_t)(count), sizeof(T)))

#endif
