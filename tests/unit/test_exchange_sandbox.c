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
#include "base/mem.h"
#include "exchange/exchange.h"
#include "exchange/reply_kinds.h"
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
        if (!sandbox_enter(&(SandboxLimits){60, 2048 * MIB}, &err)) leave(99);
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

static void take_too_much(void) {
    leave(mmap(NULL, 4096 * MIB, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
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

TEST(inside_the_sandbox_memory_has_a_limit) {
    if (SHADOW_MEMORY) test_skip("the sanitizer needs the address space");
    CHECK_INT(ending_of(take_too_much), 0);
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

static bool count_part(void *context, Str part, Error *err) {
    *(int *)context += 1;
    return part.len < 100 || error_set(err, ERROR_INVALID, "a long part");
}

static bool run(const char *program, const char *argument, int seconds, Str input, int *parts, Error *err) {
    const char *const arguments[] = {program, argument, NULL};
    SandboxChild child = {program, arguments, {.seconds = seconds}};
    int file = -1;
    *parts = 0;
    CHECK(sandbox_input(input, &file, err));
    bool done = sandbox_run(&child, file, count_part, parts, err);
    close(file);
    return done;
}

TEST(a_child_that_answers_is_read_part_by_part) {
    Error err = {0};
    int parts;
    CHECK(run("/bin/cat", NULL, 10, STR("\3\0\0\0one\0\0\0\0\5\0\0\0three"), &parts, &err));
    CHECK_INT(parts, 3);
}

TEST(an_answer_that_stops_inside_a_part_is_an_error) {
    Error err = {0};
    int parts;
    CHECK(!run("/bin/cat", NULL, 10, STR("\3\0\0\0one\5\0\0\0thr"), &parts, &err));
    CHECK_INT(err.kind, ERROR_INVALID);
    CHECK(!run("/bin/cat", NULL, 10, STR("\3\0\0"), &parts, &err));
    CHECK_INT(err.kind, ERROR_INVALID);
}

TEST(a_child_that_fails_or_cannot_be_started_is_an_error) {
    Error err = {0};
    int parts;
    CHECK(!run("/bin/false", NULL, 10, STR("x"), &parts, &err));
    CHECK_INT(err.kind, ERROR_INVALID);
    CHECK(!run("/nowhere/at/all", NULL, 10, STR("x"), &parts, &err));
    CHECK(err.kind == ERROR_BUSY || err.kind == ERROR_INVALID);
}

TEST(a_child_that_takes_too_long_is_killed) {
    Error err = {0};
    int parts;
    CHECK(!run("/bin/sleep", "100", 1, STR("x"), &parts, &err));
    CHECK_STR(str_of(err.message), STR("The file took longer than 1 seconds to read."));
    CHECK_INT(waitpid(-1, NULL, WNOHANG), -1);
    CHECK_INT(errno, ECHILD);
}

TEST(a_part_of_more_than_the_most_bytes_is_refused) {
    Error err = {0};
    int parts;
    CHECK(!run("/bin/cat", NULL, 60, STR("\0\0\0\xFFxxxx"), &parts, &err));
    CHECK_INT(err.kind, ERROR_TOO_LARGE);
}

/* ---- answers that a parser that was taken over could give ---- */

typedef struct Said {
    Arena arena;
    StrBuf out;
    PackedTexts texts;
    PackedWriter pack;
} Said;

static Said *say(Said *said) {
    said->arena = arena_make(16 * MIB);
    said->out = strbuf_make(&said->arena, 0);
    said->pack = (PackedWriter){&said->out, &said->texts};
    return said;
}

static void numbers(Said *said, const uint64_t *list, int count) {
    for (int i = 0; i < count; i++) packed_number(&said->pack, list[i]);
}
#define NUMBERS(said, ...)                                                                                   \
    numbers((said), (const uint64_t[]){__VA_ARGS__}, COUNT_OF(((const uint64_t[]){__VA_ARGS__})))

static void say_item(Said *said, const Item *item) {
    Item initial;
    record_init(&item_resource, &initial);
    packed_number(&said->pack, ROW_ITEM);
    packed_record(&said->pack, &item_resource, item, &initial);
}

static Item an_item(void) {
    Item item;
    record_init(&item_resource, &item);
    item.row.id = (Id){1};
    item.title = STR("x");
    return item;
}

static void say_end(Said *said, uint64_t rows, Str currency) {
    NUMBERS(said, REPLY_END, 0, 0);
    packed_text(&said->pack, currency);
    NUMBERS(said, 0, rows);
}

/* Whether the parent takes it. It must say why not. */
static bool taken(Said *said) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    ReplyReader *reader = reply_reader(plan_build_make(&arena));
    PlanFile file;
    Error err = {0};
    CHECK(reader && !said->arena.full);
    bool good =
        reply_read(reader, strbuf_str(&said->out), &err) && reply_file(reader, FORMAT_XER, &file, &err);
    if (!good) CHECK(err.kind != ERROR_NONE && err.message[0]);
    arena_done(&said->arena);
    return good;
}

static bool item_taken(const Item *item) {
    Said said = {0};
    say_item(say(&said), item);
    say_end(&said, 1, STR_NULL);
    return taken(&said);
}

TEST(an_answer_says_how_many_rows_it_has) {
    Said one = {0}, none = {0}, open = {0}, more = {0}, behind = {0};
    Item item = an_item();
    say_item(say(&one), &item);
    say_end(&one, 1, STR_NULL);
    CHECK(taken(&one));
    say_end(say(&none), 0, STR_NULL);
    CHECK(taken(&none));
    say_item(say(&open), &item);
    CHECK(!taken(&open));
    say_item(say(&more), &item);
    say_end(&more, 2, STR_NULL);
    CHECK(!taken(&more));
    say_end(say(&behind), 0, STR_NULL);
    say_item(&behind, &item);
    CHECK(!taken(&behind));
}

TEST(answers_are_checked_by_the_field_tables) {
    Item item = an_item();
    CHECK(item_taken(&item));
    item.title = STR_NULL;
    CHECK(!item_taken(&item));
    item.title = STR("two\nlines");
    CHECK(!item_taken(&item));
    item.title = STR("\xFF");
    CHECK(!item_taken(&item));
    item = an_item();
    item.kind = (Choice){99};
    CHECK(!item_taken(&item));
    item = an_item();
    item.duration_minutes = -1;
    CHECK(!item_taken(&item));
    item = an_item();
    item.deadline_at = (Moment){INT32_MAX};
    CHECK(!item_taken(&item));
    item = an_item();
    item.file_details = (Json){STR("{\"open\":")};
    CHECK(!item_taken(&item));
    item = an_item();
    item.labels = (List){(Str[]){STR("\x01")}, 1};
    CHECK(!item_taken(&item));
}

TEST(answers_that_are_no_records_are_refused) {
    static const struct {
        uint64_t said[8];
        int count;
    } cases[] = {
        {{UINT64_MAX}, 1},                 /* no kind */
        {{ROW_ITEM}, 1},                   /* it ends too early */
        {{ROW_ITEM, 0}, 2},                /* required fields are missing */
        {{ROW_ITEM, FIELDS_MAX, 0}, 3},    /* no such field */
        {{ROW_ITEM, 2, 1, 1, 1, 0}, 6},    /* fields out of order */
        {{ROW_WARNING, 1, 1, 1000}, 4},    /* a text longer than the answer */
        {{ROW_WARNING, 1, 3 + 7}, 3},      /* a recent text that there is not */
        {{ROW_WARNING, 1, UINT64_MAX}, 3}, /* a slot that there is not */
        {{ROW_CALENDAR, 1, 1, 1, UINT64_MAX}, 5},
        {{REPLY_END, 0, 0}, 3},
        {{REPLY_ERROR, ERROR_INVALID}, 2},
    };
    for (int i = 0; i < COUNT_OF(cases); i++) {
        Said said = {0};
        numbers(say(&said), cases[i].said, cases[i].count);
        if (taken(&said)) test_fail(__FILE__, __LINE__, "case %d was taken", i);
    }
    Said endless = {0}, late = {0};
    strbuf_add(&say(&endless)->out, STR("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x01"));
    CHECK(!taken(&endless));
    say_end(say(&late), 0, STR("a;b"));
    CHECK(!taken(&late));
}

TEST(an_error_of_a_kind_that_no_parser_has_is_refused) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    static const ErrorKind kinds[] = {ERROR_MALFORMED, ERROR_FORBIDDEN};
    for (int i = 0; i < COUNT_OF(kinds); i++) {
        Said said = {0};
        Error err = {0};
        NUMBERS(say(&said), REPLY_ERROR, kinds[i]);
        packed_text(&said.pack, STR(""));
        packed_text(&said.pack, STR("mine"));
        packed_text(&said.pack, STR(""));
        CHECK(!reply_read(reply_reader(plan_build_make(&arena)), strbuf_str(&said.out), &err));
        CHECK_INT(err.kind, i == 0 ? ERROR_MALFORMED : ERROR_INVALID);
        CHECK(str_is(STR("mine"), err.message) == (i == 0));
        arena_done(&said.arena);
    }
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

static bool read_by_child(Arena *arena, const char *parser, FileFormat format, Str content, PlanFile *ret,
                          Error *err) {
    FileRead what = {.format = format, .content = content, .program = parser};
    return plan_file_read(arena, &what, ret, err);
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
    if (!read_by_child(&arena, parser, FORMAT_MSPDI, str_of(plan), &file, &err))
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
    CHECK(!read_by_child(&arena, parser, FORMAT_MSPDI, STR("<Project>"), &file, &err));
    CHECK_INT(err.kind, ERROR_MALFORMED);
    CHECK(err.hint[0]);
    CHECK(!read_by_child(&arena, parser, FORMAT_CSV, STR("Title,State\nA,asleep\n"), &file, &err));
    CHECK_INT(err.kind, ERROR_INVALID);
    CHECK_STR(str_of(err.field), STR("state"));
    CHECK(!read_by_child(&arena, parser, FORMAT_MSPDI, STR(""), &file, &err));
    CHECK_STR(str_of(err.message), STR("The file is empty."));
}

TEST(a_file_of_more_than_the_most_bytes_is_refused_unseen) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    PlanFile file;
    Error err = {0};
    Str content = {"x", FILE_BYTES_MAX + 1};
    CHECK(!read_by_child(&arena, "/bin/false", FORMAT_CSV, content, &file, &err));
    CHECK_INT(err.kind, ERROR_TOO_LARGE);
}

TEST(limits_grow_with_the_file_that_is_allowed) {
    FileLimits usual = file_limits(0), fourfold = file_limits(4 * FILE_MEGABYTES);
    CHECK(usual.file_bytes == FILE_BYTES_MAX && usual.rows == FILE_ROWS_MAX);
    CHECK_INT(usual.seconds, 60);
    CHECK(fourfold.file_bytes == 4 * usual.file_bytes && fourfold.memory_bytes == 4 * usual.memory_bytes);
    CHECK(fourfold.rows == 4 * usual.rows && fourfold.seconds == 4 * usual.seconds);
    CHECK(file_limits(INT32_MAX).file_bytes == (size_t)FILE_MEGABYTES_MAX * MIB);
}

TEST(a_file_is_read_from_its_descriptor) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    const char *parser = parser_path(&arena);
    PlanFile file;
    Error err = {0};
    FileRead what = {.format = FORMAT_MSPDI, .program = parser};
    CHECK(sandbox_input(
        STR("<Project><Tasks><Task><UID>1</UID><Name>Dig</Name><Start>2026-03-02T08:00:00</Start>"
            "<Finish>2026-03-02T17:00:00</Finish></Task></Tasks></Project>"),
        &what.descriptor, &err));
    if (!plan_file_read(&arena, &what, &file, &err))
        test_fail(__FILE__, __LINE__, "%s (%s)", err.message, err.log);
    CHECK(file.items.count == 1 && file.shown.count == 0);
    what.shown = true;
    CHECK(plan_file_read(&arena, &what, &file, &err));
    CHECK(file.items.count == 1 && file.shown.count == 1);
    close(what.descriptor);
}

/* Rows leave the child while others are still made; who imports them needs what is above first. */
TEST(rows_of_p6_come_in_the_same_order_as_without_the_child) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    const Str text = STR("%T\tPROJECT\n%F\tproj_id\tproj_short_name\n%R\t1\tHouse\n"
                         "%T\tPROJWBS\n%F\twbs_id\tproj_id\tparent_wbs_id\twbs_name\tproj_node_flag\n"
                         "%R\t1\t1\t\tHouse\tY\n%R\t2\t1\t1\tGround\tN\n%R\t3\t1\t2\tCellar\tN\n"
                         "%T\tTASK\n%F\ttask_id\tproj_id\twbs_id\ttask_name\n"
                         "%R\t7\t1\t3\tDig\n%R\t8\t1\t2\tPour\n");
    PlanFile direct, file;
    Error err = {0};
    CHECK(xer_parse(&arena, text, &direct, &err));
    CHECK(read_by_child(&arena, parser_path(&arena), FORMAT_XER, text, &file, &err));
    CHECK_INT(file.items.count, 4);
    CHECK_INT(direct.items.count, 4);
    const Item *got = file.items.at, *want = direct.items.at;
    for (int i = 0; i < 4; i++)
        CHECK(id_equal(got[i].row.id, want[i].row.id) && id_equal(got[i].parent_id, want[i].parent_id) &&
              str_equal(got[i].title, want[i].title) && str_equal(got[i].position, want[i].position));
}

TEST(a_table_goes_through_the_child) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    const char *parser = parser_path(&arena);
    PlanFile file;
    Error err = {0};
    CHECK(read_by_child(&arena, parser, FORMAT_CSV, STR("id,state\n06a8k3n2vwx9g,done\n"), &file, &err));
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
    if (!read_by_child(&arena, parser_path(&arena), FORMAT_CSV, table, &file, &err))
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
    if (!read_by_child(&arena, parser, FORMAT_MSPDI, strbuf_str(&text), &file, &err))
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
