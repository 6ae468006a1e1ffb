/* Open addressing with doubling. See uid_map.h. */
#include "exchange/uid_map.h"

static struct UidSlot *slot_of(const UidMap *map, int64_t uid) {
    uint32_t at = (uint32_t)(((uint64_t)uid * UINT64_C(0x9E3779B97F4A7C15)) >> 32) & (map->size - 1);
    while (map->slots[at].value && map->slots[at].uid != uid) at = (at + 1) & (map->size - 1);
    return map->slots + at;
}

static bool widen(Arena *arena, UidMap *map, uint32_t size) {
    UidMap larger = {.size = size, .slots = arena_array(arena, struct UidSlot, size)};
    if (!larger.slots) return false;
    for (uint32_t i = 0; i < map->size; i++)
        if (map->slots[i].value) *slot_of(&larger, map->slots[i].uid) = map->slots[i];
    larger.count = map->count;
    *map = larger;
    return true;
}

bool uid_map_reserve(Arena *arena, UidMap *map, int count) {
    uint32_t size = 64;
    while (size / 2 <= (uint32_t)count) size *= 2;
    return size <= map->size || widen(arena, map, size);
}

bool uid_map_add(Arena *arena, UidMap *map, int64_t uid, int32_t value) {
    if (map->count * 2 >= map->size && !widen(arena, map, map->size ? map->size * 2 : 64)) return true;
    struct UidSlot *slot = slot_of(map, uid);
    if (slot->value) return false;
    *slot = (struct UidSlot){uid, value + 1};
    map->count++;
    return true;
}

int32_t uid_map_find(const UidMap *map, int64_t uid) {
    return map->size ? slot_of(map, uid)->value - 1 : -1;
}
