/* trivet person: what there is about somebody, and forgetting who he is. */
#include "change/person.h"

#include "base/cleanup.h"
#include "cli/cli.h"
#include "model/access.h"

#include "base/banned.h"

static bool export_to_stdout(Transaction *tx, const Person *person, Error *err) {
    StrBuf out = strbuf_make(tx->arena, 0);
    if (!person_export(tx, person, &out, err)) return false;
    strbuf_char(&out, '\n');
    return cli_write_file("-", strbuf_str(&out), err);
}

static bool erase(Transaction *tx, const Person *person, Error *err) {
    Erasure erasure;
    if (!person_erase(tx, person, &erasure, err) || !store_commit(tx, err)) return false;
    printf(
        "Erased: the texts of %lld events are gone; name or address still stand in %lld that others wrote.\n",
        (long long)erasure.events, (long long)erasure.mentions);
    return true;
}

static bool find(Transaction *tx, const User *user, const char *email, Person *ret, Error *err) {
    bool found = person_by_email(tx, str_of(email), ret, err);
    if (found && id_equal(ret->row.workspace_id, user->workspace_id)) return true;
    return error_set(err, ERROR_NOT_FOUND, "There is nobody with the address %.200s.", email);
}

int command_person(int argc, char **argv) {
    static const char *const options[] = {"--data", "--database", "--as", NULL}, *const flags[] = {NULL};
    CLEANUP(arena_done) Arena arena = arena_make(512 * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Error err;
    User user;
    Person person;
    Author author = {.now = cli_clock()};
    const char *verb = cli_argument(argc, argv, options, 0), *email = cli_argument(argc, argv, options, 1);
    bool erases = verb && str_is(str_of(verb), "erase");
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    if (!email || (!erases && !str_is(str_of(verb), "export"))) {
        error_set(&err, ERROR_INVALID, "What about whom?");
        error_hint(&err, "Give export EMAIL or erase EMAIL.");
        return cli_fail(&err);
    }
    if (!cli_open(argc, argv, false, &store, &err) || !store_write(store, &arena, &author, &tx, &err) ||
        !cli_person(argc, argv, &tx, &user, &err) || !allow(&user, RIGHT_ADMIN, user.workspace_id, &err) ||
        !find(&tx, &user, email, &person, &err))
        return cli_fail(&err);
    bool ok = erases ? erase(&tx, &person, &err) : export_to_stdout(&tx, &person, &err);
    return ok ? 0 : cli_fail(&err);
}
