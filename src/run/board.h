/* The calculations of all servers on one database, as each of them shows them.
 *
 * A server calculates in its own memory (runner.h). When other servers may be asked about it, it also writes
 * how its calculations stand into the table runs, twice a second at most, and reads there whether one was
 * cancelled elsewhere. On a data folder, which one server has alone, nothing is written.
 *
 * A calculation whose server has said nothing for 20 s, or has ended in good order, waits for one that has
 * nothing to do: that takes it over and begins it anew from its parameters, while its best result so far
 * stays in sight. Should the first come back, it finds out at its next word and forgets it. One that three
 * servers died of is not taken again: it has failed. */
#ifndef TRIVET_BOARD_H
#define TRIVET_BOARD_H

#include "run/runner.h"

typedef struct Board Board;

bool board_start(const RunnerOptions *options, Runner *runner, Board **ret, Error *err);
/* Lets other servers go on with what is not finished. Before the runner stops; NULL is fine. The Board stays
 * valid for requests that are still under way until board_free. */
void board_stop(Board *board);
void board_free(Board *board); /* stops it first; before the runner is freed; NULL is fine */

/* What was just added, in the transaction of the request. */
bool board_put(Board *board, Transaction *tx, Id workspace_id, const Run *run, Error *err);
/* As runner_list, runner_show and runner_cancel. */
bool board_list(Board *board, Arena *arena, Id workspace_id, List *ret, Error *err);
bool board_show(Board *board, Arena *arena, Id workspace_id, Id id, int64_t after, int wait_ms, Run *ret,
                Error *err);
bool board_cancel(Board *board, Arena *arena, Id workspace_id, Id id, Id person_id, bool anybody, Error *err);

#endif
