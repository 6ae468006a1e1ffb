/* The main of every unit test program. See test.h. */
#include "test.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/stat.h>

#include "base/banned.h"

enum { TESTS_MAX = 500 };

static struct {
    const char *name;
    void (*run)(void);
} tests[TESTS_MAX];
static int test_count;
static jmp_buf leave;
static char problem[4000];
static const char *skipped;

void test_register(const char *name, void (*run)(void)) {
    if (test_count == TESTS_MAX) abort();
    tests[test_count].name = name;
    tests[test_count++].run = run;
}

void test_fail(const char *file, int line, const char *format, ...) {
    int len = snprintf(problem, sizeof problem, "%s:%d: ", file, line);
    va_list args;
    va_start(args, format);
    vsnprintf(problem + len, sizeof problem - (size_t)len, format, args);
    va_end(args);
    longjmp(leave, 1);
}

void test_skip(const char *reason) {
    skipped = reason;
    longjmp(leave, 1);
}

const char *test_data_folder(void) {
    static const char *const usual = "../shared/data";
    const char *folder = getenv("TRIVET_DATA");
    struct stat st;
    if (!folder) folder = usual;
    if (stat(folder, &st) != 0) test_skip("the measuring data is absent (TRIVET_DATA)");
    return folder;
}

void test_check_int(const char *file, int line, const char *what, int64_t got, int64_t want) {
    if (got != want) test_fail(file, line, "%s is %lld, not %lld", what, (long long)got, (long long)want);
}

void test_check_str(const char *file, int line, const char *what, Str got, Str want) {
    if (!str_equal(got, want) || !got.at != !want.at)
        test_fail(file, line, "%s is \"%.*s\", not \"%.*s\"", what, STR_ARG(got), STR_ARG(want));
}

static void indent_problem(void) {
    fputs("  # ", stdout);
    for (const char *at = problem; *at; at++) {
        fputc(*at, stdout);
        if (*at == '\n') fputs("  # ", stdout);
    }
    fputc('\n', stdout);
}

static void run_one(int i) {
    problem[0] = 0;
    skipped = NULL;
    if (setjmp(leave) == 0) tests[i].run();
}

int main(int argc, char **argv) {
    int failed = 0, run = 0;
    printf("TAP version 13\n");
    for (int i = 0; i < test_count; i++) {
        if (argc > 1 && !strstr(tests[i].name, argv[1])) continue;
        run_one(i);
        run++;
        printf("%sok %d - %s%s%s\n", problem[0] ? "not " : "", run, tests[i].name, skipped ? " # SKIP " : "",
               skipped ? skipped : "");
        if (problem[0]) indent_problem();
        failed += problem[0] != 0;
        fflush(stdout);
    }
    printf("1..%d\n", run);
    return failed > 0;
}
