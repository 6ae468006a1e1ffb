/* The events of one thing, newest first: the first that changed a field says where its value comes from. See
 * origin.h. */
#include "change/origin.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "base/vec.h"
#include "field/json.h"

static const Field origin_resource_fields[] = {
    FIELD(Origin, field, .doc = "Which field."),
    FIELD(Origin, decision_id, .refers_to = "decision", .doc = "The decision that set it last."),
    FIELD(Origin, number, .doc = "Its number."),
    FIELD(Origin, at, .doc = "When."),
    FIELD(Origin, person_id, .nullable = true, .refers_to = "person", .doc = "Who signed last."),
    FIELD(Origin, meeting_id, .nullable = true, .refers_to = "meeting",
          .doc = "The meeting in which it was taken; null: in none."),
};
const Resource origin_resource = {.name = "origin",
                                  .plural = "origins",
                                  .type = "Origin",
                                  .size = sizeof(Origin),
                                  .fields = origin_resource_fields,
                                  .field_count = COUNT_OF(origin_resource_fields),
                                  .doc = "The decision behind a value."};

static const Field origins_resource_fields[] = {
    FIELD(Origins, fields, .of = &origin_resource, .doc = "The fields that a decision set last."),
};
VIEW(origins_resource, Origins, "origins", "Origins", "The decisions behind the values of a thing.");

typedef struct Walk {
    Transaction *tx;
    Id workspace_id;
    struct {
        VEC(Str);
    } seen; /* fields whose last change is known */
    struct {
        VEC(Origin);
    } found;
} Walk;

static bool seen(Walk *walk, Str field) {
    for (int i = 0; i < walk->seen.count; i++)
        if (str_equal(walk->seen.at[i], field)) return true;
    return false;
}

static bool add(Walk *walk, Str field, const Event *event, const Decision *decision, Error *err) {
    Str *name = vec_push(walk->tx->arena, &walk->seen);
    if (!name) return error_no_memory(err);
    *name = str_copy(walk->tx->arena, field);
    if (!event->decision_id.n) return true;
    Origin *origin = vec_push(walk->tx->arena, &walk->found);
    if (!origin) return error_no_memory(err);
    *origin = (Origin){*name,     event->decision_id, decision->number,
                       event->at, event->person_id,   decision->meeting_id};
    return true;
}

static bool walk_event(Walk *walk, const Event *event, Error *err) {
    CLEANUP(json_done) json_t *fields = NULL;
    json_t *one;
    size_t i;
    Decision decision = {0};
    if (event->decision_id.n &&
        !row_load(walk->tx, &decision_resource, walk->workspace_id, event->decision_id, &decision, err))
        return false;
    if (!json_read_text(event->changes.text, &fields, err)) return false;
    json_array_foreach(fields, i, one) {
        Str name = str_of(json_string_value(json_object_get(one, "field")));
        if (!seen(walk, name) && !add(walk, name, event, &decision, err)) return false;
    }
    return true;
}

bool origins_of(Transaction *tx, Id workspace_id, Id subject_id, List *ret, Error *err) {
    Walk walk = {.tx = tx, .workspace_id = workspace_id};
    int64_t before = 0;
    for (int count = 0; count < ORIGIN_EVENTS_MAX; count += LIST_LIMIT_MAX) {
        List events;
        if (!event_history(tx, workspace_id, subject_id, before, LIST_LIMIT_MAX, &events, err)) return false;
        for (int i = 0; i < events.count; i++)
            if (!walk_event(&walk, (const Event *)events.at + i, err)) return false;
        if (events.count < LIST_LIMIT_MAX) break;
        before = ((const Event *)events.at)[events.count - 1].seq;
    }
    *ret = (List){walk.found.at, walk.found.count};
    return true;
}
