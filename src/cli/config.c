/* Reading the settings, and `trivet config check`. See config.h. */
#include "cli/config.h"

#include <ctype.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "base/mem.h"
#include "cli/cli.h"
#include "field/json.h"
#include "field/suggest.h"

#include "base/banned.h"

static const Field config_fields[] = {
    FIELD(Config, data, .nullable = true, .min = 1, .max = 4000, .doc = "The folder that holds everything."),
    FIELD(Config, database, .nullable = true, .secret = true, .min = 1, .max = 4000,
          .doc = "postgres://... of a PostgreSQL that holds everything instead of a folder."),
    FIELD(Config, key_file, .nullable = true, .min = 1, .max = 4000,
          .doc = "The keys by which secrets in the database are sealed; secret.key in the data folder. "
                 "Servers on one database share its content."),
    FIELD(Config, listen, .min = 3, .doc = "HOST:PORT. A socket handed over by systemd wins."),
    FIELD(Config, behind_proxy,
          .doc = "Connections come from a proxy with TLS: cookies are Secure, X-Forwarded-For is believed."),
    FIELD(Config, drain_seconds, .initial = 10, .unit = "s", .max = 600,
          .doc = "At the end, running requests may take so long."),
    FIELD(Config, confirm_seconds, .initial = 1800, .unit = "s", .min = 1, .max = 86400,
          .doc = "How long a given password counts for what asks for it again."),
    FIELD(Config, log_requests, .doc = "A line of the log for each request, not only for failures."),
    FIELD(Config, metrics_token, .nullable = true, .secret = true, .min = 16,
          .doc = "Who shows it as a bearer token may read /metrics. Without it there is no /metrics."),
    FIELD(Config, backup_folder, .nullable = true, .min = 1, .max = 4000,
          .doc = "Where backups are made while the server runs."),
    FIELD(Config, backup_hours, .initial = 24, .unit = "h", .min = 1, .max = 8760,
          .doc = "From one backup to the next."),
    FIELD(Config, backup_keep, .initial = 14, .min = 1, .max = 10000, .doc = "So many backups are kept."),
    FIELD(Config, files_max_mb, .initial = 2048, .unit = "MB", .min = 0, .max = 1000000,
          .doc = "Room for attached files in each workspace."),
    FIELD(Config, public_url, .nullable = true, .min = 8, .max = 300,
          .doc = "Where people find the page, for links in mails: https://trivet.example.org."),
    FIELD(Config, outbound_allow, .nullable = true, .max = 2000,
          .doc =
              "Ranges of addresses in your own network that webhooks may reach: 10.1.2.0/24, fd00:1::/64."),
    FIELD(Config, mail_url, .nullable = true, .min = 8, .max = 300,
          .doc = "The mail server, as smtp://mail.example.org:587. Without it no mail is sent."),
    FIELD(Config, mail_from, .nullable = true, .max = 254, .doc = "The address that mail is sent from."),
    FIELD(Config, mail_user, .nullable = true, .max = 254, .doc = "Signs in to the mail server with it."),
    FIELD(Config, mail_password, .nullable = true, .secret = true, .doc = "And with this."),
    FIELD(Config, mail_ca_file, .nullable = true, .min = 1, .max = 4000,
          .doc = "Certificates (PEM) of your own authority, if the mail server's is signed by it."),
    FIELD(Config, mail_without_tls, .doc = "Mail may go without TLS: to a server on this machine."),
};
const Resource config_resource = {
    .name = "config",
    .size = sizeof(Config),
    .fields = config_fields,
    .field_count = COUNT_OF(config_fields),
};

typedef struct Reading {
    Arena *arena;
    Config config;
    Str *origins;
} Reading;

/* Adds where the wrong value stands to what is wrong with it. */
static bool at_place(Str place, Error *err) {
    Error whole = *err;
    snprintf(whole.message, sizeof whole.message, "%.*s: %.200s", STR_ARG(str_slice(place, 0, 90)),
             err->message);
    *err = whole;
    return false;
}

static bool set(Reading *reading, const Field *field, Str value, Str place, Error *err) {
    if (!field_parse(reading->arena, field, value, &reading->config, err)) return at_place(place, err);
    if (reading->origins) reading->origins[field - config_fields] = place;
    return true;
}

static bool read_line(Reading *reading, const char *path, int number, Str line, Error *err) {
    Str value, name = str_trim(str_cut(line, '=', &value));
    Str place = fmt(reading->arena, "%s line %d", path, number);
    if (!name.len && !value.at) return true;
    if (name.at[0] == '#') return true;
    const Field *field = field_find(&config_resource, name);
    if (!value.at) {
        error_set(err, ERROR_INVALID, "\"%.*s\" is not a setting.", STR_ARG(str_slice(name, 0, 60)));
        error_hint(err, "Write name = value.");
        return at_place(place, err);
    }
    if (field) return set(reading, field, str_trim(value), place, err);
    error_set(err, ERROR_INVALID, "There is no setting \"%.*s\".", STR_ARG(str_slice(name, 0, 60)));
    suggest_field(err, name, &config_resource);
    return at_place(place, err);
}

static bool read_file(Reading *reading, const char *path, Error *err) {
    Str rest;
    if (!cli_read_file(reading->arena, path, CONFIG_FILE_MAX, &rest, err)) return false;
    for (int number = 1; rest.at; number++) {
        Str line = str_cut(rest, '\n', &rest);
        if (!read_line(reading, path, number, line, err)) return false;
    }
    return true;
}

/* "backup_hours" as TRIVET_BACKUP_HOURS or --backup-hours. */
static void spell(const Field *field, const char *before, bool upper, char ret[static 64]) {
    size_t len = (size_t)snprintf(ret, 64, "%s%s", before, field->name);
    for (size_t i = strlen(before); i < len && i < 63; i++)
        ret[i] = upper ? (char)toupper((unsigned char)ret[i]) : (char)(ret[i] == '_' ? '-' : ret[i]);
}

static const char *variable(char **environment, const char *name) {
    size_t len = strlen(name);
    for (; *environment; environment++)
        if (strncmp(*environment, name, len) == 0 && (*environment)[len] == '=')
            return *environment + len + 1;
    return NULL;
}

static bool read_environment(Reading *reading, char **environment, Error *err) {
    for (int i = 0; i < COUNT_OF(config_fields); i++) {
        char name[64];
        spell(&config_fields[i], "TRIVET_", true, name);
        const char *value = variable(environment, name);
        Str place = str_copy(reading->arena, str_of(name));
        if (value && !set(reading, &config_fields[i], str_of(value), place, err)) return false;
    }
    return true;
}

static bool read_options(Reading *reading, int argc, char **argv, Error *err) {
    enum { COUNT = COUNT_OF(config_fields) };
    char names[COUNT][64];
    const char *options[COUNT + 2] = {"--config"}, *flags[COUNT + 1] = {NULL};
    int option_count = 1, flag_count = 0;
    for (int i = 0; i < COUNT; i++) {
        spell(&config_fields[i], "--", false, names[i]);
        if (config_fields[i].kind == FIELD_BOOL) flags[flag_count++] = names[i];
        else options[option_count++] = names[i];
    }
    if (!cli_known(argc, argv, options, flags, err)) return false;
    for (int i = 0; i < COUNT; i++) {
        bool is_flag = config_fields[i].kind == FIELD_BOOL;
        const char *value =
            is_flag ? cli_flag(argc, argv, names[i]) ? "true" : NULL : cli_option(argc, argv, names[i]);
        Str place = str_copy(reading->arena, str_of(names[i]));
        if (value && !set(reading, &config_fields[i], str_of(value), place, err)) return false;
    }
    return true;
}

static void end_texts(Arena *arena, Config *config) {
    for (int i = 0; i < COUNT_OF(config_fields); i++) {
        Str *text = field_at(&config_fields[i], config);
        if (config_fields[i].kind == FIELD_STR && text->at) text->at = str_terminated(arena, *text);
    }
}

/* Where everything is: in a folder or in a database. */
static bool check_place(const Config *config, Error *err) {
    if (config->data.at && config->database.at) {
        error_field(err, "database", "The data is in the folder or in the database, not in both.");
        return error_hint(err, "Give --data or --database.");
    }
    if (!config->data.at && !config->database.at) {
        error_field(err, "data", "Which data folder?");
        return error_hint(err, "Give --data DIR, TRIVET_DATA, or a line data = DIR of the configuration.");
    }
    if (config->database.at && !store_is_address(config->database.at)) {
        error_field(err, "database", "database is no address of PostgreSQL.");
        return error_hint(err, "Write postgres://USER@HOST/NAME.");
    }
    if (config->database.at && config->backup_folder.at) {
        error_field(err, "backup_folder", "Trivet makes backups of a data folder only.");
        return error_hint(err, "PostgreSQL has its own: pg_dump, pg_basebackup, pgBackRest.");
    }
    return true;
}

bool config_load(Arena *arena, int argc, char **argv, char **environment, Config *ret, Str *ret_origins,
                 Error *err) {
    Reading reading = {.arena = arena, .origins = ret_origins};
    const char *file = cli_option(argc, argv, "--config");
    if (!file) file = variable(environment, "TRIVET_CONFIG");
    record_init(&config_resource, &reading.config);
    reading.config.listen = STR("127.0.0.1:8740");
    for (int i = 0; ret_origins && i < COUNT_OF(config_fields); i++) ret_origins[i] = STR("default");
    if (file && !read_file(&reading, file, err)) return false;
    if (!read_environment(&reading, environment, err) || !read_options(&reading, argc, argv, err))
        return false;
    if (!check_place(&reading.config, err)) return false;
    end_texts(arena, &reading.config);
    if (arena->full) return error_no_memory(err);
    *ret = reading.config;
    return true;
}

/* ---- trivet config check ---- */

static void print(Arena *arena, const Config *config, const Str *origins) {
    for (int i = 0; i < COUNT_OF(config_fields); i++) {
        const Field *field = &config_fields[i];
        StrBuf value = strbuf_make(arena, 0);
        bool hidden = field->secret && !field_is_null(field, config);
        if (hidden) strbuf_add(&value, STR("(set)"));
        else json_write_value(&value, field, config);
        printf("%-16s %-28.*s # %.*s\n", field->name, STR_ARG(strbuf_str(&value)), STR_ARG(origins[i]));
    }
}

int command_config(int argc, char **argv) {
    CLEANUP(arena_done) Arena arena = arena_make(1 * MIB);
    Config config;
    Str origins[COUNT_OF(config_fields)];
    Error err;
    if (argc < 2 || !str_is(str_of(argv[1]), "check")) {
        error_set(&err, ERROR_INVALID, "trivet config can only check.");
        error_hint(&err, "Give check, and what trivet serve is given.");
        return cli_fail(&err);
    }
    if (!config_load(&arena, argc - 1, argv + 1, environ, &config, origins, &err)) return cli_fail(&err);
    print(&arena, &config, origins);
    return 0;
}
