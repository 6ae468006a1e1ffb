/* Where work lies. See work_spread.h. */
#include "engine/work_spread.h"

static void add_piece(WorkSpread *spread, Minute from, Minute to, int64_t minutes) {
    if (minutes < 0) minutes = 0;
    spread->pieces[spread->piece_count++] = (WorkPiece){from, to, (int32_t)minutes};
}

/* Done before it stopped, and what remains, which ends with the task. */
static void add_progress(const Run *run, int32_t position, int32_t minutes, WorkSpread *spread) {
    const Job *job = run->jobs + position;
    const TaskSchedule *dates = run->schedule.tasks + run->graph.row[position];
    bool remaining = job->flags & JOB_REMAINING;
    if (remaining) spread->time = job->time;
    int32_t left = remaining ? job->minutes : job->more->remaining;
    int32_t whole = remaining ? later(job->more->whole, left) : later(job->minutes, left);
    Minute goes_on = worktime_subtract(job->time, dates->finish, left);
    if (remaining) minutes = whole;
    int32_t rest = whole > 0 ? (int32_t)((int64_t)minutes * left / whole) : 0, done = minutes - rest;
    Minute stop = remaining ? goes_on : worktime_add(spread->time, dates->start, done);
    add_piece(spread, dates->start, earlier(stop, goes_on), done);
    add_piece(spread, goes_on, earlier(worktime_add(spread->time, goes_on, rest), dates->finish), rest);
}

/* Begins behind its delays and ends by itself. */
static void add_whole(const Job *job, const Part *part, Minute start, WorkSpread *spread) {
    Minute from = start, to = worktime_add(part->time, start, part->minutes);
    if (part->delay) from = worktime_next_start(part->time, worktime_add(part->time, start, part->delay));
    add_piece(spread, from, to, part->minutes - part->delay);
}

static bool has_begun(const Task *task) {
    return task->actual_start != MINUTE_NONE || task->actual_finish != MINUTE_NONE;
}

/* Its end is that of the task, wherever it would have ended. */
static bool ends_by_dates(const Job *job) {
    bool by_hand = job->mode == JOB_FIXED && job->more->resume != MINUTE_NONE;
    return job->mode == JOB_DONE || by_hand || job->kind == NODE_SPAN ||
           (job->flags & (JOB_WAS_DONE | JOB_EXPECTED));
}

static void add_pauses(const Run *run, int32_t row, const Part *part, WorkSpread *spread) {
    if (!run->first_pause || part->pause == 0) return;
    spread->pauses = run->plan->pauses + run->first_pause[row];
    spread->pause_count = run->first_pause[row + 1] - run->first_pause[row];
    spread->length -= least(part->pause, spread->length);
}

WorkSpread work_spread_make(const Run *run, int32_t position, int32_t slot) {
    const Job *job = run->jobs + position;
    const Part *part = run->parts + slot;
    int32_t row = run->graph.row[position];
    const TaskSchedule *dates = run->schedule.tasks + row;
    WorkSpread spread = {.time = part->time ? part->time : job->time};
    spread.contour = run->plan->assignments[part->assignment].contour;
    int32_t between = worktime_between(spread.time, dates->start, dates->finish);
    int32_t minutes = part->time ? part->minutes - part->delay : between;
    bool begun = has_begun(run->plan->tasks + row);
    if (!part->time || ends_by_dates(job)) add_piece(&spread, dates->start, dates->finish, minutes);
    else if (begun && job->more) add_progress(run, position, minutes, &spread);
    else add_whole(job, part, dates->start, &spread);
    for (int i = 0; i < spread.piece_count; i++) spread.length += spread.pieces[i].minutes;
    if (part->time) add_pauses(run, row, part, &spread);
    return spread;
}

static int32_t passed(const WorkSpread *spread, const WorkPiece *piece, Minute at) {
    if (at <= piece->from) return 0;
    if (at >= piece->to) return piece->minutes;
    int32_t whole = worktime_between(spread->time, piece->from, piece->to);
    int64_t until = worktime_between(spread->time, piece->from, at);
    return whole > 0 ? (int32_t)(until * piece->minutes / whole) : 0;
}

/* Of so many minutes since the start those that are work. */
static int32_t without_pauses(const WorkSpread *spread, int32_t minutes) {
    int64_t before = 0;
    for (int i = 0; i < spread->pause_count; i++) {
        int64_t begin = spread->pauses[i].after + before, length = spread->pauses[i].minutes;
        if (begin >= minutes) break;
        before += begin + length > minutes ? minutes - begin : length;
    }
    return (int32_t)(minutes - before);
}

int64_t work_spread_until(const WorkSpread *spread, Minute at) {
    const uint8_t *tenths = contour_tenths(spread->contour);
    int64_t sum = 0, length = spread->length;
    int32_t minutes = 0;
    for (int i = 0; i < spread->piece_count; i++) minutes += passed(spread, spread->pieces + i, at);
    int64_t into = (int64_t)least(without_pauses(spread, minutes), spread->length) * 10;
    for (int i = 0; i < 10 && into > 0; i++, into -= length)
        sum += tenths[i] * (into < length ? into : length);
    return sum;
}

int64_t work_spread_whole(const WorkSpread *spread) {
    return (int64_t)spread->length * contour_average(spread->contour) * 10;
}
