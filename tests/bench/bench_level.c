/* How near levelling comes to the best known makespans:
 *
 *     bench-level FOLDER INDEX.csv SET SCHEDULES [EVERY [SEED [SECONDS]]]
 *
 * FOLDER holds the instances of the set, INDEX.csv their best known bounds. Prints the averages above the
 * critical path and above the best known, how many are reached and proven, and schedules a second. */
#include <stdio.h>
#include <time.h>

#include "base/cleanup.h"
#include "engine/level/level.h"
#include "exchange/psplib.h"

#include "base/banned.h"

enum { FILE_MAX = 4 * 1024 * 1024 };

typedef struct Totals {
    int count, reached, proven;
    double above_path, above_known, seconds;
    int64_t schedules;
} Totals;

typedef struct Budget {
    int64_t schedules, seed;
    double seconds, end;
} Budget;

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static bool keep_going(void *context) {
    const Budget *budget = context;
    return now() < budget->end;
}

static bool read_whole(Arena *arena, const char *path, Str *ret) {
    FILE *file = fopen(path, "rb");
    if (!file) return fprintf(stderr, "%s cannot be read\n", path) < 0;
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

static int64_t number_in(Str row, int at) {
    int64_t number = 0;
    return str_int(column(row, at), &number) ? number : 0;
}

static bool level_file(Arena *arena, Str content, Budget *budget, LevelAnswer *answer) {
    PsplibProject file;
    Error err;
    LevelFault fault;
    if (!psplib_read(arena, content, &file, &err)) return fprintf(stderr, "%s\n", err.message) < 0;
    LevelLink *links = arena_array(arena, LevelLink, file.link_count);
    for (int i = 0; i < file.link_count; i++)
        links[i] = (LevelLink){file.links[i].before, file.links[i].after};
    LevelProblem problem = {file.job_count,  file.link_count, file.resource_count, file.capacity,
                            file.first_mode, file.duration,   file.demand,         links};
    LevelOptions options = {.schedules = budget->schedules,
                            .seed = (uint64_t)budget->seed,
                            .context = budget,
                            .keep_going = keep_going};
    budget->end = budget->seconds > 0 ? now() + budget->seconds : 1e18;
    return level_make(arena, &problem, &options, answer, &fault);
}

static void run_instance(Arena *arena, Str folder, Str row, bool rcp, Budget *budget, Totals *totals) {
    Str content, name = column(row, 1);
    LevelAnswer answer;
    const char *path = str_terminated(
        arena, fmt(arena, "%.*s/%.*s%s", STR_ARG(folder), STR_ARG(name), rcp ? ".rcp" : ".sm"));
    double began = now();
    if (!read_whole(arena, path, &content) || !level_file(arena, content, budget, &answer)) {
        fprintf(stderr, "%s failed\n", path);
        return;
    }
    double path_length = (double)number_in(row, 5), known = (double)number_in(row, 8);
    totals->count++;
    totals->seconds += now() - began;
    totals->schedules += answer.schedules;
    totals->above_path += 100 * (answer.makespan - path_length) / path_length;
    totals->above_known += 100 * (answer.makespan - known) / known;
    totals->reached += answer.makespan <= known;
    totals->proven += answer.proven;
    if (answer.lower_bound > known) printf("%.*s: the bound is wrong\n", STR_ARG(name));
}

int main(int argc, char **argv) {
    CLEANUP(arena_done) Arena rows = arena_make(64 * MIB);
    CLEANUP(arena_done) Arena arena = arena_make(1024 * MIB);
    Str index, set = str_of(argc > 3 ? argv[3] : "");
    Budget budget = {.schedules = INT64_MAX};
    int64_t every = 10, i = 0;
    double seconds = 0;
    if (argc < 5 || !str_int(str_of(argv[4]), &budget.schedules) ||
        (argc > 5 && !str_int(str_of(argv[5]), &every)) ||
        (argc > 6 && !str_int(str_of(argv[6]), &budget.seed)) ||
        (argc > 7 && !str_real(str_of(argv[7]), &seconds)) || every < 1 ||
        !read_whole(&rows, argv[2], &index)) {
        fprintf(stderr, "bench-level FOLDER INDEX.csv SET SCHEDULES [EVERY [SEED [SECONDS]]]\n");
        return 2;
    }
    budget.seconds = seconds;
    Totals totals = {0};
    while (index.len) {
        Str row = str_cut(index, '\n', &index);
        if (!str_equal(column(row, 0), set) || i++ % every) continue;
        arena_reset(&arena);
        run_instance(&arena, str_of(argv[1]), row, str_is(set, "rg300"), &budget, &totals);
    }
    double n = totals.count ? totals.count : 1;
    printf(
        "%s: %d instances, above cpm %.3f %%, above best known %.3f %%, reached %d, proven %d, %.3f s each, "
        "%.0f schedules each, %.0f schedules a second\n",
        argv[3], totals.count, totals.above_path / n, totals.above_known / n, totals.reached, totals.proven,
        totals.seconds / n, (double)totals.schedules / n, (double)totals.schedules / totals.seconds);
    return 0;
}
