/* Reading the test instances of project scheduling: PSPLIB's .sm and .mm (Kolisch & Sprecher 1996) and
 * Patterson's .rcp (as RG300 uses it).
 *
 * Jobs and resources are numbered from 0 in the order of the file; the two dummy jobs are jobs like any
 * other. A mode is a way to do a job; a .sm or .rcp has one mode a job. Of the resources of a .mm those that
 * are used up (non-renewable) stand behind the renewable ones. Arrays lie in the arena.
 *
 * Nothing here judges the project: cycles and demands above the capacity are the solver's to refuse. */
#ifndef TRIVET_EXCHANGE_PSPLIB_H
#define TRIVET_EXCHANGE_PSPLIB_H

#include "base/error.h"
#include "base/str.h"

enum {
    PSPLIB_BYTES_MAX = 32 * 1024 * 1024,
    PSPLIB_JOBS_MAX = 20000,
    PSPLIB_MODES_MAX = 200000,
    PSPLIB_LINKS_MAX = 2000000,
    PSPLIB_RESOURCES_MAX = 32,
};

typedef struct PsplibLink {
    int32_t before, after;
} PsplibLink;

typedef struct PsplibProject {
    int32_t job_count, link_count, resource_count, mode_count;
    int32_t renewable_count; /* the first of resource_count */
    int32_t *capacity;       /* by resource */
    int32_t *first_mode;     /* by job, and one more */
    int32_t *duration;       /* by mode */
    int32_t *demand;         /* by mode times resource_count plus resource */
    PsplibLink *links;
} PsplibProject;

/* What the content looks like; false for anything else, as a plan file. */
bool psplib_guess(Str path, Str content);
/* False: the line at fault and what was expected there. */
bool psplib_read(Arena *arena, Str content, PsplibProject *ret, Error *err);

#endif
