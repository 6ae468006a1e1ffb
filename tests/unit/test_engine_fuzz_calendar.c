/* The calendar's fuzzer, run for a moment on pseudo-random bytes, so that every compiler runs it. */
#include "fuzz_engine.h"
#include "random_plan.h"
#include "test.h"

TEST(any_calendar_answers_consistently) {
    Random random = {1};
    for (int i = 0; i < 30000; i++) {
        uint8_t bytes[1500];
        size_t len = (size_t)random_in(&random, 0, sizeof bytes);
        for (size_t k = 0; k < len; k++) bytes[k] = (uint8_t)random_next(&random);
        CHECK_INT(LLVMFuzzerTestOneInput(bytes, len), 0);
    }
}
