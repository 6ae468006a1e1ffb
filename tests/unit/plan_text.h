/* Plan files for the tests of readers and writers: as text to be compared, and made at random. */
#ifndef TRIVET_TEST_PLAN_TEXT_H
#define TRIVET_TEST_PLAN_TEXT_H

#include "exchange/exchange.h"

/* All rows, a line each, every id replaced by the place of the row that it means. With `items_only` items,
 * links and assignments alone. */
Str plan_text(Arena *arena, const PlanFile *file, bool items_only);
/* Fails at the first line that differs. */
void check_same_text(Str got, Str want);
/* A plan as a reader of MSPDI answers it, crowded with what the model knows. */
PlanFile sample_plan(Arena *arena, uint64_t seed);
/* STR_NULL: no such file. */
Str read_file(Arena *arena, const char *path);

#endif
