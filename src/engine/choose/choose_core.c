/* Reduces a next-release problem to its core. See choose_core.h. Linear in all that customers need, but for
 * the sorting. */
#include "engine/choose/choose_core.h"

#include "base/mem.h"
#include "engine/sort.h"

typedef struct Lists { /* of each row a run, ascending, in `list` */
    int32_t *first, *list;
    int32_t count;
} Lists;

/* ---- Checks ---- */

static bool check_values(const int64_t *values, int32_t count, const char *table, ChooseFault *fault) {
    int64_t sum = 0;
    for (int32_t i = 0; i < count; i++) {
        if (values[i] < 0 || values[i] > CHOOSE_SUM_MAX) return choose_fault(fault, CHOOSE_VALUE, table, i);
        sum += values[i];
        if (sum > CHOOSE_SUM_MAX) return choose_fault(fault, CHOOSE_VALUE, table, i);
    }
    return true;
}

static bool check(const ChooseProblem *problem, ChooseFault *fault) {
    int32_t requirements = problem->requirement_count, customers = problem->customer_count;
    if (requirements < 0 || requirements > CHOOSE_REQUIREMENTS_MAX)
        return choose_fault(fault, CHOOSE_TOO_LARGE, "costs", requirements);
    if (customers < 0 || customers > CHOOSE_CUSTOMERS_MAX)
        return choose_fault(fault, CHOOSE_TOO_LARGE, "profits", customers);
    if (problem->precedence_count < 0 || problem->precedence_count > CHOOSE_ROWS_MAX)
        return choose_fault(fault, CHOOSE_TOO_LARGE, "precedences", problem->precedence_count);
    if (problem->request_count < 0 || problem->request_count > CHOOSE_ROWS_MAX)
        return choose_fault(fault, CHOOSE_TOO_LARGE, "requests", problem->request_count);
    for (int32_t i = 0; i < problem->precedence_count; i++) {
        ChoosePrecedence row = problem->precedences[i];
        if ((uint32_t)row.before >= (uint32_t)requirements || (uint32_t)row.after >= (uint32_t)requirements)
            return choose_fault(fault, CHOOSE_INDEX, "precedences", i);
    }
    for (int32_t i = 0; i < problem->request_count; i++) {
        ChooseRequest row = problem->requests[i];
        if ((uint32_t)row.customer >= (uint32_t)customers ||
            (uint32_t)row.requirement >= (uint32_t)requirements)
            return choose_fault(fault, CHOOSE_INDEX, "requests", i);
    }
    return check_values(problem->costs, requirements, "costs", fault) &&
           check_values(problem->profits, customers, "profits", fault);
}

/* ---- Lists ---- */

/* Runs by row from pairs; the pair's parts lie `stride` ints apart from each other's beginning. */
static bool lists_make(Arena *arena, int32_t rows, const int32_t *row, const int32_t *value, int32_t stride,
                       int32_t pairs, Lists *ret) {
    int32_t *first = arena_array(arena, int32_t, rows + 2), *list = arena_array(arena, int32_t, pairs);
    if (!first || !list) return false;
    for (int32_t i = 0; i < pairs; i++) first[row[(int64_t)i * stride] + 2]++;
    for (int32_t i = 2; i < rows + 2; i++) first[i] += first[i - 1];
    for (int32_t i = 0; i < pairs; i++)
        list[first[row[(int64_t)i * stride] + 1]++] = value[(int64_t)i * stride];
    *ret = (Lists){first, list, rows};
    return true;
}

static bool lists_equal(const Lists *lists, int32_t a, int32_t b) {
    int32_t length = lists->first[a + 1] - lists->first[a];
    return length == lists->first[b + 1] - lists->first[b] &&
           mem_equal(lists->list + lists->first[a], lists->list + lists->first[b],
                     (size_t)length * sizeof(int32_t));
}

static int32_t lists_hash(const Lists *lists, int32_t row) {
    uint64_t hash = 0x9e3779b97f4a7c15u;
    for (int32_t i = lists->first[row]; i < lists->first[row + 1]; i++) {
        hash = (hash ^ (uint32_t)lists->list[i]) * 0xff51afd7ed558ccdu;
        hash ^= hash >> 29;
    }
    return (int32_t)(hash >> 33);
}

/* same[row]: the smallest row with an equal list. */
static bool lists_classes(Arena *arena, const Lists *lists, int32_t *same) {
    int64_t *keys = arena_array(arena, int64_t, lists->count);
    if (!keys) return false;
    for (int32_t i = 0; i < lists->count; i++) keys[i] = sort_key(lists_hash(lists, i), i);
    sort_keys(keys, lists->count);
    for (int32_t at = 0, begin = 0; at < lists->count; at++) {
        int32_t row = sort_minor(keys[at]);
        if (sort_major(keys[at]) != sort_major(keys[begin])) begin = at;
        same[row] = row;
        for (int32_t k = begin; k < at && same[row] == row; k++)
            if (lists_equal(lists, sort_minor(keys[k]), row)) same[row] = same[sort_minor(keys[k])];
    }
    return true;
}

/* ---- What each customer needs ---- */

typedef struct Walk {
    const Lists *before;
    int32_t *seen, *found; /* by requirement: the stamp; those found */
    int32_t count, stamp;
} Walk;

static void walk_visit(Walk *walk, int32_t requirement) {
    if (walk->seen[requirement] == walk->stamp) return;
    walk->seen[requirement] = walk->stamp;
    walk->found[walk->count++] = requirement;
}

static void walk_from(Walk *walk, const Lists *wants, int32_t customer) {
    walk->count = 0;
    walk->stamp = customer + 1;
    for (int32_t i = wants->first[customer]; i < wants->first[customer + 1]; i++)
        walk_visit(walk, wants->list[i]);
    for (int32_t at = 0; at < walk->count; at++) {
        int32_t requirement = walk->found[at];
        for (int32_t i = walk->before->first[requirement]; i < walk->before->first[requirement + 1]; i++)
            walk_visit(walk, walk->before->list[i]);
    }
}

static bool find_needs(Arena *arena, const ChooseProblem *problem, Lists *ret, ChooseFault *fault) {
    Lists before, wants;
    int32_t n = problem->requirement_count, customers = problem->customer_count;
    const ChoosePrecedence *order = problem->precedences;
    const ChooseRequest *requests = problem->requests;
    Walk walk = {&before, arena_array(arena, int32_t, n), arena_array(arena, int32_t, n), 0, 0};
    int32_t *first = arena_array(arena, int32_t, customers + 1);
    if (!walk.seen || !walk.found || !first ||
        !lists_make(arena, n, order ? &order->after : NULL, order ? &order->before : NULL, 2,
                    problem->precedence_count, &before) ||
        !lists_make(arena, customers, requests ? &requests->customer : NULL,
                    requests ? &requests->requirement : NULL, 2, problem->request_count, &wants))
        return choose_fault(fault, CHOOSE_MEMORY, NULL, 0);
    int64_t total = 0;
    for (int32_t k = 0; k < customers; k++) {
        walk_from(&walk, &wants, k);
        if ((total += walk.count) > CHOOSE_WANTS_MAX)
            return choose_fault(fault, CHOOSE_TOO_LARGE, "requests", k);
        first[k + 1] = (int32_t)total;
    }
    int32_t *list = arena_array(arena, int32_t, total), *pairs = arena_array(arena, int32_t, total);
    if (!list || !pairs) return choose_fault(fault, CHOOSE_MEMORY, NULL, 0);
    mem_zero(walk.seen, (size_t)n * sizeof *walk.seen);
    for (int32_t k = 0; k < customers; k++) {
        walk_from(&walk, &wants, k);
        for (int32_t i = 0; i < walk.count; i++) {
            list[first[k] + i] = walk.found[i];
            pairs[first[k] + i] = k;
        }
    }
    /* Turned over twice, every run is sorted. */
    Lists users, sorted;
    if (!lists_make(arena, n, list, pairs, 1, (int32_t)total, &users))
        return choose_fault(fault, CHOOSE_MEMORY, NULL, 0);
    for (int32_t r = 0; r < n; r++)
        for (int32_t i = users.first[r]; i < users.first[r + 1]; i++) pairs[i] = r;
    if (!lists_make(arena, customers, users.list, pairs, 1, (int32_t)total, &sorted))
        return choose_fault(fault, CHOOSE_MEMORY, NULL, 0);
    *ret = sorted;
    return true;
}

/* ---- Merging ---- */

static int64_t common_divisor(const ChooseProblem *problem) {
    int64_t divisor = 0;
    for (int32_t i = 0; i < problem->requirement_count; i++)
        for (int64_t rest = problem->costs[i]; rest;) {
            int64_t next = divisor % rest;
            divisor = rest;
            rest = next;
        }
    return divisor ? divisor : 1;
}

static bool costs_nothing(const ChooseProblem *problem, const Lists *needs, int32_t customer) {
    for (int32_t i = needs->first[customer]; i < needs->first[customer + 1]; i++)
        if (problem->costs[needs->list[i]]) return false;
    return true;
}

/* Customers of the core: who need the same are one. */
static bool merge_customers(Arena *arena, const Lists *needs, ChooseCore *core) {
    const ChooseProblem *problem = core->problem;
    int32_t count = problem->customer_count;
    int32_t *same = arena_array(arena, int32_t, count);
    core->merged = arena_array(arena, int32_t, count);
    core->profit = arena_array(arena, int64_t, count);
    core->own = arena_array(arena, int64_t, count);
    if (arena->full || !lists_classes(arena, needs, same)) return false;
    for (int32_t k = 0; k < count; k++) {
        core->merged[k] = -1;
        if (costs_nothing(problem, needs, k)) {
            core->content_profit += problem->profits[k];
            continue;
        }
        core->merged[k] = same[k] == k ? core->customer_count++ : core->merged[same[k]];
        core->profit[core->merged[k]] += problem->profits[k];
        core->profit_sum += problem->profits[k];
    }
    return true;
}

/* users: by requirement the merged customers, each once. */
static bool list_users(Arena *arena, const Lists *needs, const ChooseCore *core, Lists *ret) {
    int32_t total = needs->first[needs->count], pairs = 0, known = 0;
    int32_t *requirement = arena_array(arena, int32_t, total), *user = arena_array(arena, int32_t, total);
    if (!requirement || !user) return false;
    for (int32_t k = 0; k < needs->count; k++) {
        if (core->merged[k] < known) continue; /* -1, or merged with an earlier one */
        known = core->merged[k] + 1;
        for (int32_t i = needs->first[k]; i < needs->first[k + 1]; i++) {
            if (!core->problem->costs[needs->list[i]]) continue;
            requirement[pairs] = needs->list[i];
            user[pairs++] = core->merged[k];
        }
    }
    return lists_make(arena, core->problem->requirement_count, requirement, user, 1, pairs, ret);
}

static bool add_arcs(Arena *arena, const Lists *users, const int32_t *first_of_group, ChooseCore *core) {
    int32_t arcs = 0, at = 0;
    for (int32_t g = 0; g < core->group_count; g++) {
        int32_t r = first_of_group[g];
        arcs += users->first[r + 1] - users->first[r];
    }
    int32_t *group = arena_array(arena, int32_t, arcs), *customer = arena_array(arena, int32_t, arcs);
    Lists by_customer, by_group;
    if (!group || !customer) return false;
    for (int32_t g = 0; g < core->group_count; g++) {
        int32_t r = first_of_group[g];
        for (int32_t i = users->first[r]; i < users->first[r + 1]; i++) {
            group[at] = g;
            customer[at++] = users->list[i];
        }
    }
    if (!lists_make(arena, core->customer_count, customer, group, 1, arcs, &by_customer)) return false;
    for (int32_t k = 0; k < core->customer_count; k++)
        for (int32_t i = by_customer.first[k]; i < by_customer.first[k + 1]; i++) customer[i] = k;
    for (int32_t i = 0; i < arcs; i++) group[i] = i;
    if (!lists_make(arena, core->group_count, by_customer.list, group, 1, arcs, &by_group)) return false;
    core->arc_count = arcs;
    core->first_arc = by_customer.first;
    core->arc_group = by_customer.list;
    core->arc_customer = customer;
    core->first_use = by_group.first;
    core->use_arc = by_group.list;
    return true;
}

/* Groups of the core: requirements that the same customers need. */
static bool merge_requirements(Arena *arena, const Lists *users, ChooseCore *core) {
    const ChooseProblem *problem = core->problem;
    int32_t n = problem->requirement_count;
    int32_t *same = arena_array(arena, int32_t, n), *group = arena_array(arena, int32_t, n),
            *first_of_group = arena_array(arena, int32_t, n);
    core->cost = arena_array(arena, int64_t, n);
    if (arena->full || !lists_classes(arena, users, same)) return false;
    for (int32_t r = 0; r < n; r++) {
        int32_t users_count = users->first[r + 1] - users->first[r];
        int64_t cost = problem->costs[r] / core->unit;
        if (users_count == 0) continue;
        core->cost_sum += cost;
        if (users_count == 1) {
            core->own[users->list[users->first[r]]] += cost;
            continue;
        }
        if (same[r] == r) {
            first_of_group[core->group_count] = r;
            group[r] = core->group_count++;
        }
        core->cost[group[same[r]]] += cost;
    }
    return add_arcs(arena, users, first_of_group, core);
}

bool choose_core_make(Arena *arena, const ChooseProblem *problem, ChooseCore *ret, ChooseFault *fault) {
    ChooseCore core = {.problem = problem};
    Lists needs, users;
    if (!check(problem, fault)) return false;
    core.unit = common_divisor(problem);
    if (!find_needs(arena, problem, &needs, fault)) return false;
    if (!merge_customers(arena, &needs, &core) || !list_users(arena, &needs, &core, &users) ||
        !merge_requirements(arena, &users, &core))
        return choose_fault(fault, CHOOSE_MEMORY, NULL, 0);
    core.first_need = needs.first;
    core.need = needs.list;
    *fault = (ChooseFault){CHOOSE_OK, NULL, 0};
    *ret = core;
    return true;
}
