/* Schedule quality of a workspace or a file: the engine's checks in words. */
#ifndef TRIVET_CHECKED_H
#define TRIVET_CHECKED_H

#include "change/baseline/agreed.h"
#include "engine/quality.h"

enum { FAULTS_SHOWN_MAX = 500 };

typedef struct CheckFault {
    Id item_id;
    Str title;
    Id link_id; /* null: of the task itself */
} CheckFault;

typedef struct CheckView {
    Choice check;
    Choice verdict;
    Choice bound;
    Choice unit; /* of figure and threshold */
    double figure, threshold;
    int64_t fault_count, of_count;
    List faults; /* of CheckFault, the first FAULTS_SHOWN_MAX */
} CheckView;

typedef struct ChecksView {
    int64_t task_count, incomplete_count;
    int64_t passed, failed;
    List checks; /* of CheckView */
} ChecksView;
extern const Resource check_fault_resource, check_view_resource, checks_view_resource;
extern const char *const quality_check_names[], *const quality_verdict_names[];
/* What a check asks for, in words. */
extern const char *const quality_check_words[];

/* agreed NULL: no baseline is known; risks NULL: nor any estimate, as in a file (else of ProjectRisk).
 * project NO_INDEX: the whole plan. */
bool checked_plan(Arena *arena, const PlanMap *map, const Schedule *schedule, const Agreed *agreed,
                  const List *risks, int32_t project, ChecksView *ret, Error *err);

#endif
