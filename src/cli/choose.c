/* trivet choose FILE: which requirements to take, so that the most profit comes within a cost.
 *
 *     trivet choose nrp1.txt --budget-share 0.5        half of what everything costs
 *     trivet choose nrp1.txt --bound 400 --json
 *     trivet choose nrp1.txt --front                   the most profit for every cost
 *
 * Reads next-release instances (exchange/nrp.h). With --steps alone, or with no limit, the answer depends on
 * nothing but the file; with --seconds also on how far this machine came. */
#include "engine/choose/choose.h"
#include "base/banned.h"
#include "base/cleanup.h"
#include "cli/cli.h"
#include "exchange/nrp.h"

enum { SECONDS_MAX = 86400 };

typedef struct Wanted {
    int64_t bound;
    ChooseLimits limits;
    int64_t end_ms; /* of the clock */
} Wanted;

static bool before_end(void *context, const ChooseProgress *so_far) {
    const Wanted *wanted = context;
    return cli_clock().ms < wanted->end_ms;
}

/* ---- The problem ---- */

static bool read_problem(Arena *arena, const char *path, ChooseProblem *ret, int64_t *cost_sum, Error *err) {
    Str content;
    NrpInstance file;
    if (!cli_read_file(arena, path, NRP_BYTES_MAX, &content, err)) return false;
    if (!nrp_guess(content)) {
        error_set(err, ERROR_INVALID, "%s is not a next-release instance.", path);
        return error_hint(err, "It holds levels of costs, dependencies and customers, numbers only.");
    }
    if (!nrp_read(arena, content, &file, err)) return false;
    ChoosePrecedence *precedences = arena_array(arena, ChoosePrecedence, file.dependency_count);
    ChooseRequest *requests = arena_array(arena, ChooseRequest, file.request_count);
    if (!precedences || !requests) return error_no_memory(err);
    for (int32_t i = 0; i < file.dependency_count; i++)
        precedences[i] = (ChoosePrecedence){file.dependencies[i].from, file.dependencies[i].to};
    for (int32_t i = 0; i < file.request_count; i++)
        requests[i] = (ChooseRequest){file.requests[i].from, file.requests[i].to};
    *ret = (ChooseProblem){
        file.costs,          file.profits,          precedences,       requests, file.requirement_count,
        file.customer_count, file.dependency_count, file.request_count};
    *cost_sum = file.cost_sum;
    return true;
}

static bool explain_fault(const ChooseFault *fault, Error *err) {
    switch (fault->kind) {
    case CHOOSE_VALUE:
        error_set(err, ERROR_INVALID, "Of the %s all together may be %lld at most.", fault->table,
                  (long long)CHOOSE_SUM_MAX);
        return error_hint(err, "Use a larger unit.");
    case CHOOSE_TOO_LARGE:
        if (str_is(str_of(fault->table), "front")) {
            error_set(err, ERROR_TOO_LARGE, "A front has at most %d steps of cost.", CHOOSE_FRONT_MAX);
            return error_hint(err, "Give a smaller --bound, or round the costs.");
        }
        return error_set(err, ERROR_TOO_LARGE,
                         "Customers need more than %d requirements, with all that those presuppose.",
                         CHOOSE_WANTS_MAX);
    case CHOOSE_MEMORY: return error_no_memory(err);
    case CHOOSE_OK:
    case CHOOSE_INDEX: break;
    }
    return error_set(err, ERROR_INTERNAL, "Choosing failed.");
}

/* ---- Out ---- */

static void write_rows(StrBuf *out, const char *name, const uint8_t *chosen, int32_t count) {
    const char *before = "";
    strbuf_fmt(out, ",\"%s\":[", name);
    for (int32_t i = 0; i < count; i++) {
        if (!chosen[i]) continue;
        strbuf_fmt(out, "%s%d", before, i + 1);
        before = ",";
    }
    strbuf_char(out, ']');
}

static void write_answer(StrBuf *out, const ChooseProblem *problem, const ChooseAnswer *answer) {
    strbuf_fmt(out, "{\"profit\":%lld,\"cost\":%lld,\"bound\":%lld,\"proven\":%s,\"steps\":%lld",
               (long long)answer->profit, (long long)answer->cost, (long long)answer->bound,
               answer->proven ? "true" : "false", (long long)answer->steps);
    write_rows(out, "requirements", answer->requirements, problem->requirement_count);
    write_rows(out, "customers", answer->customers, problem->customer_count);
    strbuf_add(out, STR("}\n"));
}

static int32_t count_chosen(const uint8_t *chosen, int32_t count) {
    int32_t sum = 0;
    for (int32_t i = 0; i < count; i++) sum += chosen[i];
    return sum;
}

static void tell_answer(StrBuf *out, const ChooseProblem *problem, const ChooseAnswer *answer) {
    strbuf_fmt(out, "profit %lld for cost %lld, ", (long long)answer->profit, (long long)answer->cost);
    if (answer->proven) strbuf_add(out, STR("proven: no choice within the cost brings more"));
    else strbuf_fmt(out, "at most %lld is possible", (long long)answer->bound);
    strbuf_fmt(out, "\n%d of %d customers content with %d of %d requirements\n",
               count_chosen(answer->customers, problem->customer_count), problem->customer_count,
               count_chosen(answer->requirements, problem->requirement_count), problem->requirement_count);
}

static void write_front(StrBuf *out, const ChooseFront *front, bool json) {
    if (json)
        strbuf_fmt(out, "{\"proven\":%s,\"steps\":%lld,\"points\":[", front->proven ? "true" : "false",
                   (long long)front->steps);
    else strbuf_fmt(out, "%12s %12s%s\n", "cost", "profit", front->proven ? "" : "   (stopped: not proven)");
    for (int32_t i = 0; i < front->point_count; i++) {
        const ChoosePoint *point = front->points + i;
        strbuf_fmt(out, json ? "%s{\"cost\":%lld,\"profit\":%lld}" : "%s%12lld %12lld\n",
                   json && i ? "," : "", (long long)point->cost, (long long)point->profit);
    }
    if (json) strbuf_add(out, STR("]}\n"));
}

/* ---- The command ---- */

static bool read_wanted(int argc, char **argv, int64_t cost_sum, Wanted *ret, Error *err) {
    const char *share = cli_option(argc, argv, "--budget-share"), *bound = cli_option(argc, argv, "--bound"),
               *steps = cli_option(argc, argv, "--steps"), *seconds = cli_option(argc, argv, "--seconds");
    double part = 1, limit = 0;
    *ret = (Wanted){.bound = cost_sum};
    if (share && bound)
        return error_field(err, "--bound", "is given beside --budget-share; give one of them.");
    if (share && (!str_real(str_of(share), &part) || part < 0 || part > 1))
        return error_field(err, "--budget-share", "must be a number from 0 to 1.");
    if (bound && (!str_int(str_of(bound), &ret->bound) || ret->bound < 0))
        return error_field(err, "--bound", "must be a whole number, 0 or more.");
    if (steps && (!str_int(str_of(steps), &ret->limits.steps) || ret->limits.steps < 1))
        return error_field(err, "--steps", "must be a whole number, 1 or more.");
    if (seconds && (!str_real(str_of(seconds), &limit) || limit <= 0 || limit > SECONDS_MAX))
        return error_field(err, "--seconds", "must be above 0 and at most %d.", SECONDS_MAX);
    if (share) ret->bound = (int64_t)((double)cost_sum * part + 1e-6);
    if (seconds) {
        ret->end_ms = cli_clock().ms + (int64_t)(limit * 1e3);
        ret->limits.go_on = before_end;
    }
    return true;
}

static bool choose(StrBuf *out, const ChooseProblem *problem, Wanted *wanted, bool front, bool json,
                   Error *err) {
    ChooseFault fault;
    wanted->limits.context = wanted;
    if (front) {
        ChooseFront points;
        if (!choose_front(out->arena, problem, wanted->bound, wanted->limits, &points, &fault))
            return explain_fault(&fault, err);
        write_front(out, &points, json);
        return true;
    }
    ChooseAnswer answer;
    if (!choose_best(out->arena, problem, wanted->bound, wanted->limits, &answer, &fault))
        return explain_fault(&fault, err);
    if (json) write_answer(out, problem, &answer);
    else tell_answer(out, problem, &answer);
    return true;
}

static bool run(Arena *arena, int argc, char **argv, StrBuf *out, Error *err) {
    static const char *const options[] = {"--budget-share", "--bound", "--steps", "--seconds", NULL};
    static const char *const flags[] = {"--front", "--json", NULL};
    ChooseProblem problem;
    Wanted wanted;
    int64_t cost_sum = 0;
    if (!cli_known(argc, argv, options, flags, err)) return false;
    const char *path = cli_argument(argc, argv, options, 0);
    if (!path) {
        error_set(err, ERROR_INVALID, "No file was named.");
        return error_hint(err, "trivet choose FILE [--budget-share 0.5 | --bound N] [--front] [--json]");
    }
    if (!read_problem(arena, path, &problem, &cost_sum, err) ||
        !read_wanted(argc, argv, cost_sum, &wanted, err) ||
        !choose(out, &problem, &wanted, cli_flag(argc, argv, "--front"), cli_flag(argc, argv, "--json"), err))
        return false;
    return !arena->full || error_no_memory(err);
}

int command_choose(int argc, char **argv) {
    return cli_answer(argc, argv, 2048 * MIB, run);
}
