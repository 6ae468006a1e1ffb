/* fuzz_mspdi for a moment. */
#include "exchange_fuzz.h"
#include "test.h"

TEST(damaged_plans_are_read_or_refused_in_words) {
    static const char *const seeds[] = {"mspdi/small.xml", "mspdi/minimal.xml", NULL};
    static const char *const words[] = {
        "-1",
        "0",
        "99999999999999999999",
        "PT9999999H0M0S",
        "PT1M",
        "3000-01-01T00:00:00",
        "1900-01-01T00:00:00",
        "<Task>",
        "</Task>",
        "<UID>1</UID>",
        "<OutlineLevel>9</OutlineLevel>",
        "&#0;",
        "&lt;",
        "\xFF",
        "]]>",
        "<!--",
        "<![CDATA[",
        "<?x?>",
        "<Type>6</Type>",
        "<Period>0</Period>",
        "1",
        "<DayType>0</DayType>",
        "<PredecessorLink><PredecessorUID>6</PredecessorUID></PredecessorLink>",
        NULL};
    fuzz_seeds(seeds, words, 1500);
}
