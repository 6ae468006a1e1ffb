/* Sharing of people: who of several does a part of a job. See share.h.
 *
 * One choice after the other, as if those still to be made asked for nobody; each candidate is tried where
 * the job would then lie. */
#include "engine/share.h"

enum { ABSENCE_WEIGHT = 1000 };

static int32_t taker_of(const Share *share, const ShareChoice *choice) {
    return share->candidates[choice->taker].resource;
}

/* Whose turn it is or was to hold the resource, of the job's other choices; or NULL. */
static ShareChoice *holder_of(const Share *share, int32_t position, const ShareChoice *but,
                              int32_t resource) {
    ShareChoice *end = share->choices + share->first_choice[position + 1];
    for (ShareChoice *other = share->choices + share->first_choice[position]; other < end; other++)
        if (other != but && taker_of(share, other) == resource) return other;
    return NULL;
}

/* A candidate for the choice who is `left`, or has no part of the job; or NO_INDEX. */
static int32_t find_free(const Share *share, int32_t position, const ShareChoice *choice, int32_t left) {
    for (int32_t i = choice->first; i < choice->first + choice->count; i++) {
        int32_t resource = share->candidates[i].resource;
        if (resource == left || !holder_of(share, position, NULL, resource)) return i;
    }
    return NO_INDEX;
}

/* Who does one part of a job does no other. One whose turn comes later gives way if somebody else can do his
 * part: *ret; or NULL. */
static bool can_take(const Share *share, int32_t position, const ShareChoice *choice, int32_t candidate,
                     ShareChoice **ret) {
    int32_t resource = share->candidates[candidate].resource, own = taker_of(share, choice);
    *ret = NULL;
    if (resource == own) return true;
    *ret = holder_of(share, position, choice, resource);
    return !*ret || (*ret > choice && find_free(share, position, *ret, own) != NO_INDEX);
}

static void give(Share *share, ShareChoice *choice, int32_t candidate) {
    Assignment *assignment = share->run->plan->assignments + choice->assignment;
    int32_t speed = share->candidates[candidate].speed;
    choice->taker = candidate;
    assignment->resource = share->candidates[candidate].resource;
    assignment->work = duration_clamp(((int64_t)choice->work * 100 + speed - 1) / speed);
}

/* Tries everybody who could do it; the first of those who finish first gets it, of those who stay until then
 * if there are any. */
static bool choose_person(Share *share, int32_t position, ShareChoice *choice) {
    Run *run = share->run;
    int32_t own = choice->taker, best = own;
    int64_t finish = INT64_MAX;
    ShareChoice *other;
    for (int32_t i = 0; i <= choice->count; i++) {
        bool last = i == choice->count;
        int32_t at = last ? best : choice->first + i;
        choice->taker = own;
        if (!can_take(share, position, choice, at, &other)) continue;
        if (last && other) other->taker = find_free(share, position, other, taker_of(share, choice));
        give(share, choice, at);
        if (!job_make(run, position)) return false;
        forward_node(run, run->planned, position);
        share_wait(share, position);
        int64_t rated = run->planned[position].finish + share_beyond(share, position) * ABSENCE_WEIGHT;
        if (last || rated > finish || (rated == finish && at != choice->usual)) continue;
        finish = rated;
        best = at;
    }
    return true;
}

bool share_choose(Share *share, int32_t position) {
    ShareChoice *first = share->choices + share->first_choice[position],
                *end = share->choices + share->first_choice[position + 1];
    for (ShareChoice *choice = first; choice < end; choice++) {
        choice->taker = choice->usual;
        share->run->plan->assignments[choice->assignment].work = 0;
    }
    for (ShareChoice *choice = first; choice < end; choice++)
        if (!choose_person(share, position, choice)) return false;
    return true;
}
