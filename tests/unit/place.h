/* Where a test keeps its store: a folder of its own or, when TRIVET_TEST_DATABASE names a PostgreSQL, a
 * database of its own there. The same tests hold for both. */
#ifndef TRIVET_PLACE_H
#define TRIVET_PLACE_H

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/database.h"
#include "test.h"

typedef struct Place {
    char folder[64];
    char name[40];   /* of the database; empty: it is the folder */
    char where[512]; /* for store_open */
} Place;

static inline const char *place_server(void) {
    return getenv("TRIVET_TEST_DATABASE");
}

/* For tests of SQLite's files. */
static inline void place_has_files(void) {
    if (place_server()) test_skip("about the files of SQLite");
}

static inline void place_command(const char *format, const char *name) {
    const Driver *driver = database_driver(place_server());
    Database *database = NULL;
    Error err = {0};
    char text[200];
    snprintf(text, sizeof text, format, name);
    if (!driver || !driver->open(place_server(), OPEN_READER, 0, &database, &err) ||
        !driver->script(database, text, &err))
        test_fail(__FILE__, __LINE__, "%s: %s %s", text, err.message, err.log);
    driver->close(database);
}

/* The address of the server with another database: what stands between the last / and the ?. */
static inline void place_address(Place *place) {
    const char *server = place_server(), *query = strchr(server, '?'),
               *end = query ? query : strchr(server, 0);
    const char *name = end;
    while (name > server && name[-1] != '/') name--;
    snprintf(place->where, sizeof place->where, "%.*s%s%s", (int)(name - server), server, place->name, end);
}

static inline void place_make(Place *place) {
    static int count;
    *place = (Place){.folder = "/tmp/trivet-test-XXXXXX"};
    CHECK(mkdtemp(place->folder));
    snprintf(place->where, sizeof place->where, "%s", place->folder);
    if (!place_server()) return;
    snprintf(place->name, sizeof place->name, "test_%d_%d", (int)getpid(), ++count);
    place_command("CREATE DATABASE %s", place->name);
    place_address(place);
}

/* For the driver: the file in the folder, or the address. */
static inline const char *place_database(const Place *place, char path[static 512]) {
    snprintf(path, 512, place->name[0] ? "%s" : "%s/trivet.db", place->where);
    return path;
}

/* Behind the store's back. */
static inline void place_script(const Place *place, const char *text) {
    const Driver *driver = database_driver(place->where);
    Database *database = NULL;
    char path[512];
    Error err = {0};
    if (!driver->open(place_database(place, path), OPEN_WRITER, 0, &database, &err) ||
        !driver->script(database, text, &err))
        test_fail(__FILE__, __LINE__, "%s: %s %s", text, err.message, err.log);
    driver->close(database);
}

static inline int place_remove_one(const char *path, const struct stat *st, int kind, struct FTW *walk) {
    return remove(path);
}

static inline void place_remove(Place *place) {
    if (place->name[0]) place_command("DROP DATABASE IF EXISTS %s WITH (FORCE)", place->name);
    nftw(place->folder, place_remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

#endif
