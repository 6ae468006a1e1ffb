/* Runs the charts of the files named on the command line and speaks TAP. See chart.h. */
#include <stdio.h>

#include "base/cleanup.h"
#include "chart.h"

#include "base/banned.h"

enum { FILE_MAX = 200000 };

static int run, failed;

static void run_chart(const char *path, Str title, Str text) {
    CLEANUP(arena_done) Arena arena = arena_make(16 * MIB);
    Chart *chart = arena_new(&arena, Chart);
    chart->arena = &arena;
    chart->title = title;
    bool ok = chart_read(chart, text) && chart_check(chart);
    size_t at;
    if (str_find(text, STR("\n=> complains "), &at)) {
        Str rest, want = str_cut(str_from(text, at + 14), '\n', &rest);
        if (!chart->problem) chart_problem(chart, "nothing was complained about");
        ok = str_is(str_trim(want), chart->problem);
    }
    printf("%sok %d - %.*s\n", ok ? "" : "not ", ++run, STR_ARG(title));
    if (ok) return;
    failed++;
    printf("  # %s: %s\n", path, chart->problem);
}

static bool read_file(Arena *arena, const char *path, Str *ret) {
    FILE *file = fopen(path, "r");
    char *text = arena_alloc(arena, FILE_MAX);
    if (!file || !text) return false;
    size_t len = fread(text, 1, FILE_MAX, file);
    fclose(file);
    *ret = (Str){text, len};
    return len < FILE_MAX;
}

static void run_file(const char *path) {
    CLEANUP(arena_done) Arena arena = arena_make(4 * MIB);
    Str text, title = STR_NULL;
    if (!read_file(&arena, path, &text)) {
        printf("not ok %d - %s cannot be read\n", ++run, path);
        failed++;
        return;
    }
    const char *begin = NULL;
    while (text.len) {
        Str line = str_cut(text, '\n', &text);
        if (!str_starts(line, STR("=="))) continue;
        title = str_trim(str_from(line, 2));
        begin = line.at + line.len + 1;
        Str body = {begin, 0};
        size_t end;
        body.len = text.len && str_find(text, STR("\n=="), &end) ? end + 1 : text.len;
        run_chart(path, title, text.len ? body : STR(""));
    }
}

int main(int argc, char **argv) {
    printf("TAP version 13\n");
    for (int i = 1; i < argc; i++) run_file(argv[i]);
    printf("1..%d\n", run);
    return failed > 0 || run == 0;
}
