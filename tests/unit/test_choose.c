/* Choosing scope: small problems are compared with the enumeration of every choice, published ones with the
 * published figures. */
#include <stdio.h>

#include "base/cleanup.h"
#include "base/mem.h"
#include "engine/choose/choose.h"
#include "exchange/nrp.h"
#include "random_plan.h"
#include "test.h"

#include "base/banned.h"

enum { REQUIREMENTS = 12, CUSTOMERS = 9, PAIRS = 40 };

typedef struct Case {
    int64_t costs[REQUIREMENTS], profits[CUSTOMERS];
    ChoosePrecedence precedences[PAIRS];
    ChooseRequest requests[PAIRS];
    ChooseProblem problem;
} Case;

static void make_case(Case *it, Random *random) {
    int32_t requirements = random_in(random, 0, REQUIREMENTS), customers = random_in(random, 0, CUSTOMERS);
    int32_t unit = random_in(random, 1, 3);
    bool dear = random_chance(random, 30);
    it->problem =
        (ChooseProblem){it->costs, it->profits, it->precedences, it->requests, requirements, customers, 0, 0};
    for (int32_t r = 0; r < requirements; r++) it->costs[r] = unit * random_in(random, 0, dear ? 4000 : 9);
    for (int32_t k = 0; k < customers; k++) it->profits[k] = random_in(random, 0, dear ? 100000 : 12);
    if (requirements == 0) return;
    it->problem.precedence_count = random_in(random, 0, 14);
    for (int32_t i = 0; i < it->problem.precedence_count; i++)
        it->precedences[i] = (ChoosePrecedence){random_in(random, 0, requirements - 1),
                                                random_in(random, 0, requirements - 1)};
    it->problem.request_count = customers ? random_in(random, 0, 30) : 0;
    for (int32_t i = 0; i < it->problem.request_count; i++)
        it->requests[i] =
            (ChooseRequest){random_in(random, 0, customers - 1), random_in(random, 0, requirements - 1)};
}

static int64_t cost_of(const ChooseProblem *problem, uint32_t chosen) {
    int64_t cost = 0;
    for (int32_t r = 0; r < problem->requirement_count; r++)
        if (chosen >> r & 1) cost += problem->costs[r];
    return cost;
}

static int64_t profit_of(const ChooseProblem *problem, uint32_t chosen) {
    uint32_t disappointed = 0;
    int64_t profit = 0;
    for (int32_t i = 0; i < problem->request_count; i++)
        if (!(chosen >> problem->requests[i].requirement & 1))
            disappointed |= 1u << problem->requests[i].customer;
    for (int32_t k = 0; k < problem->customer_count; k++)
        if (!(disappointed >> k & 1)) profit += problem->profits[k];
    return profit;
}

static bool is_allowed(const ChooseProblem *problem, uint32_t chosen) {
    for (int32_t i = 0; i < problem->precedence_count; i++)
        if (chosen >> problem->precedences[i].after & 1 && !(chosen >> problem->precedences[i].before & 1))
            return false;
    return true;
}

static int64_t enumerate(const ChooseProblem *problem, int64_t bound) {
    int64_t best = 0;
    for (uint32_t chosen = 0; chosen < 1u << problem->requirement_count; chosen++) {
        if (cost_of(problem, chosen) > bound || !is_allowed(problem, chosen)) continue;
        int64_t profit = profit_of(problem, chosen);
        if (profit > best) best = profit;
    }
    return best;
}

static uint32_t bits_of(const uint8_t *chosen, int32_t count) {
    uint32_t bits = 0;
    for (int32_t i = 0; i < count; i++) bits |= (uint32_t)chosen[i] << i;
    return bits;
}

/* The choice itself is checked, not only what is said of it. */
static void check_answer(const ChooseProblem *problem, int64_t bound, const ChooseAnswer *answer) {
    uint32_t chosen = bits_of(answer->requirements, problem->requirement_count);
    CHECK(is_allowed(problem, chosen));
    CHECK_INT(cost_of(problem, chosen), answer->cost);
    CHECK_INT(profit_of(problem, chosen), answer->profit);
    CHECK(answer->cost <= bound);
    CHECK(answer->bound >= answer->profit);
    CHECK_INT(answer->proven, answer->bound == answer->profit);
}

TEST(small_problems_are_solved_as_enumeration_solves_them) {
    Random random = {1};
    for (int round = 0; round < 400; round++) {
        CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
        Case it;
        ChooseAnswer answer;
        ChooseFault fault;
        make_case(&it, &random);
        int64_t all = cost_of(&it.problem, (1u << it.problem.requirement_count) - 1);
        int64_t bound = random_in(&random, 0, (int)all + 2);
        CHECK(choose_best(&arena, &it.problem, bound, (ChooseLimits){0}, &answer, &fault));
        check_answer(&it.problem, bound, &answer);
        CHECK(answer.proven);
        CHECK_INT(answer.profit, enumerate(&it.problem, bound));
    }
}

TEST(the_front_has_the_best_profit_of_every_cost) {
    Random random = {2};
    for (int round = 0; round < 150; round++) {
        CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
        Case it;
        ChooseFront front;
        ChooseFault fault;
        make_case(&it, &random);
        if (it.problem.requirement_count > 8) it.problem.requirement_count = 0;
        if (it.problem.requirement_count == 0) it.problem.precedence_count = it.problem.request_count = 0;
        int64_t all = cost_of(&it.problem, (1u << it.problem.requirement_count) - 1);
        CHECK(choose_front(&arena, &it.problem, all, (ChooseLimits){0}, &front, &fault));
        CHECK(front.proven);
        CHECK_INT(front.points[0].cost, 0);
        for (int32_t i = 0; i < front.point_count; i++) {
            int64_t next = i + 1 < front.point_count ? front.points[i + 1].cost : all + 1;
            CHECK_INT(enumerate(&it.problem, front.points[i].cost), front.points[i].profit);
            CHECK_INT(enumerate(&it.problem, next - 1), front.points[i].profit);
            if (i) CHECK(front.points[i].profit > front.points[i - 1].profit);
        }
    }
}

TEST(a_stopped_search_answers_a_choice_and_a_bound) {
    Random random = {3};
    for (int round = 0; round < 200; round++) {
        CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
        Case it;
        ChooseAnswer answer;
        ChooseFault fault;
        make_case(&it, &random);
        int64_t bound = cost_of(&it.problem, (1u << it.problem.requirement_count) - 1) / 2;
        ChooseLimits limits = {.steps = random_in(&random, 1, 40)};
        CHECK(choose_best(&arena, &it.problem, bound, limits, &answer, &fault));
        check_answer(&it.problem, bound, &answer);
        int64_t best = enumerate(&it.problem, bound);
        CHECK(answer.profit <= best && best <= answer.bound);
    }
}

/* ---- Published instances ---- */

static void read_published(Arena *arena, const char *name, ChooseProblem *ret, int64_t *cost_sum) {
    NrpInstance file;
    Error err = {0};
    Str path = fmt(arena, "%s/nrp/%s.txt", test_data_folder(), name);
    FILE *in = fopen(str_terminated(arena, path), "rb");
    if (!in) test_skip("the published instances are absent");
    char *content = arena_alloc(arena, MIB);
    Str text = {content, fread(content, 1, MIB, in)};
    fclose(in);
    if (!nrp_read(arena, text, &file, &err)) test_fail(__FILE__, __LINE__, "%s", err.message);
    ChoosePrecedence *precedences = arena_array(arena, ChoosePrecedence, file.dependency_count);
    ChooseRequest *requests = arena_array(arena, ChooseRequest, file.request_count);
    for (int32_t i = 0; i < file.dependency_count; i++)
        precedences[i] = (ChoosePrecedence){file.dependencies[i].from, file.dependencies[i].to};
    for (int32_t i = 0; i < file.request_count; i++)
        requests[i] = (ChooseRequest){file.requests[i].from, file.requests[i].to};
    *ret = (ChooseProblem){
        file.costs,          file.profits,          precedences,       requests, file.requirement_count,
        file.customer_count, file.dependency_count, file.request_count};
    *cost_sum = file.cost_sum;
}

static ChooseAnswer solve_published(Arena *arena, const char *name, double share, ChooseLimits limits) {
    ChooseProblem problem;
    ChooseAnswer answer;
    ChooseFault fault;
    int64_t cost_sum;
    read_published(arena, name, &problem, &cost_sum);
    int64_t bound = (int64_t)((double)cost_sum * share + 1e-6);
    CHECK(choose_best(arena, &problem, bound, limits, &answer, &fault));
    CHECK(answer.cost <= bound);
    return answer;
}

TEST(published_instances_are_solved_to_the_published_optimum) {
    static const struct {
        const char *name;
        double share;
        int64_t profit;
    } cases[] = {{"classic-nrp/nrp1", 0.3, 1204},     {"classic-nrp/nrp1", 0.5, 1836},
                 {"classic-nrp/nrp1", 0.7, 2507},     {"classic-nrp/nrp5", 0.7, 28912},
                 {"realistic-nrp/nrp-e3", 0.5, 9361}, {"realistic-nrp/nrp-g2", 0.5, 6553},
                 {"realistic-nrp/nrp-m4", 0.3, 7777}};
    for (int i = 0; i < COUNT_OF(cases); i++) {
        CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
        ChooseAnswer answer = solve_published(&arena, cases[i].name, cases[i].share, (ChooseLimits){0});
        CHECK_INT(answer.profit, cases[i].profit);
        CHECK(answer.proven);
    }
}

TEST(a_published_front_is_found_up_to_a_cost) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    ChooseProblem problem;
    ChooseFront front;
    ChooseFault fault;
    int64_t cost_sum;
    read_published(&arena, "classic-nrp/nrp1", &problem, &cost_sum);
    CHECK(choose_front(&arena, &problem, 4, (ChooseLimits){0}, &front, &fault));
    CHECK_INT(front.point_count, 4);
    CHECK_INT(front.points[2].cost, 3);
    CHECK_INT(front.points[2].profit, 27);
    CHECK_INT(front.points[3].profit, 50);
}

TEST(equal_limits_give_equal_answers) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    ChooseLimits limits = {.steps = 300};
    ChooseAnswer first = solve_published(&arena, "classic-nrp/nrp2", 0.3, limits),
                 second = solve_published(&arena, "classic-nrp/nrp2", 0.3, limits);
    CHECK_INT(first.profit, second.profit);
    CHECK_INT(first.bound, second.bound);
    CHECK_INT(first.steps, second.steps);
    CHECK(mem_equal(first.requirements, second.requirements, 620));
    CHECK(!first.proven && first.bound <= 5231 && first.profit >= 4600);
}

typedef struct Watch {
    int reports, stop_at;
    ChooseProgress last;
} Watch;

static bool watch(void *context, const ChooseProgress *so_far) {
    Watch *it = context;
    CHECK(so_far->steps > it->last.steps);
    CHECK(so_far->profit >= it->last.profit);
    CHECK(so_far->bound >= so_far->profit);
    it->last = *so_far;
    return ++it->reports < it->stop_at;
}

TEST(the_caller_watches_and_stops_the_search) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    Watch it = {.stop_at = 20};
    ChooseAnswer answer =
        solve_published(&arena, "classic-nrp/nrp2", 0.5, (ChooseLimits){.go_on = watch, .context = &it});
    CHECK_INT(it.reports, 20);
    CHECK_INT(answer.steps, it.last.steps);
    CHECK(!answer.proven && answer.bound >= 8065);
}

/* ---- Faults ---- */

static void check_fault(const ChooseProblem *problem, int64_t bound, ChooseFaultKind kind, const char *table,
                        int32_t row) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    ChooseAnswer answer = {.steps = -7};
    ChooseFault fault = {0};
    CHECK(!choose_best(&arena, problem, bound, (ChooseLimits){0}, &answer, &fault));
    CHECK_INT(fault.kind, kind);
    CHECK(str_is(str_of(table), fault.table));
    CHECK_INT(fault.row, row);
    CHECK_INT(answer.steps, -7);
}

TEST(a_fault_names_the_table_and_the_row) {
    int64_t costs[] = {1, CHOOSE_SUM_MAX - 1, 0}, profits[] = {4, 5};
    ChoosePrecedence precedences[] = {{0, 1}, {1, 3}};
    ChooseRequest requests[] = {{0, 0}, {1, 1}, {2, 0}};
    ChooseProblem good = {costs, profits, precedences, requests, 3, 2, 1, 2}, bad = good;
    check_fault(&good, -1, CHOOSE_VALUE, "bound", 0);
    bad.precedence_count = 2;
    check_fault(&bad, 9, CHOOSE_INDEX, "precedences", 1);
    bad = good;
    bad.request_count = 3;
    check_fault(&bad, 9, CHOOSE_INDEX, "requests", 2);
    bad = good;
    bad.customer_count = CHOOSE_CUSTOMERS_MAX + 1;
    check_fault(&bad, 9, CHOOSE_TOO_LARGE, "profits", CHOOSE_CUSTOMERS_MAX + 1);
    costs[2] = 1;
    check_fault(&good, 9, CHOOSE_VALUE, "costs", 2);
    costs[2] = 0;
    profits[1] = -1;
    check_fault(&good, 9, CHOOSE_VALUE, "profits", 1);
}

TEST(the_largest_sums_do_not_overflow) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    int64_t third = CHOOSE_SUM_MAX / 3, costs[] = {third, third + 1, third - 2},
            profits[] = {third, third, third};
    ChooseRequest requests[] = {{0, 0}, {0, 1}, {1, 1}, {1, 2}, {2, 2}, {2, 0}};
    ChooseProblem problem = {costs, profits, NULL, requests, 3, 3, 0, 6};
    ChooseAnswer answer;
    ChooseFault fault;
    CHECK(choose_best(&arena, &problem, CHOOSE_SUM_MAX, (ChooseLimits){0}, &answer, &fault));
    CHECK_INT(answer.profit, 3 * third);
    CHECK(choose_best(&arena, &problem, 2 * third + 1, (ChooseLimits){0}, &answer, &fault));
    CHECK_INT(answer.profit, third);
    CHECK(answer.proven);
    CHECK(choose_best(&arena, &problem, INT64_MAX, (ChooseLimits){0}, &answer, &fault));
    CHECK_INT(answer.profit, 3 * third);
}

TEST(without_memory_choosing_says_so) {
    Random random = {4};
    Case it;
    do make_case(&it, &random);
    while (it.problem.request_count < 10);
    for (size_t limit = 0; limit < 64 * KIB; limit += 512) {
        CLEANUP(arena_done) Arena arena = arena_make(limit);
        ChooseAnswer answer;
        ChooseFault fault;
        if (choose_best(&arena, &it.problem, 20, (ChooseLimits){0}, &answer, &fault))
            check_answer(&it.problem, 20, &answer);
        else CHECK_INT(fault.kind, CHOOSE_MEMORY);
    }
}

/* ---- The reader ---- */

static Str read_bad(Arena *arena, const char *content) {
    NrpInstance file = {.customer_count = -7};
    Error err = {0};
    CHECK(!nrp_read(arena, str_of(content), &file, &err));
    CHECK_INT(file.customer_count, -7);
    return str_copy(arena, str_of(err.message));
}

TEST(an_instance_is_read_and_its_faults_are_placed) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    NrpInstance file;
    Error err = {0};
    CHECK(nrp_guess(STR(" 2\n1\n5\n")) && !nrp_guess(STR("<xml>")) && !nrp_guess(STR(" \n")));
    CHECK(nrp_read(&arena, STR("2\n1\n5\n2\n7 8\n1\n1 3\n2\n40 2 1 2\n9 0\n"), &file, &err));
    CHECK_INT(file.requirement_count, 3);
    CHECK_INT(file.costs[2], 8);
    CHECK_INT(file.dependencies[0].to, 2);
    CHECK_INT(file.requests[1].to, 1);
    CHECK_INT(file.profits[1], 9);
    CHECK_INT(file.cost_sum, 20);
    CHECK_STR(read_bad(&arena, "1\n2\n5 x\n"), STR("Line 3: a cost was expected, not \"x\"."));
    CHECK_STR(read_bad(&arena, "1\n1\n5\n1\n1 2\n"), STR("Line 5: a requirement is 2, outside 1 to 1."));
    CHECK_STR(read_bad(&arena, "1\n1\n5\n0\n1\n4"), STR("Line 6: a number of requests was expected."));
    CHECK_STR(read_bad(&arena, "1\n1\n5\n0\n0\n4"),
              STR("Line 6: the end of the file was expected, not \"4\"."));
}
