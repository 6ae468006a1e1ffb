/* fuzz_xer for a moment. */
#include "exchange_fuzz.h"
#include "test.h"

TEST(damaged_tables_of_p6_are_read_or_refused_in_words) {
    static const char *const seeds[] = {"xer/small.xer", NULL};
    static const char *const words[] = {"\t",
                                        "\n",
                                        "%T\t",
                                        "%F\t",
                                        "%R\t",
                                        "||",
                                        "(",
                                        ")",
                                        "-1",
                                        "0",
                                        "99999999999999999999",
                                        "1e300",
                                        "2999-12-31 23:59",
                                        "1900-01-01 00:00",
                                        "CS_MANDFIN",
                                        "TT_LOE",
                                        "TT_WBS",
                                        "PR_SF",
                                        "TK_Complete",
                                        "s|25:00|f|00:00",
                                        "d|401767",
                                        "0||Exceptions()(",
                                        "rcal_24Hour",
                                        "SCHEDOPTIONS",
                                        "\xFF",
                                        NULL};
    fuzz_seeds(seeds, words, 1500);
}
