/* trivet check FILE: the quality of a schedule, by DCMA's fourteen points and GAO's ten practices.
 *
 *     trivet check plan.xer            a line a check, and the first tasks at fault
 *     trivet check plan.xml --json     all of it, for programs
 *
 * Answers 0 whatever the verdicts are. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "change/figures/checked.h"
#include "cli/cli.h"
#include "cli/plan_file.h"
#include "field/json.h"

enum { SHOWN = 5 };

static void write_check(StrBuf *out, const CheckView *check) {
    static const char *const units[] = {" %", " d", ""};
    strbuf_fmt(out, "%-11s %-70s", quality_verdict_names[check->verdict.n],
               quality_check_words[check->check.n]);
    if (check->verdict.n == QUALITY_UNKNOWN) {
        strbuf_add(out, STR(" needs what the plan does not hold\n"));
        return;
    }
    strbuf_fmt(out, " %8.2f%s", check->figure, units[check->unit.n]);
    if (check->bound.n != BOUND_NONE)
        strbuf_fmt(out, " (%s %.2f)", check->bound.n == BOUND_MOST ? "at most" : "at least",
                   check->threshold);
    if (check->of_count)
        strbuf_fmt(out, ", %lld of %lld", (long long)check->fault_count, (long long)check->of_count);
    strbuf_char(out, '\n');
    const CheckFault *fault = check->faults.at;
    for (int i = 0; check->verdict.n == QUALITY_FAIL && i < check->faults.count && i < SHOWN; i++)
        strbuf_fmt(out, "              - %.*s\n", STR_ARG(fault[i].title));
}

static bool run(Arena *arena, int argc, char **argv, StrBuf *out, Error *err) {
    static const char *const options[] = {NULL}, *const flags[] = {"--json", "--share-people", NULL};
    if (!cli_known(argc, argv, options, flags, err)) return false;
    const char *path = cli_argument(argc, argv, options, 0);
    if (!path) {
        error_set(err, ERROR_INVALID, "No file was named.");
        return error_hint(err, "trivet check FILE [--json] [--share-people]");
    }
    Scheduled plan = {0};
    ChecksView view;
    ScheduleAsk ask = {.share_people = cli_flag(argc, argv, "--share-people")};
    if (!cli_schedule_file(arena, path, &ask, &plan, err) ||
        !checked_plan(arena, &plan.map, &plan.schedule, NULL, NULL, NO_INDEX, &view, err))
        return false;
    if (cli_flag(argc, argv, "--json")) {
        json_write(out, &checks_view_resource, &view);
        strbuf_char(out, '\n');
        return !arena->full || error_no_memory(err);
    }
    const CheckView *check = view.checks.at;
    strbuf_fmt(out, "%lld tasks, %lld incomplete: %lld checks passed, %lld failed\n\n",
               (long long)view.task_count, (long long)view.incomplete_count, (long long)view.passed,
               (long long)view.failed);
    for (int i = 0; i < view.checks.count; i++) write_check(out, &check[i]);
    return !arena->full || error_no_memory(err);
}

int command_check(int argc, char **argv) {
    return cli_answer(argc, argv, 4096 * MIB, run);
}
