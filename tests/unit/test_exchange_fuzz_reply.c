/* fuzz_reply for a moment. */
#include "exchange_fuzz.h"
#include "test.h"

TEST(damaged_answers_of_the_child_are_taken_or_refused_in_words) {
    static const char *const seeds[] = {"reply/p6", "reply/mspdi", NULL};
    static const char *const words[] = {"\x01",
                                        "\x02",
                                        "\x03\x03",
                                        "\x0A",
                                        "\x0B",
                                        "\x7F",
                                        "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01",
                                        "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01",
                                        "\xFF\xFF\xFF\xFF\x0F",
                                        "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF",
                                        "{\"xer\":[",
                                        "\n",
                                        NULL};
    fuzz_seeds(seeds, words, 1500);
}
