/* Whose signatures a proposal needs beside those of the custodians. */
#ifndef TRIVET_ROUTE_H
#define TRIVET_ROUTE_H

#include "change/change.h"

typedef struct Route {
    bool second; /* somebody else than its author */
} Route;

/* Four eyes: what leaves a baseline is agreed by two people, unless one holds both custodies (`held` is the
 * author's): then he may, and the decision says so. */
bool proposal_route(Change *change, const Proposal *proposal, CustodySet held, Route *ret, Error *err);

#endif
