/* trivet workspace and trivet example: a workspace without the page. */
#include "api/api.h"
#include "api/views.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "example/example.h"

#include "base/banned.h"

static bool read_password(Arena *arena, Str *ret, Error *err) {
    Str rest, text;
    if (!cli_read_file(arena, "-", 1024, &text, err)) return false;
    *ret = str_cut(text, '\n', &rest);
    if (ret->len >= 10) return true;
    return error_field(err, "password", "A password has at least 10 characters.");
}

static const char *needed(int argc, char **argv, const char *name, Error *err) {
    const char *value = cli_option(argc, argv, name);
    if (!value) error_set(err, ERROR_INVALID, "%s is missing.", name);
    return value;
}

int command_workspace(int argc, char **argv) {
    static const char *const options[] = {"--data", "--database", "--name", "--person-name", "--email", NULL},
                             *const flags[] = {"--password-stdin", NULL};
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Error err;
    Person person;
    Author nobody = {.now = cli_clock()};
    const char *verb = cli_argument(argc, argv, options, 0), *name, *person_name, *email;
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    if (!verb || !str_is(str_of(verb), "create")) {
        error_set(&err, ERROR_INVALID, "trivet workspace can only create.");
        return cli_fail(&err);
    }
    if (!(name = needed(argc, argv, "--name", &err)) ||
        !(person_name = needed(argc, argv, "--person-name", &err)) ||
        !(email = needed(argc, argv, "--email", &err)))
        return cli_fail(&err);
    SetupRequest request = {
        .workspace_name = str_of(name), .person_name = str_of(person_name), .email = str_of(email)};
    if (!read_password(&arena, &request.password, &err) || !cli_open(argc, argv, true, &store, &err))
        return cli_fail(&err);
    Application app = {.store = store};
    if (!store_write(store, &arena, &nobody, &tx, &err) ||
        !workspace_found(&app, &tx, &request, &person, &err) || !store_commit(&tx, &err))
        return cli_fail(&err);
    printf("%.*s\n", STR_ARG(id_text(&arena, person.row.workspace_id)));
    return 0;
}

/* A password for each person of the example who can be tried out. */
static bool open_account(Transaction *tx, const char *email, const char *role, Error *err) {
    Person before, after;
    Str password = str_slice(secret_make(tx->arena), 0, 16);
    if (!person_by_email(tx, str_of(email), &before, err)) return false;
    after = before;
    if (!password_hash(tx->arena, password, &after.password, err)) return false;
    if (!row_update(tx, &person_resource, &before, &after, err)) return false;
    printf("  %-28s %.*s   %s\n", email, STR_ARG(password), role);
    return true;
}

static bool make_example(Transaction *tx, Application *app, Error *err) {
    Person founder;
    int64_t count;
    SetupRequest request = {.workspace_name = STR("Example"),
                            .person_name = STR("Alex Admin"),
                            .email = STR("admin@example.org"),
                            .password = secret_make(tx->arena),
                            .example = true};
    if (!workspace_count(tx, &count, err)) return false;
    if (count) {
        error_set(err, ERROR_CONFLICT, "There is a workspace in this data folder already.");
        return error_hint(err, "Give another --data folder for the example.");
    }
    if (!workspace_found(app, tx, &request, &founder, err)) return false;
    tx->author.person_id = founder.row.id; /* it is the administrator who opens accounts */
    printf("The example workspace is made. Accounts (address, password, role):\n");
    if (!open_account(tx, "admin@example.org", "administrator", err)) return false;
    for (int i = 0; example_accounts[i].email; i++)
        if (!open_account(tx, example_accounts[i].email, example_accounts[i].role, err)) return false;
    return true;
}

int command_example(int argc, char **argv) {
    static const char *const options[] = {"--data", "--database", NULL}, *const flags[] = {NULL};
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Error err;
    Author nobody = {.now = cli_clock()};
    if (!cli_known(argc, argv, options, flags, &err) || !cli_open(argc, argv, true, &store, &err))
        return cli_fail(&err);
    Application app = {.store = store, .fill_example = example_fill};
    if (!store_write(store, &arena, &nobody, &tx, &err) || !make_example(&tx, &app, &err) ||
        !store_commit(&tx, &err))
        return cli_fail(&err);
    return 0;
}
