/* Fuzzes the reader of GanttProject's files: it answers a sound plan or an error in words. Seeds:
 * tests/corpus/gan. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "fuzz_plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX = 256 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    PlanFile file;
    Error err = {0};
    if (size > INPUT_MAX) return 0;
    if (gan_parse(&arena, (Str){(const char *)data, size}, &file, &err)) check_plan(&arena, &file);
    else check_error(&err);
    return 0;
}
