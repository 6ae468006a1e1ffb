/* How near to the best known levelling with several modes comes: `bench-modes FOLDER SCHEDULES EVERY`, FOLDER
 * with index.csv (set,instance,...,ub as its tenth column) and SET/INSTANCE.mm. Each answer is checked.
 * Processor time. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/cleanup.h"
#include "base/str.h"
#include "engine/level/level_modes.h"
#include "exchange/psplib.h"

#include "base/banned.h"

enum { SETS = 8, COLUMNS = 13, BYTES = 1 << 20 };

typedef struct Score {
    char name[16];
    int instances, reached, proven, found, wrong;
    double above, seconds;
    double schedules;
} Score;

static bool read_file(Arena *arena, const char *path, Str *ret) {
    FILE *file = fopen(path, "rb");
    char *text = file ? arena_alloc(arena, BYTES) : NULL;
    if (!text) return false;
    *ret = (Str){text, fread(text, 1, BYTES, file)};
    return fclose(file) == 0;
}

/* Links, renewable capacities in every slot, and what is used up. */
static bool holds(Arena *arena, const LevelProblem *p, int32_t renewable, const LevelModesAnswer *a) {
    int32_t *used = arena_array(arena, int32_t, (int64_t)(a->makespan + 1) * p->resource_count);
    for (int32_t i = 0; i < p->link_count; i++)
        if (a->start[p->links[i].after] <
            a->start[p->links[i].before] + p->duration[a->mode[p->links[i].before]])
            return false;
    for (int32_t j = 0; j < p->job_count; j++) {
        int32_t mode = a->mode[j], end = a->start[j] + p->duration[mode];
        if (mode < p->first_mode[j] || mode >= p->first_mode[j + 1] || end > a->makespan) return false;
        for (int32_t r = 0; r < p->resource_count; r++) {
            int32_t demand = p->demand[(int64_t)mode * p->resource_count + r],
                    from = r < renewable ? a->start[j] : 0;
            for (int32_t slot = from; slot < (r < renewable ? end : 1); slot++)
                if ((used[(int64_t)slot * p->resource_count + r] += demand) > p->capacity[r]) return false;
        }
    }
    return true;
}

static void score(Arena *arena, const char *folder, Str *cell, int64_t schedules, Score *to) {
    char path[400];
    PsplibProject project;
    LevelModesAnswer answer;
    LevelFault fault;
    Error err;
    Str content;
    int64_t best = 0;
    snprintf(path, sizeof path, "%s/%.*s/%.*s.mm", folder, STR_ARG(cell[0]), STR_ARG(cell[1]));
    if (!str_int(cell[9], &best) || !read_file(arena, path, &content) ||
        !psplib_read(arena, content, &project, &err))
        exit(1);
    LevelLink *links = arena_array(arena, LevelLink, project.link_count);
    for (int32_t i = 0; i < project.link_count; i++)
        links[i] = (LevelLink){project.links[i].before, project.links[i].after};
    LevelProblem problem = {project.job_count,  project.link_count, project.resource_count, project.capacity,
                            project.first_mode, project.duration,   project.demand,         links};
    clock_t from = clock();
    if (!level_modes_make(arena, &problem, project.renewable_count,
                          &(LevelOptions){.schedules = schedules, .seed = 1}, &answer, &fault))
        exit(1);
    to->seconds += (double)(clock() - from) / CLOCKS_PER_SEC;
    to->instances++;
    to->schedules += (double)answer.schedules;
    if (!answer.found) return;
    to->found++;
    to->wrong += !holds(arena, &problem, project.renewable_count, &answer);
    to->reached += answer.makespan <= best;
    to->proven += answer.proven;
    to->above += 100.0 * ((double)answer.makespan / (double)best - 1);
}

static void print(const Score *s) {
    printf("%-6s %4d instances, %4d with a schedule, %.3f %% above best known, %d reached, %d proven, %d "
           "wrong, %.2f s, "
           "%.0f schedules a second\n",
           s->name, s->instances, s->found, s->above / (s->found ? s->found : 1), s->reached, s->proven,
           s->wrong, s->seconds, s->schedules / s->seconds);
}

int main(int argc, char **argv) {
    int64_t schedules = 5000, every = 1, line_number = 0;
    CLEANUP(arena_done) Arena arena = arena_make((size_t)2048 * MIB), one = arena_make((size_t)1024 * MIB);
    Score scores[SETS] = {0};
    int sets = 0;
    char path[400];
    Str index, line;
    if (argc < 2 || (argc > 2 && !str_int(str_of(argv[2]), &schedules)) ||
        (argc > 3 && (!str_int(str_of(argv[3]), &every) || every < 1)))
        return 2;
    snprintf(path, sizeof path, "%s/index.csv", argv[1]);
    if (!read_file(&arena, path, &index)) return 1;
    str_cut(index, '\n', &index);
    while (index.len) {
        Str cell[COLUMNS];
        line = str_cut(index, '\n', &index);
        for (int i = 0; i < COLUMNS; i++) cell[i] = str_cut(line, ',', &line);
        if (str_is(cell[7], "no") || cell[9].len == 0 || line_number++ % every) continue;
        int set = 0;
        while (set < sets && !str_is(cell[0], scores[set].name)) set++;
        if (set == SETS) return 1;
        if (set == sets) snprintf(scores[sets++].name, sizeof scores[0].name, "%.*s", STR_ARG(cell[0]));
        arena_reset(&one);
        score(&one, argv[1], cell, schedules, &scores[set]);
    }
    for (int i = 0; i < sets; i++) print(&scores[i]);
    return 0;
}
