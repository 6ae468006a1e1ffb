/* A small workspace in a store of its own, for tests of what happens between rows and people. */
#ifndef TRIVET_WORLD_H
#define TRIVET_WORLD_H

#include "change/change.h"
#include "place.h"

typedef struct World {
    Place place;
    Arena arena;
    Store *store;
    Time now;
    Id workspace_id, calendar, product, project, feature;
    User paula, jonas, sven; /* product manager, project manager, stakeholder */
} World;

World *world_open(void);
void world_close(World **world);
/* Made by Trivet itself. */
Id world_insert(World *world, const Resource *resource, void *record);
Id world_item(World *world, ItemKind kind, const char *title, Id parent_id, int64_t duration_minutes);
Id world_link(World *world, Id predecessor, Id successor);
int32_t world_project_finish(World *world);

/* Runs the expression, which may use tx and err, in a committed transaction; it has to be true. */
#define WORLD_WRITE(world, user, expression)                                                                 \
    do {                                                                                                     \
        CLEANUP(store_end) Transaction tx = {0};                                                             \
        Error err = {0};                                                                                     \
        Author author = {(user)->person_id, ID_NONE, (world)->now};                                          \
        if (!store_write((world)->store, &(world)->arena, &author, &tx, &err) || !(expression) ||            \
            !store_commit(&tx, &err))                                                                        \
            test_fail(__FILE__, __LINE__, "%s: %s %s", err.field, err.message, err.log);                     \
    } while (0)
#define WORLD_READ(world, expression)                                                                        \
    do {                                                                                                     \
        CLEANUP(store_end) Transaction tx = {0};                                                             \
        Error err = {0};                                                                                     \
        if (!store_read((world)->store, &(world)->arena, &tx, &err) || !(expression))                        \
            test_fail(__FILE__, __LINE__, "%s: %s %s", err.field, err.message, err.log);                     \
    } while (0)

#endif
