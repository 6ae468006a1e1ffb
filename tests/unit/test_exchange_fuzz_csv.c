/* fuzz_csv for a moment. */
#include "exchange_fuzz.h"
#include "test.h"

TEST(damaged_tables_are_read_or_refused_in_words) {
    static const char *const seeds[] = {"csv/foreign.csv", "csv/own.csv", NULL};
    static const char *const words[] = {
        "\"",     "\"\"",       ",",          ";", "\n", "\r\n", "-",  "+",     "%",  "99999999999999999999",
        "3FS+2d", "1900-01-01", "2999-12-31", "[", "]",  "\xFF", "ed", "Title", "id", "06a8k3n2vwx9g",
        "1.2.3",  "'=",         "true",       NULL};
    fuzz_seeds(seeds, words, 2000);
}
