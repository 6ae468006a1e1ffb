/* The server's settings, declared once: each is a line `name = value` of the file, a variable TRIVET_NAME and
 * an option --name. The option wins over the variable, the variable over the file, the file over the default.
 */
#ifndef TRIVET_CONFIG_H
#define TRIVET_CONFIG_H

#include "base/error.h"
#include "field/field.h"

typedef struct Config {
    Str data, database; /* one of them */
    Str key_file;
    Str listen;
    bool behind_proxy;
    int64_t drain_seconds;
    int64_t confirm_seconds;
    bool log_requests;
    Str metrics_token;
    Str backup_folder;
    int64_t backup_hours;
    int64_t backup_keep;
    int64_t files_max_mb;
    Str public_url;
    Str outbound_allow;
    Str mail_url, mail_from, mail_user, mail_password;
    Str mail_ca_file;
    bool mail_without_tls;
} Config;

extern const Resource config_resource;

enum { CONFIG_FILE_MAX = 64 * 1024 };

/* From the file of --config or TRIVET_CONFIG, if there is one, the environment (which ends with NULL) and the
 * options; what is wrong is named with its place. ret_origins, when not NULL, has a text for each field.
 * Texts of the result end with a zero byte. */
bool config_load(Arena *arena, int argc, char **argv, char **environment, Config *ret, Str *ret_origins,
                 Error *err);

#endif
