/* A unit test program: TEST functions found by name, TAP out.
 *
 *     TEST(adds_two_numbers) {
 *         CHECK_INT(1 + 1, 2);
 *     }
 *
 * Each TEST registers itself before main (which stands in test.c). A failed CHECK prints place and values
 * and ends that test, not the program. `program NAME` runs only the tests whose name contains NAME. */
#ifndef TRIVET_TEST_H
#define TRIVET_TEST_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

void test_register(const char *name, void (*run)(void));
/* Record the failure and leave the running test. */
_Noreturn __attribute__((format(printf, 3, 4))) void test_fail(const char *file, int line, const char *format,
                                                               ...);
/* The running test needs something that is absent: counted as skipped, with the reason. */
_Noreturn void test_skip(const char *reason);
/* Where the measuring data lies (TRIVET_DATA, else ../shared/data beside the source); skips when absent. */
const char *test_data_folder(void);

void test_check_int(const char *file, int line, const char *what, int64_t got, int64_t want);
void test_check_str(const char *file, int line, const char *what, Str got, Str want);

#define TEST(name)                                                                                           \
    static void test_##name(void);                                                                           \
    __attribute__((constructor)) static void register_##name(void) {                                         \
        test_register(#name, test_##name);                                                                   \
    }                                                                                                        \
    static void test_##name(void)

#define CHECK(condition)                                                                                     \
    do {                                                                                                     \
        if (!(condition)) test_fail(__FILE__, __LINE__, "%s", #condition);                                   \
    } while (0)
#define CHECK_INT(got, want) test_check_int(__FILE__, __LINE__, #got, (got), (want))
#define CHECK_STR(got, want) test_check_str(__FILE__, __LINE__, #got, (got), (want))

#endif
