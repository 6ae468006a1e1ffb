/* Fuzzes the reader of CSV: it answers a sound plan or an error in words, and what it read can be written and
 * read again with as many rows. Seeds: tests/corpus/csv. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "fuzz_plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX = 256 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    PlanFile file, again;
    Error err = {0};
    if (size > INPUT_MAX) return 0;
    if (!csv_parse(&arena, (Str){(const char *)data, size}, &file, &err)) {
        check_error(&err);
        return 0;
    }
    check_plan(&arena, &file);
    StrBuf out = strbuf_make(&arena, 0);
    must(csv_write(&arena, &file, NULL, (Time){0}, &out, &err));
    must(csv_parse(&arena, strbuf_str(&out), &again, &err));
    must(again.items.count == file.items.count && again.links.count == file.links.count);
    return 0;
}
