/* See outgoing.h. */
#include "cli/outgoing.h"

#include <errno.h>
#include <unistd.h>

#include "cli/cli.h"
#include "cli/log.h"

#include "base/banned.h"

static void tell_undelivered(const OutboxMail *mail, bool given_up, const Error *reason) {
    LogLine line;
    log_begin(&line, cli_clock(), given_up ? "error" : "warning", "mail");
    log_text(&line, "mail_id", id_text(&line.arena, mail->id));
    log_int(&line, "attempts", mail->attempts + 1);
    log_text(&line, "error", str_of(reason->message));
    log_end(&line);
}

static bool check_mail(const Config *config, Error *err) {
    if (!str_starts(config->mail_url, STR("smtp://")) && !str_starts(config->mail_url, STR("smtps://"))) {
        error_field(err, "mail_url", "It begins with smtp:// or smtps://.");
        return error_hint(err, "As in smtp://mail.example.org:587.");
    }
    if (!config->mail_from.at || !mail_address_fit(config->mail_from))
        return error_field(err, "mail_from", "The address that mail is sent from is missing, or is none.");
    if (config->mail_ca_file.at && access(config->mail_ca_file.at, R_OK) != 0)
        return error_field(err, "mail_ca_file", "It cannot be read: %s.", strerror(errno));
    return true;
}

static bool start_mail(const Config *config, Application *app, Outgoing *outgoing, Error *err) {
    if (!check_mail(config, err)) return false;
    outgoing->server = (MailServer){.url = config->mail_url.at,
                                    .user = config->mail_user.at,
                                    .password = config->mail_password.at,
                                    .from = config->mail_from.at,
                                    .ca_file = config->mail_ca_file.at,
                                    .tls = !config->mail_without_tls};
    MailerOptions options = {.store = app->store,
                             .server = &outgoing->server,
                             .public_url = app->public_url,
                             .clock = app->clock,
                             .tell = tell_undelivered};
    app->mails = true;
    return mailer_start(&options, &outgoing->mailer, err);
}

bool outgoing_start(Arena *arena, const Config *config, Application *app, Outgoing *ret, Error *err) {
    AddressRanges also;
    Str url = config->public_url;
    if (!url.at) url = fmt(arena, "http://%.*s", STR_ARG(config->listen));
    while (url.len && url.at[url.len - 1] == '/') url.len--;
    app->public_url = str_terminated(arena, url);
    if (!app->public_url) return error_no_memory(err);
    if (!address_ranges_parse(config->outbound_allow.at ? config->outbound_allow : STR(""), &also, err) ||
        !outbound_open(&also, &ret->outbound, err))
        return false;
    if (!hooks_start(app->store, ret->outbound, app->clock, &ret->hooks, err)) return false;
    return !config->mail_url.at || start_mail(config, app, ret, err);
}

void outgoing_stop(Outgoing *outgoing) {
    mailer_stop(outgoing->mailer);
    hooks_stop(outgoing->hooks);
    outbound_close(outgoing->outbound);
}
