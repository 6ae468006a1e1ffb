/* Merging a plan file into a workspace. See import.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/files/import_run.h"
#include "field/diff.h"
#include "model/rank.h"

static bool remember(Import *import, Id file_id, Id real) {
    Id *slot = vec_push(import->arena, &import->real);
    if (!slot) return false;
    *slot = real;
    uid_map_add(import->arena, &import->places, file_id.n, import->real.count - 1);
    return !import->arena->full;
}

Id import_real_id(const Import *import, Id file_id) {
    int32_t place = file_id.n ? uid_map_find(&import->places, file_id.n) : -1;
    return place < 0 ? file_id : import->real.at[place];
}

/* ---- writing one row ---- */

static bool create(Import *import, const Resource *resource, void *record, Error *err) {
    Id file_id = ((Row *)record)->id;
    bool created;
    ((Row *)record)->id = ID_NONE;
    if (!change_create(import->change, resource, record, &created, err)) return false;
    import_count(import, resource, created ? TOLD_CREATED : TOLD_PROPOSED);
    import_title(import, resource, record);
    return remember(import, file_id, ((Row *)record)->id) || error_no_memory(err);
}

/* The importer's own fields are written, the others proposed: rows of a file are not one intent. */
static bool update(Import *import, const Resource *resource, const void *before, void *after, Error *err) {
    FieldSet set = record_changed(resource, before, after);
    if (!set) {
        import_count(import, resource, TOLD_UNCHANGED);
        return true;
    }
    Scope scope;
    char *own = arena_alloc(import->arena, resource->size);
    if (!own) return error_no_memory(err);
    if (!scope_of(import->tx, resource, before, &scope, err)) return false;
    FieldSet foreign =
        access_foreign(import->change->user, resource, set, access_custody(import->change->user, scope));
    mem_copy(own, after, resource->size);
    for (int i = 0; i < resource->field_count; i++)
        if (foreign & field_bit(resource, &resource->fields[i]))
            field_copy(&resource->fields[i], before, own);
    if (set & ~foreign) {
        if (!change_update(import->change, resource, before, own, err)) return false;
        import_count(import, resource, TOLD_UPDATED);
        import_tell(import, resource, before, own, false, false);
        ((Row *)after)->revision = ((Row *)own)->revision;
        ((Row *)after)->updated_at = ((Row *)own)->updated_at;
    }
    if (!foreign) return true;
    import_count(import, resource, TOLD_PROPOSED);
    import_tell(import, resource, own, after, true, false);
    return change_update(import->change, resource, own, after, err);
}

/* The fields of `set` of a known row become the file's. */
static bool take_over(Import *import, const Resource *resource, const void *known, const void *from,
                      FieldSet set, Error *err) {
    char *after = arena_alloc(import->arena, resource->size);
    if (!after) return error_no_memory(err);
    mem_copy(after, known, resource->size);
    import_title(import, resource, known);
    for (int i = 0; i < resource->field_count; i++)
        if (set & field_bit(resource, &resource->fields[i])) field_copy(&resource->fields[i], from, after);
    return remember(import, ((const Row *)from)->id, ((const Row *)known)->id) &&
           update(import, resource, known, after, err);
}

static FieldSet fields_but(const Resource *resource, const char *const *names) {
    FieldSet set = 0;
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = &resource->fields[i];
        bool left_out = field->custody == CUSTODY_SYSTEM || field->create_only;
        for (const char *const *name = names; *name; name++) left_out |= str_is(str_of(*name), field->name);
        if (!left_out) set |= field_bit(resource, field);
    }
    return set;
}

/* ---- table by table ---- */

static const void *by_name(const List *known, const Resource *resource, size_t name_at, Str name) {
    for (int i = 0; i < known->count; i++) {
        const char *row = (const char *)known->at + (size_t)i * resource->size;
        if (str_equal(*(const Str *)(row + name_at), name)) return row;
    }
    return NULL;
}

static void tell_calendar(Import *import, const WorkCalendar *calendar, int action) {
    const CalendarWeekday *days = calendar->week.at;
    ImportCalendar *row = vec_push(import->arena, &import->calendars);
    if (!row) return;
    *row = (ImportCalendar){
        .name = calendar->name, .action = {action}, .exception_count = calendar->exceptions.count};
    for (int i = 0; i < calendar->week.count; i++) {
        const CalendarSpan *spans = days[i].spans.at;
        for (int k = 0; k < days[i].spans.count; k++)
            row->week_minutes += spans[k].to_minute - spans[k].from_minute;
    }
}

static bool import_calendars(Import *import, Error *err) {
    const WorkCalendar *rows = import->file->calendars.at;
    static const char *const kept[] = {"name", NULL};
    for (int i = 0; i < import->file->calendars.count; i++) {
        WorkCalendar row = rows[i];
        const WorkCalendar *known =
            by_name(&import->known_calendars, &calendar_resource, offsetof(WorkCalendar, name), row.name);
        int updated = import->changes.count;
        bool ok = known ? take_over(import, &calendar_resource, known, &row,
                                    fields_but(&calendar_resource, kept), err)
                        : create(import, &calendar_resource, &row, err);
        if (!ok) return false;
        tell_calendar(import, &rows[i],
                      known ? (import->changes.count > updated ? CHANGE_UPDATE : -1) : CHANGE_CREATE);
    }
    return true;
}

/* Left out: nothing stands for it, and what is assigned to it goes the same way. */
static bool import_resource(Import *import, int number, PlanResource row, const List *people, Error *err) {
    const PlanResource *known;
    Id person_id;
    PersonMeans means = import_person(import, number, &row, people, &known, &person_id);
    if (means == PERSON_LEFT_OUT) return remember(import, row.row.id, ID_NONE) || error_no_memory(err);
    row.calendar_id = import_real_id(import, row.calendar_id);
    if (known)
        return take_over(import, &resource_resource, known, &row, import_resource_fields(import->file), err);
    row.person_id = person_id;
    return create(import, &resource_resource, &row, err);
}

static bool import_resources(Import *import, Error *err) {
    const PlanResource *rows = import->file->resources.at;
    List people;
    if (!row_all(import->tx, &person_resource, import->workspace_id, &people, err)) return false;
    for (int i = 0; i < import->file->resources.count; i++)
        if (!import_resource(import, i + 1, rows[i], &people, err)) return false;
    return true;
}

/* The calendar of most projects here, of equals the first; null: there is none. */
static bool usual_calendar(Import *import, Id *ret, Error *err) {
    const WorkCalendar *known = import->known_calendars.at;
    List projects;
    int most = -1;
    *ret = ID_NONE;
    if (!row_all(import->tx, &project_resource, import->workspace_id, &projects, err)) return false;
    for (int i = 0; i < import->known_calendars.count; i++) {
        const Project *project = projects.at;
        int count = 0;
        for (int k = 0; k < projects.count; k++) count += id_equal(project[k].calendar_id, known[i].row.id);
        if (count <= most) continue;
        most = count;
        *ret = known[i].row.id;
    }
    return true;
}

/* A new project needs a calendar: the file's, else the usual one. */
static bool project_calendar(Import *import, Project *project, Error *err) {
    project->calendar_id = import_real_id(import, project->calendar_id);
    if (project->calendar_id.n) return true;
    if (!usual_calendar(import, &project->calendar_id, err)) return false;
    if (project->calendar_id.n) return true;
    error_field(err, "project_id", "A new project needs a calendar, and there is none.");
    return error_hint(err, "Make a calendar first, or import into a project that is there.");
}

/* Into the project that was asked for: all projects of the file become it. */
static bool fill_project(Import *import, Error *err) {
    Project project;
    const Project *from = import->file->projects.at;
    if (!row_load(import->tx, &project_resource, import->workspace_id, import->options->project_id, &project,
                  err))
        return false;
    import->report.project_id = project.row.id;
    for (int i = 0; i < import->file->projects.count; i++)
        if (!remember(import, from[i].row.id, project.row.id)) return error_no_memory(err);
    return true;
}

static bool works_on(Import *import, Project *project) {
    if (!import->options->product_id.n) return true;
    Str *slot = arena_new(import->arena, Str);
    if (!slot) return false;
    *slot = id_text(import->arena, import->options->product_id);
    project->product_ids = (List){slot, 1};
    return true;
}

/* Of a table, which has no project: the first date that an item asks for, else today. */
static Moment first_start(const Import *import) {
    const Item *items = import->file->items.at;
    Moment first = MOMENT_NONE;
    for (int i = 0; i < import->file->items.count; i++) {
        bool bound =
            items[i].constraint_kind.n == CONSTRAINT_SNET || items[i].constraint_kind.n == CONSTRAINT_MSO;
        const Moment asked[] = {bound ? items[i].constraint_at : MOMENT_NONE, items[i].actual_start_at,
                                items[i].manual_start_at};
        for (int k = 0; k < COUNT_OF(asked); k++)
            if (asked[k].n != MOMENT_NONE.n && (first.n == MOMENT_NONE.n || asked[k].n < first.n))
                first = asked[k];
    }
    int32_t today = (int32_t)(import->tx->author.now.ms / 86400000);
    return first.n != MOMENT_NONE.n ? first : (Moment){today * MINUTES_PER_DAY + 8 * 60};
}

static bool new_project(Import *import, const Project *from, Error *err) {
    Project project;
    if (from) project = *from;
    else record_init(&project_resource, &project);
    if (import->options->project_name.len && import->file->projects.count < 2)
        project.name = import->options->project_name;
    if (project.name.len == 0) project.name = STR("Imported plan");
    if (project.start_at.n == MOMENT_NONE.n) project.start_at = first_start(import);
    if (!works_on(import, &project)) return error_no_memory(err);
    if (!project_calendar(import, &project, err) || !create(import, &project_resource, &project, err))
        return false;
    if (!import->report.project_id.n) import->report.project_id = project.row.id;
    return true;
}

static bool import_projects(Import *import, Error *err) {
    const Project *from = import->file->projects.at;
    if (import->options->project_id.n) return fill_project(import, err);
    if (import->file->projects.count == 0) return new_project(import, NULL, err);
    for (int i = 0; i < import->file->projects.count; i++)
        if (!new_project(import, &from[i], err)) return false;
    return true;
}

/* The last rank of the workspace is asked for once; then the keys are counted on. */
static bool next_rank(Import *import, Str *ret, Error *err) {
    if (!import->rank.at && !item_last_rank(import->tx, import->workspace_id, &import->rank, err))
        return false;
    import->rank = rank_after(import->arena, import->rank);
    *ret = import->rank;
    return true;
}

static bool is_summary(const PlanFile *file, int i) {
    const Item *items = file->items.at;
    return i + 1 < file->items.count && id_equal(items[i + 1].parent_id, items[i].row.id);
}

/* Readers count 1, 2, 3 ...; ids of rows that are here carry the time above 22 bits. */
static bool is_real(Id id) {
    return id.n > UINT32_MAX;
}

static bool find_item(Import *import, const Item *row, Item *ret, bool *found, Error *err) {
    *found = false;
    if (import->file->format == FORMAT_CSV && is_real(row->row.id)) {
        Error missing;
        *found = row_load(import->tx, &item_resource, import->workspace_id, row->row.id, ret, &missing);
        if (*found) return true;
        error_field(err, "id", "There is no item %.*s in this workspace.",
                    STR_ARG(id_text(import->arena, row->row.id)));
        return error_hint(err, "Leave the cell empty to create a new item.");
    }
    if (!row->external_id.len || !import->options->project_id.n) return true;
    return item_by_external_id(import->tx, import->workspace_id, import->report.project_id, row->external_id,
                               ret, found, err);
}

static bool import_item(Import *import, const Item *from, bool top_summary, Error *err) {
    Item row = *from, known;
    bool found;
    row.parent_id = import_real_id(import, row.parent_id);
    row.calendar_id = import_real_id(import, row.calendar_id);
    row.project_id = import_real_id(import, row.project_id);
    if (!find_item(import, from, &known, &found, err)) return false;
    if (found) {
        if (import->file->format != FORMAT_CSV) row.project_id = known.project_id;
        return take_over(import, &item_resource, &known, &row, import_item_fields(import->file), err);
    }
    if (!row.project_id.n)
        row.project_id = import->report.project_id; /* found again by project and external_id */
    if (top_summary && import->options->top_features) {
        row.kind.n = ITEM_FEATURE;
        row.product_id = import->options->product_id;
        if (!next_rank(import, &row.rank, err)) return false;
    }
    return create(import, &item_resource, &row, err);
}

static bool import_items(Import *import, Error *err) {
    const Item *items = import->file->items.at;
    for (int i = 0; i < import->file->items.count; i++)
        if (!import_item(import, &items[i], !items[i].parent_id.n && is_summary(import->file, i), err))
            return false;
    return true;
}

static bool import_links(Import *import, Error *err) {
    static const char *const kept[] = {"type", NULL};
    const ItemLink *rows = import->file->links.at;
    for (int i = 0; i < import->file->links.count; i++) {
        ItemLink row = rows[i];
        List there;
        row.predecessor_id = import_real_id(import, row.predecessor_id);
        row.successor_id = import_real_id(import, row.successor_id);
        if (!links_of_item(import->tx, import->workspace_id, row.successor_id, &there, err)) return false;
        const ItemLink *known = NULL, *link = there.at;
        for (int k = 0; k < there.count; k++)
            if (id_equal(link[k].predecessor_id, row.predecessor_id) && link[k].type.n == row.type.n &&
                id_equal(link[k].successor_id, row.successor_id))
                known = &link[k];
        if (known) uid_map_add(import->arena, &import->seen, known->row.id.n, 0);
        bool ok = known
                      ? take_over(import, &link_resource, known, &row, fields_but(&link_resource, kept), err)
                      : create(import, &link_resource, &row, err);
        if (!ok) return false;
        uid_map_add(import->arena, &import->seen, row.row.id.n, 0);
    }
    return true;
}

static bool import_assignments(Import *import, Error *err) {
    const ItemAssignment *rows = import->file->assignments.at;
    for (int i = 0; i < import->file->assignments.count; i++) {
        ItemAssignment row = rows[i];
        List there;
        row.item_id = import_real_id(import, row.item_id);
        row.resource_id = import_real_id(import, row.resource_id);
        if (!row.resource_id.n) continue; /* of somebody left out */
        if (!assignments_of_item(import->tx, import->workspace_id, row.item_id, &there, err)) return false;
        const ItemAssignment *known = NULL, *assignment = there.at;
        for (int k = 0; k < there.count; k++)
            if (id_equal(assignment[k].resource_id, row.resource_id)) known = &assignment[k];
        if (known) uid_map_add(import->arena, &import->seen, known->row.id.n, 0);
        bool ok = known ? take_over(import, &assignment_resource, known, &row,
                                    import_assignment_fields(import->file), err)
                        : create(import, &assignment_resource, &row, err);
        if (!ok) return false;
        uid_map_add(import->arena, &import->seen, row.row.id.n, 0);
    }
    return true;
}

/* Whether the importer could create a task in the plan; if not, all that is new is proposed as it is. */
static bool decide_custody(Import *import, Error *err) {
    Id product_id = import->options->product_id, project_id = import->options->project_id;
    Product product;
    Project project;
    if (product_id.n &&
        !row_load(import->tx, &product_resource, import->workspace_id, product_id, &product, err))
        return false;
    if (project_id.n &&
        !row_load(import->tx, &project_resource, import->workspace_id, project_id, &project, err))
        return false;
    CustodySet custody = access_custody(import->change->user, (Scope){.project_id = project_id});
    import->change->propose_new = !(custody & CUSTODY_BIT(CUSTODY_PROJECT));
    return true;
}

bool import_file(Change *change, const PlanFile *file, const ImportOptions *options, ImportReport *ret,
                 Error *err) {
    Import import = {.change = change,
                     .tx = change->tx,
                     .arena = change->tx->arena,
                     .workspace_id = change->user->workspace_id,
                     .file = file,
                     .options = options};
    Outcome outcome;
    import.report.format = str_of(file_format_names[file->format]);
    import.report.dropped = file->dropped;
    import.report.kept = file->kept;
    import.report.warnings = file->warnings;
    import.report.differing_unshared_count = INT_NULL;
    if (!decide_custody(&import, err) || !import_currency(&import, err)) return false;
    if (!row_all(import.tx, &calendar_resource, import.workspace_id, &import.known_calendars, err))
        return false;
    if (!row_all(import.tx, &resource_resource, import.workspace_id, &import.known_resources, err))
        return false;
    if (options->preview && !options->project_id.n && !import_similar(&import, err)) return false;
    if (!import_calendars(&import, err) || !import_projects(&import, err) || !import_resources(&import, err))
        return false;
    if (!import_items(&import, err) || !import_links(&import, err) || !import_assignments(&import, err))
        return false;
    if (!import_removed(&import, err)) return false;
    if (change->foreign.count == 0)
        change->plan_touched = true; /* many rows: the plan as a whole must work */
    Str title = fmt(import.arena, "Import of %d items", file->items.count);
    if (!change_finish(change, title, STR_NULL, &outcome, err)) return false;
    import.report.proposed = change->foreign.count;
    import.report.proposal_id = outcome.proposed ? outcome.proposal.row.id : ID_NONE;
    if (change->propose_new && !options->project_id.n) import.report.project_id = ID_NONE;
    if (!import_baselines(&import, err)) return false;
    if (options->preview && !import_dates(&import, err)) return false;
    import_told(&import);
    *ret = import.report;
    return true;
}
