/* Branch and bound, depth first. See choose_search.h. */
#include "engine/choose/choose_search.h"

#include "base/mem.h"

enum { REPORT_STEPS = 64 };

static bool make_tables(Arena *arena, ChooseSearch *search) {
    const ChooseCore *core = search->core;
    int32_t n = core->customer_count, m = core->group_count;
    search->customer_state = arena_array(arena, uint8_t, n);
    search->group_state = arena_array(arena, uint8_t, m);
    search->undecided = arena_array(arena, int32_t, m);
    search->missing = arena_array(arena, int64_t, n);
    search->trail = arena_array(arena, int32_t, n + m);
    search->sides = (ChooseSides){arena_array(arena, uint8_t, n), arena_array(arena, uint8_t, m),
                                  arena_array(arena, uint8_t, n), arena_array(arena, uint8_t, m)};
    search->known = arena_array(arena, int64_t, search->known_count);
    search->trial = arena_array(arena, uint8_t, n);
    search->taken = arena_array(arena, uint8_t, m);
    search->current = arena_array(arena, uint8_t, n);
    search->lacking = arena_array(arena, int64_t, n);
    search->taste = arena_array(arena, double, n);
    if (search->known_count == 1) search->chosen = arena_array(arena, uint8_t, n);
    return !arena->full;
}

/* As many bits behind the point as leave every product of the flow and of a window within 63. */
static int find_shift(const ChooseCore *core) {
    int shift = 0;
    while (core->profit_sum >> (56 - shift) == 0 && shift < 56) shift++;
    return shift;
}

bool choose_search_make(Arena *arena, const ChooseCore *core, const ChooseLimits *limits, int64_t known_low,
                        int64_t known_count, ChooseSearch *ret) {
    *ret = (ChooseSearch){.arena = arena,
                          .core = core,
                          .limits = limits,
                          .known_low = known_low,
                          .known_count = known_count,
                          .cost_limit = known_low + known_count - 1,
                          .settle_count = known_count,
                          .random = 0x9e3779b97f4a7c15u};
    if (!make_tables(arena, ret) ||
        !choose_flow_make(arena, core, find_shift(core), ret->customer_state, ret->group_state, &ret->flow))
        return false;
    for (int32_t k = 0; k < core->customer_count; k++) {
        ret->missing[k] = core->own[k];
        for (int32_t a = core->first_arc[k]; a < core->first_arc[k + 1]; a++) {
            ret->missing[k] += core->cost[core->arc_group[a]];
            ret->undecided[core->arc_group[a]]++;
        }
    }
    return true;
}

/* The greatest profit that any open node may still have at the window's upper end. */
static int64_t open_bound(const ChooseSearch *search, int64_t high) {
    int64_t bound = choose_known(search, high);
    for (int32_t i = 0; i < search->frames.count; i++) {
        int64_t open = search->frames.at[i].node.bound >> search->flow.shift;
        if (open > bound) bound = open;
    }
    return bound;
}

bool choose_step(ChooseSearch *search) {
    const ChooseLimits *limits = search->limits;
    if (search->stopped) return false;
    search->steps++;
    if (limits->steps && search->steps > limits->steps) search->stopped = true;
    if (!limits->go_on || search->steps % REPORT_STEPS) return !search->stopped;
    ChooseProgress progress = {search->steps, choose_known(search, search->cost_limit),
                               open_bound(search, search->cost_limit), search->settled, search->settle_count};
    if (!limits->go_on(limits->context, &progress)) search->stopped = true;
    return !search->stopped;
}

static int64_t line_bound(const ChooseSearch *search, int64_t cost) {
    int64_t bound = INT64_MAX, left = cost - search->cost;
    for (int32_t i = 0; i < search->line_count; i++) {
        int64_t at = search->lines[i].at_cost + search->lines[i].price * left;
        if (at < bound) bound = at;
    }
    return bound;
}

/* Whether the node may improve on what is known at this cost. */
static bool open_at(ChooseSearch *search, ChooseNode *node, int64_t cost) {
    int64_t target = choose_target(search, cost);
    if (line_bound(search, cost) < target) return false;
    node->bound = choose_dual(search, cost, target, &node->price);
    return node->bound >= choose_target(search, cost); /* it may have become known just now */
}

/* Takes from the window's ends what the node cannot improve; false: nothing is left. */
static bool narrow_window(ChooseSearch *search, ChooseNode *node) {
    search->line_count = 0;
    if (node->low < search->cost) node->low = search->cost;
    while (node->low <= node->high && !open_at(search, node, node->low)) node->low++;
    while (node->high > node->low && !open_at(search, node, node->high)) node->high--;
    return node->low <= node->high;
}

/* How far the last line lies above what would be of use, at most, within the window. */
static int64_t line_slack(const ChooseSearch *search, const ChooseNode *node) {
    int64_t slack = -1;
    for (int64_t cost = node->low; cost <= node->high; cost++) {
        int64_t over = search->last_line.at_cost + search->last_line.price * (cost - search->cost) -
                       choose_target(search, cost);
        if (over > slack) slack = over;
    }
    return slack;
}

static bool between(const uint8_t *dear, const uint8_t *cheap, const uint8_t *state, int32_t row) {
    return dear[row] && !cheap[row] && state[row] == CHOOSE_FREE;
}

/* Of what the two best closures differ in, the group with the most profit and cost at stake; else a customer;
 * -1: all is decided. */
static int32_t find_branch(const ChooseSearch *search) {
    const ChooseCore *core = search->core;
    const ChooseSides *sides = &search->sides;
    int32_t best = -1;
    double best_stake = 0;
    for (int32_t g = 0; g < core->group_count; g++) {
        if (!between(sides->dear_group, sides->cheap_group, search->group_state, g)) continue;
        int64_t profit = 0;
        for (int32_t u = core->first_use[g]; u < core->first_use[g + 1]; u++) {
            int32_t k = core->arc_customer[core->use_arc[u]];
            if (between(sides->dear, sides->cheap, search->customer_state, k)) profit += core->profit[k];
        }
        double stake = (double)profit * (double)core->cost[g];
        if (stake <= best_stake) continue;
        best = 2 * g + 1;
        best_stake = stake;
    }
    if (best >= 0) return best;
    bool best_between = false;
    for (int32_t k = 0; k < core->customer_count; k++) {
        if (search->customer_state[k] != CHOOSE_FREE) continue;
        bool here = between(sides->dear, sides->cheap, search->customer_state, k);
        if (best >= 0 && here <= best_between &&
            (here < best_between || core->profit[k] <= core->profit[best >> 1]))
            continue;
        best = 2 * k;
        best_between = here;
    }
    return best;
}

/* The decision to branch on; -1: the node is settled. */
static int32_t look_at(ChooseSearch *search, ChooseNode *node) {
    if (!narrow_window(search, node) || search->stopped) return -1;
    if (search->line_count && !choose_fix(search, line_slack(search, node))) return -1;
    if (search->chosen && search->fill_work <= search->flow_work) {
        for (int32_t k = 0; k < search->core->customer_count; k++)
            search->trial[k] = search->customer_state[k] == CHOOSE_IN ||
                               (search->customer_state[k] == CHOOSE_FREE && search->sides.cheap[k]);
        choose_fill(search);
    }
    return find_branch(search);
}

/* Undoes up to the last frame and takes its branch; false: there is none left. */
static bool next_branch(ChooseSearch *search, ChooseNode *node) {
    while (search->frames.count) {
        ChooseFrame frame = search->frames.at[--search->frames.count];
        choose_undo(search, frame.mark);
        *node = frame.node;
        if (choose_decide(search, frame.element, frame.state) && choose_propagate(search)) return true;
    }
    return false;
}

int64_t choose_search_window(ChooseSearch *search, int64_t low, int64_t high) {
    ChooseNode node = {low, high, 0, search->core->profit_sum << search->flow.shift};
    search->cost_limit = high;
    bool open = choose_propagate(search);
    int64_t bound = node.bound >> search->flow.shift;
    while (open) {
        int64_t inherited = node.bound;
        int32_t element = look_at(search, &node);
        if (search->stopped) {
            bound = open_bound(search, high);
            if (inherited >> search->flow.shift > bound) bound = inherited >> search->flow.shift;
            break;
        }
        ChooseFrame *frame = element < 0 ? NULL : vec_push(search->arena, &search->frames);
        if (element >= 0 && !frame) {
            search->stopped = true;
            continue;
        }
        if (frame) {
            *frame = (ChooseFrame){node, search->trail_count, element, CHOOSE_OUT};
            choose_decide(search, element, CHOOSE_IN);
            if (choose_propagate(search)) continue;
        }
        open = next_branch(search, &node);
    }
    if (!search->stopped) {
        bound = choose_known(search, high);
        search->settled += high - low + 1;
    }
    search->frames.count = 0;
    choose_undo(search, 0);
    return bound;
}
