/* Whose signatures a proposal needs beside those of the custodians. */
#ifndef TRIVET_ROUTE_H
#define TRIVET_ROUTE_H

#include "change/change.h"

/* The custodians of all that the changes write: needs_product, needs_project. */
bool route_custodians(Change *change, Proposal *proposal, Error *err);

/* By tolerance: inside, the managers' own signatures are enough; outside, each who set a tolerance that would
 * be exceeded agrees to that. A List of texts of ids. */
bool route_authorities(Arena *arena, const Assessment *assessment, List *ret, Error *err);

/* Four eyes: what leaves a baseline is agreed by two people, unless one holds both custodies (`held` is the
 * author's): then he may, and the decision says so. Asked when those who can have signed. */
bool route_second(const Proposal *proposal, CustodySet held);

#endif
