/* trivet level FILE: the shortest schedule of a project with limited resources.
 *
 *     trivet level plan.xml --seconds 5              who waits for whom, to read
 *     trivet level plan.xml --json --within-float    every task, for programs; no project finishes later
 *     trivet level j120_1.sm --seconds 10
 *     trivet level j3010_1.mm --json                 also which of its modes each job takes
 *     trivet level RG300_1.rcp --json --schedules 5000 --seed 7
 *
 * Reads plan files, PSPLIB's .sm and .mm and Patterson's .rcp. With --schedules alone the answer depends on
 * nothing but the file and the seed; with --seconds also on how far this machine came. */
#include "cli/level.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "engine/level/level_modes.h"
#include "exchange/psplib.h"

enum { SECONDS_MAX = 86400, SECONDS_USUAL = 1 };

static int64_t now_ns(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

bool level_in_budget(void *context) {
    const LevelBudget *budget = context;
    return now_ns(CLOCK_PROCESS_CPUTIME_ID) < budget->processor_end_ns &&
           now_ns(CLOCK_MONOTONIC) < budget->wall_end_ns;
}

/* ---- The problem ---- */

static bool make_problem(Arena *arena, const PsplibProject *project, LevelProblem *ret, Error *err) {
    LevelLink *links = arena_array(arena, LevelLink, project->link_count);
    if (!links) return error_no_memory(err);
    for (int32_t i = 0; i < project->link_count; i++)
        links[i] = (LevelLink){project->links[i].before, project->links[i].after};
    *ret =
        (LevelProblem){project->job_count,  project->link_count, project->resource_count, project->capacity,
                       project->first_mode, project->duration,   project->demand,         links};
    return true;
}

/* One way to do each job, and all resources become free again. */
static bool is_single_mode(const PsplibProject *project) {
    return project->mode_count == project->job_count && project->renewable_count == project->resource_count;
}

static bool explain_fault(const LevelFault *fault, Error *err) {
    int32_t row = fault->row + 1;
    switch (fault->kind) {
    case LEVEL_FAULT_COUNT:
        error_set(err, ERROR_TOO_LARGE, "%s is outside what levelling takes.", fault->field);
        return error_hint(err, "At most %d jobs, %d links and %d resources.", LEVEL_JOBS_MAX, LEVEL_LINKS_MAX,
                          LEVEL_RESOURCES_MAX);
    case LEVEL_FAULT_CAPACITY:
        error_set(err, ERROR_INVALID, "The capacity of resource %d is above %d.", row, LEVEL_CAPACITY_MAX);
        return error_hint(err, "Divide capacity and demands by a common factor.");
    case LEVEL_FAULT_MODES:
        error_set(err, ERROR_INVALID, "No mode of job %d is within what there is.", row);
        return error_hint(err, "Lower its demands or raise the capacities.");
    case LEVEL_FAULT_DURATION:
        error_set(err, ERROR_INVALID, "At job %d all durations together pass %d.", row, LEVEL_SLOTS_MAX);
        return error_hint(err, "Use a larger unit of time.");
    case LEVEL_FAULT_DEMAND:
        error_set(err, ERROR_INVALID, "Job %d demands more of resource %d than there is.", row,
                  fault->resource + 1);
        return error_hint(err, "Lower the demand or raise the capacity.");
    case LEVEL_FAULT_LINK:
        error_set(err, ERROR_INVALID, "Link %d leads from a job to itself.", row);
        return error_hint(err, "Remove it.");
    case LEVEL_FAULT_CYCLE:
        error_set(err, ERROR_INVALID, "Job %d is among its own predecessors.", row);
        return error_hint(err, "Remove a link of that cycle.");
    case LEVEL_FAULT_MEMORY: return error_no_memory(err);
    case LEVEL_FAULT_NONE:
    case LEVEL_FAULT_BUDGET: break;
    }
    return error_set(err, ERROR_INTERNAL, "Levelling failed.");
}

/* ---- Out ---- */

/* mode: by job, NULL: each has one. */
static void write_json(StrBuf *out, const LevelProblem *problem, const LevelAnswer *answer,
                       const int32_t *mode) {
    strbuf_fmt(out, "{\"makespan\":%d,\"lower_bound\":%d,\"proven\":%s,\"schedules\":%lld,\"start\":[",
               answer->makespan, answer->lower_bound, answer->proven ? "true" : "false",
               (long long)answer->schedules);
    for (int32_t j = 0; j < problem->job_count; j++) strbuf_fmt(out, j ? ",%d" : "%d", answer->start[j]);
    if (mode) strbuf_add(out, STR("],\"mode\":["));
    for (int32_t j = 0; mode && j < problem->job_count; j++)
        strbuf_fmt(out, j ? ",%d" : "%d", mode[j] - problem->first_mode[j] + 1);
    strbuf_add(out, STR("]}\n"));
}

static void write_table(StrBuf *out, const LevelProblem *problem, const LevelAnswer *answer,
                        const int32_t *mode) {
    strbuf_fmt(out, "makespan %d, %s %d, %lld schedules\n\n%8s %8s %8s%s\n", answer->makespan,
               answer->proven ? "proven: no schedule is shorter than" : "no schedule is shorter than",
               answer->lower_bound, (long long)answer->schedules, "job", "start", "finish",
               mode ? "     mode" : "");
    for (int32_t j = 0; j < problem->job_count; j++) {
        int32_t taken = mode ? mode[j] : problem->first_mode[j];
        strbuf_fmt(out, "%8d %8d %8d", j + 1, answer->start[j], answer->start[j] + problem->duration[taken]);
        if (mode) strbuf_fmt(out, " %8d", taken - problem->first_mode[j] + 1);
        strbuf_char(out, '\n');
    }
}

/* ---- The command ---- */

bool level_budget(int argc, char **argv, LevelBudget *ret, Error *err) {
    const char *schedules = cli_option(argc, argv, "--schedules"),
               *seconds = cli_option(argc, argv, "--seconds"), *seed = cli_option(argc, argv, "--seed");
    double limit = SECONDS_USUAL;
    int64_t number = 0;
    *ret = (LevelBudget){INT64_MAX, 0, INT64_MAX, INT64_MAX};
    if (schedules && (!str_int(str_of(schedules), &ret->schedules) || ret->schedules < 1))
        return error_field(err, "--schedules", "must be a whole number, 1 or more.");
    if (seconds && (!str_real(str_of(seconds), &limit) || limit <= 0 || limit > SECONDS_MAX))
        return error_field(err, "--seconds", "must be above 0 and at most %d.", SECONDS_MAX);
    if (seed && !str_int(str_of(seed), &number)) return error_field(err, "--seed", "must be a whole number.");
    ret->seed = (uint64_t)number;
    if (schedules && !seconds) return true;
    ret->processor_end_ns = (int64_t)(limit * 1e9);
    ret->wall_end_ns = now_ns(CLOCK_MONOTONIC) + 2 * ret->processor_end_ns;
    return true;
}

/* With the choice of a mode for each job. */
static bool level_modes(Arena *arena, const LevelProblem *problem, int32_t renewable_count,
                        const LevelOptions *options, LevelAnswer *ret, const int32_t **ret_mode, Error *err) {
    LevelModesAnswer answer;
    LevelFault fault;
    if (!level_modes_make(arena, problem, renewable_count, options, &answer, &fault))
        return explain_fault(&fault, err);
    if (!answer.found) {
        error_set(err, ERROR_INVALID, "No choice of modes is known that uses up no more than there is.");
        return error_hint(err, "Give it more time (--seconds, --schedules); perhaps there is none.");
    }
    *ret = (LevelAnswer){answer.makespan, answer.lower_bound, answer.proven, answer.schedules, answer.start};
    *ret_mode = answer.mode;
    return true;
}

static bool level_instance(Arena *arena, Str content, bool json, const LevelBudget *budget, StrBuf *out,
                           Error *err) {
    PsplibProject project;
    LevelProblem problem;
    LevelAnswer answer;
    LevelFault fault;
    const int32_t *mode = NULL;
    LevelOptions options = {.schedules = budget->schedules,
                            .seed = budget->seed,
                            .context = (void *)(uintptr_t)budget,
                            .keep_going = level_in_budget};
    if (!psplib_read(arena, content, &project, err) || !make_problem(arena, &project, &problem, err))
        return false;
    if (is_single_mode(&project)) {
        if (!level_make(arena, &problem, &options, &answer, &fault)) return explain_fault(&fault, err);
    } else if (!level_modes(arena, &problem, project.renewable_count, &options, &answer, &mode, err)) {
        return false;
    }
    if (json) write_json(out, &problem, &answer, mode);
    else write_table(out, &problem, &answer, mode);
    return true;
}

static bool run(Arena *arena, int argc, char **argv, StrBuf *out, Error *err) {
    static const char *const known[] = {"--schedules", "--seconds", "--seed", NULL};
    static const char *const flags[] = {"--json", "--within-float", "--split", "--by-rank", NULL};
    LevelBudget budget;
    Str content;
    if (!cli_known(argc, argv, known, flags, err) || !level_budget(argc, argv, &budget, err)) return false;
    const char *path = cli_argument(argc, argv, known, 0);
    if (!path) {
        error_set(err, ERROR_INVALID, "No file was named.");
        return error_hint(err, "trivet level FILE [--json] [--seconds S] [--schedules N] [--seed X]");
    }
    if (!cli_read_file(arena, path, PSPLIB_BYTES_MAX, &content, err)) return false;
    bool good = psplib_guess(str_of(path), content)
                    ? level_instance(arena, content, cli_flag(argc, argv, "--json"), &budget, out, err)
                    : level_plan_file(arena, argc, argv, path, &budget, out, err);
    return good && (!arena->full || error_no_memory(err));
}

int command_level(int argc, char **argv) {
    return cli_answer(argc, argv, 4096 * MIB, run);
}
