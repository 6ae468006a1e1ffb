/* A network as its own files see it: a run that is kept, and what was changed since.
 *
 * An edit reaches, and is followed, as far as one of three: tasks and links from which it spreads along the
 * edges (again.c); all jobs, in a graph that stays as it was; everything. What goes furthest is always
 * right, so every doubt and every fault is settled by it. */
#ifndef TRIVET_ENGINE_NETWORK_H
#define TRIVET_ENGINE_NETWORK_H

#include "engine/bits.h"
#include "engine/run.h"

struct Network {
    Run run;
    ArenaMark mark;              /* behind the network itself: everything else is made anew from here, or */
    ArenaMark behind_times;      /* from here, when the calendars are as they were */
    const WorkTime **kept_times; /* by calendar, of those that were used */
    bool prepared;               /* run is prepared for `plan` as it was */
    bool scheduled;              /* and holds its schedule */
    bool order;                  /* priorities were changed */
    bool jobs;                   /* a row was changed that reaches all jobs */
    bool all;                    /* calendars were changed */
    Plan plan;                   /* the tables that run was made from: places and sizes */
    Bits tasks, links;           /* rows that were changed */
    Bits forward, backward;      /* positions to compute anew */
    Bits rows, resources;        /* summaries and resources to sum up anew */
    bool groups;                 /* dates of projects and releases must be looked for */
    bool ends;                   /* and the ends of projects */
};

/* again.c */
bool again_reserve(Network *network);
/* Follows the changed rows along the edges. False: they reach further, or a fault; what run holds is then
 * neither the old nor the new schedule. */
bool again_schedule(Network *network);

#endif
