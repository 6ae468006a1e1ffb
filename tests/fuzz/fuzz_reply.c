/* Fuzzes the parent's side of the child's answer: it takes sound rows or says what is wrong, whatever a child
 * that was taken over says. Seeds: tests/corpus/reply. */
#include "base/banned.h"
#include "fuzz_plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    ReplyReader *reader = reply_reader(plan_build_make(&arena));
    PlanFile file;
    Error err = {0};
    if (size > FUZZ_INPUT_MAX) return 0;
    must(reader);
    if (reply_read(reader, (Str){(const char *)data, size}, &err) &&
        reply_file(reader, FORMAT_XER, &file, &err))
        check_plan(&arena, &file);
    else must(err.kind != ERROR_NONE && err.message[0]);
    return 0;
}
