/* Where the work of an assignment lies, and so how much of it is done by a moment.
 *
 * It lies in the working time of its part from its own start to its own end: within each tenth of the time as
 * the contour says, none in pauses. What of a started task is done lies before where it stopped, what remains
 * behind where it goes on. Of dates that were given instead of computed the same amount of work fills what
 * working time there is. */
#ifndef TRIVET_ENGINE_WORK_SPREAD_H
#define TRIVET_ENGINE_WORK_SPREAD_H

#include "engine/run.h"

typedef struct WorkPiece {
    Minute from, to;
    int32_t minutes; /* that pass between, whatever the calendar says */
} WorkPiece;

typedef struct WorkSpread {
    const WorkTime *time;
    const Pause *pauses; /* of the task */
    int32_t pause_count;
    int32_t piece_count;
    WorkPiece pieces[2];
    int32_t length; /* minutes of all pieces, without pauses */
    int32_t contour;
} WorkSpread;

/* Of an assignment by its place in run->assignment_list; the task has dates. */
WorkSpread work_spread_make(const Run *run, int32_t position, int32_t slot);
/* Shares of the work: so many of work_spread_whole are done by the moment. 0 of 0 where no time passes. */
int64_t work_spread_until(const WorkSpread *spread, Minute at);
int64_t work_spread_whole(const WorkSpread *spread);
static inline Minute work_spread_start(const WorkSpread *spread) {
    return spread->pieces[0].from;
}

#endif
