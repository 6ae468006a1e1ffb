/* Arena: a list of chunks. Small allocations share chunks, each twice the one before up to a limit, so that
 * there are few calls to the allocator; a large one has a chunk of its own, which the allocator zeroes (fresh
 * pages are zero already) and moves without copying. In WebAssembly chunks come from the linear memory
 * through the same malloc name, which src/engine/wasm.c provides, and all of them are shared. */
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
    bool own;    /* of one allocation */
};

enum {
    CHUNK_FIRST = 16 * 1024,
    CHUNK_LARGEST = 4 * 1024 * 1024,
    OWN_FROM = 1024 * 1024,
    ALIGN = 16,
    HEADER = 32
};

_Static_assert(sizeof(ArenaChunk) <= HEADER && HEADER % ALIGN == 0, "content is aligned behind the header");

Arena arena_make(size_t limit) {
    return (Arena){.limit = limit};
}

static char *content_of(ArenaChunk *chunk) {
    return (char *)chunk + HEADER;
}

static void chunk_enter(Arena *arena, ArenaChunk *chunk) {
    arena->at = content_of(chunk);
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
    while (arena->chunk && arena->chunk->own) drop_newest(arena);
    ArenaChunk *keep = arena->chunk;
    arena->at = arena->end = NULL;
    if (keep) {
        arena->chunk = keep->older;
        while (arena->chunk) drop_newest(arena);
        keep->older = NULL;
        arena->chunk = keep;
        arena->used = keep->size;
        chunk_enter(arena, keep);
    }
    arena->full = false;
}

static ArenaChunk *chunk_add(Arena *arena, ArenaChunk *chunk, size_t size, bool own) {
    if (!chunk) return NULL;
    *chunk = (ArenaChunk){arena->chunk, size, own};
    arena->chunk = chunk;
    arena->used += size;
    return chunk;
}

/* Another chunk to be shared, with room for `size` bytes. */
static bool grow(Arena *arena, size_t size) {
    const ArenaChunk *last = arena->chunk;
    while (last && last->own) last = last->older;
    size_t want = last ? 2 * last->size : CHUNK_FIRST;
    size_t room = arena->limit - arena->used;
    if (want > CHUNK_LARGEST) want = CHUNK_LARGEST;
    if (want > room) want = room;
    if (want < size + HEADER) want = size + HEADER;
    if (want > room) return false;
    ArenaChunk *chunk = chunk_add(arena, malloc(want), want, false);
    if (chunk) chunk_enter(arena, chunk);
    return chunk;
}

static bool is_large(size_t size) {
#ifdef __wasm__
    return false;
#else
    return size >= OWN_FROM;
#endif
}

static void *alloc_large(Arena *arena, size_t size) {
    if (size + HEADER > arena->limit - arena->used) return NULL;
#ifdef __wasm__
    return NULL;
#else
    ArenaChunk *chunk = chunk_add(arena, calloc(1, size + HEADER), size + HEADER, true);
    return chunk ? content_of(chunk) : NULL;
#endif
}

static size_t rounded(size_t size) {
    if (size > SIZE_MAX - 4 * (size_t)HEADER) size = SIZE_MAX - 4 * (size_t)HEADER;
    return (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

void *arena_alloc(Arena *arena, size_t size) {
    size = rounded(size ? size : 1);
    bool fits = (size_t)(arena->end - arena->at) >= size;
    if (!fits && is_large(size)) {
        void *own = alloc_large(arena, size);
        if (!own) arena->full = true;
        return own;
    }
    if (!fits && !grow(arena, size)) {
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

static void *extend_own(Arena *arena, void *at, size_t wider) {
    ArenaChunk **link = &arena->chunk;
    while (*link && !((*link)->own && content_of(*link) == at)) link = &(*link)->older;
    ArenaChunk *chunk = *link;
    if (!chunk || wider + HEADER - chunk->size > arena->limit - arena->used) return NULL;
#ifdef __wasm__
    return NULL;
#else
    ArenaChunk *moved = realloc(chunk, wider + HEADER);
    if (!moved) return NULL;
    arena->used += wider + HEADER - moved->size;
    moved->size = wider + HEADER;
    *link = moved;
    return content_of(moved);
#endif
}

void *arena_extend(Arena *arena, void *at, size_t size, size_t wider) {
    size = rounded(size ? size : 1);
    wider = rounded(wider);
    if (!at || wider < size) return NULL;
    if ((char *)at + size == arena->at && (size_t)(arena->end - arena->at) >= wider - size) {
        arena->at += wider - size;
        return at;
    }
    return is_large(size) ? extend_own(arena, at, wider) : NULL;
}

ArenaMark arena_mark(const Arena *arena) {
    return (ArenaMark){arena->chunk, arena->at, arena->end};
}

void arena_release(Arena *arena, ArenaMark mark) {
    while (arena->chunk != mark.chunk) drop_newest(arena);
    arena->at = mark.at;
    arena->end = mark.end;
}
