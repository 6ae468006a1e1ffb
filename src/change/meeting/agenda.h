/* The agenda that writes itself: from the difference between the workspace as it was when the last meeting of
 * the series closed and as it is now. A pure function of both pictures.
 *
 * What makes a point, each thing one:
 *   exception   a forecast outside its tolerance that nobody has decided
 *   promise     told outside, and the plan passes it
 *   proposal    open: somebody's signature is missing
 *   slip        what makes a feature, or work outside of every feature, end on a later day than then. What
 * moved only because something else did is no point of its own but told under its cause; tasks of one feature
 * are one point change      a feature that is new, gone, dropped, or has another rank, value, release,
 * variant, criteria due         a milestone, deadline or release target until the next meeting; a slip tells
 * it already action      taken on in a meeting, overdue
 *
 * The first meeting of a series has nothing to compare with: no slips and changes. */
#ifndef TRIVET_AGENDA_H
#define TRIVET_AGENDA_H

#include "base/vec.h"
#include "model/access.h"
#include "model/meeting.h"
#include "model/plan.h"

typedef struct AgendaPoint {
    PointKind kind;
    Str resource;
    Id subject_id;
    Str title, text;
    Custody side;    /* whose it is to present: product or project */
    Id presenter_id; /* known by name; null: see side */
} AgendaPoint;

typedef struct Agenda {
    VEC(AgendaPoint);
} Agenda;

typedef struct AgendaAction { /* taken on in a meeting and not done */
    Id item_id, person_id;
    Str title, person_name;
    Moment due_at; /* null: no day was named */
} AgendaAction;

typedef struct AgendaMatter { /* what waits for a decision, already in words */
    Id id;
    Str title, text;
    Id presenter_id;
    Custody side;
} AgendaMatter;

typedef struct AgendaInput {
    PointSet points;
    List before;        /* of MeetingItem by item_id; none: the first meeting */
    List now;           /* the same, as it is */
    const PlanMap *map; /* of now, and its schedule: why a date moved. NULL: each for itself */
    const Schedule *schedule;
    List releases;                        /* of Release */
    List exceptions, promises, proposals; /* of AgendaMatter */
    List actions;                         /* of AgendaAction */
    Moment today, next;                   /* now, and when the next meeting is: what is due lies between */
} AgendaInput;

/* What a meeting compares: the items of the scope (null: all) as they are, by item_id. */
bool agenda_picture(Arena *arena, const PlanSource *source, const PlanMap *map, const Schedule *schedule,
                    Scope scope, List *ret);
/* False: the arena is full. */
bool agenda_build(Arena *arena, const AgendaInput *input, Agenda *ret);

/* "5 May 2026" */
Str day_words(Arena *arena, Day day);

/* ---- the parts (agenda_slip.c) ---- */
/* The row of the item, NO_INDEX: it is not in the list. */
int agenda_find(const List *items, Id item_id);
bool agenda_slips(Arena *arena, const AgendaInput *input, Agenda *agenda);

#endif
