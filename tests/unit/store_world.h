/* A store in a folder of its own, with one workspace and, on demand, a row of every resource. */
#ifndef TRIVET_STORE_WORLD_H
#define TRIVET_STORE_WORLD_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/cleanup.h"
#include "base/mem.h"
#include "place.h"
#include "random_record.h"
#include "store/store.h"
#include "test.h"

typedef struct World {
    Place place;
    Store *store;
    Arena arena;
    Random random;
    Author author;
    Id workspace_id;
    Id ids[64]; /* the last row made of each resource, in the order of stored_resources */
} World;

#define MUST(call)                                                                                           \
    do {                                                                                                     \
        Error must = {0};                                                                                    \
        Error *err = &must;                                                                                  \
        if (!(call))                                                                                         \
            test_fail(__FILE__, __LINE__, "%s: %s (%s) %s", #call, must.message, must.field, must.log);      \
    } while (0)

#define MUST_FAIL(call, wanted)                                                                              \
    do {                                                                                                     \
        Error must = {0};                                                                                    \
        Error *err = &must;                                                                                  \
        CHECK(!(call));                                                                                      \
        CHECK_STR(str_of(error_name(must.kind)), str_of(error_name(wanted)));                                \
    } while (0)

static inline void world_done(World *world) {
    store_close(world->store);
    place_remove(&world->place);
    arena_done(&world->arena);
}

static inline World world_empty(StoreOptions options) {
    if (options.page_limit) place_has_files();
    World world = {.arena = arena_make(512 * MIB), .random = {7}, .author.now = {INT64_C(1770000000000)}};
    place_make(&world.place);
    options.create = true;
    MUST(store_open(world.place.where, options, &world.store, err));
    return world;
}

static inline int world_index(const char *name) {
    for (int i = 0; stored_resources[i]; i++)
        if (strcmp(stored_resources[i]->name, name) == 0) return i;
    return -1;
}

/* A random record whose references lead to rows of the world. */
static inline void world_record(World *world, const Resource *resource, void *record) {
    random_record(&world->arena, &world->random, resource, record);
    Row *row = record;
    row->id = ID_NONE;
    row->workspace_id = world->workspace_id;
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        bool unique = strcmp(field->name, "email") == 0 || strcmp(field->name, "hash") == 0 ||
                      strcmp(field->name, "credential_id") == 0;
        if (unique)
            *(Str *)field_at(field, record) =
                fmt(&world->arena, "p%llu@example.org", (unsigned long long)random_next(&world->random));
        if (field->kind != FIELD_ID || field_is_of_row(field)) continue;
        bool of_anything = !field->refers_to;
        *(Id *)field_at(field, record) =
            of_anything ? world->workspace_id : world->ids[world_index(field->refers_to)];
    }
}

/* Inserts a random row in its own transaction. */
static inline Id world_insert(World *world, const Resource *resource, void *record) {
    CLEANUP(store_end) Transaction tx = {0};
    world_record(world, resource, record);
    MUST(store_write(world->store, &world->arena, &world->author, &tx, err));
    MUST(row_insert(&tx, resource, record, err));
    MUST(store_commit(&tx, err));
    world->ids[world_index(resource->name)] = ((Row *)record)->id;
    if (resource == &workspace_resource) world->workspace_id = ((Row *)record)->id;
    return ((Row *)record)->id;
}

/* With a row of every resource. */
static inline World world_make(void) {
    World world = world_empty((StoreOptions){.readers = 2});
    for (int i = 0; stored_resources[i]; i++) {
        CHECK(i < COUNT_OF(world.ids));
        void *record = arena_alloc(&world.arena, stored_resources[i]->size);
        world_insert(&world, stored_resources[i], record);
    }
    return world;
}

#define WORLD(name) CLEANUP(world_done) World name = world_make()
#define READING(tx, world)                                                                                   \
    CLEANUP(store_end) Transaction tx = {0};                                                                 \
    MUST(store_read((world).store, &(world).arena, &tx, err))
#define WRITING(tx, world)                                                                                   \
    CLEANUP(store_end) Transaction tx = {0};                                                                 \
    MUST(store_write((world).store, &(world).arena, &(world).author, &tx, err))

#endif
