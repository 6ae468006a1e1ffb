/* Mail by SMTP. See outbound.h. */
#include <curl/curl.h>
#include <string.h>

#include "base/cleanup.h"
#include "base/utf8.h"
#include "outbound/outbound.h"

#include "base/banned.h"

enum { SECONDS_MAX = 30, LINE_MAX_BYTES = 76, WORD_BYTES = 42 };

bool mail_address_fit(Str address) {
    size_t at;
    if (address.len > 254 || !str_find(address, STR("@"), &at) || at == 0 || at + 1 == address.len)
        return false;
    for (size_t i = 0; i < address.len; i++)
        if ((unsigned char)address.at[i] <= ' ' || (unsigned char)address.at[i] >= 0x7f ||
            strchr("<>,;:\"\\", address.at[i]))
            return false;
    return true;
}

static void add_base64(StrBuf *out, Str bytes) {
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t left = bytes.len - i;
        unsigned n = (unsigned)(unsigned char)bytes.at[i] << 16;
        if (left > 1) n |= (unsigned)(unsigned char)bytes.at[i + 1] << 8;
        if (left > 2) n |= (unsigned char)bytes.at[i + 2];
        strbuf_char(out, digits[n >> 18]);
        strbuf_char(out, digits[n >> 12 & 63]);
        strbuf_char(out, left > 1 ? digits[n >> 6 & 63] : '=');
        strbuf_char(out, left > 2 ? digits[n & 63] : '=');
    }
}

/* RFC 2047: words of whole characters, each on a line of its own. No line can end the head: it is all
 * encoded. */
static void add_encoded_words(StrBuf *out, Str text) {
    for (bool first = true; text.len || first; first = false) {
        size_t len = utf8_cut(text, WORD_BYTES);
        strbuf_fmt(out, "%s=?UTF-8?B?", first ? "" : "\r\n ");
        add_base64(out, str_slice(text, 0, len));
        strbuf_add(out, STR("?="));
        text = str_from(text, len);
    }
}

static void add_date(StrBuf *out, Time now) {
    static const char *const days[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    int year, month, day_of_month;
    int64_t seconds = now.ms / 1000;
    int32_t day = (int32_t)(seconds / 86400);
    day_to_civil(day, &year, &month, &day_of_month);
    strbuf_fmt(out, "%s, %d %s %d %02d:%02d:%02d +0000", days[day_weekday(day)], day_of_month,
               months[month - 1], year, (int)(seconds / 3600 % 24), (int)(seconds / 60 % 60),
               (int)(seconds % 60));
}

Str mail_text(Arena *arena, const char *from, const Mail *mail, Time now) {
    enum { LINE = LINE_MAX_BYTES / 4 * 3 };
    StrBuf out = strbuf_make(arena, 0);
    const char *host = strrchr(from, '@');
    strbuf_fmt(&out, "From: Trivet <%s>\r\nTo: <%.*s>\r\nMessage-ID: <%.*s%s>\r\nDate: ", from,
               STR_ARG(mail->to), STR_ARG(mail->id), host ? host : "@trivet");
    add_date(&out, now);
    strbuf_add(&out, STR("\r\nSubject: "));
    add_encoded_words(&out, mail->subject);
    strbuf_add(&out, STR("\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
                         "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"));
    for (size_t i = 0; i < mail->text.len; i += LINE) {
        strbuf_add(&out, STR("\r\n"));
        add_base64(&out, str_slice(mail->text, i, i + LINE));
    }
    strbuf_add(&out, STR("\r\n"));
    return strbuf_str(&out);
}

/* libcurl asks for the text piece by piece. */
static size_t give_text(char *to, size_t size, size_t count, void *context) {
    Str *left = context;
    size_t len = left->len < size * count ? left->len : size * count;
    memcpy(to, left->at, len);
    *left = str_from(*left, len);
    return len;
}

static void handle_done(CURL **handle) {
    curl_easy_cleanup(*handle);
}

static void list_done(struct curl_slist **list) {
    curl_slist_free_all(*list);
}

static void set_server(CURL *handle, const MailServer *server) {
    curl_easy_setopt(handle, CURLOPT_URL, server->url);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_TIMEOUT, (long)SECONDS_MAX);
    curl_easy_setopt(handle, CURLOPT_USE_SSL, (long)(server->tls ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
    if (server->ca_file) curl_easy_setopt(handle, CURLOPT_CAINFO, server->ca_file);
    if (server->user) curl_easy_setopt(handle, CURLOPT_USERNAME, server->user);
    if (server->password) curl_easy_setopt(handle, CURLOPT_PASSWORD, server->password);
}

static bool is_about_tls(CURLcode code) {
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CONNECT_ERROR ||
           code == CURLE_USE_SSL_FAILED || code == CURLE_SSL_CACERT_BADFILE;
}

/* `detail` is libcurl's own only where it is about TLS; else it may quote the server, which may name
 * somebody. */
static bool undelivered(CURL *handle, CURLcode code, const char *detail, Error *err) {
    long status = 0;
    if (is_about_tls(code)) {
        error_set(err, ERROR_BUSY, "No trusted connection to the mail server: %.150s.",
                  detail[0] ? detail : curl_easy_strerror(code));
        return error_hint(err, "See its certificate, and mail_ca_file.");
    }
    curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
    bool for_good = status >= 500 && status < 600 && code != CURLE_LOGIN_DENIED;
    error_set(err, for_good ? ERROR_INVALID : ERROR_BUSY, "The mail server did not take it: %s (%ld).",
              curl_easy_strerror(code), status);
    return false;
}

bool outbound_mail(Arena *arena, const MailServer *server, const Mail *mail, Time now, Error *err) {
    CLEANUP(handle_done) CURL *handle = curl_easy_init();
    CLEANUP(list_done) struct curl_slist *to = NULL;
    if (!mail_address_fit(mail->to))
        return error_set(err, ERROR_INVALID, "\"%.*s\" cannot be mailed to.",
                         STR_ARG(str_slice(mail->to, 0, 100)));
    Str left = mail_text(arena, server->from, mail, now);
    const char *recipient = str_terminated(arena, mail->to);
    if (!handle || !recipient || arena->full || !(to = curl_slist_append(NULL, recipient)))
        return error_no_memory(err);
    char detail[CURL_ERROR_SIZE] = "";
    set_server(handle, server);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail);
    curl_easy_setopt(handle, CURLOPT_MAIL_FROM, server->from);
    curl_easy_setopt(handle, CURLOPT_MAIL_RCPT, to);
    curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(handle, CURLOPT_READFUNCTION, give_text);
    curl_easy_setopt(handle, CURLOPT_READDATA, &left);
    CURLcode code = curl_easy_perform(handle);
    return code == CURLE_OK || undelivered(handle, code, detail, err);
}
