/* The plan of items: how the rows of the model become the rows of the engine, and back.
 *
 * Which items are planned: those that have a project (their own or their nearest ancestor's) that exists.
 * A goal or initiative without planned children is left out; a dropped item stays as an inactive row.
 * Rows: projects by (rank, id); in each project its outline in pre-order, siblings by (position, id);
 * an item whose parent is not planned in the same project stands at the top of its project. All other tables
 * are ordered by id. Links and assignments whose ends are not planned are left out.
 * Values: a task's duration is duration_minutes; else, without people, effort_minutes; else one day, of a
 * milestone nothing. With people and effort_minutes, and no work of their own, the effort is divided among
 * them in proportion to their units (rounded so that the parts add up). Priorities are the ordinals of
 * the distinct ranks of all items; an item without rank has its nearest ancestor's, planned or not. A
 * constraint without its date is none. A state of done counts as 100 %. Where dates are those of what remains
 * (P6), a date names the minute it lies in, a finish the last one of work: a start-finish link asks for one
 * minute more.
 *
 * This header and plan.c are the only place where engine and model meet. */
#ifndef TRIVET_PLAN_H
#define TRIVET_PLAN_H

#include "base/error.h"
#include "engine/level/plan_level.h"
#include "model/model.h"

/* Rows of one workspace, each list in any order, deleted rows left out. They must outlive the PlanMap. */
typedef struct PlanSource {
    List projects;    /* of Project */
    List calendars;   /* of WorkCalendar */
    List releases;    /* of Release */
    List items;       /* of Item */
    List links;       /* of ItemLink */
    List resources;   /* of PlanResource */
    List assignments; /* of ItemAssignment */
    const Workspace *workspace;
    List risks; /* of ProjectRisk: for the forecast, no part of the plan */
} PlanSource;

/* From an id to the index of its row; see plan_index. */
typedef struct PlanIndex {
    const int64_t *ids; /* open addressing; 0 is an empty slot */
    const int32_t *rows;
    uint32_t mask;
} PlanIndex;

typedef struct PlanMap {
    Plan plan;
    /* Parallel to the plan's tables. */
    Id *calendar_ids, *project_ids, *release_ids, *task_item_ids, *link_ids, *resource_ids, *assignment_ids;
    const Item **items;                 /* parallel to plan.tasks */
    const ItemLink **links;             /* to plan.links */
    const ItemAssignment **assignments; /* to plan.assignments */
    const PlanResource **resources;     /* to plan.resources */
    const Project **projects;           /* to plan.projects */
    const WorkCalendar **calendars;     /* to plan.calendars */
    PlanIndex task_of_item, project_of_id, release_of_id, resource_of_id, calendar_of_id;
} PlanMap;

/* What somebody must be able to do to take the assignment: its skill; of a generic resource's also the first
 * of its own, else its name. STR_NULL: it stays with whom it is. */
Str assignment_skill(const ItemAssignment *row, const PlanResource *resource);

/* All of it lives in the arena. Fails with ERROR_CONFLICT (an item is its own ancestor), ERROR_INVALID (a
 * project without a calendar), ERROR_TOO_LARGE, ERROR_BUSY (memory). */
bool plan_make(Arena *arena, const PlanSource *source, PlanMap *ret, Error *err);

/* The row of the id, NO_INDEX when it has none: plan_index(&map.task_of_item, item_id). */
int32_t plan_index(const PlanIndex *index, Id id);

/* Calls the engine. A fault becomes an Error in words: a cycle (ERROR_CONFLICT) names its items, a bad value
 * (ERROR_INVALID) the item and the field, with a hint what to do. */
bool plan_schedule(Arena *arena, const PlanMap *map, Schedule *ret, Error *err);
/* Itself or a row above it. */
bool plan_is_inactive(const PlanMap *map, int32_t row);
/* Gives what is inactive the dates that it would have if it followed what it is linked to, while nothing
 * waits for it: there MS Project shows it. Only its rows change; where it cannot be scheduled they stay
 * without. */
void plan_place_inactive(Arena *arena, const PlanMap *map, Schedule *schedule);
/* The words alone, for callers that run the engine themselves. Answers false. */
bool plan_fault_error(const PlanMap *map, const PlanFault *fault, Error *err);

/* One plain sentence for a step of schedule_explain, of at most so many characters: a title, a name, a date
 * and the words around them: "Starts when Pour concrete finishes (finish-start, 2 days lag)." "Waits for Ana,
 * who works on Design until 12 May 2026 17:00." */
enum { PLAN_WORDS_MAX = 600 };
Str plan_explain_text(Arena *arena, const PlanMap *map, const ExplainStep *step);
/* The steps of a date or a total float of the task. */
bool plan_explain(Arena *arena, const PlanMap *map, const Schedule *schedule, int32_t task, ExplainOf of,
                  ExplainStep **ret, int *ret_count, Error *err);
/* What explained_names has behind the dates and the float of ExplainOf. */
enum { EXPLAIN_COST = EXPLAIN_TOTAL_FLOAT + 1 };
/* "16 hours of work by Ana at 60.00 an hour." */
Str plan_cost_text(Arena *arena, const PlanMap *map, const CostPart *part);
/* Until when whoever it waits for is busy. */
Minute plan_level_until(const PlanLevelAnswer *answer, int32_t task);
/* Why levelling delays the task: as plan_explain_text's second example; null: it does not. */
Str plan_level_reason(Arena *arena, const PlanMap *map, const PlanLevelAnswer *answer, int32_t task);

#endif
