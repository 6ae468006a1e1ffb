/* The engine's fuzzer, run for a moment on pseudo-random bytes, so that every compiler runs it. */
#include "fuzz_engine.h"
#include "random_plan.h"
#include "test.h"

TEST(any_bytes_give_a_schedule_or_a_fault) {
    Random random = {1};
    int scheduled = 0;
    for (int i = 0; i < 30000; i++) {
        uint8_t bytes[1500];
        size_t len = sizeof bytes - (size_t)random_in(&random, 0, 300);
        for (size_t k = 0; k < len; k++) bytes[k] = (uint8_t)random_next(&random);
        scheduled += fuzz_engine(bytes, len);
    }
    CHECK(scheduled > 100);
}
