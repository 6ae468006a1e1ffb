/* trivet backup, trivet restore and trivet audit: what an operator does with the data as a whole. */
#include "store/backup.h"

#include "base/cleanup.h"
#include "cli/cli.h"

#include "base/banned.h"

static int missing(const char *what, const char *hint) {
    Error err;
    error_set(&err, ERROR_INVALID, "%s", what);
    error_hint(&err, "%s", hint);
    return cli_fail(&err);
}

static void print_report(const char *what, const BackupReport *report) {
    printf("%s %s: %lld file%s, %lld bytes, up to event %lld:%s\n", what, report->path,
           (long long)report->files, report->files == 1 ? "" : "s", (long long)report->bytes,
           (long long)report->head.seq, report->head.hash);
}

static int verify(const char *backup) {
    BackupReport report;
    Error err;
    if (!backup_verify(backup, &report, &err)) return cli_fail(&err);
    print_report("Verified", &report);
    return 0;
}

/* Keys lie beside what they open only where it is served. */
static bool tell_of_keys(const char *data, const char *what_to_do, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    List factors;
    if (!store_open(data, (StoreOptions){.readers = 1, .only_read = true}, &store, err) ||
        !store_read(store, &arena, &tx, err) || !second_factor_all(&tx, &factors, err))
        return false;
    if (factors.count)
        printf("%d secrets in it are sealed by keys that are not: %s\n", factors.count, what_to_do);
    return true;
}

static int make(const char *data, const char *parent, int64_t keep, bool verified) {
    BackupReport report;
    Error err;
    if (!backup_make(data, parent, "trivet " TRIVET_VERSION, cli_clock(), &report, &err))
        return cli_fail(&err);
    print_report("Backed up", &report);
    if (!tell_of_keys(data, "keep a copy of secret.key where the backups are not.", &err))
        return cli_fail(&err);
    if (verified && verify(report.path) != 0) return 1;
    if (keep && !backup_prune(parent, (int)keep, &err)) return cli_fail(&err);
    return 0;
}

int command_backup(int argc, char **argv) {
    static const char *const options[] = {"--data", "--to", "--keep", NULL}, *const flags[] = {"--verify",
                                                                                               NULL};
    Error err;
    int64_t keep = 0;
    const char *data = cli_option(argc, argv, "--data"), *to = cli_option(argc, argv, "--to");
    const char *kept = cli_option(argc, argv, "--keep"), *backup = cli_argument(argc, argv, options, 0);
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    bool verified = cli_flag(argc, argv, "--verify");
    if (kept && (!str_int(str_of(kept), &keep) || keep < 1 || keep > 10000))
        return missing("--keep has to be a whole number from 1 to 10000.", "It counts the backups left.");
    if (backup && verified && !data && !to) return verify(backup);
    if (!data || !to || backup)
        return missing("What is to be backed up, and where to?",
                       "Give --data DIR --to FOLDER, or --verify BACKUP.");
    return make(data, to, keep, verified);
}

int command_restore(int argc, char **argv) {
    static const char *const options[] = {"--data", NULL}, *const flags[] = {NULL};
    Error err;
    BackupReport report;
    const char *data = cli_option(argc, argv, "--data"), *backup = cli_argument(argc, argv, options, 0);
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    if (!data || !backup) return missing("Which backup, and where to?", "Give BACKUP --data DIR.");
    if (!backup_restore(backup, data, &report, &err)) return cli_fail(&err);
    print_report("Restored", &report);
    if (!tell_of_keys(data, "put secret.key into the folder before you serve it.", &err))
        return cli_fail(&err);
    return 0;
}

/* "123:hash" */
static bool read_head(const char *text, AuditHead *ret) {
    Str hash, seq = str_cut(str_of(text), ':', &hash);
    snprintf(ret->hash, sizeof ret->hash, "%.*s", STR_ARG(hash));
    return str_int(seq, &ret->seq) && ret->seq > 0 && hash.len == AUDIT_HASH_LENGTH;
}

int command_audit(int argc, char **argv) {
    static const char *const options[] = {"--data", "--database", "--expect", NULL}, *const flags[] = {NULL};
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Error err;
    AuditHead expected;
    AuditReport report;
    const char *where, *verb = cli_argument(argc, argv, options, 0);
    const char *expect = cli_option(argc, argv, "--expect");
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    if (!verb || !str_is(str_of(verb), "verify"))
        return missing("trivet audit can only verify.", "Give verify --data DIR.");
    if (expect && !read_head(expect, &expected))
        return missing("--expect has to be NUMBER:HASH.",
                       "As trivet audit verify and trivet backup print it.");
    StoreOptions beside = {.readers = 1, .only_read = true};
    if (!cli_place(argc, argv, &where, &err) || !store_open(where, beside, &store, &err) ||
        !store_read(store, &arena, &tx, &err) || !audit_verify(&tx, expect ? &expected : NULL, &report, &err))
        return cli_fail(&err);
    if (report.broken_seq) {
        error_set(&err, ERROR_CONFLICT, "The history is broken at event %lld: %s.",
                  (long long)report.broken_seq, report.why);
        error_hint(&err, "The %lld events before it hold.", (long long)report.head.seq);
        return cli_fail(&err);
    }
    printf("%lld events hold, %lld of them without their erased text; the last is %lld:%s\n",
           (long long)report.events, (long long)report.erased, (long long)report.head.seq, report.head.hash);
    return 0;
}
