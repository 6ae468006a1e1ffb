/* What meetings know without a database: their templates, and when the next one is. */
#ifndef TRIVET_MODEL_MEETING_H
#define TRIVET_MODEL_MEETING_H

#include "base/error.h"
#include "model/model.h"

/* What Trivet puts on the agenda by itself, as bits of PointKind. */
typedef unsigned PointSet;
#define POINT_BIT(kind) (1u << (kind))

typedef struct MeetingTemplateRow {
    const char *name; /* of a series made from it */
    int duration_minutes;
    MeetingRecurrence recurrence;
    PointSet points;
    Role roles[4]; /* role_count of them take part */
    int role_count;
    StandingPoint standing[4];
    int standing_count;
} MeetingTemplateRow;
extern const MeetingTemplateRow meeting_templates[]; /* in the order of MeetingTemplate */

/* The first turn of the series after that moment of its wall clock; MOMENT_NONE: there is none. */
Moment meeting_turn_after(const MeetingSeries *series, Moment after);
/* Checks what the table cannot: the zone, the roles. */
bool meeting_series_check(const MeetingSeries *series, Error *err);
/* Minutes that a point of that kind usually takes. */
int point_minutes(PointKind kind);

#endif
