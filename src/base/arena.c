/* Arena: a list of chunks, each at least twice the one before, so that the number of calls to the
 * allocator grows with the logarithm of the content. A single large allocation gets a chunk of its
 * own size. In WebAssembly chunks come from the linear memory through the same malloc name, which
 * src/engine/wasm.c provides. */
#include "base/arena.h"

#include <stdint.h>

#include "base/mem.h"

#ifdef __wasm__
void *malloc(size_t size);
void free(void *at);
#else
#include <stdlib.h>
#endif

struct ArenaChunk {
    ArenaChunk *older;
    size_t size; /* of the whole chunk, header included */
};

enum { CHUNK_FIRST = 16 * 1024, ALIGN = 16 };

_Static_assert(sizeof(ArenaChunk) <= ALIGN, "the header is padded to one alignment unit");

Arena arena_make(size_t limit) {
    return (Arena){.limit = limit};
}

static void chunk_enter(Arena *arena, ArenaChunk *chunk) {
    arena->chunk = chunk;
    arena->at = (char *)chunk + ALIGN;
    arena->end = (char *)chunk + chunk->size;
}

static void drop_newest(Arena *arena) {
    ArenaChunk *chunk = arena->chunk;
    arena->chunk = chunk->older;
    arena->used -= chunk->size;
    free(chunk);
}

void arena_done(Arena *arena) {
    while (arena->chunk) drop_newest(arena);
    *arena = arena_make(arena->limit);
}

void arena_reset(Arena *arena) {
    ArenaChunk *keep = arena->chunk;
    if (keep) {
        arena->chunk = keep->older;
        while (arena->chunk) drop_newest(arena);
        keep->older = NULL;
        arena->used = keep->size;
        chunk_enter(arena, keep);
    }
    arena->full = false;
}

static bool grow(Arena *arena, size_t size) {
    size_t want = arena->chunk ? 2 * arena->chunk->size : CHUNK_FIRST;
    size_t room = arena->limit - arena->used;
    if (want > room) want = room;
    if (want < size + ALIGN) want = size + ALIGN;
    if (want > room) return false;
    ArenaChunk *chunk = malloc(want);
    if (!chunk) return false;
    chunk->older = arena->chunk;
    chunk->size = want;
    arena->used += want;
    chunk_enter(arena, chunk);
    return true;
}

void *arena_alloc(Arena *arena, size_t size) {
    if (size == 0) size = 1;
    if (size > SIZE_MAX - 2 * (size_t)ALIGN) size = SIZE_MAX - 2 * (size_t)ALIGN;
    size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
    if ((size_t)(arena->end - arena->at) < size && !grow(arena, size)) {
        arena->full = true;
        return NULL;
    }
    void *at = arena->at;
    arena->at += size;
    mem_zero(at, size);
    return at;
}

void *arena_alloc_array(Arena *arena, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) bytes = SIZE_MAX;
    return arena_alloc(arena, bytes);
}

ArenaMark arena_mark(const Arena *arena) {
    return (ArenaMark){arena->chunk, arena->at};
}

void arena_release(Arena *arena, ArenaMark mark) {
    while (arena->chunk != mark.chunk) drop_newest(arena);
    arena->at = mark.at;
    arena->end = mark.chunk ? (char *)mark.chunk + mark.chunk->size : NULL;
}
