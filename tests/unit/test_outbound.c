/* What goes out: which addresses may be connected to, proved by two hundred ways to name this machine, and
 * mail that nothing can be smuggled into. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/cleanup.h"
#include "base/mem.h"
#include "outbound/outbound.h"
#include "test.h"

#include "base/banned.h"

static const AddressRanges none;

static bool allowed(const char *text, const AddressRanges *also) {
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    if (inet_pton(AF_INET, text, &in.sin_addr) == 1) return address_allowed((struct sockaddr *)&in, also);
    CHECK(inet_pton(AF_INET6, text, &in6.sin6_addr) == 1);
    return address_allowed((struct sockaddr *)&in6, also);
}

TEST(only_what_is_routed_in_public_is_public) {
    static const char *const inside[] = {"0.0.0.0",
                                         "10.0.0.1",
                                         "100.64.0.1",
                                         "127.0.0.1",
                                         "127.255.255.255",
                                         "169.254.169.254",
                                         "172.16.0.1",
                                         "172.31.255.255",
                                         "192.168.1.1",
                                         "192.0.2.1",
                                         "198.18.0.1",
                                         "203.0.113.9",
                                         "224.0.0.1",
                                         "255.255.255.255",
                                         "::",
                                         "::1",
                                         "::ffff:127.0.0.1",
                                         "::ffff:10.0.0.1",
                                         "::127.0.0.1",
                                         "fe80::1",
                                         "fc00::1",
                                         "fd00:ec2::254",
                                         "ff02::1",
                                         "64:ff9b::7f00:1",
                                         "64:ff9b:1::a00:1",
                                         "2002:7f00:1::",
                                         "2002:a9fe:a9fe::",
                                         "2001:db8::1",
                                         "2001::1",
                                         "fec0::1",
                                         "100::1",
                                         "3fff::1",
                                         "::ffff:0:127.0.0.1",
                                         "64:ff9b::a9fe:a9fe"};
    static const char *const outside[] = {"1.1.1.1",          "9.255.255.255",  "11.0.0.1",
                                          "126.255.255.255",  "128.0.0.1",      "172.15.0.1",
                                          "172.32.0.1",       "193.168.0.1",    "2606:4700::1111",
                                          "64:ff9b::101:101", "::ffff:1.1.1.1", "2002:101:101::1"};
    for (int i = 0; i < COUNT_OF(inside); i++)
        if (allowed(inside[i], &none)) test_fail(__FILE__, __LINE__, "%s was let through", inside[i]);
    for (int i = 0; i < COUNT_OF(outside); i++)
        if (!allowed(outside[i], &none)) test_fail(__FILE__, __LINE__, "%s was refused", outside[i]);
    struct sockaddr local = {.sa_family = AF_UNIX};
    CHECK(!address_allowed(&local, &none));
}

TEST(the_operator_allows_ranges_of_his_own) {
    AddressRanges also;
    Error err;
    CHECK(address_ranges_parse(STR("10.1.2.0/23, fd00:1::/64,192.168.0.7"), &also, &err));
    CHECK(allowed("10.1.3.255", &also) && !allowed("10.1.4.0", &also));
    CHECK(allowed("fd00:1::5", &also) && !allowed("fd00:1:0:1::5", &also));
    CHECK(allowed("192.168.0.7", &also) && !allowed("192.168.0.6", &also));
    CHECK(address_ranges_parse(STR(""), &also, &err) && also.count == 0);
    static const char *const wrong[] = {"10.0.0.0/33", "10.0.0/8", "example.org",
                                        "::1/129",     "/8",       "10.0.0.1/x"};
    for (int i = 0; i < COUNT_OF(wrong); i++) CHECK(!address_ranges_parse(str_of(wrong[i]), &also, &err));
}

/* ---- two hundred ways to name this machine ---- */

static int listen_at(int family, const char *host, int *port) {
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_port = htons((uint16_t)*port)};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6, .sin6_port = htons((uint16_t)*port)};
    inet_pton(AF_INET, host, &in.sin_addr);
    inet_pton(AF_INET6, host, &in6.sin6_addr);
    socklen_t len = family == AF_INET ? sizeof in : sizeof in6;
    struct sockaddr *address = family == AF_INET ? (struct sockaddr *)&in : (struct sockaddr *)&in6;
    int fd = socket(family, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, address, len) != 0 || listen(fd, 512) != 0 || getsockname(fd, address, &len) != 0) return -1;
    *port = ntohs(family == AF_INET ? in.sin_port : in6.sin6_port);
    return fd;
}

static int connections(int fd) {
    int count = 0, connection;
    while ((connection = accept(fd, NULL, NULL)) >= 0) {
        close(connection);
        count++;
    }
    return count;
}

typedef struct Tries {
    Outbound *outbound;
    int port, refused, all;
} Tries;

static void try_url(Tries *tries, const char *url) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    OutboundAnswer answer;
    Error err;
    OutboundRequest request = {.url = url, .body = STR("{}"), .seconds = 2, .answer_max = 1000};
    tries->all++;
    if (!outbound_send(tries->outbound, &arena, &request, &answer, &err)) tries->refused++;
    else test_fail(__FILE__, __LINE__, "%s was answered", url);
}

static void try_host(Tries *tries, const char *host) {
    char url[200];
    snprintf(url, sizeof url, "http://%s:%d/", host, tries->port);
    try_url(tries, url);
}

/* 127.0.0.1 in one to four parts, each in decimal, octal or hexadecimal: 120 forms. */
static void try_numbers(Tries *tries) {
    static const unsigned parts[4][4] = {{0x7f000001}, {127, 1}, {127, 0, 1}, {127, 0, 0, 1}};
    static const char *const formats[] = {"%u", "0%o", "0x%X"};
    for (int count = 1, ways = 3; count <= 4; count++, ways *= 3)
        for (int way = 0; way < ways; way++) {
            char host[80] = "";
            for (int i = 0, rest = way; i < count; i++, rest /= 3) {
                size_t len = strlen(host);
                if (i) host[len++] = '.';
                snprintf(host + len, sizeof host - len, formats[rest % 3], parts[count - 1][i]);
            }
            try_host(tries, host);
        }
}

static void try_names(Tries *tries) {
    static const char *const hosts[] = {"localhost",
                                        "LOCALHOST",
                                        "localhost.",
                                        "LocalHost",
                                        "ip6-localhost",
                                        "ip6-loopback",
                                        "localhost.localdomain",
                                        "0",
                                        "0.0.0.0",
                                        "00000",
                                        "0x0",
                                        "0.0",
                                        "127.0.0.2",
                                        "127.1.1.1",
                                        "127.255.255.254",
                                        "127.000.000.001",
                                        "127.0.0.1.",
                                        "[::1]",
                                        "[::]",
                                        "[0:0:0:0:0:0:0:1]",
                                        "[0000:0000:0000:0000:0000:0000:0000:0001]",
                                        "[::0001]",
                                        "[::ffff:127.0.0.1]",
                                        "[::FFFF:7f00:1]",
                                        "[::ffff:7f00:0001]",
                                        "[0:0:0:0:0:ffff:127.0.0.1]",
                                        "[::127.0.0.1]",
                                        "[::7f00:1]",
                                        "[64:ff9b::127.0.0.1]",
                                        "[64:ff9b::7f00:1]",
                                        "[2002:7f00:1::]",
                                        "[fe80::1]",
                                        "[fe80::1%25lo]",
                                        "[::1%25lo]",
                                        "[::1%251]",
                                        "[::%25lo]",
                                        "[fd00::1]",
                                        "[fec0::1]",
                                        "[ff02::1]",
                                        "[ff01::1]",
                                        "[::ffff:0.0.0.0]",
                                        "[::ffff:0:127.0.0.1]",
                                        "user@localhost",
                                        "user:word@127.0.0.1",
                                        "example.org@127.0.0.1",
                                        "127.0.0.1%00.example.org",
                                        "127.0.0.1%2eexample",
                                        "%6cocalhost",
                                        "%31%32%37.0.0.1",
                                        "127%2e0%2e0%2e1",
                                        "\xe2\x91\xa0\xe2\x91\xa1\xe2\x91\xa6.0.0.1",
                                        "127\xe3\x80\x82"
                                        "0\xe3\x80\x82"
                                        "0\xe3\x80\x82"
                                        "1",
                                        "\xef\xbc\x91\xef\xbc\x92\xef\xbc\x97.0.0.1",
                                        "loca\xef\xbd\x8chost",
                                        "0177.0.0.01",
                                        "0x7f.1",
                                        "017700000001",
                                        "0x7f000001",
                                        "2130706433",
                                        "4294967295",
                                        "169.254.169.254",
                                        "[fd00:ec2::254]"};
    for (int i = 0; i < COUNT_OF(hosts); i++) try_host(tries, hosts[i]);
}

static void try_forms(Tries *tries) {
    static const char *const forms[] = {"HTTP://127.0.0.1:%d",
                                        "hTTps://127.0.0.1:%d",
                                        "https://[::1]:%d",
                                        "http:/127.0.0.1:%d",
                                        "http:127.0.0.1:%d",
                                        "//127.0.0.1:%d",
                                        "127.0.0.1:%d",
                                        "localhost:%d",
                                        "ftp://127.0.0.1:%d",
                                        "gopher://127.0.0.1:%d/_x",
                                        "dict://127.0.0.1:%d/x",
                                        "telnet://127.0.0.1:%d",
                                        "ldap://127.0.0.1:%d",
                                        "smtp://127.0.0.1:%d",
                                        "scp://127.0.0.1:%d/x",
                                        "tftp://127.0.0.1:%d/x",
                                        "ws://127.0.0.1:%d",
                                        "file:///etc/passwd#%d",
                                        "file://127.0.0.1/etc/passwd#%d",
                                        "http://example.invalid#@127.0.0.1:%d/",
                                        "http://127.0.0.1:%d\\@example.invalid",
                                        "http://127.0.0.1:%d?@example.invalid",
                                        "http://a@b@127.0.0.1:%d/",
                                        " http://127.0.0.1:%d/",
                                        "http://127.0.0.1\t:%d/",
                                        "http://[::1]:%d@example.invalid/",
                                        "http:///127.0.0.1:%d",
                                        "http://./127.0.0.1:%d",
                                        "unix:///run/x:%d",
                                        ""};
    for (int i = 0; i < COUNT_OF(forms); i++) {
        char url[200];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(url, sizeof url, forms[i], tries->port);
#pragma GCC diagnostic pop
        try_url(tries, url);
    }
}

/* The control: without the guard the same listener sees a connection. */
static void check_that_it_would_be_seen(int port, int listener) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    AddressRanges also;
    Outbound *outbound;
    OutboundAnswer answer;
    Error err;
    char url[80];
    snprintf(url, sizeof url, "http://2130706433:%d/", port);
    OutboundRequest request = {.url = url, .seconds = 1, .answer_max = 100};
    CHECK(address_ranges_parse(STR("127.0.0.1"), &also, &err) && outbound_open(&also, &outbound, &err));
    CHECK(!outbound_send(outbound, &arena, &request, &answer, &err));
    CHECK_INT(connections(listener), 1);
    outbound_close(outbound);
}

TEST(two_hundred_ways_to_name_this_machine_make_no_connection) {
    Tries tries = {0};
    Error err;
    int v4 = listen_at(AF_INET, "0.0.0.0", &tries.port), v6 = listen_at(AF_INET6, "::1", &tries.port);
    CHECK(v4 >= 0);
    CHECK(outbound_open(&none, &tries.outbound, &err));
    try_numbers(&tries);
    try_names(&tries);
    try_forms(&tries);
    int made = connections(v4) + (v6 >= 0 ? connections(v6) : 0);
    printf("# %d addresses, %d connections, IPv6 %s\n", tries.all, made, v6 >= 0 ? "too" : "is not here");
    CHECK(tries.all >= 200);
    CHECK_INT(tries.refused, tries.all);
    CHECK_INT(made, 0);
    outbound_close(tries.outbound);
    check_that_it_would_be_seen(tries.port, v4);
    close(v4);
    if (v6 >= 0) close(v6);
}

/* ---- redirects, size and time ---- */

typedef struct Peer {
    int fd;
    const char *answer; /* to each connection; NULL: keeps silent */
    pthread_t thread;
    int answered;
} Peer;

static void *answer_each(void *context) {
    Peer *peer = context;
    struct pollfd ready = {.fd = peer->fd, .events = POLLIN};
    while (poll(&ready, 1, 5000) == 1 && !(ready.revents & POLLERR)) {
        int connection = accept(peer->fd, NULL, NULL);
        char request[4096];
        if (connection < 0) break;
        struct pollfd asked = {.fd = connection, .events = POLLIN};
        poll(&asked, 1, 1000);
        if (read(connection, request, sizeof request) <= 0 || !peer->answer) sleep(2);
        else if (write(connection, peer->answer, strlen(peer->answer)) > 0) peer->answered++;
        shutdown(connection, SHUT_WR);
        while (read(connection, request, sizeof request) > 0) {}
        close(connection);
    }
    return NULL;
}

/* What sending to 127.0.0.2, which is allowed here, gives when it answers so. */
static bool send_to_peer(const char *answer, size_t answer_max, OutboundAnswer *ret, Arena *arena,
                         Error *err) {
    AddressRanges also;
    Outbound *outbound;
    int port = 0;
    char url[80];
    Peer peer = {.fd = listen_at(AF_INET, "127.0.0.2", &port), .answer = answer};
    CHECK(peer.fd >= 0 && address_ranges_parse(STR("127.0.0.2/32"), &also, err));
    CHECK(outbound_open(&also, &outbound, err));
    CHECK(pthread_create(&peer.thread, NULL, answer_each, &peer) == 0);
    snprintf(url, sizeof url, "http://127.0.0.2:%d/hook", port);
    OutboundRequest request = {.url = url, .body = STR("{}"), .seconds = 1, .answer_max = answer_max};
    bool ok = outbound_send(outbound, arena, &request, ret, err);
    shutdown(peer.fd, SHUT_RDWR);
    pthread_join(peer.thread, NULL);
    close(peer.fd);
    outbound_close(outbound);
    return ok;
}

TEST(what_is_allowed_is_answered_and_a_redirect_inside_is_refused) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    OutboundAnswer answer;
    Error err = {0};
    int port = 0, inside = listen_at(AF_INET, "127.0.0.1", &port);
    CHECK(send_to_peer("HTTP/1.1 201 Made\r\nContent-Length: 2\r\n\r\nok", 100, &answer, &arena, &err));
    CHECK_INT(answer.status, 201);
    CHECK_STR(answer.body, STR("ok"));
    static const char *const statuses[] = {"301", "302", "303", "307", "308"};
    static const char *const targets[] = {"http://127.0.0.1:%d/",  "//127.0.0.1:%d/",
                                          "http://2130706433:%d/", "https://[::ffff:127.0.0.1]:%d/",
                                          "file:///etc/passwd?%d", "gopher://127.0.0.1:%d/"};
    for (int i = 0; i < COUNT_OF(targets); i++) {
        char target[100], text[300];
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
        snprintf(target, sizeof target, targets[i], port);
#pragma GCC diagnostic pop
        snprintf(text, sizeof text, "HTTP/1.1 %s Away\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n",
                 statuses[i % 5], target);
        CHECK(!send_to_peer(text, 100, &answer, &arena, &err));
        CHECK_INT(err.kind, ERROR_INVALID);
    }
    CHECK_INT(connections(inside), 0);
    close(inside);
}

TEST(an_answer_is_cut_where_it_gets_too_long_and_a_silent_peer_is_left) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    OutboundAnswer answer;
    Error err = {0};
    CHECK(send_to_peer("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n01234567890123456789", 5, &answer,
                       &arena, &err));
    CHECK_STR(answer.body, STR("01234"));
    CHECK(!send_to_peer(NULL, 100, &answer, &arena, &err));
    CHECK_INT(err.kind, ERROR_BUSY);
}

/* ---- mail ---- */

TEST(a_mail_is_as_the_standards_want_it) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    Mail mail = {STR("06a8k3n2vwx9g"), STR("jonas@example.org"), STR("Ihr Zugang: \xc3\xbc"),
                 STR("Guten Tag\n")};
    CHECK_STR(mail_text(&arena, "trivet@example.org", &mail, (Time){INT64_C(1767600000000)}),
              STR("From: Trivet <trivet@example.org>\r\nTo: <jonas@example.org>\r\n"
                  "Message-ID: <06a8k3n2vwx9g@example.org>\r\nDate: Mon, 5 Jan 2026 08:00:00 +0000\r\n"
                  "Subject: =?UTF-8?B?SWhyIFp1Z2FuZzogw7w=?=\r\nAuto-Submitted: "
                  "auto-generated\r\nMIME-Version: 1.0\r\n"
                  "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n"
                  "\r\nR3V0ZW4gVGFnCg==\r\n"));
}

TEST(nothing_in_a_mail_can_begin_another_line_of_its_head) {
    CLEANUP(arena_done) Arena arena = arena_make(MIB);
    Mail mail = {STR("x"), STR("a@example.org"), STR("Hello\r\nBcc: all@example.org\r\n\r\nBody"),
                 STR(".\r\nQUIT\r\n")};
    Str text = mail_text(&arena, "trivet@example.org", &mail, (Time){0});
    size_t at;
    CHECK(!str_find(text, STR("Bcc"), &at) && !str_find(text, STR("QUIT"), &at));
    static const char *const unfit[] = {"",     "a",    "@b",    "a@",      "a@b\r\nRCPT TO:<c@d>",
                                        "a@b>", "<a@b", "a b@c", "a@b,c@d", "\xc3\xbc@example.org"};
    for (int i = 0; i < COUNT_OF(unfit); i++) CHECK(!mail_address_fit(str_of(unfit[i])));
    CHECK(mail_address_fit(STR("o'brien+plan@example.org")));
}
