/* fuzz_gan for a moment. */
#include "exchange_fuzz.h"
#include "test.h"

TEST(damaged_plans_of_ganttproject_are_read_or_refused_in_words) {
    static const char *const seeds[] = {"gan/small.gan", NULL};
    static const char *const words[] = {"<task",
                                        "</task>",
                                        "id=\"1\"",
                                        "id=\"0\"",
                                        "duration=",
                                        "work=",
                                        "start=",
                                        "end=",
                                        "<days>",
                                        "<calendar ",
                                        "type=",
                                        "lag=",
                                        "units=",
                                        "load=",
                                        "\"-1\"",
                                        "\"1e300\"",
                                        "\"\"",
                                        "99999999999999999999",
                                        "29991231T000000Z",
                                        "2999-12-31",
                                        "&amp;",
                                        "\xFF",
                                        ">",
                                        NULL};
    fuzz_seeds(seeds, words, 1500);
}
