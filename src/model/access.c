/* Rights and custody. See access.h. */
#include "model/access.h"

#include "base/banned.h"
#include "base/mem.h"
#include "base/vec.h"

/* In the order of Role. Sponsors and stakeholders read and propose. */
static const CustodySet role_custody[] = {
    [ROLE_PRODUCT_MANAGER] = CUSTODY_BIT(CUSTODY_PRODUCT) | CUSTODY_BIT(CUSTODY_SHARED),
    [ROLE_PRODUCT_OWNER] = CUSTODY_BIT(CUSTODY_PRODUCT) | CUSTODY_BIT(CUSTODY_SHARED),
    [ROLE_PROJECT_MANAGER] = CUSTODY_BIT(CUSTODY_PROJECT) | CUSTODY_BIT(CUSTODY_SHARED),
    [ROLE_SCRUM_MASTER] = CUSTODY_BIT(CUSTODY_PROJECT) | CUSTODY_BIT(CUSTODY_SHARED),
    [ROLE_MEMBER] = CUSTODY_BIT(CUSTODY_SHARED),
    [ROLE_PROGRAM_MANAGER] = CUSTODY_BIT(CUSTODY_PROJECT) | CUSTODY_BIT(CUSTODY_SHARED),
    [ROLE_PMO] = CUSTODY_BIT(CUSTODY_PROJECT) | CUSTODY_BIT(CUSTODY_SHARED),
    [ROLE_SPONSOR] = 0,
    [ROLE_STAKEHOLDER] = 0,
};

#define LEVEL_BIT(level) (1u << (level))

/* The levels whose tolerances the role sets. */
static const unsigned role_above[] = {
    [ROLE_PROJECT_MANAGER] = LEVEL_BIT(LEVEL_ITEM),
    [ROLE_PROGRAM_MANAGER] = LEVEL_BIT(LEVEL_PROJECT) | LEVEL_BIT(LEVEL_RELEASE) | LEVEL_BIT(LEVEL_ITEM),
    [ROLE_PMO] = LEVEL_BIT(LEVEL_PROJECT) | LEVEL_BIT(LEVEL_RELEASE) | LEVEL_BIT(LEVEL_ITEM),
    [ROLE_SPONSOR] = LEVEL_BIT(LEVEL_WORKSPACE) | LEVEL_BIT(LEVEL_PROJECT) | LEVEL_BIT(LEVEL_RELEASE) |
                     LEVEL_BIT(LEVEL_ITEM),
    [ROLE_STAKEHOLDER] = 0,
};

bool allow(const User *user, Right right, Id workspace_id, Error *err) {
    if (right == RIGHT_NONE) return true;
    if (!user) return error_set(err, ERROR_UNAUTHENTICATED, "You are not signed in.");
    if (right == RIGHT_SIGNED_IN) return true;
    if (!id_equal(user->workspace_id, workspace_id))
        return error_set(err, ERROR_NOT_FOUND, "There is no such workspace.");
    if (right == RIGHT_ADMIN && !user->administrator) {
        error_set(err, ERROR_FORBIDDEN, "Only an administrator of the workspace may do this.");
        return error_hint(err, "Ask an administrator; People & resources shows who is one.");
    }
    return true;
}

static bool is_place(Id held, Id place) {
    return held.n && id_equal(held, place);
}

bool access_touches(const Membership *m, Scope scope) {
    if (!m->product_id.n && !m->project_id.n && !m->product_line_id.n && !m->program_id.n) return true;
    return is_place(m->product_id, scope.product_id) || is_place(m->project_id, scope.project_id) ||
           is_place(m->product_line_id, scope.product_line_id) || is_place(m->program_id, scope.program_id);
}

typedef struct Memberships {
    Membership *at;
    int count, capacity;
} Memberships;

static bool add_at(Arena *arena, Memberships *wide, const Membership *m, Id product_id, Id project_id) {
    Membership *slot = vec_push(arena, wide);
    if (!slot) return false;
    *slot = *m;
    slot->product_id = product_id;
    slot->project_id = project_id;
    return true;
}

bool access_widen(Arena *arena, List *memberships, const List *products, const List *projects) {
    Memberships wide = {0};
    const Product *product = products->at;
    const Project *project = projects->at;
    const Membership *m = memberships->at;
    for (int i = 0; i < memberships->count; i++, m++) {
        if (!add_at(arena, &wide, m, m->product_id, m->project_id)) return false;
        for (int k = 0; k < products->count; k++)
            if (is_place(m->product_line_id, product[k].product_line_id) &&
                !add_at(arena, &wide, m, product[k].row.id, ID_NONE))
                return false;
        for (int k = 0; k < projects->count; k++)
            if (is_place(m->program_id, project[k].program_id) &&
                !add_at(arena, &wide, m, ID_NONE, project[k].row.id))
                return false;
    }
    *memberships = (List){wide.at, wide.count};
    return true;
}

static CustodySet above_by(const Membership *m, Scope scope) {
    bool above = m->role.n >= 0 && role_above[m->role.n] & LEVEL_BIT(scope.level);
    return above ? CUSTODY_BIT(CUSTODY_ABOVE) : 0;
}

/* What one membership gives over a row of that scope. */
static CustodySet given_by(const Membership *m, Scope scope) {
    CustodySet of_role = m->role.n >= 0 ? role_custody[m->role.n] : 0, nowhere = 0;
    if (access_touches(m, scope)) return of_role | above_by(m, scope);
    bool no_product = !scope.product_id.n && !scope.product_line_id.n;
    bool no_project = !scope.project_id.n && !scope.program_id.n;
    if (no_product) nowhere |= CUSTODY_BIT(CUSTODY_PRODUCT);
    if (no_project) nowhere |= CUSTODY_BIT(CUSTODY_PROJECT);
    if (no_product && no_project) nowhere |= CUSTODY_BIT(CUSTODY_SHARED);
    return of_role & nowhere;
}

CustodySet access_custody(const User *user, Scope scope) {
    if (user->person_id.n == 0) return ~0u;
    CustodySet set = CUSTODY_BIT(CUSTODY_OWN);
    if (user->administrator) set |= CUSTODY_BIT(CUSTODY_ADMIN) | CUSTODY_BIT(CUSTODY_ABOVE);
    const Membership *memberships = user->memberships.at;
    for (int i = 0; i < user->memberships.count; i++) set |= given_by(&memberships[i], scope);
    return set;
}

Choice access_role(const User *user, Scope scope, Custody custody) {
    const Membership *memberships = user->memberships.at;
    for (int i = 0; i < user->memberships.count; i++)
        if (given_by(&memberships[i], scope) & CUSTODY_BIT(custody)) return memberships[i].role;
    return CHOICE_NONE;
}

Choice access_any_role(const User *user, Scope scope) {
    const Membership *memberships = user->memberships.at;
    for (int i = 0; i < user->memberships.count; i++)
        if (access_touches(&memberships[i], scope)) return memberships[i].role;
    return CHOICE_NONE;
}

/* ---- moving the custody of fields ---- */

static const Resource *const movable_resources[] = {
    &product_resource, &project_resource,  &release_resource,    &item_resource,     &risk_resource,
    &link_resource,    &resource_resource, &assignment_resource, &calendar_resource, &expense_resource,
};

static const struct {
    const Resource *resource;
    const char *field;
} fixed_fields[] = {
    {&item_resource, "value"},
    {&item_resource, "rank"},
    {&item_resource, "acceptance_criteria"},
    {&item_resource, "duration_minutes"},
    {&item_resource, "effort_minutes"},
    {&project_resource, "budget_cents"},
    {&project_resource, "contingency_reserve_cents"},
    {&project_resource, "management_reserve_cents"},
    {&project_resource, "raci"},
};

bool access_movable(const Resource *resource, const Field *field) {
    bool between = field->custody == CUSTODY_SHARED || field->custody == CUSTODY_PRODUCT ||
                   field->custody == CUSTODY_PROJECT;
    bool known = false;
    for (int i = 0; i < COUNT_OF(movable_resources); i++) known |= movable_resources[i] == resource;
    if (!known || !between || field->required || field->create_only || field->aside) return false;
    for (int i = 0; i < COUNT_OF(fixed_fields); i++)
        if (fixed_fields[i].resource == resource && str_is(str_of(field->name), fixed_fields[i].field))
            return false;
    return true;
}

Custody access_field_custody(const User *user, const Resource *resource, const Field *field) {
    const CustodyMove *move = user->custody_moves.at;
    for (int i = 0; i < user->custody_moves.count; i++)
        if (str_is(move[i].field, field->name) && str_is(move[i].resource, resource->name))
            return (Custody)move[i].custody.n;
    return field->custody;
}

FieldSet access_foreign(const User *user, const Resource *resource, FieldSet set, CustodySet custody) {
    FieldSet foreign = 0;
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        if (set & field_bit(resource, field) &&
            !(custody & CUSTODY_BIT(access_field_custody(user, resource, field))))
            foreign |= field_bit(resource, field);
    }
    return foreign;
}
