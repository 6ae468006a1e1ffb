/* Parameters and result of the run kind "level": who has to wait for whom so that nobody has too much to do
 * (engine/level/plan_level.h). */
#ifndef TRIVET_RUN_LEVEL_H
#define TRIVET_RUN_LEVEL_H

#include "run/run.h"

typedef struct LevelParameters {
    List project_ids; /* texts of ids; only their tasks may wait; empty: all */
    List item_ids;    /* likewise: only these and what is below them */
    bool within_float, split, by_rank;
    int64_t schedules, seed;
} LevelParameters;

typedef struct LevelRunProject {
    Id project_id;
    Moment finish_before_at, finish_after_at, lower_bound_at;
} LevelRunProject;

typedef struct LevelRunTask { /* one that moves, or whose delay changes */
    Id item_id;
    Moment start_before_at, start_at, finish_at;
    int64_t leveling_delay_minutes;
    Moment resume_at;
    List splits;                 /* of ItemSplit */
    Id resource_id, for_item_id; /* it waits for this resource, which works on that item until then */
    Moment until_at;
    Str reason;
} LevelRunTask;

typedef struct LevelRunHandover {
    Id assignment_id, item_id, resource_id; /* to whom it goes */
    Str reason;
} LevelRunHandover;

typedef struct LevelResult {
    int64_t schedules;
    bool proven;
    int64_t overload_before_minutes, overload_after_minutes, late_minutes, waiting_minutes;
    List projects, tasks, handovers;
} LevelResult;

extern const Resource level_parameters_resource, level_result_resource;

#endif
