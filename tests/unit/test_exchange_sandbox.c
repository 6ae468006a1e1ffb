/* The child that parses: what it cannot do, and what the parent makes of children that misbehave. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/exchange.h"
#include "exchange/lines.h"
#include "exchange/sandbox.h"
#include "test.h"

/* ---- canaries: each tries one thing inside ---- */

static void leave(int status) {
    syscall(SYS_exit_group, status);
}

/* How a child ends that enters the sandbox and does it: its exit status, or minus the signal that killed it.
 */
static int ending_of(void (*act)(void)) {
    pid_t pid = fork();
    if (pid == 0) {
        Error err = {0};
        if (!sandbox_enter(&err)) leave(99);
        act();
        leave(0);
    }
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR) continue;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void compute(void) {
    char *at = malloc(8 * 1024 * 1024);
    if (!at) leave(1);
    memset(at, 1, 8 * 1024 * 1024);
    if (write(1, "", 0) != 0) leave(2);
    free(at);
}

static void open_file(void) {
    leave(open("/etc/passwd", O_RDONLY) >= 0);
}

static void open_socket(void) {
    leave(socket(AF_INET, SOCK_STREAM, 0) >= 0);
}

static void run_program(void) {
    char *const nothing[] = {NULL};
    leave(execve("/bin/true", nothing, nothing) == 0);
}

static void fork_process(void) {
    leave(fork() >= 0);
}

static void make_code(void) {
    leave(mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) !=
          MAP_FAILED);
}

static void look_at_parent(void) {
    leave(kill(getppid(), 0) == 0);
}

TEST(inside_the_sandbox_one_can_compute_and_write) {
    CHECK_INT(ending_of(compute), 0);
}

TEST(inside_the_sandbox_nothing_else_is_possible) {
    CHECK_INT(ending_of(open_file), -SIGSYS);
    CHECK_INT(ending_of(open_socket), -SIGSYS);
    CHECK_INT(ending_of(run_program), -SIGSYS);
    CHECK_INT(ending_of(fork_process), -SIGSYS);
    CHECK_INT(ending_of(make_code), -SIGSYS);
    CHECK_INT(ending_of(look_at_parent), -SIGSYS);
}

/* ---- the parent and children that misbehave ---- */

static bool run_program_line(void *context, Str line, Error *err) {
    *(int *)context += 1;
    return true;
}

static bool run(const char *program, const char *argument, int seconds, Str input, int *lines, Error *err) {
    const char *const arguments[] = {program, argument, NULL};
    SandboxChild child = {program, arguments, seconds};
    *lines = 0;
    return sandbox_run(&child, input, run_program_line, lines, err);
}

TEST(a_child_that_answers_is_read_line_by_line) {
    Error err = {0};
    int lines;
    CHECK(run("/bin/cat", NULL, 10, STR("one\ntwo\nthree\n"), &lines, &err));
    CHECK_INT(lines, 3);
}

TEST(a_child_that_fails_or_cannot_be_started_is_an_error) {
    Error err = {0};
    int lines;
    CHECK(!run("/bin/false", NULL, 10, STR("x"), &lines, &err));
    CHECK_INT(err.kind, ERROR_INVALID);
    CHECK(!run("/nowhere/at/all", NULL, 10, STR("x"), &lines, &err));
    CHECK(err.kind == ERROR_BUSY || err.kind == ERROR_INVALID);
}

TEST(a_child_that_takes_too_long_is_killed) {
    Error err = {0};
    int lines;
    CHECK(!run("/bin/sleep", "100", 1, STR("x"), &lines, &err));
    CHECK_STR(str_of(err.message), STR("The file took longer than 1 seconds to read."));
    CHECK_INT(waitpid(-1, NULL, WNOHANG), -1);
    CHECK_INT(errno, ECHILD);
}

TEST(a_line_without_end_is_refused) {
    CLEANUP(arena_done) Arena arena = arena_make(128 * MIB);
    Error err = {0};
    int lines;
    size_t size = SANDBOX_LINE_MAX + 100;
    char *long_line = arena_alloc(&arena, size);
    CHECK(long_line);
    memset(long_line, 'x', size);
    CHECK(!run("/bin/cat", NULL, 60, (Str){long_line, size}, &lines, &err));
    CHECK_INT(err.kind, ERROR_TOO_LARGE);
}

/* ---- answers that a parser that was taken over could give ---- */

static bool take(const char *const *lines, PlanFile *ret, Arena *arena, Error *err) {
    LinesReader reader = {.build = plan_build_make(arena)};
    for (; *lines; lines++)
        if (!lines_read(&reader, str_of(*lines), err)) return false;
    if (!reader.ended) return error_set(err, ERROR_INVALID, "no end");
    return plan_build_done(reader.build, FORMAT_MSPDI, ret, err);
}

static void check_taken(const char *line, const char *more, bool wanted) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    const char *const lines[] = {line, more, NULL};
    PlanFile file;
    Error err = {0};
    bool good = take(lines, &file, &arena, &err);
    if (good != wanted) test_fail(__FILE__, __LINE__, "%s: %s", line, err.message);
    if (!good) CHECK(err.kind != ERROR_NONE && err.message[0]);
}

#define ITEM "{\"item\":{\"id\":\"0000000000001\",\"kind\":\"task\",\"title\":\"x\"}}"

TEST(answers_are_checked_by_the_field_tables) {
    check_taken(ITEM, "{\"end\":1}", true);
    check_taken("{\"end\":0}", NULL, true);
    check_taken(ITEM, NULL, false);
    check_taken(ITEM, "{\"end\":2}", false);
    check_taken("{\"end\":0}", ITEM, false);
    check_taken("not json", NULL, false);
    check_taken("[]", NULL, false);
    check_taken("{}", NULL, false);
    check_taken("{\"person\":{\"name\":\"me\"}}", "{\"end\":1}", false);
    check_taken("{\"item\":{\"kind\":\"task\"}}", "{\"end\":1}", false);
    check_taken("{\"item\":{\"kind\":\"spy\",\"title\":\"x\"}}", "{\"end\":1}", false);
    check_taken("{\"item\":{\"kind\":\"task\",\"title\":\"x\",\"duration_minutes\":-1}}", "{\"end\":1}",
                false);
    check_taken("{\"item\":{\"kind\":\"task\",\"title\":\"x\",\"secret\":1}}", "{\"end\":1}", false);
    check_taken("{\"error\":{\"kind\":1,\"message\":\"m\"}}", NULL, false);
    check_taken("{\"error\":{\"kind\":4,\"message\":\"forbidden\"}}", NULL, false);
    check_taken("{\"file\":{\"given\":0,\"currency\":\"a;b\"}}", "{\"end\":0}", false);
}

/* ---- the whole way ---- */

/* The program beside this one. */
static const char *parser_path(Arena *arena) {
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    CHECK(len > 0);
    while (len > 0 && path[len - 1] != '/') len--;
    const char *parser = str_terminated(arena, fmt(arena, "%.*sparse-file", (int)len, path));
    if (!parser || access(parser, X_OK) != 0) test_skip("the parser program is not built");
    return parser;
}

static const char plan[] =
    "<Project><Name>House</Name><StartDate>2026-01-05T08:00:00</StartDate><CriticalSlackLimit>2</"
    "CriticalSlackLimit><CurrencyCode>chf</CurrencyCode><Tasks>"
    "<Task><UID>1</UID><Name>Dig "
    "\xC3\xA4</Name><Priority>7</Priority><Duration>PT8H0M0S</Duration><Notes>a\nb</Notes></Task>"
    "<Task><UID>2</UID><Name>Pour</Name><PredecessorLink><PredecessorUID>1</PredecessorUID></"
    "PredecessorLink></Task>"
    "</Tasks></Project>";

TEST(a_file_goes_through_the_child_and_comes_back_whole) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    const char *parser = parser_path(&arena);
    PlanFile direct, file;
    Error err = {0};
    CHECK(mspdi_parse(&arena, str_of(plan), &direct, &err));
    if (!plan_file_read_by(&arena, parser, FORMAT_MSPDI, str_of(plan), &file, &err))
        test_fail(__FILE__, __LINE__, "%s (%s)", err.message, err.log);
    CHECK_INT(file.items.count, 2);
    CHECK_INT(file.links.count, 1);
    CHECK_INT(file.calendars.count, 1);
    CHECK_INT(file.dropped.count, direct.dropped.count);
    CHECK_INT(file.kept.count, 1);
    CHECK_INT(file.warnings.count, direct.warnings.count);
    CHECK_INT(((const Project *)file.projects.at)->critical_float_minutes, 960);
    CHECK_STR(file.currency, STR("CHF"));
    const Item *got = file.items.at, *want = direct.items.at;
    for (int i = 0; i < item_resource.field_count; i++) {
        const Field *field = item_resource.fields + i;
        if (!field_equal(field, got, want)) test_fail(__FILE__, __LINE__, "%s differs", field->name);
    }
}

TEST(errors_of_the_parser_come_back_with_their_words) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    const char *parser = parser_path(&arena);
    PlanFile file;
    Error err = {0};
    CHECK(!plan_file_read_by(&arena, parser, FORMAT_MSPDI, STR("<Project>"), &file, &err));
    CHECK_INT(err.kind, ERROR_MALFORMED);
    CHECK(err.hint[0]);
    CHECK(!plan_file_read_by(&arena, parser, FORMAT_CSV, STR("Title,State\nA,asleep\n"), &file, &err));
    CHECK_INT(err.kind, ERROR_INVALID);
    CHECK_STR(str_of(err.field), STR("state"));
    CHECK(!plan_file_read_by(&arena, parser, FORMAT_MSPDI, STR(""), &file, &err));
    CHECK_STR(str_of(err.message), STR("The file is empty."));
}

TEST(a_file_of_more_than_the_most_bytes_is_refused_unseen) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    PlanFile file;
    Error err = {0};
    Str content = {"x", (size_t)FILE_BYTES_MAX + 1};
    CHECK(!plan_file_read_by(&arena, "/bin/false", FORMAT_CSV, content, &file, &err));
    CHECK_INT(err.kind, ERROR_TOO_LARGE);
}

TEST(a_table_goes_through_the_child) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    const char *parser = parser_path(&arena);
    PlanFile file;
    Error err = {0};
    CHECK(plan_file_read_by(&arena, parser, FORMAT_CSV, STR("id,state\n06a8k3n2vwx9g,done\n"), &file, &err));
    CHECK(file.given == field_bit(&item_resource, field_find(&item_resource, STR("state"))));
    Id id;
    CHECK(id_parse(STR("06a8k3n2vwx9g"), &id));
    CHECK(id_equal(((const Item *)file.items.at)->row.id, id));
}

TEST(objects_in_the_cells_of_a_table_go_through_the_child) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    PlanFile file;
    Error err = {0};
    Str table = STR("title,acceptance_criteria\nA,\"[{\"\"text\"\":\"\"It works\"\"}]\"\n");
    if (!plan_file_read_by(&arena, parser_path(&arena), FORMAT_CSV, table, &file, &err))
        test_fail(__FILE__, __LINE__, "%s (%s)", err.message, err.log);
    CHECK_INT(((const Item *)file.items.at)->acceptance_criteria.count, 1);
}

TEST(ten_thousand_tasks_go_through) {
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    const char *parser = parser_path(&arena);
    StrBuf text = strbuf_make(&arena, 0);
    strbuf_add(&text, STR("<Project><StartDate>2026-01-05T08:00:00</StartDate><Tasks>"));
    for (int i = 1; i <= 10000; i++)
        strbuf_fmt(&text, "<Task><UID>%d</UID><Name>Task %d</Name><Duration>PT8H0M0S</Duration></Task>", i,
                   i);
    strbuf_add(&text, STR("</Tasks></Project>"));
    PlanFile file;
    Error err = {0};
    if (!plan_file_read_by(&arena, parser, FORMAT_MSPDI, strbuf_str(&text), &file, &err))
        test_fail(__FILE__, __LINE__, "%s (%s)", err.message, err.log);
    CHECK_INT(file.items.count, 10000);
}

TEST(every_format_is_found_by_its_name_and_is_read_or_written) {
    for (int i = 1; i < FORMAT_COUNT; i++) {
        CHECK_INT(file_format_named(str_of(file_formats[i].name)), i);
        CHECK(file_formats[i].parse || file_formats[i].write);
        CHECK(file_formats[i].title && file_formats[i].endings[0] == '.');
    }
    CHECK_INT(file_format_named(STR("unknown")), FORMAT_UNKNOWN);
    CHECK_INT(file_format_named(STR("mpp")), FORMAT_UNKNOWN);
    CHECK(!file_formats[FORMAT_UNKNOWN].parse && !file_formats[FORMAT_UNKNOWN].write);
}

TEST(formats_are_guessed_by_content_then_name) {
    CHECK_INT(file_format_guess(STR("x.csv"), STR("<?xml version=\"1.0\"?>\n<Project xmlns=\"\">")),
              FORMAT_MSPDI);
    CHECK_INT(file_format_guess(STR("x.CSV"), STR("Title\nA\n")), FORMAT_CSV);
    CHECK_INT(file_format_guess(STR("x.xml"), STR("rubbish")), FORMAT_MSPDI);
    CHECK_INT(file_format_guess(STR(""), STR("rubbish")), FORMAT_UNKNOWN);
    CHECK_INT(file_format_guess(STR("x.mpp"), STR("\xD0\xCF\x11\xE0")), FORMAT_UNKNOWN);
}

TEST(what_is_no_plan_is_refused_by_what_it_is_whatever_its_name) {
    static const struct {
        Str content;
        const char *is, *hint;
    } cases[] = {
        {{"\xD0\xCF\x11\xE0\xA1", 5}, "MS Project", "Save As"},
        {{"PK\x03\x04rest", 8}, "workbook", "CSV"},
        {{"\xAC\xED\x00\x05t", 5}, "ProjectLibre", "XML"},
        {{"%PDF-1.7", 8}, "PDF", "Export"},
        {{" \r\n", 3}, "empty", "again"},
        {{"rubbish", 7}, "none", "XER"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Error err = {0};
        bool text = i > 3; /* which may be a table */
        if (!text) CHECK_INT(file_format_guess(STR("plan.xml"), cases[i].content), FORMAT_UNKNOWN);
        CHECK(!file_format_refuse(cases[i].content, &err));
        CHECK(strstr(err.message, cases[i].is) && strstr(err.hint, cases[i].hint));
    }
}
