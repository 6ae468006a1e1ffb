/* The backward pass: one loop down over the positions, late dates and free floats at once.
 *
 * Each node hands back what it asks of those before it; a node takes the least of what its successors ask.
 * Asked on behalf of the successor's late dates it decides late dates, on behalf of its planned ones how far
 * the node may slip before it moves something else: its free float. */
#include "engine/run.h"

/* A leaf that ends in the evening takes a bound on its finish until work goes on, and so does a point; P6
 * asks to the minute. */
static inline Minute last_moment(const Job *job, Minute at, bool of_finish) {
    bool extends = (of_finish || job->minutes == 0) && at < MINUTE_AFTER;
    return extends && !(job->flags & JOB_REMAINING) ? worktime_next_start(job->time, at) : at;
}

static inline Hand least_of(Hand a, Hand b) {
    return (Hand){earlier(a.late_start, b.late_start), earlier(a.late_finish, b.late_finish),
                  earlier(a.free_start, b.free_start), earlier(a.free_finish, b.free_finish)};
}

/* What is asked along any edge. */
static Hand asked_along(const Run *run, int32_t position, Edge edge) {
    Hand hand = run->hands[edge.node];
    if (edge.how & EDGE_BOTH) return hand;
    if (edge_is_past(run, (Edge){position, edge.how}, edge.node))
        return (Hand){MINUTE_AFTER, MINUTE_AFTER, MINUTE_AFTER, MINUTE_AFTER};
    const WorkTime *time = run_lag_time(run, position, edge.node);
    LagKind kind = edge_lag_kind(edge.how);
    int32_t lag = run_lag(run, position, edge.how);
    Minute late = edge.how & EDGE_TO_FINISH ? hand.late_finish : hand.late_start;
    Minute free = edge.how & EDGE_TO_FINISH ? hand.free_finish : hand.free_start;
    late = lag_before(time, late, kind, lag);
    free = lag_before(time, free, kind, lag);
    if (edge.how & EDGE_FROM_START) return (Hand){late, MINUTE_AFTER, free, MINUTE_AFTER};
    return (Hand){MINUTE_AFTER, late, MINUTE_AFTER, free};
}

Hand asked_by(const Run *run, int32_t position, Edge edge) {
    const Hand *hand = run->hands + edge.node;
    if (edge.how == 0) return (Hand){MINUTE_AFTER, hand->late_start, MINUTE_AFTER, hand->free_start};
    if (edge.how == EDGE_FROM_START)
        return (Hand){hand->late_start, MINUTE_AFTER, hand->free_start, MINUTE_AFTER};
    return asked_along(run, position, edge);
}

/* The least that is asked of a node; `end` caps its late finish. */
static inline Hand asked_of(const Run *run, int32_t position, Minute end) {
    Hand asked = {MINUTE_AFTER, end, MINUTE_AFTER, MINUTE_AFTER};
    if (run->held) asked = least_of(asked, run->held[position]);
    int32_t last = run->graph.first_out[position + 1];
    for (int32_t i = run->graph.first_out[position]; i < last; i++) {
        Edge edge = run->graph.out[i];
        const Hand *hand = run->hands + edge.node;
        if (edge.how == 0) {
            asked.late_finish = earlier(asked.late_finish, hand->late_start);
            asked.free_finish = earlier(asked.free_finish, hand->free_start);
        } else if (edge.how == EDGE_FROM_START) {
            asked.late_start = earlier(asked.late_start, hand->late_start);
            asked.free_start = earlier(asked.free_start, hand->free_start);
        } else {
            asked = least_of(asked, asked_along(run, position, edge));
        }
    }
    return asked;
}

/* The job waited for must have given the person back when the waiting part begins. What counts is its own
 * part by that person, which may end long before the job itself. */
static void cap_holder(const Run *run, int32_t position, Minute start, Minute *to_start, Minute *to_finish) {
    const Wait *wait = run->wait + position;
    int32_t holder = run->graph.leaf[wait->task], count;
    const Part *waiting = job_parts(run, position, &count) + wait->part;
    const Part *parts = job_parts(run, holder, &count);
    const Job *job = run->jobs + holder;
    Minute by = worktime_next_start(waiting->time, start);
    Minute planned = worktime_next_start(waiting->time, run->planned[position].start);
    int32_t working = 0;
    for (int32_t i = 0; i < count; i++) working += parts[i].time != NULL;
    if (working == 1 || job->mode != JOB_OPEN) {
        *to_finish = earlier(*to_finish, by);
        return;
    }
    for (int32_t i = 0; i < count; i++) {
        const Part *part = parts + i;
        if (!part->time || run->plan->assignments[part->assignment].resource != wait->resource) continue;
        if (worktime_add(part->time, run->planned[holder].start, part->minutes) > planned) continue;
        *to_start = earlier(*to_start, worktime_subtract(part->time, by, part->minutes));
    }
}

/* What a leaf's dates mean to those before it. A started one takes links by what remains, which goes on from
 * where it is, however late it might end; its levelling delay lies before an open one. */
static Dates bounds_before(const Job *job, Dates dates, Dates planned) {
    const Dates nothing = {MINUTE_AFTER, MINUTE_AFTER};
    if (job->mode == JOB_DONE || (job->flags & JOB_UNBOUND)) return nothing;
    if (job->mode == JOB_OPEN && job->more && job->more->leveling_delay) {
        dates.start = minute_clamp((int64_t)dates.start - job->more->leveling_delay);
        dates.finish = minute_clamp((int64_t)dates.finish - job->more->leveling_delay);
    }
    if (job->mode != JOB_STARTED) return dates;
    Minute finish = job->minutes ? earlier(dates.finish, planned.finish) : dates.finish;
    dates.start = job_start_for(job, finish, job->more->remaining);
    return dates;
}

/* Hands back for a leaf. */
void hand_back_leaf(Run *run, const Dates *dates, int32_t position, Dates late) {
    const Job *job = run->jobs + position;
    Dates planned = dates[position], of_late = bounds_before(job, late, planned);
    Dates of_free = job->mode == JOB_STARTED ? planned : bounds_before(job, planned, planned);
    run->hands[position] = (Hand){
        last_moment(job, of_late.start, false),
        last_moment(job, of_late.finish, true),
        last_moment(job, of_free.start, false),
        last_moment(job, of_free.finish, true),
    };
    if (!run->wait || !run->wait[position].links) return;
    Hand *held = run->held + run->graph.leaf[run->wait[position].task];
    cap_holder(run, position, of_late.start, &held->late_start, &held->late_finish);
    cap_holder(run, position, of_free.start, &held->free_start, &held->free_finish);
}

Dates asked_by_waiting(const Run *run, int32_t position, Dates late) {
    Dates asked = {MINUTE_AFTER, MINUTE_AFTER};
    Minute start = bounds_before(run->jobs + position, late, run->planned[position]).start;
    cap_holder(run, position, start, &asked.start, &asked.finish);
    return asked;
}

/* In MS Project what is placed by hand, and what takes no time, may end where what follows begins: at 08:00,
 * not at 17:00 of the day before; and links from its start do not hold back what is placed by hand. */
static bool ends_where_asked(const Job *job) {
    if (job->flags & JOB_REMAINING) return false;
    return is_by_hand(job) || (job->minutes == 0 && !(job->flags & JOB_STARTS));
}

static Dates late_dates(const Job *job, Dates planned, const Hand *asked) {
    if (job->mode == JOB_DONE) return planned;
    Minute finish = earlier(is_bound(job) ? MINUTE_AFTER : asked->late_finish, job->more->finish_cap);
    bool alone = is_by_hand(job) || is_bound(job);
    Minute start = earlier(alone ? MINUTE_AFTER : asked->late_start, job->more->start_cap);
    bool as_asked = ends_where_asked(job);
    if (job->mode == JOB_STARTED) return (Dates){job->floor, as_asked ? finish : job_finish_by(job, finish)};
    if (start < MINUTE_AFTER) finish = earlier(finish, job_finish(job, start, job->minutes));
    Dates dates = job_place_by(job, finish);
    if (as_asked) return (Dates){job->minutes ? dates.start : finish, finish};
    bool ends = job->minutes == 0 && !(job->flags & (JOB_WAS_DONE | JOB_STARTS));
    if (ends && (job->flags & JOB_REMAINING))
        dates.start = dates.finish = worktime_previous_finish(job->time, dates.finish);
    return dates;
}

static void backward_special(Run *run, const Dates *dates, int32_t position, Late *ret) {
    const Job *job = run->jobs + position;
    bool leaf = job->kind == NODE_LEAF;
    Hand asked = asked_of(run, position, leaf ? end_of(run, dates, position) : MINUTE_AFTER);
    *ret = (Late){.free = {asked.free_start, asked.free_finish}};
    if (!leaf) {
        run->hands[position] = asked;
        return;
    }
    ret->dates = late_dates(job, dates[position], &asked);
    hand_back_leaf(run, dates, position, ret->dates);
}

void backward_node(Run *run, const Dates *dates, int32_t position, Late *ret) {
    const Job *job = run->jobs + position;
    if (!(job->flags & JOB_PLAIN)) {
        backward_special(run, dates, position, ret);
        return;
    }
    Hand asked = asked_of(run, position, end_of(run, dates, position));
    Minute finish = asked.late_finish;
    if (asked.late_start < MINUTE_AFTER)
        finish = earlier(finish, worktime_add(job->time, asked.late_start, job->minutes));
    ret->work = worktime_span_by(job->time, finish, job->minutes, &ret->dates.start, &ret->dates.finish);
    ret->free = (Dates){asked.free_start, asked.free_finish};
    if ((job->flags & JOB_TO_FINISH) || run->wait) hand_back_leaf(run, dates, position, ret->dates);
    else run->hands[position] = (Hand){ret->dates.start, MINUTE_AFTER, dates[position].start, MINUTE_AFTER};
}
