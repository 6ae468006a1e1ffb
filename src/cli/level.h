/* What the two sides of trivet level share: instances of project scheduling (level.c) and plan files
 * (level_plan.c). */
#ifndef TRIVET_CLI_LEVEL_H
#define TRIVET_CLI_LEVEL_H

#include "cli/cli.h"

/* How long the search goes on. --seconds counts processor time, so that a busy machine does not change the
 * answer much; the wall clock ends it after twice as long. */
typedef struct LevelBudget {
    int64_t schedules; /* INT64_MAX: no limit */
    uint64_t seed;
    int64_t processor_end_ns, wall_end_ns; /* INT64_MAX: no limit */
} LevelBudget;

/* --schedules, --seconds, --seed. */
bool level_budget(int argc, char **argv, LevelBudget *ret, Error *err);
/* For keep_going; the context is a LevelBudget. */
bool level_in_budget(void *context);
bool level_plan_file(Arena *arena, int argc, char **argv, const char *path, const LevelBudget *budget,
                     StrBuf *out, Error *err);

#endif
