/* Plan files for the commands that calculate without a database. */
#ifndef TRIVET_CLI_PLAN_FILE_H
#define TRIVET_CLI_PLAN_FILE_H

#include "exchange/exchange.h"
#include "model/plan.h"

typedef struct Scheduled {
    PlanFile file;
    Workspace workspace;
    PlanMap map;
    Schedule schedule;
} Scheduled;

typedef struct ScheduleAsk {
    bool share_people;
    bool plan_only; /* FileRead.plan_only */
    int megabytes;  /* FileRead.megabytes */
} ScheduleAsk;

/* Reads the file, gives a table of items a project and a calendar, and schedules it. */
bool cli_schedule_file(Arena *arena, const char *path, const ScheduleAsk *ask, Scheduled *ret, Error *err);
/* Its rows as the plan is made of; what the file lacks is empty. */
PlanSource cli_plan_source(const Scheduled *plan);
/* The row whose id in the file it is; the error names the option that asked. */
bool cli_find_task(const Scheduled *plan, Str uid, const char *option, int32_t *ret, Error *err);
/* What --float-paths asks for. */
bool cli_float_paths(int argc, char **argv, StrBuf *out, Scheduled *plan, Error *err);
/* The file's own id, as a number when it is one. */
void cli_write_uid(StrBuf *out, Str external_id);

#endif
