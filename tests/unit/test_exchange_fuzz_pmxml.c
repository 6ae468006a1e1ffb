/* fuzz_pmxml for a moment. */
#include "exchange_fuzz.h"
#include "test.h"

TEST(damaged_documents_of_p6_are_read_or_refused_in_words) {
    static const char *const seeds[] = {"pmxml/small.xml", NULL};
    static const char *const words[] = {"-1",
                                        "0",
                                        "99999999999999999999",
                                        "1e300",
                                        "2999-12-31T23:59:00",
                                        "<Activity>",
                                        "</Activity>",
                                        "<ObjectId>1</ObjectId>",
                                        "<Project>",
                                        "Mandatory Finish",
                                        "Level of Effort",
                                        "&#0;",
                                        "]]>",
                                        "\xFF",
                                        NULL};
    fuzz_seeds(seeds, words, 1500);
}
