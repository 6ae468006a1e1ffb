/* Inactive tasks of MSPDI. See mspdi.h.
 *
 * Since 2013 MS Project lets what follows an inactive task follow what that one followed, from finish to
 * start, without a lag, and through whole chains of inactive tasks. Here links of what is inactive are void,
 * so that these become links of their own. Files tell by the number of the build whether they are of that
 * kind; those without one are left as they are. */
#include "base/banned.h"
#include "exchange/mspdi/mspdi.h"

enum { BRIDGES_MAX = 20000, STEPS_MAX = 10000000 };

typedef struct Bridge {
    Mspdi *m;
    UidMap *seen;
    int *first;        /* by item, one more: its links stand in a row */
    int *reached;      /* by item: for which successor, plus one */
    int *open, opened; /* inactive tasks to look behind */
    int made, steps;   /* links, and links looked at: both end at their limit */
} Bridge;

static bool is_inactive(const Mspdi *m, int item) {
    while (item >= 0 && !m->build->items.at[item].inactive) item = m->item_extras.at[item].parent;
    return item >= 0;
}

/* Of the links into `item`: inactive predecessors are opened, active ones linked when they are behind one. */
static void look_behind(Bridge *b, int item, int successor) {
    Mspdi *m = b->m;
    for (int i = b->first[item]; i < b->first[item + 1] && b->steps < STEPS_MAX; i++, b->steps++) {
        RawLink link = m->links.at[i];
        int from = uid_map_find(&m->item_of, link.predecessor_uid);
        if (from < 0 || from == successor || link.type != LINK_FS) continue;
        if (b->reached[from] == successor + 1) continue;
        if (is_inactive(m, from)) {
            b->reached[from] = successor + 1;
            b->open[b->opened++] = from;
        } else if (item != successor && b->made < BRIDGES_MAX) {
            if (uid_map_find(b->seen, (int64_t)from << 32 | successor) >= 0) continue;
            link = (RawLink){link.predecessor_uid, successor, LINK_FS, LAG_WORKING, 0};
            mspdi_link(m, &link, b->seen);
            b->made++;
        }
    }
}

void mspdi_bridge_inactive(Mspdi *m, UidMap *seen) {
    int count = m->build->items.count;
    if (!m->bridges) return;
    Bridge b = {.m = m,
                .seen = seen,
                .first = arena_array(m->arena, int, count + 2),
                .reached = arena_array(m->arena, int, count + 1),
                .open = arena_array(m->arena, int, count + 1)};
    if (!b.first || !b.reached || !b.open) return;
    for (int i = 0; i < m->links.count; i++) b.first[m->links.at[i].successor + 1]++;
    for (int i = 0; i < count; i++) b.first[i + 1] += b.first[i];
    for (int i = 0; i < count && !m->arena->full; i++) {
        if (is_inactive(m, i)) continue;
        int before = b.made;
        look_behind(&b, i, i);
        while (b.opened) look_behind(&b, b.open[--b.opened], i);
        const Item *item = m->build->items.at + i;
        if (b.made > before)
            note_warning(m->build, STR("Task/Active"),
                         fmt(m->arena, "task %.*s, %.*s", STR_ARG(item->external_id), STR_ARG(item->title)),
                         "follows an inactive task; links to what that one follows were added");
    }
}
