/* What must hold of every plan that a reader gave, whatever it was given. Aborts when it does not. */
#ifndef TRIVET_FUZZ_PLAN_H
#define TRIVET_FUZZ_PLAN_H

#include <stdlib.h>

#include "base/cleanup.h"
#include "exchange/reply.h"
#include "exchange/sandbox.h"
#include "field/json.h"
#include "model/plan.h"

enum { FUZZ_INPUT_MAX = 256 * 1024 };

static inline void must(bool condition) {
    if (!condition) abort();
}

static inline void check_error(const Error *err) {
    must(err->kind != ERROR_NONE && err->kind != ERROR_INTERNAL && err->message[0]);
}

static inline void check_rows(const Resource *resource, List list) {
    Error err;
    for (int i = 0; i < list.count; i++)
        must(record_check(resource, (const char *)list.at + (size_t)i * resource->size, &err));
}

/* A table's items have no position: they go to the end. */
static inline void check_items(List list) {
    Error err;
    const Item *items = list.at;
    for (int i = 0; i < list.count; i++) {
        Item item = items[i];
        if (item.position.len == 0) item.position = STR("m");
        must(record_check(&item_resource, &item, &err));
    }
}

static inline bool feed_reply(void *context, Str bytes) {
    Error err;
    must(bytes.len >= SANDBOX_PART_HEAD && reply_read(context, str_from(bytes, SANDBOX_PART_HEAD), &err));
    return true;
}

/* What the child would answer is read, and says the same. */
static inline void check_reply(Arena *arena, const PlanFile *file) {
    PlanBuild *build = plan_build_make(arena);
    ReplyReader *reader = reply_reader(build);
    ReplyWriter *writer = build ? reply_writer(arena, build, feed_reply, reader) : NULL;
    must(reader && writer && reply_end(writer, file) && reader->ended);
    must(build->items.count == file->items.count && build->links.count == file->links.count);
}

/* Every row keeps the rules of its table, the answer of the child says the same, and the engine takes the
 * plan or says in words why not. */
static inline void check_plan(Arena *arena, const PlanFile *file) {
    Workspace workspace = {.share_people = true};
    PlanSource source = {file->projects,  file->calendars,   {0},       file->items, file->links,
                         file->resources, file->assignments, &workspace};
    PlanMap map;
    Schedule schedule;
    Error err = {0};
    check_rows(&project_resource, file->projects);
    check_rows(&calendar_resource, file->calendars);
    check_items(file->items);
    check_rows(&link_resource, file->links);
    check_rows(&resource_resource, file->resources);
    check_rows(&assignment_resource, file->assignments);
    check_reply(arena, file);
    if (plan_make(arena, &source, &map, &err)) plan_schedule(arena, &map, &schedule, &err);
    if (err.kind != ERROR_NONE) must(err.kind != ERROR_INTERNAL && err.message[0]);
}

/* A sound plan in *ret, or false after an error in words or of an input that is too large. */
static inline bool fuzz_parse(FileParse *parse, Arena *arena, const uint8_t *data, size_t size,
                              PlanFile *ret) {
    Error err = {0};
    if (size > FUZZ_INPUT_MAX) return false;
    if (!parse(arena, (Str){(const char *)data, size}, ret, &err)) {
        check_error(&err);
        return false;
    }
    check_plan(arena, ret);
    return true;
}

static inline int fuzz_reader(FileParse *parse, const uint8_t *data, size_t size) {
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    PlanFile file;
    fuzz_parse(parse, &arena, data, size, &file);
    return 0;
}

#endif
