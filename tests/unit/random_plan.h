/* Random plans: small, valid, without a cycle, and crowded with everything the engine knows, so that rare
 * combinations come up often. All moments and durations are multiples of SLOT minutes. */
#ifndef TRIVET_TEST_RANDOM_PLAN_H
#define TRIVET_TEST_RANDOM_PLAN_H

#include "builder.h"

enum {
    SLOT = 30,
    RANDOM_DAY = 20458, /* 2026-01-05, a Monday: projects start in its week */
    RANDOM_MONDAY = RANDOM_DAY * 1440,
};

/* SplitMix64; before it, what `bytes` say: a fuzzer that turns one of them turns one decision. */
typedef struct Random {
    uint64_t state;
    const uint8_t *bytes;
    size_t len;
} Random;

uint32_t random_next(Random *random);
/* least..most inclusive. */
int32_t random_in(Random *random, int32_t least, int32_t most);
bool random_chance(Random *random, int percent);

typedef struct RandomShape {
    int tasks_max;
    bool share; /* with people to share */
    bool plain; /* without pauses, delays, contours and what else MS Project knows of a task */
} RandomShape;

/* How a project schedules. */
void random_rules(Random *random, PlanProject *project);
Plan random_plan(Arena *arena, uint64_t seed, RandomShape shape);
Plan random_plan_of(Arena *arena, Random *random, RandomShape shape);

#endif
