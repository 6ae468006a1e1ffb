/* Fuzzes the reader of GanttProject's files: it answers a sound plan or an error in words. Seeds:
 * tests/corpus/gan. */
#include "base/banned.h"
#include "fuzz_plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    return fuzz_reader(gan_parse, data, size);
}
