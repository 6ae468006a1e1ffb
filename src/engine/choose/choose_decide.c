/* Decisions and what follows from them: a customer that is in brings its groups in; a group that is out puts
 * its customers out, one that nobody may need any more is out; a customer who lacks nothing is in; what no
 * longer fits the cost is out. See choose_search.h. */
#include "engine/choose/choose_search.h"

bool choose_decide(ChooseSearch *search, int32_t element, ChooseState state) {
    uint8_t *at = (element & 1 ? search->group_state : search->customer_state) + (element >> 1);
    if (*at != CHOOSE_FREE) return *at == state;
    *at = (uint8_t)state;
    search->trail[search->trail_count++] = element;
    return true;
}

static bool draw_customer(ChooseSearch *search, int32_t k) {
    const ChooseCore *core = search->core;
    bool in = search->customer_state[k] == CHOOSE_IN, fits = true;
    if (in) {
        search->profit += core->profit[k];
        search->cost += core->own[k];
    }
    for (int32_t a = core->first_arc[k]; a < core->first_arc[k + 1]; a++) {
        int32_t g = core->arc_group[a];
        bool last = --search->undecided[g] == 0;
        if (in) fits &= choose_decide(search, 2 * g + 1, CHOOSE_IN);
        else if (last && search->group_state[g] == CHOOSE_FREE) choose_decide(search, 2 * g + 1, CHOOSE_OUT);
    }
    return fits;
}

static bool draw_group(ChooseSearch *search, int32_t g) {
    const ChooseCore *core = search->core;
    bool in = search->group_state[g] == CHOOSE_IN, fits = true;
    if (in) search->cost += core->cost[g];
    for (int32_t u = core->first_use[g]; u < core->first_use[g + 1]; u++) {
        int32_t k = core->arc_customer[core->use_arc[u]];
        if (!in) {
            fits &= choose_decide(search, 2 * k, CHOOSE_OUT);
            continue;
        }
        search->missing[k] -= core->cost[g];
        if (search->missing[k] == 0 && search->customer_state[k] == CHOOSE_FREE)
            choose_decide(search, 2 * k, CHOOSE_IN);
    }
    return fits;
}

static void drop_unaffordable(ChooseSearch *search) {
    const ChooseCore *core = search->core;
    int64_t left = search->cost_limit - search->cost;
    for (int32_t k = 0; k < core->customer_count; k++)
        if (search->customer_state[k] == CHOOSE_FREE && search->missing[k] > left)
            choose_decide(search, 2 * k, CHOOSE_OUT);
    for (int32_t g = 0; g < core->group_count; g++)
        if (search->group_state[g] == CHOOSE_FREE && core->cost[g] > left)
            choose_decide(search, 2 * g + 1, CHOOSE_OUT);
}

bool choose_propagate(ChooseSearch *search) {
    bool fits = true;
    do {
        while (search->done_count < search->trail_count) {
            int32_t element = search->trail[search->done_count++];
            fits &= element & 1 ? draw_group(search, element >> 1) : draw_customer(search, element >> 1);
        }
        if (!fits || search->cost > search->cost_limit) return false;
        drop_unaffordable(search);
    } while (search->done_count < search->trail_count);
    return true;
}

static void undraw_customer(ChooseSearch *search, int32_t k) {
    const ChooseCore *core = search->core;
    if (search->customer_state[k] == CHOOSE_IN) {
        search->profit -= core->profit[k];
        search->cost -= core->own[k];
    }
    for (int32_t a = core->first_arc[k]; a < core->first_arc[k + 1]; a++)
        search->undecided[core->arc_group[a]]++;
}

static void undraw_group(ChooseSearch *search, int32_t g) {
    const ChooseCore *core = search->core;
    if (search->group_state[g] != CHOOSE_IN) return;
    search->cost -= core->cost[g];
    for (int32_t u = core->first_use[g]; u < core->first_use[g + 1]; u++)
        search->missing[core->arc_customer[core->use_arc[u]]] += core->cost[g];
}

void choose_undo(ChooseSearch *search, int32_t mark) {
    while (search->trail_count > mark) {
        int32_t element = search->trail[--search->trail_count], row = element >> 1;
        if (search->trail_count < search->done_count) {
            if (element & 1) undraw_group(search, row);
            else undraw_customer(search, row);
        }
        (element & 1 ? search->group_state : search->customer_state)[row] = CHOOSE_FREE;
    }
    if (search->done_count > mark) search->done_count = mark;
}
