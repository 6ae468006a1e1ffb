/* trivet migrate-database: everything from a folder to PostgreSQL, or back. */
#include <unistd.h>

#include "cli/cli.h"
#include "store/transfer.h"

#include "base/banned.h"

static void tell(void *context, const char *what, const char *table, int64_t rows) {
    if (rows) fprintf(stderr, "%s %lld %s\n", what, (long long)rows, table);
}

int command_migrate_database(int argc, char **argv) {
    static const char *const options[] = {NULL}, *const flags[] = {"--quiet", NULL};
    const char *from = cli_argument(argc, argv, options, 0), *to = cli_argument(argc, argv, options, 1);
    TransferReport report;
    Error err;
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    if (!from || !to || cli_argument(argc, argv, options, 2)) {
        error_set(&err, ERROR_INVALID, "From where to where?");
        error_hint(&err, "Give FROM TO; each is a data folder or postgres://...");
        return cli_fail(&err);
    }
    bool quiet = cli_flag(argc, argv, "--quiet");
    if (!store_transfer(from, to, quiet ? NULL : tell, NULL, &report, &err)) return cli_fail(&err);
    printf("%lld rows of %lld tables are equal, %lld of them copied now; the history holds up to %lld:%s\n",
           (long long)report.rows, (long long)report.tables, (long long)report.copied,
           (long long)report.head.seq, report.head.hash);
    return 0;
}
