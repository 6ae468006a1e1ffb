/* Fuzzes the engine against its oracle: each byte decides something of a plan; every date and float of the
 * engine is the one that the oracle found slowly. */
#include <stdio.h>
#include <stdlib.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "oracle.h"
#include "random_plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Random random = {.state = size, .bytes = data, .len = size};
    RandomShape shape = {.tasks_max = random_in(&random, 1, 14), .share = random_chance(&random, 30)};
    Plan plan = random_plan_of(&arena, &random, shape);
    Difference difference;
    if (oracle_compare(&arena, &plan, &difference) != DIFFERS) return 0;
    fprintf(stderr, "task %d: %s is %lld, the oracle says %lld\n", difference.row, difference.what,
            (long long)difference.got, (long long)difference.want);
    abort();
}
