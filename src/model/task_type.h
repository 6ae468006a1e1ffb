/* Task types: what follows when somebody edits one of duration, units and work of a task with people, as MS
 * Project does.
 *
 *     edited      fixed units     fixed duration  fixed work
 *     duration    work            work            units
 *     units       duration        work            duration
 *     work        duration        units           duration
 *
 * Where a task is effort driven, and always with fixed work, the whole work stays when somebody joins or
 * leaves: those who are there share it in proportion to their units, and the duration follows, or with a
 * fixed duration their units. Else whoever joins brings work of his own.
 *
 * A share without work of its own does units times the duration, or its part of the effort (plan.h): what
 * then follows by itself is not written. The functions change the numbers in place; the caller writes what
 * differs. Units are whole percents, so that a duration that follows from them may be off by a rounding. */
#ifndef TRIVET_TASK_TYPE_H
#define TRIVET_TASK_TYPE_H

#include "model/model.h"

typedef struct TaskShare {
    int64_t units_percent;
    int64_t work_minutes; /* INT_NULL: units times the duration, or a part of the effort */
    int64_t average;      /* percent of the units that its contour gives on average */
    bool counts;          /* false: material, units of nothing, or not (yet, any more) on the task */
} TaskShare;

typedef struct TaskWork {
    TaskType type;
    bool effort_driven;
    int64_t duration_minutes, effort_minutes; /* INT_NULL as in Item */
    TaskShare *shares;
    int count;
} TaskWork;

void task_set_duration(TaskWork *work, int64_t minutes);
/* The effort of the whole task. */
void task_set_effort(TaskWork *work, int64_t minutes);
void task_set_units(TaskWork *work, int share, int64_t percent);
void task_set_work(TaskWork *work, int share, int64_t minutes);
/* The whole work stays when somebody joins or leaves. */
bool task_keeps_work(const TaskWork *work);
/* A share that was not there (counts is false until then) joins, or one that was leaves. */
void task_join(TaskWork *work, int share);
void task_leave(TaskWork *work, int share);

#endif
