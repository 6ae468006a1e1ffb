/* trivet import, export and set: the same write path as the page's, on a data folder that no server has open.
 */
#include "base/cleanup.h"
#include "base/mem.h"
#include "change/crew.h"
#include "change/files/import.h"
#include "cli/cli.h"
#include "field/json.h"

#include "base/banned.h"

enum { ARENA_MAX_MIB = 2048 };

static bool id_option(int argc, char **argv, const char *name, Id *ret, Error *err) {
    const char *text = cli_option(argc, argv, name);
    *ret = ID_NONE;
    return !text || id_parse(str_of(text), ret) ||
           error_set(err, ERROR_INVALID, "%s %s is not an id.", name, text);
}

static void print_notes(const char *head, const List *list) {
    const ImportNote *notes = list->at;
    for (int i = 0; i < list->count; i++)
        printf("  %s: %.*s, %lld times, first at %.*s: %.*s\n", head, STR_ARG(notes[i].what),
               (long long)notes[i].count, STR_ARG(notes[i].where), STR_ARG(notes[i].why));
}

/* The rows that differ, each field from what to what. */
static void print_changes(const List *list) {
    static const char *const marks[] = {[CHANGE_CREATE] = "+", [CHANGE_UPDATE] = "~", [CHANGE_DELETE] = "-"};
    const ImportChange *rows = list->at;
    for (int i = 0; i < list->count; i++) {
        const ImportChange *row = &rows[i];
        const char *fate = row->kept ? " (no longer in the file; kept)" : row->proposed ? " (proposed)" : "";
        printf("  %s %.*s %.*s%s", marks[row->action.n], STR_ARG(row->resource), STR_ARG(row->title), fate);
        if (row->changes.text.at) printf(" %.*s", STR_ARG(row->changes.text));
        printf("\n");
    }
}

static void print_people(Arena *arena, const List *list) {
    static const char *const means[] = {"is", "is the account", "is new", "is left out"};
    const ImportPerson *rows = list->at;
    for (int i = 0; i < list->count; i++) {
        const ImportPerson *row = &rows[i];
        Id id = row->resource_id.n ? row->resource_id : row->person_id;
        Id similar = row->similar_resource_id.n ? row->similar_resource_id : row->similar_person_id;
        printf("  person %lld, %.*s, %s%s%.*s", (long long)row->number, STR_ARG(row->name),
               means[row->means.n], id.n ? " " : "", STR_ARG(id.n ? id_text(arena, id) : STR("")));
        if (similar.n)
            printf(" (similar: --people %lld=%.*s)", (long long)row->number,
                   STR_ARG(id_text(arena, similar)));
        printf("\n");
    }
}

static void print_dates(Arena *arena, const ImportReport *report) {
    const ImportDate *rows = report->dates.at;
    if (report->dated_count)
        printf("  dates: %lld of %lld tasks differ from the file\n", (long long)report->differing_count,
               (long long)report->dated_count);
    if (report->differing_unshared_count != INT_NULL)
        printf("  dates: %lld would if the workspace did not share people\n",
               (long long)report->differing_unshared_count);
    for (int i = 0; i < report->dates.count; i++) {
        const ImportDate *row = &rows[i];
        if (row->follows_id.n) continue;
        printf("  date of %.*s, %.*s: %s %.*s in the file, %.*s here: %.*s\n", STR_ARG(row->external_id),
               STR_ARG(row->title), row->of.n ? "finish" : "start", STR_ARG(moment_text(arena, row->file_at)),
               STR_ARG(moment_text(arena, row->computed_at)), STR_ARG(row->reason));
    }
}

static void print_report(Arena *arena, const ImportReport *report, bool json) {
    if (json) {
        StrBuf out = strbuf_make(arena, 0);
        json_write(&out, &import_report_resource, report);
        printf("%.*s\n", STR_ARG(strbuf_str(&out)));
        return;
    }
    printf("%s%lld created, %lld changed, %lld as they were, %lld proposed, %lld no longer in the file\n",
           report->dry_run ? "would be: " : "", (long long)report->created, (long long)report->updated,
           (long long)report->unchanged, (long long)report->proposed, (long long)report->missing);
    print_people(arena, &report->people);
    print_changes(&report->changes);
    print_dates(arena, report);
    print_notes("dropped", &report->dropped);
    print_notes("kept", &report->kept);
    print_notes("warning", &report->warnings);
}

static bool import(int argc, char **argv, Arena *arena, Transaction *tx, const PlanFile *file,
                   ImportReport *ret, Error *err) {
    User user;
    ImportOptions options = {.top_features = cli_flag(argc, argv, "--top-features"),
                             .preview = cli_flag(argc, argv, "--dry-run")};
    const char *removed = cli_option(argc, argv, "--removed"), *people = cli_option(argc, argv, "--people");
    while (removed && import_removed_names[options.removed] &&
           !str_is(str_of(removed), import_removed_names[options.removed]))
        options.removed++;
    if (removed && !import_removed_names[options.removed])
        return error_set(err, ERROR_INVALID, "--removed takes keep, links or all, not %s.", removed);
    if (!id_option(argc, argv, "--project", &options.project_id, err)) return false;
    if (!id_option(argc, argv, "--product", &options.product_id, err)) return false;
    if (!cli_person(argc, argv, tx, &user, err)) return false;
    if (people && !import_people_parse(tx, user.workspace_id, str_of(people), &options.people, err))
        return false;
    Change change = change_begin(tx, &user);
    return import_file(&change, file, &options, ret, err);
}

int command_import(int argc, char **argv) {
    static const char *const options[] = {"--data",    "--database", "--as",      "--project",
                                          "--product", "--people",   "--removed", NULL},
                             *const flags[] = {"--dry-run", "--json", "--top-features", NULL};
    CLEANUP(arena_done) Arena arena = arena_make(ARENA_MAX_MIB * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Author author = {.now = cli_clock()};
    Error err;
    Str content;
    PlanFile file;
    ImportReport report;
    const char *path = cli_argument(argc, argv, options, 0);
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    if (!path) {
        error_set(&err, ERROR_INVALID, "Which file?");
        return cli_fail(&err);
    }
    if (!cli_read_file(&arena, path, FILE_BYTES_MAX, &content, &err)) return cli_fail(&err);
    FileRead what = {file_format_guess(str_of(path), content), content, .shown = true};
    if (what.format == FORMAT_UNKNOWN) {
        file_format_refuse(content, &err);
        return cli_fail(&err);
    }
    if (!plan_file_read(&arena, &what, &file, &err) || !cli_open(argc, argv, false, &store, &err))
        return cli_fail(&err);
    if (!store_write(store, &arena, &author, &tx, &err) ||
        !import(argc, argv, &arena, &tx, &file, &report, &err))
        return cli_fail(&err);
    report.dry_run = cli_flag(argc, argv, "--dry-run");
    if (!report.dry_run && !store_commit(&tx, &err)) return cli_fail(&err);
    print_report(&arena, &report, cli_flag(argc, argv, "--json"));
    return 0;
}

int command_export(int argc, char **argv) {
    static const char *const options[] = {"--data", "--database", "--as", "--format", NULL}, *const flags[] =
                                                                                                 {NULL};
    CLEANUP(arena_done) Arena arena = arena_make(ARENA_MAX_MIB * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Error err;
    User user;
    Id project;
    PlanFile file;
    ItemDates *dates;
    StrBuf out = strbuf_make(&arena, 0);
    const char *id = cli_argument(argc, argv, options, 0), *format = cli_option(argc, argv, "--format");
    FileWrite *write = file_formats[file_format_named(str_of(format ? format : "mspdi"))].write;
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    if (!id || !id_parse(str_of(id), &project)) {
        error_set(&err, ERROR_INVALID, "Which project? Give its id.");
        return cli_fail(&err);
    }
    if (!write) {
        error_set(&err, ERROR_INVALID, "Trivet does not write %s.", format);
        error_hint(&err, "See the formats in trivet help.");
        return cli_fail(&err);
    }
    if (!cli_open(argc, argv, false, &store, &err) || !store_read(store, &arena, &tx, &err) ||
        !cli_person(argc, argv, &tx, &user, &err) ||
        !export_project(&tx, user.workspace_id, project, &file, &dates, &err))
        return cli_fail(&err);
    if (!write(&arena, &file, dates, cli_clock(), &out, &err)) return cli_fail(&err);
    return fwrite(out.at, 1, out.len, stdout) != out.len;
}

static bool set_field(Arena *arena, const char *argument, Item *item, Error *err) {
    Str value, name = str_cut(str_of(argument), '=', &value);
    const Field *field = field_find(&item_resource, name);
    if (!value.at) {
        error_set(err, ERROR_INVALID, "%s is not FIELD=VALUE.", argument);
        return error_hint(err, "For example duration_minutes=960; an empty value is null.");
    }
    if (!field || field->custody == CUSTODY_SYSTEM)
        return error_set(err, ERROR_INVALID, "An item has no field %.*s to set.", STR_ARG(name));
    return field_parse(arena, field, value, item, err);
}

static bool set(int argc, char **argv, const char *const *options, Transaction *tx, Outcome *ret,
                Error *err) {
    User user;
    Id id;
    Item before, after;
    const char *text = cli_argument(argc, argv, options, 0), *argument;
    if (!text || !id_parse(str_of(text), &id))
        return error_set(err, ERROR_INVALID, "Which item? Give its id.");
    if (!cli_person(argc, argv, tx, &user, err)) return false;
    if (!row_load(tx, &item_resource, user.workspace_id, id, &before, err)) return false;
    after = before;
    for (int i = 1; (argument = cli_argument(argc, argv, options, i)); i++)
        if (!set_field(tx->arena, argument, &after, err)) return false;
    Change change = change_begin(tx, &user);
    return crew_follow_update(&change, &item_resource, &before, &after, err) &&
           change_update(&change, &item_resource, &before, &after, err) &&
           change_finish(&change, STR_NULL, STR_NULL, ret, err);
}

int command_set(int argc, char **argv) {
    static const char *const options[] = {"--data", "--database", "--as", NULL}, *const flags[] = {NULL};
    CLEANUP(arena_done) Arena arena = arena_make(ARENA_MAX_MIB * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Author author = {.now = cli_clock()};
    Error err;
    Outcome outcome;
    if (!cli_known(argc, argv, options, flags, &err) || !cli_open(argc, argv, false, &store, &err))
        return cli_fail(&err);
    if (!store_write(store, &arena, &author, &tx, &err) || !set(argc, argv, options, &tx, &outcome, &err) ||
        !store_commit(&tx, &err))
        return cli_fail(&err);
    if (outcome.proposed) printf("proposed: %.*s\n", STR_ARG(id_text(&arena, outcome.proposal.row.id)));
    else printf("changed\n");
    return 0;
}
