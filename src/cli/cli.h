/* The command line: one table of commands (main.c), one file each. */
#ifndef TRIVET_CLI_H
#define TRIVET_CLI_H

#include <stdio.h>

#include "base/error.h"
#include "store/store.h"

typedef int CommandRun(int argc, char **argv); /* argv[0] is the command's name; answers the exit code */

CommandRun command_serve, command_contract, command_example, command_workspace, command_import,
    command_export;
CommandRun command_convert, command_choose, command_set, command_schedule, command_forecast, command_level,
    command_parse_file;
CommandRun command_check, command_earned_value, command_flow, command_options;
CommandRun command_backup, command_restore, command_audit, command_config, command_person, command_key,
    command_migrate_database;

/* Writes "trivet: message" and the hint to stderr; answers the exit code of the kind. */
int cli_fail(const Error *err);
/* Runs a command that answers with one text, within a limit of memory, and prints it; answers the exit code.
 * Behind its last possible failure a long answer may be sent while it is made. */
typedef bool CliAnswer(Arena *arena, int argc, char **argv, StrBuf *out, Error *err);
int cli_answer(int argc, char **argv, size_t memory_limit, CliAnswer *run);
void cli_send(StrBuf *out);
/* The value of "--name VALUE", or NULL; *failed when the value is missing. */
const char *cli_option(int argc, char **argv, const char *name);
bool cli_flag(int argc, char **argv, const char *name);
/* The i-th argument that is neither an option of `options` (which take a value), nor a flag; NULL behind the
 * last. */
const char *cli_argument(int argc, char **argv, const char *const *options, int i);
/* Refuses options that the command does not have. Both lists end with NULL. */
bool cli_known(int argc, char **argv, const char *const *options, const char *const *flags, Error *err);

Time cli_clock(void);
/* Where the data is, for store_open: --data DIR or --database postgres://... */
bool cli_place(int argc, char **argv, const char **ret, Error *err);
bool cli_open(int argc, char **argv, bool create, Store **ret, Error *err); /* what is there */
/* The person of --as EMAIL, with his roles. */
struct User;
bool cli_person(int argc, char **argv, Transaction *tx, struct User *ret, Error *err);
void cli_close(Store **store);
/* "-" is standard output. */
bool cli_write_file(const char *path, Str content, Error *err);
bool cli_read_file(Arena *arena, const char *path, size_t max, Str *ret, Error *err);

#endif
