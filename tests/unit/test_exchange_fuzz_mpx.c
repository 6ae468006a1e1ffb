/* fuzz_mpx for a moment. */
#include "exchange_fuzz.h"
#include "test.h"

TEST(damaged_lines_of_old_plans_are_read_or_refused_in_words) {
    static const char *const seeds[] = {"mpx/small.mpx", "mpx/german.mpx", NULL};
    static const char *const words[] = {"\n",
                                        ",",
                                        ";",
                                        "\"",
                                        "70",
                                        "75",
                                        "55",
                                        "57",
                                        "26",
                                        "20",
                                        "41",
                                        "61",
                                        "-1",
                                        "0",
                                        "1e300",
                                        "NA",
                                        "99999999999999999999",
                                        "1ed",
                                        "1FS-5%",
                                        "2ft",
                                        "24:00",
                                        "31/12/2999",
                                        "\xFF",
                                        "MPX",
                                        NULL};
    fuzz_seeds(seeds, words, 1500);
}
