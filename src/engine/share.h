/* Sharing of people, one pass over the jobs: see share.c. schedule_make makes one, by priority; levelling
 * makes many, in other orders and under its own rules. */
#ifndef TRIVET_ENGINE_SHARE_H
#define TRIVET_ENGINE_SHARE_H

#include "base/vec.h"
#include "engine/run.h"

/* From `at` to the next step so many units are held; `ender` is a row that ends here, or NO_INDEX. */
typedef struct Step {
    Minute at;
    int32_t used, ender;
    int32_t work; /* minutes before it on the profile's time */
} Step;

typedef struct Profile {
    VEC(Step);
    int32_t units; /* of the resource */
    /* On `time` there is no free minute in packed_from .. packed_to, and packed_ender ended there; it lets a
     * long queue for one person be placed without passing through it each time. */
    const WorkTime *time;
    Minute packed_from, packed_to;
    Minute next_free; /* the first minute of `time` from packed_to on */
    int32_t packed_ender;
} Profile;

/* One of several does it: who of `count` candidates from `first` on finishes first gets the assignment. */
typedef struct ShareChoice {
    int32_t assignment; /* of the run's plan, whose resource and work are then written */
    int32_t work;       /* minutes of somebody of usual speed */
    int32_t first, count;
    int32_t usual; /* of them, who has it unless somebody finishes it earlier */
    int32_t taker; /* of them, who has it in this pass */
} ShareChoice;

typedef struct ShareCandidate {
    int32_t resource, speed; /* percent of the usual */
} ShareCandidate;

typedef struct Share {
    Run *run;
    Profile *profiles; /* by resource */
    int32_t *urgency;  /* by position: smaller first; the caller's to fill */
    int32_t *waiting;  /* by position: predecessors not yet placed */
    int64_t *heap;
    int32_t heap_count, placed;
    /* Rules of levelling; NULL or false: no such rule. */
    const uint8_t *moves;   /* by position: may wait for people; the others stay where links put them */
    const uint8_t *limited; /* by resource: is levelled; of the others there is always enough */
    const Minute *latest; /* by position: does not start later; where it would have to, it waits for nobody */
    const uint8_t *settled; /* by position: its early dates stand, whatever the order */
    Pieces *pieces;         /* room for those of jobs that may be cut; NULL: none may */
    int32_t *piece_of;      /* by position: its first, or NO_INDEX */
    bool settles;           /* what never finds its units again takes as many as there will be in the end */
    bool split;             /* what remains of started work may wait, too */
    const int32_t *first_choice; /* by position, one more: runs of choices */
    ShareChoice *choices;
    const ShareCandidate *candidates;
    Minute *linked;  /* by position: the start (of what remains) that links allow; room to be told of it */
    int64_t refused; /* of the last pass: minutes that work would have had to wait beyond `latest`, and for
                        which it asks for people who are no longer available */
} Share;

/* Room for passes over the run: also run->wait, run->held and run->share_order. */
bool share_make(Share *share, Run *run);
/* Whether the job stays at its early dates and takes its people first. */
bool share_keeps_time(const Share *share, int32_t position);
/* By own priority, else the parent's, else last; a started job that still depends on links goes before
 * everything else that is ready. */
bool share_urgency_of_priority(Share *share);
/* A predecessor is at least as urgent as what waits for it. */
void share_spread_urgency(Share *share);
/* Moves an open job, or what remains of a started one, on to where its people are free. */
void share_wait(Share *share, int32_t position);
/* Minutes, elapsed, that its people would still be asked for when they are no longer available. */
int64_t share_beyond(const Share *share, int32_t position);
/* Where so many minutes of the job find its people from the moment on; *wait: for whom. MINUTE_AFTER: never.
 */
Minute share_fit(const Share *share, int32_t position, Minute start, int32_t minutes, Wait *wait);
/* When the part's person, who is free at the moment, is busy next; MINUTE_AFTER: never. */
Minute share_busy_from(const Share *share, const Part *part, Minute start);
/* share_split.c: the job in pieces; false: it may not be cut, or would not be done before `finish`. */
bool share_cut(Share *share, int32_t position, Minute linked, Minute finish, Wait *wait, Dates *ret);
void share_forget_pieces(Share *share, int32_t position);
/* share_choose.c: its people and with them its place. False: no memory. */
bool share_choose(Share *share, int32_t position);
/* Places every job: run->planned, run->wait, run->share_order. */
bool share_pass(Share *share);

#endif
