/* Reading PSPLIB and Patterson files: what is in them, and what is said of broken ones. */
#include "base/cleanup.h"
#include "base/mem.h"
#include "exchange/psplib.h"
#include "test.h"

static const char two_modes[] = "***\n"
                                "jobs (incl. supersource/sink ):  3\n"
                                "RESOURCES\n"
                                "  - renewable                 :  2   R\n"
                                "  - nonrenewable              :  1   N\n"
                                "  - doubly constrained        :  0   D\n"
                                "PRECEDENCE RELATIONS:\n"
                                "jobnr.    #modes  #successors   successors\n"
                                "   1        1          2           2   3\n"
                                "   2        2          1           3\n"
                                "   3        1          0\n"
                                "***\n"
                                "REQUESTS/DURATIONS:\n"
                                "jobnr. mode duration  R 1  R 2  N 1\n"
                                "------------------------------------\n"
                                "  1      1     0       0    0    0\n"
                                "  2      1     8       4    0    7\n"
                                "         2     4       6    1    0\n"
                                "  3      1     0       0    0    0\n"
                                "***\n"
                                "RESOURCEAVAILABILITIES:\n"
                                "  R 1  R 2  N 1\n"
                                "   12   13   9\n";

static PsplibProject read_good(Arena *arena, Str content) {
    PsplibProject project;
    Error err = {0};
    if (!psplib_read(arena, content, &project, &err)) test_fail(__FILE__, __LINE__, "%s", err.message);
    return project;
}

static Str read_bad(Arena *arena, Str content) {
    PsplibProject project = {.job_count = -7};
    Error err = {0};
    CHECK(!psplib_read(arena, content, &project, &err));
    CHECK_INT(project.job_count, -7);
    CHECK(err.kind != ERROR_NONE && err.kind != ERROR_INTERNAL);
    return str_copy(arena, str_of(err.message));
}

TEST(a_file_with_modes_is_read_whole) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    PsplibProject project = read_good(&arena, str_of(two_modes));
    CHECK_INT(project.job_count, 3);
    CHECK_INT(project.mode_count, 4);
    CHECK_INT(project.resource_count, 3);
    CHECK_INT(project.renewable_count, 2);
    CHECK_INT(project.first_mode[2], 3);
    CHECK_INT(project.duration[2], 4);
    CHECK_INT(project.demand[2 * 3 + 1], 1);
    CHECK_INT(project.capacity[2], 9);
    CHECK_INT(project.link_count, 3);
    CHECK_INT(project.links[2].before, 1);
    CHECK_INT(project.links[2].after, 2);
}

TEST(a_patterson_file_is_read_across_line_ends) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    PsplibProject project = read_good(&arena, STR("3 1\r\n5\r\n0 0 2 2\r\n 3\r\n4 5 1 3\r\n0 0 0\r\n"));
    CHECK_INT(project.job_count, 3);
    CHECK_INT(project.link_count, 3);
    CHECK_INT(project.duration[1], 4);
    CHECK_INT(project.demand[1], 5);
    CHECK_INT(project.capacity[0], 5);
}

TEST(both_forms_are_known_by_name_or_content) {
    CHECK(psplib_guess(STR("x"), str_of(two_modes)));
    CHECK(psplib_guess(STR("RG300_1.rcp"), STR("3 1")));
    CHECK(!psplib_guess(STR("plan.xml"), STR("<Project/>")));
    CHECK(!psplib_guess(STR(""), STR("")));
}

TEST(broken_files_are_refused_with_their_line) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    CHECK_STR(read_bad(&arena, STR("")), STR("Line 1: the number of jobs was expected."));
    CHECK_STR(read_bad(&arena, STR("3 1\n5\n0 0 x")),
              STR("Line 3: the number of successors was expected, not \"x\"."));
    CHECK_STR(read_bad(&arena, STR("3 1\n5\n0 0 1 4")), STR("Line 3: a successor is 4, outside 1 to 3."));
    CHECK_STR(read_bad(&arena, STR("3 99")), STR("Line 1: the number of resources is 99, outside 0 to 32."));
    CHECK_STR(read_bad(&arena, STR("2000000000 1")),
              STR("Line 1: the number of jobs is 2000000000, outside 1 to 20000."));
    CHECK_STR(read_bad(&arena, STR("PRECEDENCE RELATIONS:")), STR("The line \"jobs\" is missing."));
}

TEST(every_cut_of_a_file_is_read_or_refused_in_words) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    for (size_t length = 0; length < sizeof two_modes - 3; length++) {
        arena_reset(&arena);
        CHECK(read_bad(&arena, (Str){two_modes, length}).len > 0);
    }
}

TEST(a_full_arena_is_said_so) {
    CLEANUP(arena_done) Arena arena = arena_make(64);
    PsplibProject project;
    Error err = {0};
    CHECK(!psplib_read(&arena, str_of(two_modes), &project, &err));
    CHECK_INT(err.kind, ERROR_BUSY);
}
