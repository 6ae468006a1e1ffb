/* How fast scope is chosen and proven:
 *
 *     bench-choose FOLDER/cbc_single.csv            every row: profit, bound, steps, seconds beside the
 * peer's bench-choose FOLDER/nrp1_front.csv            the whole front of nrp1, compared point by point
 *
 * The instances lie in the tables' folder. Seconds are of the processor, of reading the problem to the proof.
 */
#include <stdio.h>
#include <time.h>

#include "base/cleanup.h"
#include "engine/choose/choose.h"
#include "exchange/nrp.h"

#include "base/banned.h"

enum { FILE_MAX = 4 * 1024 * 1024, CASES_MAX = 100 };

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool read_whole(Arena *arena, const char *path, Str *ret) {
    FILE *file = path ? fopen(path, "rb") : NULL;
    if (!file) return false;
    char *content = arena_alloc(arena, FILE_MAX);
    *ret = (Str){content, content ? fread(content, 1, FILE_MAX, file) : 0};
    fclose(file);
    return content != NULL;
}

static Str column(Str row, int number) {
    Str rest = row, cell = str_cut(row, ',', &rest);
    while (number-- > 0) cell = str_cut(rest, ',', &rest);
    return str_trim(cell);
}

static bool read_problem(Arena *arena, Str folder, Str name, ChooseProblem *ret, int64_t *cost_sum) {
    Str content;
    NrpInstance file;
    Error err = {0};
    const char *const places[] = {"classic-nrp", "realistic-nrp"};
    bool found = false;
    for (int i = 0; i < 2 && !found; i++) {
        Str path = fmt(arena, "%.*s/%s/%.*s.txt", STR_ARG(folder), places[i], STR_ARG(name));
        found = read_whole(arena, str_terminated(arena, path), &content);
    }
    if (!found || !nrp_read(arena, content, &file, &err))
        return fprintf(stderr, "%.*s cannot be read: %s\n", STR_ARG(name), err.message) < 0;
    ChoosePrecedence *precedences = arena_array(arena, ChoosePrecedence, file.dependency_count);
    ChooseRequest *requests = arena_array(arena, ChooseRequest, file.request_count);
    if (!precedences || !requests) return false;
    for (int i = 0; i < file.dependency_count; i++)
        precedences[i] = (ChoosePrecedence){file.dependencies[i].from, file.dependencies[i].to};
    for (int i = 0; i < file.request_count; i++)
        requests[i] = (ChooseRequest){file.requests[i].from, file.requests[i].to};
    *ret = (ChooseProblem){
        file.costs,          file.profits,          precedences,       requests, file.requirement_count,
        file.customer_count, file.dependency_count, file.request_count};
    *cost_sum = file.cost_sum;
    return true;
}

/* Answers the seconds, or -1. */
static double run_row(Str folder, Str row) {
    CLEANUP(arena_done) Arena arena = arena_make(1024 * MIB);
    ChooseProblem problem;
    ChooseAnswer answer;
    ChooseFault fault;
    int64_t cost_sum, peer = 0;
    double share = 0;
    Str instance = column(row, 0);
    if (instance.len < 5 || !str_real(str_from(instance, instance.len - 3), &share)) return -1;
    Str name = str_slice(instance, 0, instance.len - 4);
    if (!read_problem(&arena, folder, name, &problem, &cost_sum)) return -1;
    double begin = now();
    int64_t bound = (int64_t)((double)cost_sum * share + 1e-6);
    if (!choose_best(&arena, &problem, bound, (ChooseLimits){0}, &answer, &fault)) return -1;
    double took = now() - begin;
    bool known = str_int(column(row, 6), &peer), proven = str_is(column(row, 7), "optimal");
    const char *verdict = !known                                             ? ""
                          : proven && answer.proven && answer.profit != peer ? "CONTRADICTION"
                          : answer.profit > peer                             ? "better"
                          : answer.profit < peer                             ? "worse"
                                                                             : "equal";
    printf("%-12.*s profit %6lld bound %6lld %-6s steps %7lld %7.3f s | peer %6lld %-12.*s %6.*s s %s\n",
           STR_ARG(instance), (long long)answer.profit, (long long)answer.bound,
           answer.proven ? "proven" : "open", (long long)answer.steps, took, (long long)peer,
           STR_ARG(column(row, 7)), STR_ARG(column(row, 8)), verdict);
    return took;
}

static void run_table(Str folder, Str table) {
    double seconds[CASES_MAX], sum = 0;
    int count = 0;
    str_cut(table, '\n', &table);
    while (table.at && table.len && count < CASES_MAX) {
        Str row = str_cut(table, '\n', &table);
        double took = row.len ? run_row(folder, row) : -1;
        if (took < 0) continue;
        int at = count++;
        for (; at > 0 && seconds[at - 1] > took; at--) seconds[at] = seconds[at - 1];
        seconds[at] = took;
        sum += took;
    }
    if (count)
        printf("%d cases: median %.3f s, longest %.3f s, all %.3f s\n", count, seconds[count / 2],
               seconds[count - 1], sum);
}

static void run_front(Str folder, Str table) {
    CLEANUP(arena_done) Arena arena = arena_make(1024 * MIB);
    ChooseProblem problem;
    ChooseFront front;
    ChooseFault fault;
    int64_t cost_sum;
    int rows = 0, equal = 0;
    if (!read_problem(&arena, folder, STR("nrp1"), &problem, &cost_sum)) return;
    double begin = now();
    if (!choose_front(&arena, &problem, cost_sum, (ChooseLimits){0}, &front, &fault)) return;
    double took = now() - begin;
    str_cut(table, '\n', &table);
    for (; table.at && table.len; rows++) {
        Str row = str_cut(table, '\n', &table);
        int64_t cost = -1, profit = -1;
        if (!row.len || !str_int(column(row, 0), &cost) || !str_int(column(row, 1), &profit)) break;
        equal += rows < front.point_count && front.points[rows].cost == cost &&
                 front.points[rows].profit == profit;
    }
    printf("front of nrp1: %d points, %d of %d equal, %s, steps %lld, %.3f s\n", front.point_count, equal,
           rows, front.proven ? "proven" : "open", (long long)front.steps, took);
}

int main(int argc, char **argv) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    Str table, path = str_of(argc > 1 ? argv[1] : "");
    if (!path.len || !read_whole(&arena, argv[1], &table))
        return fprintf(stderr, "bench-choose FOLDER/cbc_single.csv | FOLDER/nrp1_front.csv\n"), 2;
    size_t slash = path.len;
    while (slash > 0 && path.at[slash - 1] != '/') slash--;
    Str folder = slash ? str_slice(path, 0, slash - 1) : STR(".");
    if (str_starts(table, STR("cost,profit"))) run_front(folder, table);
    else run_table(folder, table);
    return 0;
}
