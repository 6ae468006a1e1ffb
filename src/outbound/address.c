/* Which addresses may be connected to. See address.h. */
#include "outbound/address.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

#include "base/mem.h"

#include "base/banned.h"

typedef struct Prefix {
    const char *text;
    int bits;
} Prefix;

/* IANA's registries of special-purpose addresses; all that is not global. */
static const Prefix not_public_4[] = {
    {"0.0.0.0", 8},     {"10.0.0.0", 8},      {"100.64.0.0", 10},  {"127.0.0.0", 8},    {"169.254.0.0", 16},
    {"172.16.0.0", 12}, {"192.0.0.0", 24},    {"192.0.2.0", 24},   {"192.88.99.0", 24}, {"192.168.0.0", 16},
    {"198.18.0.0", 15}, {"198.51.100.0", 24}, {"203.0.113.0", 24}, {"224.0.0.0", 3},
};
/* Global unicast is 2000::/3; these are its exceptions. */
static const Prefix not_public_6[] = {{"2001::", 23}, {"2001:db8::", 32}, {"3fff::", 20}};

static bool starts_alike(const unsigned char *a, const unsigned char *b, int bits) {
    int whole = bits / 8, rest = bits % 8;
    if (memcmp(a, b, (size_t)whole) != 0) return false;
    return !rest || ((a[whole] ^ b[whole]) >> (8 - rest)) == 0;
}

static bool in_one_of(int family, const unsigned char *bytes, const Prefix *prefixes, int count) {
    for (int i = 0; i < count; i++) {
        unsigned char prefix[16];
        if (inet_pton(family, prefixes[i].text, prefix) == 1 && starts_alike(bytes, prefix, prefixes[i].bits))
            return true;
    }
    return false;
}

static bool public_4(const unsigned char *bytes) {
    return !in_one_of(AF_INET, bytes, not_public_4, COUNT_OF(not_public_4));
}

/* Where an IPv4 address lies in an IPv6 one that carries it; NULL: it carries none. */
static const unsigned char *carried_4(const unsigned char *bytes) {
    static const struct {
        Prefix prefix;
        int at;
    } carriers[] = {{{"::ffff:0:0", 96}, 12}, {{"64:ff9b::", 96}, 12}, {{"2002::", 16}, 2}};
    for (int i = 0; i < COUNT_OF(carriers); i++)
        if (in_one_of(AF_INET6, bytes, &carriers[i].prefix, 1)) return bytes + carriers[i].at;
    return NULL;
}

static bool public_6(const unsigned char *bytes) {
    static const Prefix global = {"2000::", 3};
    const unsigned char *carried = carried_4(bytes);
    if (carried) return public_4(carried);
    return in_one_of(AF_INET6, bytes, &global, 1) &&
           !in_one_of(AF_INET6, bytes, not_public_6, COUNT_OF(not_public_6));
}

/* Both families as 16 bytes. */
static bool as_bytes(const struct sockaddr *address, unsigned char ret[static 16]) {
    static const unsigned char mapped[12] = {[10] = 0xff, [11] = 0xff};
    if (address->sa_family == AF_INET6) {
        memcpy(ret, &((const struct sockaddr_in6 *)(const void *)address)->sin6_addr, 16);
        return true;
    }
    if (address->sa_family != AF_INET) return false;
    memcpy(ret, mapped, sizeof mapped);
    memcpy(ret + 12, &((const struct sockaddr_in *)(const void *)address)->sin_addr, 4);
    return true;
}

bool address_allowed(const struct sockaddr *address, const AddressRanges *also) {
    unsigned char bytes[16];
    if (!as_bytes(address, bytes)) return false;
    for (int i = 0; i < also->count; i++)
        if (starts_alike(bytes, also->at[i].bytes, also->at[i].bits)) return true;
    return public_6(bytes);
}

static bool parse_range(Str text, AddressRange *ret) {
    Str tail, host = str_cut(text, '/', &tail);
    char name[INET6_ADDRSTRLEN];
    int64_t bits = 128, least = 0;
    AddressRange range = {.bytes = {[10] = 0xff, [11] = 0xff}};
    if (!host.len || host.len >= sizeof name) return false;
    memcpy(name, host.at, host.len);
    name[host.len] = 0;
    if (inet_pton(AF_INET, name, range.bytes + 12) == 1) least = 96;
    else if (inet_pton(AF_INET6, name, range.bytes) != 1) return false;
    if (tail.at && (!str_int(tail, &bits) || bits < 0)) return false;
    if (tail.at) bits += least;
    if (bits > 128) return false;
    range.bits = (int)bits;
    *ret = range;
    return true;
}

bool address_ranges_parse(Str text, AddressRanges *ret, Error *err) {
    AddressRanges ranges = {.count = 0};
    while (text.len) {
        Str one = str_trim(str_cut(text, ',', &text));
        if (!one.len) continue;
        if (ranges.count == ADDRESS_RANGES_MAX)
            return error_set(err, ERROR_INVALID, "At most %d ranges of addresses can be allowed.",
                             ADDRESS_RANGES_MAX);
        if (!parse_range(one, &ranges.at[ranges.count])) {
            error_set(err, ERROR_INVALID, "\"%.*s\" is not a range of addresses.",
                      STR_ARG(str_slice(one, 0, 60)));
            return error_hint(err, "Write them as 10.1.2.0/24 or fd00:1::/64.");
        }
        ranges.count++;
    }
    *ret = ranges;
    return true;
}
