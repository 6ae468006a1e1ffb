/* The next-release problem: from the rows of the problem to its core, search, and back. See choose.h. */
#include "engine/choose/choose.h"

#include "base/mem.h"
#include "engine/choose/choose_search.h"

enum { IMPROVE_ROUNDS = 1000 };
#define IMPROVE_WORK ((int64_t)20000000) /* customers looked at while filling; some 50 ms */

static int64_t core_bound(const ChooseCore *core, int64_t bound) {
    return bound / core->unit < core->cost_sum ? bound / core->unit : core->cost_sum;
}

/* From the choice of the core: who is content, what that takes, and who is content with that too. */
static bool write_choice(Arena *arena, const ChooseCore *core, const uint8_t *chosen, ChooseAnswer *ret) {
    const ChooseProblem *problem = core->problem;
    ret->requirements = arena_array(arena, uint8_t, problem->requirement_count);
    ret->customers = arena_array(arena, uint8_t, problem->customer_count);
    if (!ret->requirements || !ret->customers) return false;
    for (int32_t k = 0; k < problem->customer_count; k++) {
        if (core->merged[k] >= 0 && !chosen[core->merged[k]]) continue;
        for (int32_t i = core->first_need[k]; i < core->first_need[k + 1]; i++)
            ret->requirements[core->need[i]] = 1;
    }
    for (int32_t r = 0; r < problem->requirement_count; r++)
        if (ret->requirements[r]) ret->cost += problem->costs[r];
    for (int32_t k = 0; k < problem->customer_count; k++) {
        ret->customers[k] = 1;
        for (int32_t i = core->first_need[k]; i < core->first_need[k + 1]; i++)
            ret->customers[k] &= ret->requirements[core->need[i]];
        if (ret->customers[k]) ret->profit += problem->profits[k];
    }
    return true;
}

static bool prepare(Arena *arena, const ChooseProblem *problem, int64_t bound, ChooseCore *core,
                    ChooseFault *fault) {
    if (bound < 0) return choose_fault(fault, CHOOSE_VALUE, "bound", 0);
    return choose_core_make(arena, problem, core, fault);
}

bool choose_best(Arena *arena, const ChooseProblem *problem, int64_t bound, ChooseLimits limits,
                 ChooseAnswer *ret, ChooseFault *fault) {
    ChooseCore core;
    ChooseSearch *search = arena_new(arena, ChooseSearch);
    ChooseAnswer answer = {0};
    if (!search) return choose_fault(fault, CHOOSE_MEMORY, NULL, 0);
    if (!prepare(arena, problem, bound, &core, fault)) return false;
    int64_t limit = core_bound(&core, bound);
    if (!choose_search_make(arena, &core, &limits, limit, 1, search))
        return choose_fault(fault, CHOOSE_MEMORY, NULL, 0);
    choose_fill(search);
    int64_t rounds = IMPROVE_WORK / (search->fill_work + 1);
    if (limit < core.cost_sum)
        choose_improve(search, rounds < IMPROVE_ROUNDS ? (int32_t)rounds : IMPROVE_ROUNDS);
    answer.bound = choose_search_window(search, limit, limit) + core.content_profit;
    answer.steps = search->steps;
    if (!write_choice(arena, &core, search->chosen, &answer))
        return choose_fault(fault, CHOOSE_MEMORY, NULL, 0);
    answer.proven = answer.bound == answer.profit;
    *ret = answer;
    return true;
}

static bool write_points(Arena *arena, const ChooseCore *core, const ChooseSearch *search, ChooseFront *ret) {
    int32_t count = 0;
    for (int64_t i = 0; i < search->known_count; i++)
        if (i == 0 || search->known[i] > search->known[i - 1]) count++;
    ret->points = arena_array(arena, ChoosePoint, count);
    if (!ret->points) return false;
    for (int64_t i = 0; i < search->known_count; i++)
        if (i == 0 || search->known[i] > search->known[i - 1])
            ret->points[ret->point_count++] =
                (ChoosePoint){i * core->unit, search->known[i] + core->content_profit};
    return true;
}

bool choose_front(Arena *arena, const ChooseProblem *problem, int64_t bound, ChooseLimits limits,
                  ChooseFront *ret, ChooseFault *fault) {
    ChooseCore core;
    ChooseSearch *search = arena_new(arena, ChooseSearch);
    ChooseFront front = {0};
    if (!search) return choose_fault(fault, CHOOSE_MEMORY, NULL, 0);
    if (!prepare(arena, problem, bound, &core, fault)) return false;
    int64_t limit = core_bound(&core, bound);
    if (limit >= CHOOSE_FRONT_MAX) return choose_fault(fault, CHOOSE_TOO_LARGE, "front", 0);
    if (!choose_search_make(arena, &core, &limits, 0, limit + 1, search))
        return choose_fault(fault, CHOOSE_MEMORY, NULL, 0);
    choose_fill(search);
    for (int64_t high = limit; high >= 0 && !search->stopped; high -= CHOOSE_WINDOW)
        choose_search_window(search, high >= CHOOSE_WINDOW ? high - CHOOSE_WINDOW + 1 : 0, high);
    front.steps = search->steps;
    front.proven = !search->stopped;
    if (!write_points(arena, &core, search, &front)) return choose_fault(fault, CHOOSE_MEMORY, NULL, 0);
    *ret = front;
    return true;
}
