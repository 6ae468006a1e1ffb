/* Deleting and bringing back. See change.h.
 *
 * An item takes along everything below it, with links and assignments. Whoever lacks custody of any of these
 * rows proposes the deletion whole: the end of a feature must not be the end of somebody else's plan without
 * his consent. What others still refer to is not deleted at all. */
#include "base/banned.h"
#include "base/utf8.h"
#include "change/baseline/actuals.h"
#include "change/inside.h"
#include "change/meeting/meeting.h"

/* ---- what is still in use ---- */

typedef struct Use {
    const Resource *by; /* the kind of row that may refer to it */
    const Field *field;
    Id id;
    bool found;
    char label[100]; /* of the first that does: rows live no longer than the visit */
} Use;

static Str label_of(const Resource *resource, const void *record) {
    const Field *field = field_find(resource, STR("name"));
    if (!field) field = field_find(resource, STR("title"));
    return field ? *(const Str *)field_in(field, record) : STR("");
}

static bool refers(const Field *field, const void *record, Id id) {
    const void *at = field_in(field, record);
    if (field->kind == FIELD_ID) return id_equal(*(const Id *)at, id);
    const List *list = at;
    const Str *texts = list->at;
    Id other;
    for (int i = 0; i < list->count; i++)
        if (id_parse(texts[i], &other) && id_equal(other, id)) return true;
    return false;
}

static bool look_for_use(void *context, const void *record, Error *err) {
    Use *use = context;
    if (use->found || !refers(use->field, record, use->id)) return true;
    use->found = true;
    Str label = label_of(use->by, record);
    label.len = utf8_cut(label, sizeof use->label - 1);
    snprintf(use->label, sizeof use->label, "%.*s", STR_ARG(label));
    return true;
}

static bool unused_by(Change *change, const Resource *resource, Use use, Error *err) {
    if (!row_each(change->tx, use.by, change->user->workspace_id, look_for_use, &use, err)) return false;
    if (!use.found) return true;
    if (use.label[0])
        error_set(err, ERROR_CONFLICT, "This %s is still used by the %s \"%s\".", resource->name,
                  use.by->name, use.label);
    else error_set(err, ERROR_CONFLICT, "This %s is still used by an %s.", resource->name, use.by->name);
    return error_hint(err, "Change or delete that first.");
}

static bool unused(Change *change, const Resource *resource, const void *record, Error *err) {
    if (resource == &item_resource) return true; /* takes along what hangs on it */
    for (int i = 0; stored_resources[i]; i++) {
        const Resource *by = stored_resources[i];
        if (by == &decision_resource) continue; /* what is over holds nothing */
        for (int k = 0; k < by->field_count; k++) {
            const Field *field = &by->fields[k];
            if (!field->refers_to || field->custody == CUSTODY_SYSTEM ||
                !str_is(str_of(field->refers_to), resource->name))
                continue;
            Use use = {.by = by, .field = field, .id = ((const Row *)record)->id};
            if (!unused_by(change, resource, use, err)) return false;
        }
    }
    return true;
}

/* ---- whose consent it needs ---- */

/* Its required fields' for most; an item's depends on what it is. */
static FieldSet fields_of_existence(const Resource *resource, const void *record) {
    if (resource != &item_resource) return required_fields(resource);
    int kind = ((const Item *)record)->kind.n;
    bool of_plan = kind == ITEM_TASK || kind == ITEM_MILESTONE;
    const char *name = kind == ITEM_BUG ? "title" : of_plan ? "duration_minutes" : "value";
    return field_bit(resource, field_find(resource, str_of(name)));
}

/* Custodies that the user lacks for the end of one row, added to *ret. */
static bool consent_of(Change *change, const Resource *resource, const void *record, CustodySet *ret,
                       Error *err) {
    static const CustodySet of_product = CUSTODY_BIT(CUSTODY_PRODUCT) | CUSTODY_BIT(CUSTODY_SHARED);
    Scope scope;
    if (!scope_of(change->tx, resource, record, &scope, err)) return false;
    FieldSet fields = fields_of_existence(resource, record);
    FieldSet foreign = access_foreign(change->user, resource, fields, access_custody(change->user, scope));
    if (!change_admin_only(resource, foreign, err)) return false;
    if (fields_in(change->user, resource, foreign, of_product)) *ret |= CUSTODY_BIT(CUSTODY_PRODUCT);
    if (fields_in(change->user, resource, foreign, CUSTODY_BIT(CUSTODY_PROJECT)))
        *ret |= CUSTODY_BIT(CUSTODY_PROJECT);
    return true;
}

static bool consent_of_rows(Change *change, const Resource *resource, const List *list, CustodySet *ret,
                            Error *err) {
    const char *at = list->at;
    for (int i = 0; i < list->count; i++)
        if (!consent_of(change, resource, at + (size_t)i * resource->size, ret, err)) return false;
    return true;
}

static bool consent_of_item(Change *change, const Item *item, CustodySet *ret, Error *err) {
    List links, assignments;
    Id workspace_id = item->row.workspace_id;
    return consent_of(change, &item_resource, item, ret, err) &&
           links_of_item(change->tx, workspace_id, item->row.id, &links, err) &&
           consent_of_rows(change, &link_resource, &links, ret, err) &&
           assignments_of_item(change->tx, workspace_id, item->row.id, &assignments, err) &&
           consent_of_rows(change, &assignment_resource, &assignments, ret, err);
}

static bool consent_of_all(Change *change, const Item *item, const List *below, CustodySet *ret, Error *err) {
    const Item *items = below->at;
    for (int i = 0; i < below->count; i++)
        if (!consent_of_item(change, &items[i], ret, err)) return false;
    return consent_of_item(change, item, ret, err);
}

bool change_consents(Change *change, const Resource *resource, const void *record, CustodySet *ret,
                     Error *err) {
    User nobody = *change->user;
    Change asked = change_begin(change->tx, &nobody);
    List below = {0};
    nobody.person_id.n = -1; /* holds nothing */
    nobody.administrator = false;
    nobody.memberships = (List){0};
    *ret = 0;
    if (resource != &item_resource) return consent_of(&asked, resource, record, ret, err);
    return item_descendants(change->tx, ((const Row *)record)->workspace_id, ((const Row *)record)->id,
                            &below, err) &&
           consent_of_all(&asked, record, &below, ret, err);
}

/* ---- the rows ---- */

static bool delete_rows(Change *change, const Resource *resource, const List *list, Error *err) {
    const char *at = list->at;
    for (int i = 0; i < list->count; i++)
        if (!row_delete(change->tx, resource, at + (size_t)i * resource->size, err)) return false;
    return true;
}

static bool delete_item(Change *change, const Item *item, Error *err) {
    List links, assignments;
    Id workspace_id = item->row.workspace_id;
    return links_of_item(change->tx, workspace_id, item->row.id, &links, err) &&
           delete_rows(change, &link_resource, &links, err) &&
           assignments_of_item(change->tx, workspace_id, item->row.id, &assignments, err) &&
           delete_rows(change, &assignment_resource, &assignments, err) &&
           row_delete(change->tx, &item_resource, item, err);
}

static bool delete_all(Change *change, const Item *item, const List *below, Error *err) {
    const Item *items = below->at;
    for (int i = 0; i < below->count; i++)
        if (!delete_item(change, &items[i], err)) return false;
    return delete_item(change, item, err);
}

/* What was spent does not vanish. */
static bool without_actuals(Change *change, const Item *item, Error *err) {
    bool found;
    if (!item_has_actuals(change->tx, item->row.workspace_id, item->row.id, &found, err)) return false;
    if (!found) return true;
    error_set(err, ERROR_CONFLICT, "Time or money was spent on \"%.*s\" or below it.", STR_ARG(item->title));
    return error_hint(err,
                      "Set its state to dropped: then it leaves the plan, and what it cost stays known.");
}

bool change_delete(Change *change, const Resource *resource, const void *record, Error *err) {
    List below = {0};
    CustodySet lacking = 0;
    bool is_item = resource == &item_resource;
    if (resource == &time_entry_resource && !time_entry_open(record, NULL, err)) return false;
    if (!meeting_open(change->tx, resource, record, err)) return false;
    if (is_item && !without_actuals(change, record, err)) return false;
    if (is_item && !item_descendants(change->tx, ((const Row *)record)->workspace_id,
                                     ((const Row *)record)->id, &below, err))
        return false;
    bool asked = is_item ? consent_of_all(change, record, &below, &lacking, err)
                         : consent_of(change, resource, record, &lacking, err);
    if (!asked || !unused(change, resource, record, err)) return false;
    if (lacking) {
        CustodySet all;
        if (!change_consents(change, resource, record, &all, err)) return false;
        change->needs_product |= (all & CUSTODY_BIT(CUSTODY_PRODUCT)) != 0;
        change->needs_project |= (all & CUSTODY_BIT(CUSTODY_PROJECT)) != 0;
        return change_propose_deletion(change, resource, record, err);
    }
    return is_item ? delete_all(change, record, &below, err) : row_delete(change->tx, resource, record, err);
}

bool change_restore(Change *change, const Resource *resource, Id id, void *record, Error *err) {
    CustodySet lacking = 0;
    if (!row_restore(change->tx, resource, change->user->workspace_id, id, record, err)) return false;
    if (!consent_of(change, resource, record, &lacking, err)) return false;
    if (lacking) {
        error_set(err, ERROR_FORBIDDEN, "Only who may delete a %s may bring it back.", resource->name);
        return error_hint(err, "Create it anew: that becomes a proposal.");
    }
    change->plan_touched |= may_close_a_circle(resource, ~(FieldSet)0);
    return change_check(change, resource, NULL, record, err);
}
