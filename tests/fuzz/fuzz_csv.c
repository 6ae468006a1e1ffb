/* Fuzzes the reader of CSV: it answers a sound plan or an error in words, and what it read can be written and
 * read again with as many rows. Seeds: tests/corpus/csv. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "fuzz_plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    PlanFile file, again;
    Error err = {0};
    if (!fuzz_parse(csv_parse, &arena, data, size, &file)) return 0;
    StrBuf out = strbuf_make(&arena, 0);
    must(csv_write(&arena, &file, NULL, (Time){0}, &out, &err));
    must(csv_parse(&arena, strbuf_str(&out), &again, &err));
    must(again.items.count == file.items.count && again.links.count == file.links.count);
    return 0;
}
