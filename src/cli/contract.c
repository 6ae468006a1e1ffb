/* trivet contract: what others read of Trivet, printed by itself; CI compares it with what is committed. */
#include "api/api.h"
#include "base/cleanup.h"
#include "cli/cli.h"

#include "base/banned.h"

static bool write_file(const char *path, Str content, Error *err) {
    FILE *file = fopen(path, "wb");
    bool ok = file && fwrite(content.at, 1, content.len, file) == content.len;
    if (file) ok = fclose(file) == 0 && ok;
    return ok || error_set(err, ERROR_INVALID, "%s cannot be written.", path);
}

static bool one_file(const char *folder, int i, bool check, int *differing, Error *err) {
    CLEANUP(arena_done) Arena arena = arena_make(64 * MIB);
    StrBuf out = strbuf_make(&arena, 0);
    Str path = fmt(&arena, "%s/%s%c", folder, contract_name(i), 0), there;
    if (!contract_print(i, &out)) return error_no_memory(err);
    if (!check) return write_file(path.at, strbuf_str(&out), err);
    Error missing;
    if (cli_read_file(&arena, path.at, 32 * MIB, &there, &missing) && str_equal(there, strbuf_str(&out)))
        return true;
    fprintf(stderr, "%s differs from what the program prints\n", path.at);
    ++*differing;
    return true;
}

int command_contract(int argc, char **argv) {
    static const char *const options[] = {"--write", "--check", NULL}, *const flags[] = {NULL};
    Error err;
    const char *write = cli_option(argc, argv, "--write"), *check = cli_option(argc, argv, "--check");
    int differing = 0;
    if (!cli_known(argc, argv, options, flags, &err)) return cli_fail(&err);
    if (!write == !check) {
        error_set(&err, ERROR_INVALID, "Either --write DIR or --check DIR.");
        return cli_fail(&err);
    }
    for (int i = 0; contract_name(i); i++)
        if (!one_file(write ? write : check, i, check, &differing, &err)) return cli_fail(&err);
    if (differing) fprintf(stderr, "  Print them anew: trivet contract --write contract\n");
    return differing > 0;
}
