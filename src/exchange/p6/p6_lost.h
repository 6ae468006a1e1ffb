/* What P6's rows say and Trivet does not take: told by column or element, so that nothing is lost in silence.
 *
 * Not told is what follows from the rest of the file (floats, sums, dates of its last schedule), what only
 * says how P6 shows or numbers things, and a usual value. */
#ifndef TRIVET_EXCHANGE_P6_LOST_H
#define TRIVET_EXCHANGE_P6_LOST_H

#include "base/str.h"

typedef struct P6Lost {
    bool told; /* when it has a value */
    Str usual; /* unless it is this one */
} P6Lost;

/* Of a table of XER ("TASK") or an object of PMXML ("Activity"); of others nothing is told. */
P6Lost p6_lost(Str of, Str name);
/* Such a value says something. */
bool p6_is_lost(const P6Lost *lost, Str text);

#endif
