/* Plain jobs taken in runs come out as node by node, bit for bit. */
#include "base/cleanup.h"
#include "base/mem.h"
#include "engine/network.h"
#include "random_plan.h"
#include "test.h"

/* The same passes, each node alone; the rows are left in the network's own. */
static void schedule_nodes(Run *run) {
    for (int32_t p = 0; p < run->graph.node_count; p++) forward_node(run, run->early, p);
    find_project_ends(run, run->early);
    for (int32_t p = run->graph.node_count - 1; p >= 0; p--) {
        Late late;
        backward_node(run, run->early, p, &late);
        if (run->graph.kind[p] != NODE_LEAF) continue;
        CHECK(leaf_row(run, p, &late, run->schedule.tasks + run->graph.row[p]));
    }
}

static void *copy_of(Arena *arena, const void *rows, int32_t count, size_t size) {
    void *copy = arena_alloc_array(arena, (size_t)count, size);
    mem_copy(copy, rows, (size_t)count * size);
    return copy;
}

#define SAME(what, rows, copy)                                                                               \
    if (!mem_equal(rows, copy, sizeof *(rows)))                                                              \
    test_fail(__FILE__, __LINE__, "plan %llu, position %d: its %s differs", (unsigned long long)seed, p, what)

/* How many plain jobs were compared. */
static int compare(Arena *arena, uint64_t seed, Plan plan) {
    Schedule schedule;
    PlanFault fault;
    Network *network = network_prepare(arena, &plan, &fault);
    if (!network || !network_schedule(network, &schedule, &fault)) return 0;
    Run *run = &network->run;
    int plain = 0, count = run->graph.node_count;
    if (run->planned != run->early || run->any_from_finish || run->any_longest_path) return 0;
    const TaskSchedule *rows = copy_of(arena, schedule.tasks, plan.task_count, sizeof *schedule.tasks);
    const Dates *early = copy_of(arena, run->early, count, sizeof *run->early);
    const Hand *hands = copy_of(arena, run->hands, count, sizeof *run->hands);
    const int32_t *drivers = copy_of(arena, run->driver, count, sizeof *run->driver);
    schedule_nodes(run);
    for (int32_t p = 0; p < count; p++) {
        if (!(run->jobs[p].flags & JOB_PLAIN)) continue;
        int32_t row = run->graph.row[p];
        SAME("date", run->early + p, early + p);
        SAME("hand", run->hands + p, hands + p);
        SAME("driver", run->driver + p, drivers + p);
        SAME("row", run->schedule.tasks + row, rows + row);
        plain += !(run->jobs[p].flags & JOB_TO_FINISH);
    }
    return plain;
}

static void compare_many(uint64_t first, int plans, RandomShape shape, int least) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    int compared = 0;
    for (int i = 0; i < plans; i++) {
        arena_reset(&arena);
        compared += compare(&arena, first + (uint64_t)i, random_plan(&arena, first + (uint64_t)i, shape));
    }
    if (compared < least) test_fail(__FILE__, __LINE__, "only %d plain jobs were compared", compared);
}

TEST(plain_jobs_come_out_as_node_by_node) {
    compare_many(1, 3000, (RandomShape){.tasks_max = 14}, 1500);
}

TEST(so_do_those_of_plans_of_plain_jobs) {
    compare_many(100000, 1500, (RandomShape){.tasks_max = 30, .plain = true}, 2000);
}

/* A lag before one whose people have another calendar than itself. */
TEST(nor_does_a_lag_before_a_resource_dependent_task_differ) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Builder b = builder_make(&arena);
    builder_calendar(&b, 5);
    int32_t people = builder_calendar(&b, 3);
    builder_project(&b, RANDOM_MONDAY, 0);
    builder_task(&b, NO_INDEX, 960);
    builder_task(&b, NO_INDEX, 480);
    b.tasks.at[1].calendar = 0;
    b.tasks.at[1].flags = TASK_BY_PEOPLE;
    builder_link(&b, 0, 1, LINK_FS, 4800);
    builder_resource(&b, people, 100);
    builder_assign(&b, 1, 0, 100, -1);
    CHECK_INT(compare(&arena, 0, builder_plan(&b)), 1);
}
