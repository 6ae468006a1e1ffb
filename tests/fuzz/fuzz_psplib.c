/* Fuzzes the reader of PSPLIB and Patterson files, and levels what it read: an answer keeps every link, or
 * the problem is refused by kind. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "engine/level/level.h"
#include "exchange/psplib.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_MAX = 64 * 1024, SLOTS_MAX = 5000 };

static void must(bool condition) {
    if (!condition) abort();
}

static void check_answer(const LevelProblem *problem, const LevelAnswer *answer) {
    must(answer->lower_bound <= answer->makespan);
    for (int32_t i = 0; i < problem->link_count; i++) {
        LevelLink link = problem->links[i];
        must(answer->start[link.after] >= answer->start[link.before] + problem->duration[link.before]);
    }
}

/* Long projects take long, and are not what is looked for here. */
static bool is_short(const PsplibProject *project) {
    int64_t slots = 0;
    for (int32_t i = 0; i < project->mode_count; i++) slots += project->duration[i];
    return slots <= SLOTS_MAX && project->renewable_count == project->resource_count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    CLEANUP(arena_done) Arena arena = arena_make(256 * MIB);
    PsplibProject project;
    LevelAnswer answer;
    LevelFault fault = {0};
    Error err = {0};
    if (size > INPUT_MAX) return 0;
    if (!psplib_read(&arena, (Str){(const char *)data, size}, &project, &err)) {
        must(err.kind != ERROR_NONE && err.kind != ERROR_INTERNAL && err.message[0]);
        return 0;
    }
    if (!is_short(&project)) return 0;
    LevelLink *links = arena_array(&arena, LevelLink, project.link_count);
    if (!links) return 0;
    for (int32_t i = 0; i < project.link_count; i++)
        links[i] = (LevelLink){project.links[i].before, project.links[i].after};
    LevelProblem problem = {project.job_count,  project.link_count, project.resource_count, project.capacity,
                            project.first_mode, project.duration,   project.demand,         links};
    if (level_make(&arena, &problem, &(LevelOptions){.schedules = 200}, &answer, &fault))
        check_answer(&problem, &answer);
    else must(fault.kind != LEVEL_FAULT_NONE);
    return 0;
}
