/* trivet: one program, one table of commands. */
#include <sodium.h>

#include "base/banned.h"
#include "base/mem.h"
#include "cli/cli.h"

static const struct {
    const char *name, *usage, *doc;
    CommandRun *run;
} commands[] = {
    {"serve", "--data DIR [--listen HOST:PORT] [--behind-proxy] [--config FILE]",
     "Serves the page and the API.", command_serve},
    {"config", "check [--config FILE] [what serve is given]",
     "Prints every setting of the server, its value and where that comes from.", command_config},
    {"schedule",
     "FILE [--json] [--share-people] [--max-megabytes N] [--explain UID [--of "
     "start|finish|total_float|cost]] [--float-paths N "
     "[--by total|free] [--ending UID]]",
     "Schedules a plan file.", command_schedule},
    {"convert", "IN OUT [--format mspdi|xer|pmxml|xlsx|csv]",
     "Writes a plan file in another format, with computed dates.", command_convert},
    {"check", "FILE [--json] [--share-people]",
     "Checks the quality of a schedule: DCMA's 14 points, GAO's 10 practices.", command_check},
    {"earned-value", "--data DIR --as EMAIL [--project NAME] [--items] [--json]",
     "What was planned, earned and spent, with forecasts.", command_earned_value},
    {"level", "FILE [--json] [--seconds S] [--schedules N] [--seed X] [--within-float] [--split] [--by-rank]",
     "Delays tasks until nobody has too much to do, and finishes early all the same. S counts processor "
     "time; after twice as long by the clock it ends anyway.",
     command_level},
    {"forecast",
     "FILE [--spread triangular:90/100/130] [--threads T] | --data DIR --as EMAIL [--project ID]; [--trials "
     "N] "
     "[--seed X] [--json]",
     "Forecasts the date and the cost of a plan by simulation.", command_forecast},
    {"choose", "FILE [--budget-share P | --bound COST] [--front] [--steps N] [--seconds S] [--json]",
     "Chooses requirements of the most profit within a cost.", command_choose},
    {"options",
     "FILE [--by DATE] [--budget AMOUNT] | --data DIR --as EMAIL [--project ID]; [--steps N] [--trials N] "
     "[--front] "
     "[--json]",
     "What can give way when scope, time and budget do not fit.", command_options},
    {"flow",
     "--data DIR --as EMAIL [--product ID] [--project ID] [--release ID] [--person ID] [--kind K] [--label "
     "L] "
     "[--days N] [--by-effort] [--remaining N] [--by DATE] [--json]",
     "How work flows, from its history, and when so many more will be done.", command_flow},
    {"import",
     "FILE --data DIR --as EMAIL [--project ID] [--product ID] [--people 2=ID,3=new,4=none] "
     "[--removed keep|links|all] [--top-features] [--dry-run] [--json]",
     "Reads a plan file into a workspace.", command_import},
    {"export", "PROJECT --data DIR --as EMAIL [--format NAME]",
     "Writes a project as a file to standard output.", command_export},
    {"set", "ITEM FIELD=VALUE ... --data DIR --as EMAIL",
     "Changes fields of an item; what is foreign is proposed.", command_set},
    {"example", "--data DIR", "Makes the example workspace and prints its accounts.", command_example},
    {"workspace", "create --data DIR --name NAME --person-name NAME --email EMAIL --password-stdin",
     "Makes a workspace with its administrator.", command_workspace},
    {"backup", "--data DIR --to FOLDER [--keep N] [--verify] | --verify BACKUP",
     "Copies the data into a new folder below FOLDER, also while it is served.", command_backup},
    {"restore", "BACKUP --data DIR", "Puts a backup into an empty folder.", command_restore},
    {"audit", "verify --data DIR [--expect NUMBER:HASH]",
     "Checks the chain of hashes over the history and names the first event that does not hold.",
     command_audit},
    {"migrate-database", "FROM TO [--quiet]",
     "Moves everything between a data folder and a PostgreSQL, compared row by row; can be interrupted.",
     command_migrate_database},
    {"person", "export|erase EMAIL --data DIR --as EMAIL",
     "Prints everything there is about somebody, or forgets who he is.", command_person},
    {"key", "rotate|forget --data DIR | --database URL --key-file FILE",
     "Seals secrets with a new key, or forgets those of which the key is lost; while no server runs.",
     command_key},
    {"contract", "--write DIR | --check DIR", "Prints the OpenAPI document and the TypeScript types.",
     command_contract},
    {"parse-file", NULL, NULL, command_parse_file},
};

static int help(FILE *out) {
    fprintf(out, "Trivet %s: scope, time and budget of products and projects in one model.\n\n",
            TRIVET_VERSION);
    for (int i = 0; i < COUNT_OF(commands); i++)
        if (commands[i].usage)
            fprintf(out, "  trivet %s %s\n      %s\n", commands[i].name, commands[i].usage, commands[i].doc);
    return 0;
}

int main(int argc, char **argv) {
    if (sodium_init() < 0) {
        fprintf(stderr, "trivet: no source of randomness\n");
        return 1;
    }
    Str name = str_of(argc > 1 ? argv[1] : "help");
    if (str_is(name, "help") || str_is(name, "--help")) return help(stdout);
    if (str_is(name, "--version")) return printf("trivet %s\n", TRIVET_VERSION) < 0;
    for (int i = 0; i < COUNT_OF(commands); i++)
        if (str_is(name, commands[i].name)) return commands[i].run(argc - 1, argv + 1);
    fprintf(stderr, "trivet: there is no command %s\n\n", argv[1]);
    help(stderr);
    return 2;
}
