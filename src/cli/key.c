/* trivet key: the keys by which secrets are sealed, renewed; and the secrets forgotten of which the key is
 * lost. */
#include "base/cleanup.h"
#include "cli/cli.h"
#include "cli/key_file.h"

#include "base/banned.h"

static bool seal_anew(Transaction *tx, const Keyring *keyring, int *ret_count, Error *err) {
    List factors;
    if (!second_factor_all(tx, &factors, err)) return false;
    for (int i = 0; i < factors.count; i++) {
        SecondFactor *factor = (SecondFactor *)factors.at + i;
        Str plain;
        if (!keyring_open(tx->arena, keyring, factor->person_id, factor->secret, &plain, err)) return false;
        factor->secret = keyring_seal(tx->arena, keyring, factor->person_id, plain);
        if (!factor->secret.at) return error_no_memory(err);
        if (!second_factor_put(tx, factor, err)) return false;
    }
    *ret_count = factors.count;
    return true;
}

/* The file first: a key that seals nothing yet does no harm, one that is nowhere would. */
static bool rotate(Transaction *tx, const char *path, Error *err) {
    Keyring keyring;
    Str text;
    int count = 0;
    if (!key_file_read(tx->arena, path, &keyring, &text, err)) return false;
    if (keyring.count == KEYRING_KEYS_MAX) {
        error_set(err, ERROR_CONFLICT, "There are %d keys in the file already.", KEYRING_KEYS_MAX);
        return error_hint(err, "Take out the last ones, of which no backup is left.");
    }
    text = fmt(tx->arena, "%.*s%.*s", STR_ARG(keyring_new_line(tx->arena)), STR_ARG(text));
    if (!keyring_read(text, &keyring, err) || !key_file_write(tx->arena, path, text, err) ||
        !seal_anew(tx, &keyring, &count, err) || !store_commit(tx, err))
        return false;
    printf("%d secrets are sealed with the new key %s. Start the servers again; keep the old keys as long as "
           "backups.\n",
           count, keyring.keys[0].name);
    return true;
}

static bool forget_factor(Transaction *tx, Id person_id, Error *err) {
    Person before, after;
    if (!person_by_id(tx, person_id, &before, err)) return false;
    after = before;
    after.two_factor = false;
    return row_update(tx, &person_resource, &before, &after, err) && second_factor_delete(tx, person_id, err);
}

static bool forget(Transaction *tx, const char *path, Error *err) {
    Keyring keyring = {0};
    List factors;
    Str text;
    Error none;
    int count = 0;
    if (path) key_file_read(tx->arena, path, &keyring, &text, &none); /* or it is lost */
    if (!second_factor_all(tx, &factors, err)) return false;
    for (int i = 0; i < factors.count; i++) {
        const SecondFactor *factor = (SecondFactor *)factors.at + i;
        if (keyring_has(&keyring, sealed_key_name(factor->secret))) continue;
        if (!forget_factor(tx, factor->person_id, err)) return false;
        count++;
    }
    if (!store_commit(tx, err)) return false;
    printf("%d second factors are forgotten, because their key is not there; their owners set new ones.\n",
           count);
    return true;
}

int command_key(int argc, char **argv) {
    static const char *const options[] = {"--data", "--database", "--key-file", NULL}, *const flags[] = {
                                                                                           NULL};
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    CLEANUP(cli_close) Store *store = NULL;
    CLEANUP(store_end) Transaction tx = {0};
    Error err;
    Author nobody = {.now = cli_clock()};
    const char *verb = cli_argument(argc, argv, options, 0);
    const char *path = key_file_path(&arena, str_of(cli_option(argc, argv, "--key-file")),
                                     str_of(cli_option(argc, argv, "--data")));
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    bool rotates = verb && str_is(str_of(verb), "rotate");
    if (!verb || (!rotates && !str_is(str_of(verb), "forget")) || (rotates && !path)) {
        error_set(&err, ERROR_INVALID, "What about the keys of which file?");
        error_hint(&err, "Give rotate or forget, and --data DIR, or --database and --key-file FILE.");
        return cli_fail(&err);
    }
    if (!cli_open(argc, argv, false, &store, &err) || !store_write(store, &arena, &nobody, &tx, &err))
        return cli_fail(&err);
    bool ok = rotates ? rotate(&tx, path, &err) : forget(&tx, path, &err);
    return ok ? 0 : cli_fail(&err);
}
