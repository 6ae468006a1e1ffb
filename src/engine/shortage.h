/* Shortage: how many of a resource's units are missing when: by its absences, and all of them before it comes
 * and, with `leaves`, after it leaves. A walk through the moments at which that changes:
 *
 *     Shortage shortage = shortage_of(plan, resource, true);
 *     while (shortage_next(&shortage)) ...     from shortage.at on so many units are missing
 *
 * The first step is at MINUTE_NONE; moments rise. */
#ifndef TRIVET_ENGINE_SHORTAGE_H
#define TRIVET_ENGINE_SHORTAGE_H

#include "engine/trivet.h"

typedef struct Shortage {
    Minute at;
    int32_t units;
    /* Inside. */
    int32_t units_most, absent;
    Minute from, until;
    const Absence *next, *end;
    bool begun;
} Shortage;

Shortage shortage_of(const Plan *plan, int32_t resource, bool leaves);
bool shortage_next(Shortage *shortage);
/* When somebody was missing for the last time before the moment, or at it: until then. */
Minute shortage_end(const Plan *plan, int32_t resource, Minute before);
/* Steps at most. */
int32_t shortage_count(const Plan *plan, int32_t resource);
/* Missing for ever by the last of its absences; that it leaves does not count. */
int32_t shortage_lasting(const Plan *plan, int32_t resource);

#endif
