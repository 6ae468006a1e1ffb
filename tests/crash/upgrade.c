/* Kills a process at random while it brings an older database up to date. TAP out.
 *
 * Each round makes a database of an older schema, lets a child migrate it to the newest, kills the child, and
 * checks that every migration is either done or not begun: the schema is that of the number it says, and what
 * was in it is still there. Then it is migrated to the end.
 *
 *     upgrade [ROUNDS [SEED]]     20 rounds when not told otherwise
 */
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "store/inside.h"

enum { ROUNDS_USUAL = 20, MIGRATIONS_MAX = 100, PATH_SIZE = 100 };

static const EmbeddedSql *const sql = &embedded_sqlite;

_Noreturn static void give_up(const char *what, const char *why) {
    printf("Bail out! %s: %s\n", what, why);
    exit(1);
}

static void close_database(Database **database) {
    if (*database) sqlite_driver.close(*database);
}

/* From what is there up to migration `to`; `script` is run behind it. */
static void migrate(const char *path, int to, const char *script) {
    CLEANUP(close_database) Database *database = NULL;
    Error err = {0};
    if (!sqlite_driver.open(path, OPEN_WRITER, 0, &database, &err) ||
        !schema_migrate(database, sql->migrations, to, &err) ||
        (script && !sqlite_driver.script(database, script, &err)))
        give_up(err.message, err.log);
}

static void remove_database(const char *path) {
    char beside[PATH_SIZE + 8];
    remove(path);
    snprintf(beside, sizeof beside, "%s-wal", path);
    remove(beside);
    snprintf(beside, sizeof beside, "%s-shm", path);
    remove(beside);
}

/* The first value of a query, in the arena; "" when there is none. */
static Str ask(Arena *arena, const char *path, const char *query) {
    sqlite3 *db = NULL;
    sqlite3_stmt *statement = NULL;
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, query, -1, &statement, NULL) != SQLITE_OK)
        give_up(query, sqlite3_errmsg(db));
    const char *text =
        sqlite3_step(statement) == SQLITE_ROW ? (const char *)sqlite3_column_text(statement, 0) : NULL;
    Str answer = text ? str_copy(arena, str_of(text)) : STR("");
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return answer;
}

static Str schema_of(Arena *arena, const char *path) {
    return ask(arena, path,
               "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema WHERE name <> 'kept' ORDER "
               "BY name)");
}

static int64_t now_us(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static void migrate_and_kill(const char *path, int64_t after_us) {
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        migrate(path, sql->migration_count, NULL);
        _exit(0);
    }
    usleep((useconds_t)after_us);
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

/* NULL when all is well. */
static const char *check(Arena *arena, const char *path, const Str *schemas, int from, int64_t *ret_reached) {
    if (!str_int(ask(arena, path, "SELECT MAX(number) FROM migrations"), ret_reached)) *ret_reached = 0;
    if (*ret_reached < from || *ret_reached > sql->migration_count) return "it has an impossible number";
    if (!str_equal(schema_of(arena, path), schemas[*ret_reached]))
        return "the schema is not that of its number";
    if (!str_is(ask(arena, path, "SELECT n FROM kept"), "7")) return "what was in it is gone";
    if (!str_is(ask(arena, path, "PRAGMA integrity_check"), "ok")) return "the file is not whole";
    migrate(path, sql->migration_count, NULL);
    bool finished = str_equal(schema_of(arena, path), schemas[sql->migration_count]);
    return finished ? NULL : "it cannot be finished";
}

static int64_t argument(int argc, char **argv, int i, int64_t otherwise) {
    int64_t n = otherwise;
    if (i < argc && !str_int(str_of(argv[i]), &n)) give_up(argv[i], "arguments are numbers");
    return n;
}

int main(int argc, char **argv) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    char folder[] = "/tmp/trivet-upgrade-XXXXXX", path[PATH_SIZE];
    Str schemas[MIGRATIONS_MAX];
    int rounds = (int)argument(argc, argv, 1, ROUNDS_USUAL), count = sql->migration_count, between = 0,
        failed = 0;
    srandom((unsigned)argument(argc, argv, 2, 1));
    if (count >= MIGRATIONS_MAX || !mkdtemp(folder)) give_up("set-up", folder);
    snprintf(path, sizeof path, "%s/trivet.db", folder);
    int64_t whole_us = 0;
    for (int to = 0; to <= count; to++) {
        int64_t began = now_us();
        migrate(path, to, NULL);
        whole_us += now_us() - began;
        schemas[to] = schema_of(&arena, path);
    }
    printf("TAP version 13\n1..%d\n", rounds);
    for (int round = 1; round <= rounds; round++) {
        int from = (int)(random() % count);
        int64_t reached;
        remove_database(path);
        migrate(path, from, "CREATE TABLE kept (n INTEGER) STRICT; INSERT INTO kept VALUES (7);");
        migrate_and_kill(path, random() % ((whole_us >> round % 8) + 1)); /* most of it is over soon */
        const char *wrong = check(&arena, path, schemas, from, &reached);
        failed += wrong != NULL;
        between += !wrong && reached < count;
        printf("%sok %d - from %d of %d, killed at %d%s%s\n", wrong ? "not " : "", round, from, count,
               (int)reached, wrong ? ": " : "", wrong ? wrong : "");
    }
    printf("# upgrade: %d kills, %d before the end, %d failed\n", rounds, between, failed);
    remove_database(path);
    rmdir(folder);
    return failed > 0;
}
