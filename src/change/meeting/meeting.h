/* Meetings from their planning to their minutes.
 *
 *     planned -> running -> held          its minutes and figures are frozen, what is open is carried on
 *        '---------'-----> cancelled
 *
 * Before it the agenda may be written as often as one likes: points that nobody has touched are replaced by
 * what is true now. Beginning writes it once more. A held or cancelled meeting changes no more.
 *
 * Whoever may write shared fields may run a meeting; what is decided in it needs the custody it always needs.
 */
#ifndef TRIVET_CHANGE_MEETING_H
#define TRIVET_CHANGE_MEETING_H

#include "change/agree/decision.h"
#include "change/agree/promise.h"
#include "change/meeting/agenda.h"

/* ---- rows that people make by themselves (meeting.c) ---- */

/* What a new series, meeting, point or private note leaves out. */
bool meeting_fill(Change *change, const Resource *resource, void *record, Error *err);
/* ERROR_CONFLICT when the row belongs to a meeting that is over. Of other resources: true. */
bool meeting_open(Transaction *tx, const Resource *resource, const void *record, Error *err);

/* The weekly of the two managers, with its first meeting, for a new workspace. A zone that Trivet does not
 * know becomes UTC. */
bool meeting_found_weekly(Change *change, Str time_zone, Error *err);

/* ---- the agenda (agenda_load.c) ---- */

typedef struct AgendaState { /* the workspace now, beside the last meeting of the series */
    AgendaInput input;
    PlanSource source;
    PlanMap map;
    Schedule schedule;
    PromiseWatch watch;
    int64_t seq;
    List last_points; /* of MeetingPoint: of the last meeting held */
} AgendaState;
bool agenda_load(Transaction *tx, const MeetingSeries *series, const Meeting *meeting, AgendaState *ret,
                 Error *err);

/* Whether the series is about it: one without product and project is about everything. picture: what it
 * compares (agenda_picture). Of actions those that were taken on in it. (agenda_about.c) */
bool about_promise(const MeetingSeries *series, const List *picture, const Promise *promise);
bool about_exception(const MeetingSeries *series, const List *picture, const PlanSource *source,
                     const ToleranceException *exception);
bool about_proposal(Transaction *tx, const MeetingSeries *series, const List *picture,
                    const Proposal *proposal, bool *ret, Error *err);
bool about_action(Transaction *tx, const MeetingSeries *series, const MeetingAction *action, bool *ret,
                  Error *err);

/* The people of a series, by name and by role: a List of Id. */
bool meeting_people(Transaction *tx, const MeetingSeries *series, List *ret, Error *err);

/* ---- what is done in it (meeting.c, meeting_close.c) ---- */

bool meeting_write_agenda(Change *change, Meeting *meeting, Error *err);
bool meeting_begin(Change *change, Meeting *meeting, Error *err);
/* From now on that point is talked about, null: none; the time of the one before is added up. */
bool meeting_present(Change *change, Meeting *meeting, Id point_id, Error *err);
/* Freezes figures and minutes, carries on what is open, plans the next meeting, tells people. */
bool meeting_close(Change *change, Meeting *meeting, Error *err);
bool meeting_cancel(Change *change, Meeting *meeting, Str reason, Error *err);

/* Between the two: what is still open in it is carried on (its points as they are then), and the series gets
 * its next meeting. */
bool meeting_carry_open(Transaction *tx, const Meeting *meeting, List *ret, Error *err);
bool meeting_plan_next(Change *change, const MeetingSeries *series, const Meeting *meeting, Error *err);

/* The proposal of the point is accepted or declined, in this meeting. */
bool point_decide(Change *change, MeetingPoint *point, bool accept, const Verdict *verdict, Error *err);

typedef struct ActionWords {
    Str title;
    Id person_id;
    Day due_on; /* null: no day was named */
} ActionWords;
/* Makes the task, and tells whoever took it on. */
bool point_action(Change *change, const MeetingPoint *point, const ActionWords *words, MeetingAction *ret,
                  Error *err);

/* ---- minutes (meeting_minutes.c) ---- */

typedef struct Minutes {
    const MeetingSeries *series;
    const Meeting *meeting; /* with its figures */
    List points;            /* of MeetingPoint, in order */
    List actions;           /* of MeetingAction of this meeting */
    List decisions;         /* of Decision taken in it */
    List people;            /* of Person of the workspace */
    const PlanSource *source;
    Str currency;
} Minutes;
/* In Markdown. */
Str minutes_write(Arena *arena, const Minutes *minutes);

#endif
