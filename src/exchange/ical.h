/* Invitations as iCalendar (RFC 5545): one event, with the rules of its time zone, so that every calendar
 * shows it at the same moment and keeps the wall clock over the change to summer time. */
#ifndef TRIVET_ICAL_H
#define TRIVET_ICAL_H

#include "field/field.h"

typedef struct IcalPerson {
    Str name, email;
} IcalPerson;

typedef struct IcalEvent {
    Str uid; /* the same for later versions, which have a higher sequence */
    int64_t sequence;
    Time stamp;
    Str summary, description;
    Str zone; /* IANA's name; base/zone.h knows it */
    Moment starts_at;
    int64_t duration_minutes;
    const char *rule; /* of RRULE; NULL: once */
    bool cancelled;
    List attendees; /* of IcalPerson */
} IcalEvent;

void ical_write(StrBuf *out, const IcalEvent *event);

#endif
