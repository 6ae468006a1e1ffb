/* Levelling's solver: pools by their energy (a resource, or one whose demands are rounded: level_bound.c).
 *
 * Whatever happens, a job spends some of its slots within a span of time; when all jobs together need more
 * there than the pool can give, that is a conflict, and what is left over bounds how long any one of them may
 * stay within: so it moves behind the span, or before it. Looked at is, for each latest finish, the span that
 * is fullest by compulsory parts and by the jobs that lie in it whole (time-table edge-finding: Vilim 2011);
 * there the parts of jobs that only reach into it are counted too (energetic reasoning: Baptiste, Le Pape &
 * Nuijten 1999). An explanation needs each job's least slots within, less whatever was too much.
 *
 * All spans cost far more than the time-table and deep in the search they find little, so they are looked at
 * before anything is decided but the end.
 */
#include "engine/level/level_solve.h"
#include "engine/sort.h"

enum { NO_JOB = -1, ENERGY_LEVEL = 1, ENERGY_JOBS_MAX = 500 };

typedef struct Span {
    int32_t pool, from, to;
} Span;

static int32_t least_of(int32_t a, int32_t b) {
    return a < b ? a : b;
}

/* Slots within the span that the job has at least, by the bounds given (now, or without decisions). */
static int32_t slots_within(const Solver *solver, const int32_t *bounds, int32_t job, Span span) {
    int32_t most = least_of(solver->duration[job], span.to - span.from);
    int32_t left = bounds[2 * job] + solver->duration[job] - span.from, right = span.to + bounds[2 * job + 1];
    int32_t slots = least_of(most, least_of(left, right));
    return slots > 0 ? slots : 0;
}

/* What keeps the jobs but one within the span, when `excess` units could be less. What holds for good
 * explains for nothing. */
static void explain_span(Solver *solver, Span span, int32_t but, int64_t excess, Literals *to) {
    const SolverUser *users = solver->users;
    int32_t found = 0;
    for (int32_t i = solver->first_user[span.pool + 1]; i-- > solver->first_user[span.pool];) {
        int32_t slots = slots_within(solver, solver->at, users[i].job, span);
        int64_t units = (int64_t)slots * users[i].demand;
        if (slots == slots_within(solver, solver->root, users[i].job, span) || users[i].job == but) continue;
        if (units <= excess) excess -= units;
        else solver->table_user[found++] = users[i];
    }
    for (int32_t i = 0; i < found; i++) {
        int32_t job = solver->table_user[i].job, demand = solver->table_user[i].demand;
        int32_t slots = slots_within(solver, solver->at, job, span) - (int32_t)(excess / demand);
        excess %= demand;
        literals_add(solver, to, (Literal){2 * job, span.from + slots - solver->duration[job]});
        literals_add(solver, to, (Literal){2 * job + 1, slots - span.to});
    }
}

/* The job stays within for `most` slots or less; `excess` units more than that are not there. */
static bool push_out(Solver *solver, Span span, int32_t bound, int32_t most, int64_t excess) {
    int32_t job = bound / 2, duration = solver->duration[job], first = solver->explanations.count;
    Literal inside = {bound, most + 1 + (bound % 2 ? -span.to : span.from - duration)};
    Literal outside = {bound, -most + (bound % 2 ? duration - span.from : span.to)};
    if (!literal_holds(solver, inside) || literal_holds(solver, outside)) return true;
    literals_add(solver, &solver->explanations, inside);
    explain_span(solver, span, job, excess, &solver->explanations);
    return solver_raise(solver, outside, (Reason){REASON_TABLE, first, solver->explanations.count - first});
}

static bool check_span(Solver *solver, Span span) {
    const SolverUser *user = solver->users + solver->first_user[span.pool],
                     *last = solver->users + solver->first_user[span.pool + 1];
    int64_t room = (int64_t)solver->run->pool_capacity[span.pool] * (span.to - span.from);
    for (const SolverUser *one = user; one < last; one++)
        room -= (int64_t)slots_within(solver, solver->at, one->job, span) * one->demand;
    if (room < 0) {
        solver->conflict.count = 0;
        explain_span(solver, span, NO_JOB, -room - 1, &solver->conflict);
        return false;
    }
    for (; user < last; user++) {
        int32_t job = user->job, most = slots_within(solver, solver->at, job, span);
        int64_t more = room / user->demand, excess = (more + 1) * user->demand - room - 1;
        if (most + more >= least_of(solver->duration[job], span.to - span.from)) continue;
        most += (int32_t)more;
        if (!push_out(solver, span, 2 * job, most, excess) ||
            !push_out(solver, span, 2 * job + 1, most, excess))
            return false;
    }
    return true;
}

/* Sums, by slot, what compulsory parts hold before it; sorts the open jobs, the latest begin and the earliest
 * end first, and answers how many. */
static int32_t survey(Solver *solver, int32_t pool, int32_t slots) {
    int64_t *before = solver->held_before, held = 0;
    int32_t count = 0;
    for (int32_t t = 0; t <= slots + 1; t++) before[t] = 0;
    for (int32_t i = solver->first_user[pool]; i < solver->first_user[pool + 1]; i++) {
        int32_t job = solver->users[i].job, low = solver->at[2 * job], high = -solver->at[2 * job + 1];
        int32_t finish = low + solver->duration[job];
        if (high < finish) {
            before[high + 1] += solver->users[i].demand;
            before[finish + 1] -= solver->users[i].demand;
        }
        if (low == high || solver->duration[job] == 0) continue;
        solver->by_begin[count] = sort_key(-low, i);
        solver->by_end[count++] = sort_key(high + solver->duration[job], i);
    }
    for (int32_t t = 1; t <= slots; t++) {
        held += before[t];
        before[t] = before[t - 1] + held;
    }
    sort_keys(solver->by_begin, count);
    sort_keys(solver->by_end, count);
    solver->steps += slots / 4 + count * 4;
    return count;
}

/* The begin from which the span to `end` is fullest. */
static int32_t fullest(const Solver *solver, int32_t pool, int32_t end, int32_t count) {
    int32_t capacity = solver->run->pool_capacity[pool], begin = end;
    int64_t units = 0, most = INT64_MIN;
    for (int32_t i = 0; i < count; i++) {
        SolverUser user = solver->users[sort_minor(solver->by_begin[i])];
        int32_t low = -sort_major(solver->by_begin[i]), high = -solver->at[2 * user.job + 1];
        int32_t duration = solver->duration[user.job], part = low + duration - high;
        if (high + duration > end) continue;
        units += (int64_t)user.demand * (duration - (part > 0 ? part : 0));
        int64_t over =
            units + solver->held_before[end] - solver->held_before[low] - (int64_t)capacity * (end - low);
        if (over <= most) continue;
        most = over;
        begin = low;
    }
    return begin;
}

static bool check_pool(Solver *solver, int32_t pool) {
    int32_t count = survey(solver, pool, -solver->at[2 * solver->end + 1]), before = -1;
    for (int32_t i = 0; i < count; i++) {
        int32_t end = sort_major(solver->by_end[i]);
        if (end == before) continue;
        before = end;
        solver->steps += count / 2;
        if (!check_span(solver, (Span){pool, fullest(solver, pool, end, count), end})) return false;
        if (solver->applied < solver->trail.count || solver->failed) return true;
    }
    return true;
}

bool solver_check_energy(Solver *solver) {
    if (solver->end > ENERGY_JOBS_MAX || solver_level(solver) > ENERGY_LEVEL) return true;
    for (int32_t p = 0; p < solver->run->pool_count; p++) {
        if (!check_pool(solver, p)) return false;
        if (solver->applied < solver->trail.count) break;
    }
    return true;
}
