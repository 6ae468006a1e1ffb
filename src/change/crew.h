/* What follows from an edit of a task's work: model/task_type.h applied to the rows of one item. For what
 * people edit; an import and an accepted proposal write what they say.
 *
 * Each call stands before the edit itself, in the same Change, so that all of it is written, or proposed, as
 * one: rows beside the edited one are updated, the edited one only in place. */
#ifndef TRIVET_CHANGE_CREW_H
#define TRIVET_CHANGE_CREW_H

#include "change/change.h"

/* Of an item's duration or effort, of an assignment's units or work. Other edits have nothing that follows;
 * where two of them are edited at once, only what is given is written. */
bool crew_follow_update(Change *change, const Resource *resource, const void *before, void *after,
                        Error *err);
bool crew_follow_join(Change *change, const Resource *resource, void *record, Error *err);
/* Of an assignment that was just brought back: where the work stays, it takes its part again. */
bool crew_follow_return(Change *change, const Resource *resource, void *record, Error *err);
bool crew_follow_leave(Change *change, const Resource *resource, const void *record, Error *err);

#endif
