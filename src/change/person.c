/* See person.h. */
#include "change/person.h"

#include "base/banned.h"
#include "base/cleanup.h"
#include "field/json.h"
#include "store/audit.h"

enum { EVENTS_AT_ONCE = 1000 };

static const Str erased_name = {"Erased person", 13};

/* ---- erasing ---- */

static bool erase_events(Transaction *tx, const Resource *resource, const Row *row, const void *record,
                         Erasure *erasure, Error *err) {
    int64_t events;
    if (!audit_erase(tx, row->id, &events, err) || !event_erased(tx, resource, row, record, err))
        return false;
    erasure->events += events;
    return true;
}

static bool erase_account(Transaction *tx, const Person *person, Erasure *erasure, Error *err) {
    Person after = *person;
    Str id = id_text(tx->arena, person->row.id);
    after.name = erased_name;
    after.email = fmt(tx->arena, "%.*s@erased.invalid", STR_ARG(id));
    after.password = STR_NULL;
    after.administrator = false;
    after.two_factor = false;
    after.has_passkey = false;
    after.disabled = true;
    return row_update(tx, &person_resource, person, &after, err) && person_forget(tx, person, err) &&
           erase_events(tx, &person_resource, &after.row, &after, erasure, err);
}

static bool erase_resources(Transaction *tx, const Person *person, Erasure *erasure, Error *err) {
    List live, deleted;
    if (!row_all(tx, &resource_resource, person->row.workspace_id, &live, err)) return false;
    for (int i = 0; i < live.count; i++) {
        const PlanResource *before = (PlanResource *)live.at + i;
        if (!id_equal(before->person_id, person->row.id)) continue;
        PlanResource after = *before;
        after.name = erased_name;
        after.email = STR_NULL;
        after.file_details.text = STR_NULL;
        if (!row_update(tx, &resource_resource, before, &after, err) ||
            !erase_events(tx, &resource_resource, &after.row, &after, erasure, err))
            return false;
    }
    if (!person_forget_resources(tx, person->row.id, erased_name, &deleted, err)) return false;
    for (int i = 0; i < deleted.count; i++) {
        const Row *row = &((PlanResource *)deleted.at)[i].row;
        if (!erase_events(tx, &resource_resource, row, NULL, erasure, err)) return false;
    }
    return true;
}

bool person_erase(Transaction *tx, const Person *person, Erasure *ret, Error *err) {
    Erasure erasure = {0};
    if (!erase_account(tx, person, &erasure, err) || !erase_resources(tx, person, &erasure, err) ||
        !person_mentions(tx, person, &erasure.mentions, err))
        return false;
    *ret = erasure;
    return true;
}

/* ---- exporting ---- */

typedef struct Export {
    const Person *person;
    const List *resources; /* of PlanResource: those that are he are of interest */
    StrBuf *out;
    const Resource *resource;
    int written;
} Export;

static bool is_his_resource(const Export *e, Id id) {
    const PlanResource *resource = e->resources->at;
    for (int i = 0; i < e->resources->count; i++)
        if (id_equal(resource[i].row.id, id)) return id_equal(resource[i].person_id, e->person->row.id);
    return false;
}

static bool is_about_him(const Export *e, const void *record) {
    for (int i = 0; i < e->resource->field_count; i++) {
        const Field *field = &e->resource->fields[i];
        if (field->kind != FIELD_ID || !field->refers_to) continue;
        Id id = *(const Id *)field_in(field, record);
        if (str_is(str_of(field->refers_to), "person") && id_equal(id, e->person->row.id)) return true;
        if (str_is(str_of(field->refers_to), "resource") && is_his_resource(e, id)) return true;
    }
    return false;
}

static bool export_row(void *context, const void *record, Error *err) {
    Export *e = context;
    if (!is_about_him(e, record)) return true;
    if (e->written++) strbuf_char(e->out, ',');
    json_write(e->out, e->resource, record);
    return true;
}

static bool export_events(Transaction *tx, Export *e, Error *err) {
    int64_t after = 0;
    List events = {0};
    e->written = 0;
    strbuf_add(e->out, STR(",\"events\":["));
    do {
        if (!event_list(tx, e->person->row.workspace_id, after, EVENTS_AT_ONCE, &events, err)) return false;
        const Event *event = events.at;
        for (int i = 0; i < events.count; i++) {
            after = event[i].seq;
            if (!id_equal(event[i].person_id, e->person->row.id)) continue;
            if (e->written++) strbuf_char(e->out, ',');
            json_write(e->out, &event_resource, &event[i]);
        }
    } while (events.count == EVENTS_AT_ONCE);
    strbuf_char(e->out, ']');
    return true;
}

static bool export_sessions(Transaction *tx, const Export *e, Error *err) {
    List sessions;
    if (!session_of_person(tx, e->person->row.id, &sessions, err)) return false;
    strbuf_add(e->out, STR(",\"sessions\":["));
    for (int i = 0; i < sessions.count; i++) {
        const Session *session = (Session *)sessions.at + i;
        Str created = time_text(tx->arena, session->created_at),
            seen = time_text(tx->arena, session->seen_at);
        strbuf_fmt(e->out, "%s{\"created_at\":\"%.*s\",\"seen_at\":\"%.*s\",\"address\":", i ? "," : "",
                   STR_ARG(created), STR_ARG(seen));
        json_write_text(e->out, session->address);
        strbuf_add(e->out, STR(",\"agent\":"));
        json_write_text(e->out, session->agent);
        strbuf_char(e->out, '}');
    }
    strbuf_char(e->out, ']');
    return true;
}

bool person_export(Transaction *tx, const Person *person, StrBuf *out, Error *err) {
    List resources;
    Export e = {.person = person, .resources = &resources, .out = out};
    if (!row_all(tx, &resource_resource, person->row.workspace_id, &resources, err)) return false;
    strbuf_add(out, STR("{\"person\":"));
    json_write(out, &person_resource, person);
    for (int i = 0; stored_resources[i]; i++) {
        e.resource = stored_resources[i];
        e.written = 0;
        strbuf_fmt(out, ",\"%s\":[", e.resource->plural);
        if (!row_each(tx, e.resource, person->row.workspace_id, export_row, &e, err)) return false;
        strbuf_char(out, ']');
    }
    if (!export_sessions(tx, &e, err) || !export_events(tx, &e, err)) return false;
    strbuf_char(out, '}');
    return !tx->arena->full || error_no_memory(err);
}
