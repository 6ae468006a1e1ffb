/* Plain jobs. See plain.h.
 *
 * What a pass reads is held in locals, because what it writes would make the compiler read it again; and what
 * the dates decide at random is reckoned rather than jumped to, because a jump foretold wrongly costs as much
 * as all the rest of a node. */
#include "engine/plain.h"

#include "base/mem.h"
#include "engine/rollup.h"

/* A call for each node would cost as much as what it does. */
#define INLINE static inline __attribute__((always_inline))

/* Nothing holds its finish. */
static inline bool is_plain(const Job *job) {
    return (job->flags & (JOB_PLAIN | JOB_TO_FINISH)) == JOB_PLAIN;
}

static inline bool has_lag(Edge edge) {
    return (uint32_t)edge.how > EDGE_FROM_START;
}

/* ---- Forward ---- */

/* A moment and the edge that asks for it as one number: the greater is the later one and, of equal moments,
 * that of the first edge; NO_INDEX, which is the floor, stands before all. */
static inline int64_t bound_of(Minute at, int32_t edge) {
    return (int64_t)((uint64_t)(uint32_t)at << 32 | ((uint32_t)INT32_MAX - (uint32_t)edge));
}
static inline Minute bound_moment(int64_t bound) {
    return (Minute)(bound >> 32);
}
static inline int32_t bound_edge(int64_t bound) {
    return (int32_t)((uint32_t)INT32_MAX - (uint32_t)bound);
}

/* What a lag makes of the date that it counts from. */
INLINE Minute lagged(const Run *run, const Dates *dates, Edge edge, int32_t position, Minute at) {
    LagKind kind = edge_lag_kind(edge.how);
    if (!run->lags_of_successors || kind == LAG_PERCENT) return edge_bound(run, dates, edge, position);
    return lag_after(run->jobs[position].time, at, kind, edge_lag(edge.how));
}

int32_t plain_forward(Run *run, Dates *dates, int32_t position) {
    const Job *jobs = run->jobs;
    const int32_t *first_in = run->graph.first_in;
    const Edge *in = run->graph.in;
    int32_t p = position, count = run->graph.node_count;
    int32_t *driver = run->driver, *finish_work = run->finish_work;
    for (; p < count && is_plain(jobs + p); p++) {
        const Job *job = jobs + p;
        int64_t bound = bound_of(job->floor, NO_INDEX);
        for (int32_t i = first_in[p], end = first_in[p + 1]; i < end; i++) {
            Edge edge = in[i];
            Dates from = dates[edge.node];
            Minute at = edge.how & EDGE_FROM_START ? from.start : from.finish;
            if (has_lag(edge)) at = lagged(run, dates, edge, p, at);
            int64_t other = bound_of(at, i);
            bound = other > bound ? other : bound;
        }
        Dates placed;
        finish_work[p] =
            worktime_span(job->time, bound_moment(bound), job->minutes, &placed.start, &placed.finish);
        dates[p] = placed;
        driver[p] = bound_edge(bound) == NO_INDEX ? DRIVER_FLOOR : bound_edge(bound) * 2;
    }
    return p;
}

/* ---- Backward ---- */

/* What is asked of a node, counted back from MINUTE_AFTER: 0 is nothing, so that an edge leaves out what it
 * does not ask by a mask. */
INLINE Hand least_of(Hand a, Hand b) {
    return (Hand){earlier(a.late_start, b.late_start), earlier(a.late_finish, b.late_finish),
                  earlier(a.free_start, b.free_start), earlier(a.free_finish, b.free_finish)};
}

INLINE Hand moved(Hand hand, Minute by) {
    return (Hand){hand.late_start + by, hand.late_finish + by, hand.free_start + by, hand.free_finish + by};
}

INLINE Hand asked_along(const Run *run, int32_t position, Edge edge) {
    const Hand *hand = run->hands + edge.node;
    Minute late = hand->late_start, free = hand->free_start;
    if (has_lag(edge)) {
        bool common = run->lags_of_successors && edge_lag_kind(edge.how) == LAG_WORKING;
        if (!common || edge.how & (EDGE_TO_FINISH | EDGE_BOTH))
            return moved(asked_by(run, position, edge), -MINUTE_AFTER);
        const WorkTime *time = run_own_time(run, edge.node);
        late = lag_before(time, late, LAG_WORKING, edge_lag(edge.how));
        free = lag_before(time, free, LAG_WORKING, edge_lag(edge.how));
    }
    int32_t of_start = -(edge.how & EDGE_FROM_START), of_finish = ~of_start;
    late -= MINUTE_AFTER;
    free -= MINUTE_AFTER;
    return (Hand){late & of_start, late & of_finish, free & of_start, free & of_finish};
}

INLINE Hand asked_of(const Run *run, int32_t position, Minute end) {
    int32_t last = run->graph.first_out[position + 1];
    Hand asked = {0, end - MINUTE_AFTER, 0, 0};
    for (int32_t i = run->graph.first_out[position]; i < last; i++)
        asked = least_of(asked, asked_along(run, position, run->graph.out[i]));
    return moved(asked, MINUTE_AFTER);
}

INLINE Late late_of(const Job *job, const Hand *asked) {
    Late late = {.free = {asked->free_start, asked->free_finish}};
    late.work = worktime_before_end(job->time, asked->late_finish, &late.dates.finish);
    if (asked->late_start < MINUTE_AFTER) {
        int32_t work = worktime_before(job->time, asked->late_start) + job->minutes;
        if (work < late.work) late.dates.finish = worktime_locate_end(job->time, late.work = work);
    }
    late.dates.start = worktime_locate(job->time, late.work - job->minutes);
    return late;
}

INLINE int32_t free_float(const Job *job, Dates free, Minute end, int32_t finish_work) {
    int32_t room = INT32_MAX;
    if (free.finish < MINUTE_AFTER) room = worktime_before(job->time, free.finish);
    if (free.start < MINUTE_AFTER) room = least(room, worktime_before(job->time, free.start) + job->minutes);
    if (room == INT32_MAX) room = worktime_before(job->time, end);
    return room > finish_work ? room - finish_work : 0;
}

/* The start is not after the finish, so these two say it of all four. */
static inline bool in_range(Dates planned, Dates late) {
    return planned.start >= FIRST_MINUTE && planned.finish <= END_MINUTE && late.start >= FIRST_MINUTE &&
           late.finish <= END_MINUTE;
}

INLINE void set_row(const Run *run, int32_t position, const Late *late, int32_t free, TaskSchedule *row) {
    const Job *job = run->jobs + position;
    const Dates *planned = run->planned + position;
    int32_t driver = run->driver[position], total = late->work - run->finish_work[position];
    bool linked = driver >= 0;
    mem_copy(&row->start, planned, sizeof *planned);
    mem_copy(&row->early_start, planned, sizeof *planned);
    row->late_start = late->dates.start;
    row->late_finish = late->dates.finish;
    row->total_float = total;
    row->free_float = free;
    row->critical = total <= job_project(run, job)->critical_float;
    row->cause = linked ? CAUSE_LINK : job->floor_cause;
    row->cause_index = linked      ? run->graph.link[driver / 2]
                       : job->more ? job->more->floor_cause_index
                                   : NO_INDEX;
    row->cause_resource = NO_INDEX;
    row->late_by_deadline = 0;
    if (!(job->flags & JOB_REMAINING)) return;
    Dates shown = leaf_shown(run->plan->tasks + run->graph.row[position], *planned);
    row->start = shown.start;
    row->finish = shown.finish;
}

int32_t plain_backward(Run *run, int32_t position) {
    int32_t p = position;
    if (run->planned != run->early) return p;
    for (; p >= 0 && is_plain(run->jobs + p); p--) {
        const Job *job = run->jobs + p;
        Dates planned = run->planned[p];
        Minute end = end_of(run, run->planned, p);
        Hand asked = asked_of(run, p, end);
        Late late = late_of(job, &asked);
        run->hands[p] = (Hand){late.dates.start, MINUTE_AFTER, planned.start, MINUTE_AFTER};
        if (!in_range(planned, late.dates)) return p;
        TaskSchedule *row = run->schedule.tasks + run->graph.row[p];
        set_row(run, p, &late, free_float(job, late.free, end, run->finish_work[p]), row);
        group_widen(project_of(run, p), planned, row->critical);
        GroupSchedule *release = release_of(run, p);
        if (release) group_widen(release, planned, row->critical);
    }
    return p;
}
