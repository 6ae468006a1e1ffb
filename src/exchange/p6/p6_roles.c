/* Roles of P6, which are skills here: what a resource can do, and what an assignment asks for.
 *
 * A role to which work is assigned before anybody is named becomes a resource of its own, which is nobody in
 * particular; written, it is the role again. Roles that came from the file are written as they were, others
 * get numbers behind theirs. */
#include "base/banned.h"
#include "base/cleanup.h"
#include "exchange/p6/p6_kept.h"

enum { SKILLS_MAX = 50, NAME_MAX_LENGTH = 100, UNITS_MOST = 1000000 };

/* ---- in ---- */

static void name_roles(P6 *p6) {
    for (int i = 0; i < p6->roles.count; i++) {
        P6Role *role = p6->roles.at + i;
        Str where = fmt(p6->arena, "role %lld", (long long)role->id);
        role->name = str_trim(build_text(p6->build, str_trim(role->name), NAME_MAX_LENGTH, false,
                                         STR("ROLES/role_name"), where));
        if (!role->name.len) role->name = fmt(p6->arena, "Role %lld", (long long)role->id);
    }
}

static void add_skill(P6 *p6, PlanResource *resource, Str skill, int room) {
    Str *skills = (Str *)resource->skills.at;
    for (int i = 0; i < resource->skills.count; i++)
        if (str_equal(skills[i], skill)) return;
    if (resource->skills.count == SKILLS_MAX || resource->kind.n == RESOURCE_MATERIAL) {
        note_dropped(p6->build, STR("RSRCROLE"), resource->name);
        return;
    }
    if (!skills && !(skills = arena_array(p6->arena, Str, room < SKILLS_MAX ? room : SKILLS_MAX))) return;
    resource->skills.at = skills;
    skills[resource->skills.count++] = skill;
}

/* Resources of the plan stand in the order of the file's. */
void p6_make_skills(P6 *p6) {
    int *room = arena_array(p6->arena, int, p6->resources.count + 1);
    if (!room) return;
    name_roles(p6);
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < p6->resource_roles.count; i++) {
            const P6ResourceRole *from = p6->resource_roles.at + i;
            int32_t resource = from->resource_id < 0 ? -1 : uid_map_find(&p6->resource_of, from->resource_id);
            int32_t role = from->role_id < 0 ? -1 : uid_map_find(&p6->role_of, from->role_id);
            if (resource < 0 || role < 0) continue;
            if (pass == 0) {
                room[resource]++;
                p6->roles.at[role].people_per_hour += p6->resources.at[resource].units_per_hour;
            } else {
                add_skill(p6, p6->build->resources.at + resource, p6->roles.at[role].name, room[resource]);
            }
        }
}

static P6Role *find_role(const P6 *p6, int64_t role_id) {
    int32_t role = role_id < 0 ? -1 : uid_map_find(&p6->role_of, role_id);
    return role < 0 ? NULL : p6->roles.at + role;
}

Str p6_skill(const P6 *p6, int64_t role_id) {
    const P6Role *role = find_role(p6, role_id);
    return role ? role->name : STR_NULL;
}

Id p6_role_resource(P6 *p6, int64_t role_id) {
    P6Role *role = find_role(p6, role_id);
    if (!role || role->made_id.n) return role ? role->made_id : ID_NONE;
    Id calendar = p6_role_calendar(p6);
    PlanResource *resource = build_resource(p6->build);
    Str *skill = arena_array(p6->arena, Str, 1);
    if (!resource || !skill) return ID_NONE;
    double units = role->units_per_hour > 0 ? role->units_per_hour : role->people_per_hour;
    *skill = role->name;
    resource->name = role->name;
    resource->generic = true;
    resource->calendar_id = calendar;
    resource->skills = (List){skill, 1};
    resource->external_id = fmt(p6->arena, "role-%lld", (long long)role_id);
    if (units >= 1 && units * 100 < UNITS_MOST) resource->units_percent = (int64_t)(units * 100 + 0.5);
    return role->made_id = resource->row.id;
}

/* ---- out ---- */

/* The role of that name; made when nobody had it. */
static int64_t role_named(P6Out *o, Str name) {
    for (int i = 0; i < o->roles.count; i++)
        if (str_equal(o->roles.at[i].name, name)) return o->roles.at[i].id;
    P6Role *role = vec_push(o->view.arena, &o->roles);
    if (role) *role = (P6Role){.id = ++o->last_role, .name = name};
    return o->last_role;
}

static Str text_in(const json_t *pairs, const char *wanted) {
    Str name, text;
    const json_t *value;
    for (size_t i = 0; i < json_array_size(pairs); i++)
        if (details_pair(pairs, i, &name, &text, &value) && str_is(name, wanted)) return text;
    return STR_NULL;
}

/* Those that came in the same format and are written with the other definitions. */
static void find_kept(P6Out *o) {
    for (int32_t p = 0; p < o->view.file->projects.count; p++) {
        CLEANUP(json_done) json_t *hold = NULL;
        const json_t *value,
            *pairs = details_of(o->view.projects[p].file_details, o->xml ? FORMAT_PMXML : FORMAT_XER, &hold);
        Str name, text;
        for (size_t i = 0; i < json_array_size(pairs); i++) {
            int64_t id;
            if (!details_pair(pairs, i, &name, &text, &value) || !str_is(name, o->xml ? "Role" : "ROLES"))
                continue;
            if (!str_int(text_in(value, o->xml ? "ObjectId" : "role_id"), &id) || id < 0) continue;
            P6Role *role = vec_push(o->view.arena, &o->roles);
            Str called = str_trim(text_in(value, o->xml ? "Name" : "role_name"));
            if (role) *role = (P6Role){.id = id, .name = str_copy(o->view.arena, called)};
            if (id > o->last_role) o->last_role = id;
        }
    }
    o->kept_roles = o->roles.count;
}

bool p6_out_find_roles(P6Out *o) {
    find_kept(o);
    for (int i = 0; i < o->view.file->resources.count; i++) {
        const PlanResource *resource = o->view.resources + i;
        const Str *skills = resource->skills.at;
        for (int k = 0; k < resource->skills.count; k++) role_named(o, skills[k]);
    }
    for (int i = 0; i < o->view.file->assignments.count; i++) p6_out_role_of(o, o->view.assignments + i);
    return !o->view.arena->full;
}

int64_t p6_out_role_of(P6Out *o, const ItemAssignment *row) {
    int32_t resource = view_resource(&o->view, row->resource_id);
    Str skill = resource < 0 ? row->skill : assignment_skill(row, o->view.resources + resource);
    return skill.at ? role_named(o, skill) : P6_NONE;
}

void p6_out_new_roles(P6Out *o) {
    for (int i = o->kept_roles; i < o->roles.count; i++) {
        const P6Role *role = o->roles.at + i;
        cell_id(o, "role_id", "ObjectId", role->id);
        cell_text(o, "parent_role_id", "ParentObjectId", STR_NULL);
        cell_id(o, "seq_num", "SequenceNumber", i);
        cell_text(o, "role_name", "Name", role->name);
        cell_text(o, "role_short_name", "Id", fmt(o->view.arena, "ROLE-%lld", (long long)role->id));
        cell_yes(o, "def_cost_qty_link_flag", "CalculateCostFromUnits", true);
        p6_row(o, false);
    }
}

/* How well the resource is said to do it. */
static Str proficiency(P6Out *o, const PlanResource *resource, int64_t role) {
    CLEANUP(json_done) json_t *hold = NULL;
    const json_t *value,
        *pairs = details_of(resource->file_details, o->xml ? FORMAT_PMXML : FORMAT_XER, &hold);
    Str name, text, usual = str_of(o->xml ? p6_proficiencies->pmxml : p6_proficiencies->xer);
    for (size_t i = 0; i < json_array_size(pairs); i++) {
        int64_t id;
        if (!details_pair(pairs, i, &name, &text, &value) ||
            !str_is(name, o->xml ? "ResourceRole" : "RSRCROLE") ||
            !str_int(text_in(value, o->xml ? "RoleObjectId" : "role_id"), &id) || id != role)
            continue;
        Str said = text_in(value, o->xml ? "Proficiency" : "skill_level");
        return said.len ? str_copy(o->view.arena, said) : usual;
    }
    return usual;
}

void p6_out_resource_roles(P6Out *o) {
    p6_table(o, "RSRCROLE", "ResourceRole");
    for (int i = 0; i < o->view.file->resources.count; i++) {
        const PlanResource *resource = o->view.resources + i;
        const Str *skills = resource->skills.at;
        for (int k = 0; k < resource->skills.count && !resource->generic; k++) {
            int64_t role = role_named(o, skills[k]);
            cell_id(o, "rsrc_id", "ResourceObjectId", o->resource_ids[i]);
            cell_id(o, "role_id", "RoleObjectId", role);
            cell_text(o, "skill_level", "Proficiency", proficiency(o, resource, role));
            p6_row(o, false);
        }
    }
}
