/* Sharing of people: work that is interrupted before it has begun. See share.h.
 *
 * Pieces are laid where its people are free, one behind the other, each as long as they stay so; it is cut
 * only where it is done earlier that way. Between two pieces lies a pause of its own working time, so that
 * the task with these pauses has the same dates by itself. */
#include "base/vec.h"
#include "engine/share.h"

enum { PIECE_LEAST = 60, PIECES_MOST = 8 };

/* All its people work by one calendar, from its start to its end. */
static bool can_be_cut(const Share *share, int32_t position) {
    const Run *run = share->run;
    const Job *job = run->jobs + position;
    int32_t count, working = 0;
    const Part *parts = job_parts(run, position, &count);
    bool plain = job->mode == JOB_OPEN && job->minutes > PIECE_LEAST &&
                 (!job->more || job->more->pause == 0) &&
                 !(job->flags & (JOB_PARTS | JOB_ALAP | JOB_EXPECTED | JOB_FROM_FINISH));
    if (!plain || !share->pieces || (run->plan->tasks[run->graph.row[position]].flags & TASK_WHOLE))
        return false;
    for (int32_t i = 0; i < count; i++) {
        const Assignment *assignment = run->plan->assignments + parts[i].assignment;
        if (!parts[i].time) continue;
        working++;
        if (parts[i].minutes != job->minutes || parts[i].delay || assignment->contour != CONTOUR_FLAT)
            return false;
    }
    return working > 0;
}

/* So many minutes of it can be done from the moment on, before somebody of its people is busy. */
static int32_t free_minutes(const Share *share, int32_t position, Minute start) {
    const Run *run = share->run;
    int32_t count;
    const Part *parts = job_parts(run, position, &count);
    Minute busy = MINUTE_AFTER;
    for (int32_t i = 0; i < count; i++)
        if (parts[i].time) busy = earlier(busy, share_busy_from(share, parts + i, start));
    if (busy >= MINUTE_AFTER) return INT32_MAX;
    return worktime_between(run->jobs[position].time, start, busy);
}

/* A piece behind the others; one that begins where the last ends makes that one longer. */
static bool add_piece(Share *share, int32_t position, Dates piece) {
    Run *run = share->run;
    Piece *last = share->pieces->count ? share->pieces->at + share->pieces->count - 1 : NULL;
    if (last && last->position == position &&
        worktime_between(run->jobs[position].time, last->dates.finish, piece.start) == 0) {
        last->dates.finish = piece.finish;
        return true;
    }
    Piece *to = vec_push(run->arena, share->pieces);
    if (to) *to = (Piece){position, piece};
    return to != NULL;
}

bool share_cut(Share *share, int32_t position, Minute linked, Minute finish, Wait *wait, Dates *ret) {
    const Run *run = share->run;
    const Job *job = run->jobs + position;
    if (!can_be_cut(share, position)) return false;
    int32_t first = share->pieces->count, left = job->minutes;
    Minute at = linked;
    for (int32_t n = 1; left > 0; n++) {
        int32_t least_minutes = n < PIECES_MOST ? least(left, PIECE_LEAST) : left;
        Minute start = share_fit(share, position, at, least_minutes, wait);
        int32_t minutes = start >= MINUTE_AFTER ? 0 : least(left, free_minutes(share, position, start));
        if (minutes < least_minutes) break;
        at = worktime_add(job->time, start, minutes);
        if (at >= finish || !add_piece(share, position, (Dates){start, at})) break;
        left -= minutes;
    }
    if (left > 0 || share->pieces->count == first) {
        share->pieces->count = first;
        return false;
    }
    *ret = (Dates){share->pieces->at[first].dates.start, at};
    share->piece_of[position] = first;
    return true;
}

void share_forget_pieces(Share *share, int32_t position) {
    if (!share->pieces || share->piece_of[position] == NO_INDEX) return;
    share->pieces->count = share->piece_of[position];
    share->piece_of[position] = NO_INDEX;
}
