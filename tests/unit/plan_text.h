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
/* The dates that the engine finds for the items, parallel to them. */
ItemDates *plan_dates(Arena *arena, const PlanFile *file);
/* What they cost, parallel to them. */
int64_t *plan_costs(Arena *arena, const PlanFile *file);
/* Where the measuring data has such plans; skips the test where it is absent. */
const char *plan_folder(const char *format);
typedef void PlanCheck(Arena *arena, FileFormat format, Str text);
/* Calls `check` for each plan of the folder that is not large; how many there were. */
int plan_files(const char *folder, FileFormat format, PlanCheck *check);
int plan_files_up_to(const char *folder, FileFormat format, size_t largest, PlanCheck *check);
/* STR_NULL: no such file. */
Str read_file(Arena *arena, const char *path);

#endif
