/* UidMap: from the numbers that a file gives its rows to their places here. Keys are any 64-bit number,
 * values 0 and up. Grows in the arena; without memory it forgets the newest (the arena says so: arena->full).
 */
#ifndef TRIVET_UID_MAP_H
#define TRIVET_UID_MAP_H

#include "base/arena.h"

#include <stdint.h>

typedef struct UidMap {
    struct UidSlot {
        int64_t uid;
        int32_t value; /* plus one; 0: empty */
    } * slots;
    uint32_t size, count;
} UidMap;

/* Room for so many without growing. False: no memory. */
bool uid_map_reserve(Arena *arena, UidMap *map, int count);
/* False: the uid is there already, and its value stays. */
bool uid_map_add(Arena *arena, UidMap *map, int64_t uid, int32_t value);
/* -1: not there. */
int32_t uid_map_find(const UidMap *map, int64_t uid);

#endif
