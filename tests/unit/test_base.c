/* base: the small things that everything stands on. */
#include <stdlib.h>

#include "base/arena.h"
#include "base/cleanup.h"
#include "base/day.h"
#include "base/error.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/zone.h"
#include "test.h"

#include <string.h>

static Arena arena_for_test(void) {
    return arena_make(1 * MIB);
}

TEST(arena_gives_zeroed_aligned_memory) {
    CLEANUP(arena_done) Arena arena = arena_for_test();
    for (size_t size = 1; size < 5000; size += 37) {
        char *at = arena_alloc(&arena, size);
        CHECK(at && (uintptr_t)at % 16 == 0);
        for (size_t i = 0; i < size; i++) CHECK_INT(at[i], 0);
        at[0] = at[size - 1] = 1;
    }
}

TEST(arena_stays_within_its_limit_and_says_so) {
    CLEANUP(arena_done) Arena arena = arena_make(100 * KIB);
    CHECK(arena_alloc(&arena, 50 * KIB) != NULL);
    CHECK(!arena.full);
    CHECK(arena_alloc(&arena, 60 * KIB) == NULL);
    CHECK(arena.full && arena.used <= 100 * KIB);
    CHECK(arena_array(&arena, int64_t, SIZE_MAX / 4) == NULL);
    arena_reset(&arena);
    CHECK(!arena.full);
}

TEST(arena_release_gives_back_what_came_after_the_mark) {
    CLEANUP(arena_done) Arena arena = arena_for_test();
    char *kept = arena_alloc(&arena, 100);
    kept[0] = 'k';
    ArenaMark mark = arena_mark(&arena);
    CHECK(arena_alloc(&arena, 200 * KIB) != NULL);
    arena_release(&arena, mark);
    CHECK(arena.used < 100 * KIB && kept[0] == 'k');
    char *again = arena_alloc(&arena, 16);
    CHECK(again > kept && again - kept < 4096);
}

TEST(vectors_keep_their_content_while_growing) {
    CLEANUP(arena_done) Arena arena = arena_for_test();
    struct {
        VEC(int);
    } numbers = {0};
    for (int i = 0; i < 1000; i++) {
        int *slot = vec_push(&arena, &numbers);
        CHECK(slot);
        *slot = i * i;
    }
    CHECK_INT(numbers.count, 1000);
    for (int i = 0; i < 1000; i++) CHECK_INT(numbers.at[i], i * i);
}

TEST(what_is_large_grows_in_its_own_chunk_and_small_ones_stay_together) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    char *small = arena_alloc(&arena, 16), *large = arena_alloc(&arena, 2 * MIB);
    CHECK(small && large);
    for (size_t i = 0; i < 2 * MIB; i += 4096) CHECK_INT(large[i], 0);
    memset(large, 'x', 2 * MIB);
    CHECK(arena_alloc(&arena, 16) == small + 16);
    char *wider = arena_extend(&arena, large, 2 * MIB, 40 * MIB);
    CHECK(wider && wider[0] == 'x' && wider[2 * MIB - 1] == 'x');
    CHECK(arena.used >= 40 * MIB && arena.used < 41 * MIB);
    CHECK(!arena_extend(&arena, wider, 40 * MIB, 64 * MIB) && !arena.full);
    ArenaMark mark = arena_mark(&arena);
    CHECK(arena_alloc(&arena, 4 * MIB));
    arena_release(&arena, mark);
    CHECK(arena.used < 41 * MIB && wider[0] == 'x');
    CHECK(arena_alloc(&arena, 16) == small + 32);
    arena_reset(&arena);
    CHECK(arena.used < MIB);
}

TEST(the_newest_small_allocation_grows_where_it_lies) {
    CLEANUP(arena_done) Arena arena = arena_for_test();
    char *older = arena_alloc(&arena, 32), *newest = arena_alloc(&arena, 32);
    CHECK(arena_extend(&arena, newest, 32, 64) == newest);
    CHECK(!arena_extend(&arena, older, 32, 64));
    CHECK(arena_alloc(&arena, 16) == newest + 64);
}

TEST(real_numbers_are_what_the_library_reads) {
    static const char *const texts[] = {"0",
                                        "-0",
                                        "1.5",
                                        "12.",
                                        ".25",
                                        "0.1",
                                        "999999999999999",
                                        "0.3e1",
                                        "1e-3",
                                        "+7",
                                        "123456.789012345",
                                        "-40.55"};
    static const char *const wrong[] = {"", "-", ".", "1.2.3", "1,5", "x", "1e999", "--1"};
    for (int i = 0; i < (int)(sizeof texts / sizeof *texts); i++) {
        double n = -1;
        CHECK(str_real(str_of(texts[i]), &n) && n == strtod(texts[i], NULL));
    }
    for (int i = 0; i < (int)(sizeof wrong / sizeof *wrong); i++)
        CHECK(!str_real(str_of(wrong[i]), &(double){0}));
}

TEST(strings_are_cut_trimmed_and_compared) {
    CHECK(str_is(STR("ab"), "ab") && !str_is(STR("ab"), "abc") && !str_is(STR("abc"), "ab"));
    CHECK(!str_is(STR("a\0b"), "a") && str_is(STR(""), ""));
    Str rest;
    CHECK_STR(str_cut(STR("name=value"), '=', &rest), STR("name"));
    CHECK_STR(rest, STR("value"));
    CHECK_STR(str_cut(STR("alone"), '=', &rest), STR("alone"));
    CHECK(rest.at == NULL);
    CHECK_STR(str_trim(STR(" \t x y\n")), STR("x y"));
    CHECK(str_compare(STR("a"), STR("ab")) < 0 && str_compare(STR("b"), STR("ab")) > 0);
    CHECK(str_starts(STR("abc"), STR("ab")) && !str_starts(STR("a"), STR("ab")));
    CHECK(str_ends(STR("abc"), STR("bc")) && !str_ends(STR("c"), STR("bc")));
    size_t at = 9;
    CHECK(str_find(STR("hello"), STR("llo"), &at) && at == 2);
    CHECK_STR(str_slice(STR("hello"), 3, 99), STR("lo"));
}

TEST(integers_are_read_whole_or_not_at_all) {
    int64_t n;
    CHECK(str_int(STR("9223372036854775807"), &n) && n == INT64_MAX);
    CHECK(str_int(STR("-9223372036854775808"), &n) && n == INT64_MIN);
    CHECK(!str_int(STR("9223372036854775808"), &n));
    CHECK(!str_int(STR("-"), &n) && !str_int(STR(""), &n) && !str_int(STR("1 "), &n) &&
          !str_int(STR("+1"), &n));
    double real;
    CHECK(str_real(STR("-12.5e1"), &real) && real == -125);
    CHECK(!str_real(STR("1e999"), &real) && !str_real(STR("nan"), &real) && !str_real(STR("0x1"), &real));
}

TEST(formatting_grows_and_stops_at_its_maximum) {
    CLEANUP(arena_done) Arena arena = arena_for_test();
    StrBuf buf = strbuf_make(&arena, 0);
    for (int i = 0; i < 1000; i++) strbuf_fmt(&buf, "%d,", i);
    strbuf_int(&buf, INT64_MIN);
    CHECK(str_ends(strbuf_str(&buf), STR("998,999,-9223372036854775808")));
    StrBuf small = strbuf_make(&arena, 5);
    strbuf_add(&small, STR("12345"));
    strbuf_char(&small, '6');
    CHECK(small.overflow);
    CHECK_STR(strbuf_str(&small), STR("12345"));
}

TEST(utf8_accepts_only_the_shortest_real_forms) {
    CHECK(utf8_valid(STR("h\xC3\xA9llo \xF0\x9F\x98\x80")));
    CHECK(!utf8_valid(STR("\xC0\xAF")));         /* overlong */
    CHECK(!utf8_valid(STR("\xE0\x80\xAF")));     /* overlong */
    CHECK(!utf8_valid(STR("\xED\xA0\x80")));     /* surrogate */
    CHECK(!utf8_valid(STR("\xF4\x90\x80\x80"))); /* above U+10FFFF */
    CHECK(!utf8_valid(STR("\xC3")));             /* cut */
    CHECK_INT(utf8_length(STR("h\xC3\xA9")), 2);
    CHECK(!utf8_printable(STR("a\x1B[0m")) && utf8_printable(STR("a\tb\nc")));
    CLEANUP(arena_done) Arena arena = arena_for_test();
    CHECK_STR(utf8_mend(&arena, STR("a\xFFz\x01")), STR("a\xEF\xBF\xBDz "));
}

TEST(days_agree_with_the_civil_calendar) {
    int32_t expected = day_from_civil(1900, 1, 1);
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    for (int year = 1900; year < 3000; year++)
        for (int month = 1; month <= 12; month++) {
            bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
            for (int day = 1; day <= lengths[month - 1] + (month == 2 && leap); day++, expected++) {
                int y, m, d;
                CHECK_INT(day_from_civil(year, month, day), expected);
                day_to_civil(expected, &y, &m, &d);
                CHECK(y == year && m == month && d == day);
            }
        }
    CHECK_INT(day_weekday(day_from_civil(2026, 11, 22)), 6);
    CHECK_INT(day_weekday(day_from_civil(1969, 12, 29)), 0);
}

TEST(moments_and_times_read_what_they_write) {
    CLEANUP(arena_done) Arena arena = arena_for_test();
    Moment moment;
    Time time;
    Day day;
    CHECK(moment_parse(STR("2026-01-05T08:00"), &moment));
    CHECK_STR(moment_text(&arena, moment), STR("2026-01-05T08:00"));
    CHECK(moment_parse(STR("1969-12-31T23:59:59"), &moment) && moment.n == -1);
    CHECK_STR(moment_text(&arena, moment), STR("1969-12-31T23:59"));
    CHECK(moment_parse(STR("2026-01-05"), &moment) && moment.n % MINUTES_PER_DAY == 0);
    CHECK(time_parse(STR("2026-01-05T08:00:01.500+01:00"), &time));
    CHECK_STR(time_text(&arena, time), STR("2026-01-05T07:00:01.500Z"));
    CHECK(day_parse(STR("2024-02-29"), &day));
    CHECK_STR(day_text(&arena, day), STR("2024-02-29"));
}

TEST(dates_that_do_not_exist_are_refused) {
    Day day;
    Moment moment;
    Time time;
    CHECK(!day_parse(STR("2026-02-29"), &day) && !day_parse(STR("2026-13-01"), &day));
    CHECK(!day_parse(STR("1899-12-31"), &day) && !day_parse(STR("3000-01-01"), &day));
    CHECK(!day_parse(STR("2026-1-05"), &day) && !day_parse(STR("2026-01-05x"), &day));
    CHECK(!moment_parse(STR("2026-01-05T25:00"), &moment) && !moment_parse(STR("2026-01-05T24:01"), &moment));
    CHECK(!moment_parse(STR("2026-01-05T08:00Z"), &moment));
    CHECK(!time_parse(STR("2026-01-05T08:00:00"), &time));
}

TEST(ids_sort_by_age_and_survive_their_text) {
    CLEANUP(arena_done) Arena arena = arena_for_test();
    Id early = id_make((Time){1767225600000}, 0xFFFFFFFF), late = id_make((Time){1767225600001}, 0);
    CHECK(early.n < late.n);
    Id back;
    CHECK(id_parse(id_text(&arena, early), &back) && id_equal(early, back));
    CHECK(str_compare(id_text(&arena, early), id_text(&arena, late)) < 0);
    CHECK(!id_parse(STR("0000000000000"), &back));
    CHECK(!id_parse(STR("zzzzzzzzzzzzz"), &back));
    CHECK(!id_parse(STR("06a8k3n2vwx9"), &back));
    CHECK(!id_parse(STR("06a8k3n2vwx9\0"), &back));
}

TEST(errors_carry_field_message_and_hint) {
    Error err = {0};
    CHECK(!error_field(&err, "title", "A title has at most %d characters.", 200));
    CHECK(!error_hint(&err, "Shorten it."));
    CHECK(err.kind == ERROR_INVALID && error_status(err.kind) == 422 && error_exit_code(err.kind) == 2);
    CHECK_STR(str_of(err.field), STR("title"));
    CHECK_STR(str_of(err.message), STR("A title has at most 200 characters."));
    CHECK_STR(str_of(err.hint), STR("Shorten it."));
    CHECK(!error_set(NULL, ERROR_INTERNAL, "no place to write to"));
}

TEST(text_is_cut_between_characters) {
    CHECK_INT((int64_t)utf8_cut(STR("a\xC3\xA4z"), 9), 4);
    CHECK_INT((int64_t)utf8_cut(STR("a\xC3\xA4z"), 3), 3);
    CHECK_INT((int64_t)utf8_cut(STR("a\xC3\xA4z"), 2), 1);
    CHECK_INT((int64_t)utf8_cut(STR("\xF0\x9F\x98\x80"), 3), 0);
}

TEST(an_error_that_is_too_long_stays_valid_text) {
    char text[400] = "";
    for (size_t first = 0; first < 4; first++) {
        Error err;
        for (size_t i = 0; i < sizeof text - 1; i++) text[i] = "\xF0\x9F\x98\x80"[i % 4];
        for (size_t i = 0; i < first; i++) text[i] = 'x';
        error_set(&err, ERROR_INVALID, "%.*s%s", (int)first, "xxx", text + 4);
        CHECK(utf8_valid(str_of(err.message)));
        CHECK(strlen(err.message) > sizeof err.message - 8);
    }
}

static Moment moment_at(int year, int month, int day, int hour) {
    return (Moment){day_from_civil(year, month, day) * MINUTES_PER_DAY + hour * 60};
}

static int offset_in(const char *name, Moment local) {
    Zone zone;
    CHECK(zone_find(str_of(name), &zone));
    return zone_offset(&zone, local);
}

TEST(zones_know_their_summer_on_both_sides_of_the_equator) {
    CHECK_INT(offset_in("Europe/Berlin", moment_at(2027, 3, 28, 1)), 60);
    CHECK_INT(offset_in("Europe/Berlin", moment_at(2027, 3, 28, 3)), 120);
    CHECK_INT(offset_in("Europe/Berlin", moment_at(2027, 10, 31, 3)), 60);
    CHECK_INT(offset_in("Europe/Dublin", moment_at(2027, 7, 1, 9)), 60);
    CHECK_INT(offset_in("Europe/Dublin", moment_at(2027, 12, 1, 9)), 0);
    CHECK_INT(offset_in("Australia/Sydney", moment_at(2027, 1, 10, 9)), 660);
    CHECK_INT(offset_in("Australia/Sydney", moment_at(2027, 7, 10, 9)), 600);
    CHECK_INT(offset_in("Asia/Kolkata", moment_at(2027, 7, 10, 9)), 330);
    CHECK_INT(offset_in("America/St_Johns", moment_at(2027, 12, 1, 9)), -210);
    Zone zone;
    CHECK(!zone_find(STR("Europe/Atlantis"), &zone));
    for (int i = 1; i < zone_count; i++)
        CHECK(str_compare(str_of(zone_rows[i - 1].name), str_of(zone_rows[i].name)) < 0);
}

TEST(an_instant_there_and_back_is_the_same_in_every_zone) {
    for (int i = 0; i < zone_count; i++) {
        Zone zone;
        CHECK(zone_find(str_of(zone_rows[i].name), &zone));
        for (int day = 0; day < 366; day += 5) {
            Moment noon = {day_from_civil(2027, 1, 1) * MINUTES_PER_DAY + day * MINUTES_PER_DAY + 720};
            CHECK_INT(zone_moment(&zone, zone_time(&zone, noon)).n, noon.n);
        }
    }
}
