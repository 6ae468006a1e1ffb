/* The report of an import: its tables, and what is kept of each row. See import.h. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/files/import_run.h"
#include "field/diff.h"

const char *const import_removed_names[] = {"keep", "links", "all", NULL};
static const char *const means_names[] = {"known", "account", "new", "left_out", NULL};
static const char *const end_names[] = {"start", "finish", NULL};

#define PART(variable, Type, name_, doc_)                                                                    \
    const Resource import_##variable##_resource = {                                                          \
        .name = name_,                                                                                       \
        .plural = name_ "s",                                                                                 \
        .type = #Type,                                                                                       \
        .size = sizeof(Type),                                                                                \
        .fields = variable##_fields,                                                                         \
        .field_count = COUNT_OF(variable##_fields),                                                          \
        .doc = doc_,                                                                                         \
    }

static const Field count_fields[] = {
    FIELD(ImportCount, resource, .doc = "The kind of row: project, calendar, resource, item ..."),
    FIELD(ImportCount, created, .doc = "New."),
    FIELD(ImportCount, updated, .doc = "Changed."),
    FIELD(ImportCount, unchanged, .doc = "There already, just so."),
    FIELD(ImportCount, proposed, .doc = "New or changed outside your custody."),
    FIELD(ImportCount, missing, .doc = "Came from a file and are not in this one."),
};
PART(count, ImportCount, "import_count", "What came of the rows of one kind.");

static const Field change_fields[] = {
    FIELD(ImportChange, action, .choices = change_action_names, .doc = "update, or delete."),
    FIELD(ImportChange, resource, .doc = "item, link, assignment, resource, calendar."),
    FIELD(ImportChange, subject_id, .nullable = true, .doc = "Which row."),
    FIELD(ImportChange, title, .max = 700, .doc = "What it is called."),
    FIELD(ImportChange, proposed, .doc = "Waits for a signature."),
    FIELD(ImportChange, kept, .doc = "Is not in the file, and is kept all the same."),
    FIELD(ImportChange, changes, .nullable = true, .doc = "A list of {field, from, to}."),
};
PART(change, ImportChange, "import_change", "A row that was there and differs in the file.");

static const Field task_fields[] = {
    FIELD(ImportTask, item_id, .nullable = true, .refers_to = "item", .doc = "The item; null: new."),
    FIELD(ImportTask, external_id, .nullable = true, .doc = "Its id in the file."),
    FIELD(ImportTask, title, .max = 300, .doc = "What it is called."),
    FIELD(ImportTask, depth, .doc = "Its level in the outline, from 0."),
    FIELD(ImportTask, summary, .doc = "It has parts."),
    FIELD(ImportTask, milestone, .doc = "It is a milestone."),
    FIELD(ImportTask, start_at, .nullable = true, .doc = "As Trivet computes it; null: only proposed."),
    FIELD(ImportTask, finish_at, .nullable = true, .doc = "As Trivet computes it."),
    FIELD(ImportTask, file_start_at, .nullable = true, .doc = "As the file shows it."),
    FIELD(ImportTask, file_finish_at, .nullable = true, .doc = "As the file shows it."),
};
PART(task, ImportTask, "import_task", "A task of the file with its dates.");

static const Field date_fields[] = {
    FIELD(ImportDate, item_id, .refers_to = "item", .doc = "Whose date."),
    FIELD(ImportDate, external_id, .nullable = true, .doc = "Its id in the file."),
    FIELD(ImportDate, title, .max = 300, .doc = "What it is called."),
    FIELD(ImportDate, of, .choices = end_names, .doc = "Its start or its finish."),
    FIELD(ImportDate, file_at, .doc = "As the file shows it."),
    FIELD(ImportDate, computed_at, .doc = "As Trivet computes it."),
    FIELD(ImportDate, follows_id, .nullable = true, .refers_to = "item",
          .doc = "It differs because the date of this item does; null: by itself."),
    FIELD(ImportDate, reason, .max = 1000, .doc = "Why Trivet comes to its date."),
};
PART(date, ImportDate, "import_date", "A date that differs from the one that the file shows.");

static const Field calendar_fields[] = {
    FIELD(ImportCalendar, name, .doc = "What it is called."),
    FIELD(ImportCalendar, action, .nullable = true, .choices = change_action_names,
          .doc = "create, update; null: as it is."),
    FIELD(ImportCalendar, week_minutes, .unit = "min", .doc = "Working time of a usual week."),
    FIELD(ImportCalendar, exception_count, .doc = "Days off, or with other hours."),
};
PART(calendar, ImportCalendar, "import_calendar", "A calendar of the file.");

static const Field person_fields[] = {
    FIELD(ImportPerson, number, .doc = "Its place among the resources of the file, from 1."),
    FIELD(ImportPerson, name, .doc = "Its name in the file."),
    FIELD(ImportPerson, email, .nullable = true, .doc = "Its mail in the file."),
    FIELD(ImportPerson, kind, .choices = resource_kind_names, .doc = "A person, machine or material."),
    FIELD(ImportPerson, means, .choices = means_names, .doc = "What becomes of it."),
    FIELD(ImportPerson, resource_id, .nullable = true, .refers_to = "resource",
          .doc = "known: which one it is."),
    FIELD(ImportPerson, person_id, .nullable = true, .refers_to = "person", .doc = "account: whose."),
    FIELD(ImportPerson, similar_resource_id, .nullable = true, .refers_to = "resource",
          .doc = "Somebody of nearly this name."),
    FIELD(ImportPerson, similar_person_id, .nullable = true, .refers_to = "person",
          .doc = "Somebody with an account and nearly this name."),
    FIELD(ImportPerson, task_count, .doc = "Tasks that it is assigned to in the file."),
};
PART(person, ImportPerson, "import_person", "A resource of the file, and who it is here.");

static const Field report_fields[] = {
    FIELD(ImportReport, format, .doc = "What the file was read as."),
    FIELD(ImportReport, dry_run, .doc = "Nothing was written."),
    FIELD(ImportReport, created,
          .doc = "Rows created: projects, calendars, resources, items, links, assignments."),
    FIELD(ImportReport, updated, .doc = "Rows changed."),
    FIELD(ImportReport, unchanged, .doc = "Rows that were there already, just so."),
    FIELD(ImportReport, missing, .doc = "Rows that came from a file and are not in this one."),
    FIELD(ImportReport, proposed, .doc = "Changes outside your custody, which wait for a signature."),
    FIELD(ImportReport, proposal_id, .nullable = true, .refers_to = "proposal",
          .doc = "The proposal that holds them."),
    FIELD(ImportReport, project_id, .nullable = true, .refers_to = "project",
          .doc = "The project that was filled."),
    FIELD(ImportReport, similar_project_id, .nullable = true, .refers_to = "project",
          .doc = "Of a dry run into a new project: the one that it is probably an update of."),
    FIELD(ImportReport, counts, .of = &import_count_resource, .max = IMPORT_ROWS_MAX,
          .doc = "The same by kind of row."),
    FIELD(ImportReport, dropped, .of = &import_note_resource, .max = IMPORT_ROWS_MAX,
          .doc = "What Trivet does not keep."),
    FIELD(ImportReport, kept, .of = &import_note_resource, .max = IMPORT_ROWS_MAX,
          .doc = "What Trivet does not use, and writes back into files of this format."),
    FIELD(ImportReport, warnings, .of = &import_note_resource, .max = IMPORT_ROWS_MAX,
          .doc = "What was mended or is doubtful."),
    FIELD(ImportReport, people, .of = &import_person_resource, .max = IMPORT_ROWS_MAX,
          .doc = "Of a dry run: who the resources are."),
    FIELD(ImportReport, calendars, .of = &import_calendar_resource, .max = IMPORT_ROWS_MAX,
          .doc = "Of a dry run: the calendars."),
    FIELD(ImportReport, changes, .of = &import_change_resource, .max = IMPORT_ROWS_MAX,
          .doc = "Of a dry run: rows that differ."),
    FIELD(ImportReport, tasks, .of = &import_task_resource, .max = IMPORT_ROWS_MAX,
          .doc = "Of a dry run: the outline with its dates."),
    FIELD(ImportReport, dates, .of = &import_date_resource, .max = IMPORT_ROWS_MAX,
          .doc = "Of a dry run: dates unlike the file's."),
    FIELD(ImportReport, dated_count, .doc = "Tasks whose dates were compared."),
    FIELD(ImportReport, differing_count, .doc = "Tasks of which a date differs."),
    FIELD(ImportReport, differing_unshared_count, .nullable = true,
          .doc = "How many would if the workspace did not share people, as other programs do not; null: it "
                 "does not."),
    FIELD(ImportReport, left_out, .doc = "Rows that these lists had no room for."),
};
const Resource import_report_resource = {
    .name = "import_report",
    .plural = "import_reports",
    .type = "ImportReport",
    .size = sizeof(ImportReport),
    .fields = report_fields,
    .field_count = COUNT_OF(report_fields),
    .doc = "What came of a file.",
};

/* ---- gathering ---- */

void import_count(Import *import, const Resource *resource, Told told) {
    ImportCount *count = NULL;
    for (int i = 0; i < import->counts.count && !count; i++)
        if (str_is(import->counts.at[i].resource, resource->name)) count = &import->counts.at[i];
    if (!count) count = vec_push(import->arena, &import->counts);
    if (!count) return;
    count->resource = str_of(resource->name);
    int64_t *const numbers[] = {&count->created, &count->updated, &count->unchanged, &count->proposed,
                                &count->missing};
    ++*numbers[told];
    ImportReport *report = &import->report;
    if (told == TOLD_CREATED) report->created++;
    else if (told == TOLD_UPDATED) report->updated++;
    else if (told == TOLD_UNCHANGED) report->unchanged++;
    else if (told == TOLD_MISSING) report->missing++;
}

static Str own_title(const Resource *resource, const void *record) {
    const Field *field = field_find(resource, STR("title"));
    if (!field) field = field_find(resource, STR("name"));
    return field ? *(const Str *)field_in(field, record) : STR("");
}

void import_title(Import *import, const Resource *resource, const void *record) {
    Str title = own_title(resource, record), *slot;
    Id id = ((const Row *)record)->id;
    if (!import->options->preview || !title.len || !id.n) return;
    if (!uid_map_add(import->arena, &import->titled, id.n, import->titles.count)) return;
    slot = vec_push(import->arena, &import->titles);
    if (slot) *slot = title;
}

static Str title_of(const Import *import, Id id) {
    int32_t at = uid_map_find(&import->titled, id.n);
    return at < 0 ? STR("?") : import->titles.at[at];
}

static Str title_in_words(Import *import, const Resource *resource, const void *record) {
    if (resource == &link_resource) {
        const ItemLink *link = record;
        Str from = title_of(import, link->predecessor_id), to = title_of(import, link->successor_id);
        return fmt(import->arena, "%.*s \xE2\x86\x92 %.*s", STR_ARG(from), STR_ARG(to));
    }
    if (resource == &assignment_resource) {
        const ItemAssignment *one = record;
        Str who = title_of(import, one->resource_id), what = title_of(import, one->item_id);
        return fmt(import->arena, "%.*s: %.*s", STR_ARG(who), STR_ARG(what));
    }
    return own_title(resource, record);
}

void import_tell(Import *import, const Resource *resource, const void *before, const void *after,
                 bool proposed, bool kept) {
    if (!import->options->preview) return;
    if (import->changes.count == IMPORT_ROWS_MAX) {
        import->report.left_out++;
        return;
    }
    ImportChange *row = vec_push(import->arena, &import->changes);
    if (!row) return;
    *row = (ImportChange){.action = {after ? CHANGE_UPDATE : CHANGE_DELETE},
                          .resource = str_of(resource->name),
                          .subject_id = ((const Row *)before)->id,
                          .title = title_in_words(import, resource, before),
                          .proposed = proposed,
                          .kept = kept};
    if (after) row->changes = (Json){record_diff(import->arena, resource, before, after)};
}

static bool has_money(const PlanFile *file) {
    const PlanResource *resources = file->resources.at;
    const Item *items = file->items.at;
    for (int i = 0; i < file->resources.count; i++)
        if (resources[i].rate_cents_per_hour || resources[i].cost_per_use_cents || resources[i].rates.count)
            return true;
    for (int i = 0; i < file->items.count; i++)
        if (items[i].fixed_cost_cents) return true;
    return false;
}

bool import_warn(Import *import, Str what, Str why, Error *err) {
    List *notes = &import->report.warnings;
    ImportNote *rows = arena_array(import->arena, ImportNote, notes->count + 1);
    if (!rows) return error_no_memory(err);
    rows[0] = (ImportNote){.what = what, .where = STR("the whole file"), .why = why, .count = 1};
    if (notes->count) mem_copy(rows + 1, notes->at, (size_t)notes->count * sizeof *rows);
    *notes = (List){rows, notes->count + 1};
    return true;
}

bool import_currency(Import *import, Error *err) {
    Str theirs = import->file->currency, ours;
    Workspace workspace;
    Id id = import->workspace_id;
    if (!theirs.len || !has_money(import->file)) return true;
    if (!row_load(import->tx, &workspace_resource, id, id, &workspace, err)) return false;
    ours = workspace.currency;
    if (str_equal(theirs, ours)) return true;
    Str why = fmt(import->arena,
                  "its amounts are in %.*s, this workspace counts in %.*s; the numbers are taken as they are",
                  STR_ARG(theirs), STR_ARG(ours));
    return import_warn(import, STR("Currency"), why, err);
}

#define LIST_OF(vec)                                                                                         \
    (List) {                                                                                                 \
        (vec).at, (vec).count                                                                                \
    }

void import_told(Import *import) {
    import->report.counts = LIST_OF(import->counts);
    if (!import->options->preview) return;
    import->report.people = LIST_OF(import->people);
    import->report.calendars = LIST_OF(import->calendars);
    import->report.changes = LIST_OF(import->changes);
    import->report.tasks = LIST_OF(import->tasks);
    import->report.dates = LIST_OF(import->dates);
}
