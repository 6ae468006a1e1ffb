/* Creating and changing: checked, split by custody, saved. Deleting stands in remove.c. See change.h. */
#include "change/change.h"

#include <sodium.h>

#include "base/banned.h"
#include "base/mem.h"
#include "change/agree/decision.h"
#include "change/agree/impact.h"
#include "change/agree/proposal.h"
#include "change/agree/scenario.h"
#include "change/agree/tolerance.h"
#include "change/baseline/actuals.h"
#include "change/baseline/baseline.h"
#include "change/inside.h"
#include "change/meeting/meeting.h"
#include "field/diff.h"
#include "field/json.h"
#include "model/rank.h"
#include "model/rules.h"

Change change_begin(Transaction *tx, const User *user) {
    return (Change){.tx = tx, .user = user};
}

/* ---- proposing ---- */

FieldSet fields_in(const User *user, const Resource *resource, FieldSet set, CustodySet custody) {
    return set & ~access_foreign(user, resource, set, custody);
}

static Json value_of(Arena *arena, const Field *field, const void *record) {
    StrBuf out = strbuf_make(arena, 0);
    json_write_value(&out, field, record);
    return (Json){strbuf_str(&out)};
}

/* `set` are the fields that it writes, `foreign` those of them that the author may not. His own need a
 * signature too, which is his: so the decision knows whose consent it had. */
static bool propose(Change *change, ProposedChange proposed, const Resource *resource, FieldSet set,
                    FieldSet foreign, Error *err) {
    if (change->foreign.count == PROPOSED_MAX) {
        error_set(err, ERROR_TOO_LARGE, "More than %d changes outside your custody.", PROPOSED_MAX);
        return error_hint(err, "Let somebody import it who has custody of the plan, or import it in parts.");
    }
    ProposedChange *slot = vec_push(change->tx->arena, &change->foreign);
    if (!slot) return error_no_memory(err);
    *slot = proposed;
    slot->resource = str_of(resource->name);
    const User *user = change->user;
    change->needs_product |= fields_in(user, resource, foreign, CUSTODY_BIT(CUSTODY_SHARED)) != 0 ||
                             fields_in(user, resource, set, CUSTODY_BIT(CUSTODY_PRODUCT)) != 0;
    change->needs_project |= fields_in(user, resource, set, CUSTODY_BIT(CUSTODY_PROJECT)) != 0;
    return true;
}

static bool propose_fields(Change *change, const Resource *resource, FieldSet set, FieldSet foreign,
                           const void *before, const void *after, Error *err) {
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (!(set & field_bit(resource, field))) continue;
        ProposedChange proposed = {.action = {CHANGE_UPDATE},
                                   .subject_id = ((const Row *)before)->id,
                                   .field = str_of(field->name),
                                   .from = value_of(change->tx->arena, field, before),
                                   .to = value_of(change->tx->arena, field, after)};
        if (!propose(change, proposed, resource, set, foreign, err)) return false;
    }
    return true;
}

/* What a creation names: the fields that somebody filled in. */
static Json creation_of(Arena *arena, const Resource *resource, const void *record, FieldSet set) {
    StrBuf out = strbuf_make(arena, 0);
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (!(set & field_bit(resource, field))) continue;
        strbuf_fmt(&out, "%c\"%s\":", out.len ? ',' : '{', field->name);
        json_write_value(&out, field, record);
    }
    strbuf_char(&out, '}');
    return (Json){strbuf_str(&out)};
}

static bool propose_creation(Change *change, const Resource *resource, const void *record, FieldSet set,
                             FieldSet foreign, Error *err) {
    ProposedChange proposed = {.action = {CHANGE_CREATE},
                               .subject_id = id_make(change->tx->author.now, randombytes_random()),
                               .to = creation_of(change->tx->arena, resource, record, set)};
    return propose(change, proposed, resource, set, foreign, err);
}

bool change_propose_deletion(Change *change, const Resource *resource, const void *record, Error *err) {
    StrBuf out = strbuf_make(change->tx->arena, 0);
    json_write(&out, resource, record);
    ProposedChange proposed = {
        .action = {CHANGE_DELETE}, .subject_id = ((const Row *)record)->id, .from = {strbuf_str(&out)}};
    return propose(change, proposed, resource, 0, 0, err);
}

bool change_admin_only(const Resource *resource, FieldSet foreign, Error *err) {
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (!(foreign & field_bit(resource, field))) continue;
        if (field->custody == CUSTODY_ABOVE) {
            error_set(err, ERROR_FORBIDDEN, "A %s is set by the level above.", resource->name);
            return error_hint(err, "Ask the sponsor, the PMO or a program manager; for a work package the "
                                   "project manager.");
        }
        if (field->custody != CUSTODY_ADMIN) continue;
        error_set(err, ERROR_FORBIDDEN, "Only an administrator may change the %s of a %s.", field->name,
                  resource->name);
        return error_hint(err, "Ask an administrator of the workspace.");
    }
    return true;
}

/* ---- checking ---- */

static bool item_parent_check(Transaction *tx, const Item *item, Error *err) {
    if (item->parent_id.n == 0) return true;
    bool within = id_equal(item->parent_id, item->row.id);
    if (!within && !item_is_within(tx, item->row.workspace_id, item->parent_id, item->row.id, &within, err))
        return false;
    if (!within) return true;
    error_field(err, "parent_id", "An item cannot be part of itself: the new parent stands below \"%.*s\".",
                STR_ARG(item->title));
    return error_hint(err, "Move the other item out first.");
}

static bool link_unique_check(Transaction *tx, const ItemLink *link, Error *err) {
    List links;
    if (!links_of_item(tx, link->row.workspace_id, link->successor_id, &links, err)) return false;
    const ItemLink *other = links.at;
    for (int i = 0; i < links.count; i++, other++) {
        if (!id_equal(other->predecessor_id, link->predecessor_id) ||
            !id_equal(other->successor_id, link->successor_id))
            continue;
        if (id_equal(other->row.id, link->row.id) || other->type.n != link->type.n) continue;
        error_set(err, ERROR_CONFLICT, "These two items are already linked this way.");
        return error_hint(err, "Change the lag of the link that is there.");
    }
    return true;
}

static bool raci_people_check(Transaction *tx, const Project *project, Error *err) {
    const RaciRow *rows = project->raci.at;
    for (int i = 0; i < project->raci.count; i++) {
        const RaciMark *marks = rows[i].marks.at;
        for (int k = 0; k < rows[i].marks.count; k++) {
            Person person;
            char field[48];
            if (row_load(tx, &person_resource, project->row.workspace_id, marks[k].person_id, &person, err))
                continue;
            if (err && err->kind != ERROR_NOT_FOUND) return false;
            snprintf(field, sizeof field, "raci[%d].marks[%d].person_id", i, k);
            return error_field(err, field, "There is no such person.");
        }
    }
    return true;
}

bool change_check(Change *change, const Resource *resource, const void *before, void *record, Error *err) {
    Transaction *tx = change->tx;
    Id workspace_id = ((Row *)record)->workspace_id;
    if (!rules_check(resource, tx->arena, record, err)) return false;
    if (!references_check(tx, resource, workspace_id, before, record, err)) return false;
    if (resource == &item_resource) return item_parent_check(tx, record, err);
    if (resource == &project_resource) return raci_people_check(tx, record, err);
    if (resource == &expense_resource) return expense_check(tx, record, err);
    if (resource == &scenario_resource) return scenario_check(tx, record, err);
    if (resource == &link_resource) return link_unique_check(tx, record, err);
    return true;
}

bool may_close_a_circle(const Resource *resource, FieldSet changed) {
    return resource == &link_resource ||
           (resource == &item_resource &&
            changed & field_bit(resource, field_find(resource, STR("parent_id"))));
}

/* ---- creating and changing ---- */

FieldSet filled_fields(const Resource *resource, const void *record, const void *blank) {
    FieldSet set = 0;
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (field->custody != CUSTODY_SYSTEM && (field->required || !field_equal(field, record, blank)))
            set |= field_bit(resource, field);
    }
    return set;
}

FieldSet required_fields(const Resource *resource) {
    FieldSet set = 0;
    for (int i = 0; i < resource->field_count; i++)
        if (resource->fields[i].required) set |= field_bit(resource, &resource->fields[i]);
    return set;
}

static bool place_at_end(Change *change, Item *item, Error *err) {
    if (item->position.len) return true;
    Str last;
    if (!item_last_position(change->tx, item->row.workspace_id, &last, err)) return false;
    item->position = rank_after(change->tx->arena, last);
    return true;
}

/* The foreign fields of a new row, back to what a row has that nobody filled in. */
static void *without_foreign(Arena *arena, const Resource *resource, const void *record, const void *blank,
                             FieldSet foreign) {
    char *own = arena_alloc(arena, resource->size);
    if (!own) return NULL;
    mem_copy(own, record, resource->size);
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (foreign & field_bit(resource, field)) field_copy(field, blank, own);
    }
    return own;
}

/* An import without custody of the plan: rows may refer to others that are only proposed, so references are
 * checked when the whole is tried. */
static bool propose_new(Change *change, const Resource *resource, void *record, FieldSet set, Error *err) {
    FieldSet required = required_fields(resource);
    return rules_check(resource, change->tx->arena, record, err) &&
           propose_creation(change, resource, record, set, required, err) &&
           (((Row *)record)->id = change->foreign.at[change->foreign.count - 1].subject_id, true);
}

/* A baseline brings its frozen rows along, time its cost, a decision its number. */
static bool insert_row(Transaction *tx, const Resource *resource, void *record, Error *err) {
    if (resource == &time_entry_resource && !time_entry_price(tx, NULL, record, err)) return false;
    if (resource == &tolerance_resource) tolerance_sign(tx, NULL, record);
    if (resource == &scenario_resource) ((Scenario *)record)->author_id = tx->author.person_id;
    if (resource == &baseline_resource) return baseline_insert(tx, record, err);
    if (resource == &decision_resource) return decision_insert(tx, record, err);
    return row_insert(tx, resource, record, err);
}

bool change_create(Change *change, const Resource *resource, void *record, bool *ret_created, Error *err) {
    Transaction *tx = change->tx;
    Row *row = record;
    Scope scope;
    void *blank = arena_alloc(tx->arena, resource->size);
    if (!blank) return error_no_memory(err);
    record_init(resource, blank);
    *ret_created = false;
    if (resource != &workspace_resource) row->workspace_id = change->user->workspace_id;
    if (resource == &item_resource && !place_at_end(change, record, err)) return false;
    if (!meeting_fill(change, resource, record, err) || !meeting_open(tx, resource, record, err))
        return false;
    FieldSet set = filled_fields(resource, record, blank);
    if (change->propose_new) return propose_new(change, resource, record, set, err);
    if (!change_check(change, resource, NULL, record, err) || !scope_of(tx, resource, record, &scope, err))
        return false;
    FieldSet foreign = access_foreign(change->user, resource, set, access_custody(change->user, scope));
    if (!change_admin_only(resource, foreign, err)) return false;
    if (foreign & required_fields(resource))
        return propose_creation(change, resource, record, set, foreign, err);
    void *own = without_foreign(tx->arena, resource, record, blank, foreign);
    if (!own) return error_no_memory(err);
    if (!rules_check(resource, tx->arena, own, err) || !insert_row(tx, resource, own, err)) return false;
    row->id = ((Row *)own)->id;
    if (!propose_fields(change, resource, foreign, foreign, own, record, err)) return false;
    mem_copy(record, own, resource->size);
    change->plan_touched |= resource == &link_resource;
    *ret_created = true;
    return true;
}

/* Nobody comes by custody of a row by moving it to where he holds it: the move is foreign then, and whoever
 * has what would be gained signs. */
static FieldSet taking_over(Change *change, const Resource *resource, FieldSet set, CustodySet before,
                            CustodySet after) {
    static const char *const places[] = {"parent_id", "product_id", "project_id"};
    CustodySet gained = after & ~before & (CUSTODY_BIT(CUSTODY_PRODUCT) | CUSTODY_BIT(CUSTODY_PROJECT));
    FieldSet moving = 0;
    if (resource != &item_resource || !gained) return 0;
    for (int i = 0; i < COUNT_OF(places); i++)
        moving |= set & field_bit(resource, field_find(resource, str_of(places[i])));
    if (moving) change->needs_product |= (gained & CUSTODY_BIT(CUSTODY_PRODUCT)) != 0;
    if (moving) change->needs_project |= (gained & CUSTODY_BIT(CUSTODY_PROJECT)) != 0;
    return moving;
}

bool change_update(Change *change, const Resource *resource, const void *before, void *after, Error *err) {
    if (!record_changed(resource, before, after)) return true;
    if (resource == &time_entry_resource && !time_entry_open(before, after, err)) return false;
    if (!meeting_open(change->tx, resource, before, err)) return false;
    if (!change_check(change, resource, before, after, err)) return false;
    FieldSet set = record_changed(resource, before, after);
    Scope scope, scope_after;
    if (!scope_of(change->tx, resource, before, &scope, err)) return false;
    if (!scope_of(change->tx, resource, after, &scope_after, err)) return false;
    /* Whoever moves a row to another product or project needs custody at both ends. */
    CustodySet here = access_custody(change->user, scope), there = access_custody(change->user, scope_after);
    FieldSet foreign = access_foreign(change->user, resource, set, here & there) |
                       taking_over(change, resource, set, here, there);
    if (!change_admin_only(resource, foreign, err)) return false;
    if (foreign) return propose_fields(change, resource, set, foreign, before, after, err);
    change->plan_touched |= may_close_a_circle(resource, set);
    if (resource == &time_entry_resource && !time_entry_price(change->tx, before, after, err)) return false;
    if (resource == &tolerance_resource) tolerance_sign(change->tx, before, after);
    return row_update(change->tx, resource, before, after, err);
}

bool change_finish(Change *change, Str title, Str reason, Outcome *ret, Error *err) {
    if (change->plan_touched && !plan_try(change->tx, change->user->workspace_id, err)) return false;
    *ret = (Outcome){.proposed = change->foreign.count > 0};
    if (!ret->proposed) return true;
    record_init(&proposal_resource, &ret->proposal);
    ret->proposal.title = title.at ? title : STR("");
    ret->proposal.reason = reason.at ? reason : STR("");
    ret->proposal.changes = (List){change->foreign.at, change->foreign.count};
    ret->proposal.needs_product = change->needs_product;
    ret->proposal.needs_project = change->needs_project;
    return proposal_store(change, &ret->proposal, err);
}
