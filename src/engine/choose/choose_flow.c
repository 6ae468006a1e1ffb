/* Maximum flow between customers and groups: Dinic's algorithm, begun from the flow before. See
 * choose_flow.h. */
#include "engine/choose/choose_flow.h"

#include "base/mem.h"

enum { UNSEEN = -1, ABSENT = -2 }; /* levels */

bool choose_flow_make(Arena *arena, const ChooseCore *core, int shift, const uint8_t *customer_state,
                      const uint8_t *group_state, ChooseFlow *ret) {
    int32_t n = core->customer_count, m = core->group_count;
    *ret = (ChooseFlow){
        .core = core,
        .customer_state = customer_state,
        .group_state = group_state,
        .shift = shift,
        .flow = arena_array(arena, int64_t, core->arc_count),
        .excess = arena_array(arena, int64_t, n),
        .spare = arena_array(arena, int64_t, m),
        .level = arena_array(arena, int32_t, n),
        .group_level = arena_array(arena, int32_t, m),
        .next = arena_array(arena, int32_t, n),
        .group_next = arena_array(arena, int32_t, m),
        .queue = arena_array(arena, int32_t, n + m),
        .path = arena_array(arena, int32_t, 2 * (int64_t)n + 2),
        .outside = arena_array(arena, uint8_t, n),
        .group_outside = arena_array(arena, uint8_t, m),
    };
    return !arena->full;
}

/* The flow before, cut down to what fits the price and what is free, then what each customer can place
 * directly. */
static void load(ChooseFlow *flow, int64_t price) {
    const ChooseCore *core = flow->core;
    for (int32_t g = 0; g < core->group_count; g++)
        flow->spare[g] = flow->group_state[g] == CHOOSE_FREE ? price * core->cost[g] : 0;
    for (int32_t k = 0; k < core->customer_count; k++) {
        if (flow->customer_state[k] != CHOOSE_FREE) continue;
        int64_t left = (core->profit[k] << flow->shift) - price * core->own[k];
        if (left < 0) left = 0;
        for (int32_t a = core->first_arc[k]; a < core->first_arc[k + 1]; a++) {
            int64_t *spare = flow->spare + core->arc_group[a], amount = flow->flow[a];
            if (amount > left) amount = left;
            if (amount > *spare) amount = *spare;
            flow->flow[a] = amount;
            left -= amount;
            *spare -= amount;
        }
        flow->excess[k] = left;
    }
    for (int32_t k = 0; k < core->customer_count; k++) {
        if (flow->customer_state[k] != CHOOSE_FREE) continue;
        for (int32_t a = core->first_arc[k]; a < core->first_arc[k + 1] && flow->excess[k]; a++) {
            int64_t *spare = flow->spare + core->arc_group[a];
            int64_t amount = flow->excess[k] < *spare ? flow->excess[k] : *spare;
            flow->flow[a] += amount;
            flow->excess[k] -= amount;
            *spare -= amount;
        }
    }
}

/* Levels of all that what is kept can reach; false: none of it can be placed any more. */
static bool find_levels(ChooseFlow *flow) {
    const ChooseCore *core = flow->core;
    int32_t count = 0, found = INT32_MAX;
    for (int32_t g = 0; g < core->group_count; g++)
        flow->group_level[g] = flow->group_state[g] == CHOOSE_FREE ? UNSEEN : ABSENT;
    for (int32_t k = 0; k < core->customer_count; k++) {
        bool free = flow->customer_state[k] == CHOOSE_FREE;
        flow->level[k] = !free ? ABSENT : flow->excess[k] > 0 ? 0 : UNSEEN;
        if (flow->level[k] == 0) flow->queue[count++] = k;
    }
    for (int32_t at = 0; at < count && flow->level[flow->queue[at]] <= found; at++) {
        int32_t k = flow->queue[at], level = flow->level[k];
        for (int32_t a = core->first_arc[k]; a < core->first_arc[k + 1]; a++) {
            int32_t g = core->arc_group[a];
            if (flow->group_level[g] != UNSEEN) continue;
            flow->group_level[g] = level;
            if (flow->spare[g] > 0) found = level;
            if (found < INT32_MAX) continue;
            for (int32_t u = core->first_use[g]; u < core->first_use[g + 1]; u++) {
                int32_t back = core->use_arc[u], other = core->arc_customer[back];
                if (flow->level[other] != UNSEEN || flow->flow[back] == 0) continue;
                flow->level[other] = level + 1;
                flow->queue[count++] = other;
            }
        }
    }
    return found < INT32_MAX;
}

/* The arc by which the group can be relieved for a customer of the next level; -1: none. */
static int32_t find_relief(ChooseFlow *flow, int32_t g) {
    const ChooseCore *core = flow->core;
    for (; flow->group_next[g] < core->first_use[g + 1]; flow->group_next[g]++) {
        int32_t back = core->use_arc[flow->group_next[g]], other = core->arc_customer[back];
        if (flow->level[other] == flow->group_level[g] + 1 && flow->flow[back] > 0) return back;
    }
    return -1;
}

/* path: arcs there and back in turn; its last arc leads to a group with room. */
static void push_along(ChooseFlow *flow, int32_t source, int32_t length) {
    int64_t *spare = flow->spare + flow->core->arc_group[flow->path[length - 1]];
    int64_t amount = flow->excess[source] < *spare ? flow->excess[source] : *spare;
    for (int32_t i = 1; i < length; i += 2)
        if (flow->flow[flow->path[i]] < amount) amount = flow->flow[flow->path[i]];
    for (int32_t i = 0; i < length; i++) flow->flow[flow->path[i]] += i & 1 ? -amount : amount;
    flow->excess[source] -= amount;
    *spare -= amount;
}

/* One way from the source along rising levels; false: there is none any more. */
static bool place_some(ChooseFlow *flow, int32_t source) {
    const ChooseCore *core = flow->core;
    int32_t length = 0, k = source;
    for (;;) {
        int32_t a = flow->next[k], g = 0, back = -1;
        for (; a < core->first_arc[k + 1]; a++) {
            g = core->arc_group[a];
            if (flow->group_level[g] != flow->level[k]) continue;
            if (flow->spare[g] > 0 || (back = find_relief(flow, g)) >= 0) break;
        }
        flow->next[k] = a;
        if (a == core->first_arc[k + 1]) {
            if (length == 0) return false;
            length -= 2; /* a dead end: back to the customer before */
            flow->group_next[core->arc_group[flow->path[length]]]++;
            k = core->arc_customer[flow->path[length]];
            continue;
        }
        flow->path[length++] = a;
        if (flow->spare[g] > 0) break;
        flow->path[length++] = back;
        k = core->arc_customer[back];
    }
    push_along(flow, source, length);
    return true;
}

static void place_all(ChooseFlow *flow) {
    const ChooseCore *core = flow->core;
    mem_copy(flow->next, core->first_arc, (size_t)core->customer_count * sizeof(int32_t));
    mem_copy(flow->group_next, core->first_use, (size_t)core->group_count * sizeof(int32_t));
    for (int32_t k = 0; k < core->customer_count; k++) {
        if (flow->level[k] != 0) continue;
        while (flow->excess[k] > 0 && place_some(flow, k)) continue;
    }
}

static int64_t kept(const ChooseFlow *flow) {
    int64_t sum = 0;
    for (int32_t k = 0; k < flow->core->customer_count; k++)
        if (flow->customer_state[k] == CHOOSE_FREE) sum += flow->excess[k];
    return sum;
}

int64_t choose_flow_solve(ChooseFlow *flow, int64_t price, int64_t enough, ChooseSum *ret_least) {
    const ChooseCore *core = flow->core;
    ChooseSum sum = {0, 0};
    flow->price = price;
    load(flow, price);
    int64_t worth = kept(flow);
    while (worth > enough && find_levels(flow)) {
        place_all(flow);
        worth = kept(flow);
    }
    if (worth <= enough) return worth;
    for (int32_t k = 0; k < core->customer_count; k++) {
        if (flow->level[k] < 0) continue;
        sum.profit += core->profit[k];
        sum.cost += core->own[k];
    }
    for (int32_t g = 0; g < core->group_count; g++)
        if (flow->group_level[g] >= 0) sum.cost += core->cost[g];
    *ret_least = sum;
    return worth;
}

/* Marks all that leads to a group with room. */
static void mark_outside(ChooseFlow *flow) {
    const ChooseCore *core = flow->core;
    int32_t count = 0;
    for (int32_t k = 0; k < core->customer_count; k++)
        flow->outside[k] = flow->customer_state[k] != CHOOSE_FREE;
    for (int32_t g = 0; g < core->group_count; g++) {
        bool room = flow->group_state[g] == CHOOSE_FREE && flow->spare[g] > 0;
        flow->group_outside[g] = room || flow->group_state[g] != CHOOSE_FREE;
        if (room) flow->queue[count++] = g;
    }
    for (int32_t at = 0; at < count; at++) {
        int32_t g = flow->queue[at];
        for (int32_t u = core->first_use[g]; u < core->first_use[g + 1]; u++) {
            int32_t k = core->arc_customer[core->use_arc[u]];
            if (flow->outside[k]) continue;
            flow->outside[k] = 1;
            for (int32_t a = core->first_arc[k]; a < core->first_arc[k + 1]; a++) {
                int32_t other = core->arc_group[a];
                if (flow->flow[a] == 0 || flow->group_outside[other]) continue;
                flow->group_outside[other] = 1;
                flow->queue[count++] = other;
            }
        }
    }
}

ChooseSum choose_flow_largest(ChooseFlow *flow) {
    const ChooseCore *core = flow->core;
    ChooseSum sum = {0, 0};
    mark_outside(flow);
    for (int32_t k = 0; k < core->customer_count; k++) {
        if (flow->outside[k]) continue;
        /* Who cannot pay even for itself brings less than it costs. */
        if ((core->profit[k] << flow->shift) < flow->price * core->own[k]) flow->outside[k] = 1;
        else sum.profit += core->profit[k], sum.cost += core->own[k];
    }
    for (int32_t g = 0; g < core->group_count; g++) {
        if (flow->group_outside[g]) continue;
        bool used = false;
        for (int32_t u = core->first_use[g]; u < core->first_use[g + 1] && !used; u++)
            used = !flow->outside[core->arc_customer[core->use_arc[u]]];
        if (used) sum.cost += core->cost[g];
        else flow->group_outside[g] = 1;
    }
    return sum;
}
