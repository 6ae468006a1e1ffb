/* Values of MSPDI: dates, durations, amounts, flags. See mspdi.h. */
#include "base/banned.h"
#include "exchange/mspdi/mspdi.h"

bool mspdi_bool(Str text) {
    return str_is(text, "1") || str_is(text, "true");
}

/* A zone ("Z", "+01:00") says nothing to a plan's wall clock; seconds and their fractions are dropped. */
bool mspdi_moment(Str text, Moment *ret) {
    if (text.len > 16 && text.at[16] == ':') return moment_parse(str_slice(text, 0, 16), ret);
    if (text.len == 16 || text.len == 10) return moment_parse(text, ret);
    return text.len > 16 && moment_parse(str_slice(text, 0, 16), ret);
}

bool mspdi_minute_of_day(Str text, int32_t *ret) {
    int64_t hour, minute;
    if (text.len < 5 || text.at[2] != ':' || !str_int(str_slice(text, 0, 2), &hour) ||
        !str_int(str_slice(text, 3, 5), &minute) || hour < 0 || hour > 24 || minute < 0 || minute > 59)
        return false;
    *ret = (int32_t)(hour * 60 + minute);
    return *ret <= MINUTES_PER_DAY;
}

bool mspdi_tenths(Str text, int64_t *ret) {
    bool negative = str_starts(text, STR("-")), time = false;
    Str rest = str_from(text, negative);
    if (!str_starts(rest, STR("P"))) return false;
    rest = str_from(rest, 1);
    double tenths = 0;
    while (rest.len) {
        if (rest.at[0] == 'T') {
            time = true;
            rest = str_from(rest, 1);
            continue;
        }
        size_t len = 0;
        while (len < rest.len && ((rest.at[len] >= '0' && rest.at[len] <= '9') || rest.at[len] == '.')) len++;
        double n;
        if (len == rest.len || !str_real(str_slice(rest, 0, len), &n)) return false;
        char unit = rest.at[len];
        if (unit == 'H' && time) tenths += n * 600;
        else if (unit == 'M' && time) tenths += n * 10;
        else if (unit == 'S' && time) tenths += n / 6;
        else if (unit == 'D' && !time) tenths += n * 14400;
        else return false;
        rest = str_from(rest, len + 1);
    }
    if (tenths > 1e15) return false;
    *ret = (int64_t)(tenths + 0.5) * (negative ? -1 : 1);
    return true;
}

bool mspdi_scaled(Str text, int scale, int64_t *ret) {
    double n;
    if (!str_real(text, &n) || n > 1e15 || n < -1e15) return false;
    *ret = (int64_t)round(n * scale);
    return true;
}

static void warn_value(Place at, const char *name, Str text, const char *what) {
    char element[100];
    snprintf(element, sizeof element, "%s/%s", at.row, name);
    note_warning(at.build, str_of(element), at.where, "%s: %.*s. It was left out.", what,
                 text.len > 40 ? 40 : (int)text.len, text.at);
}

int64_t read_int(Place at, const char *name, Str text, int64_t least, int64_t most, int64_t fallback) {
    int64_t n = fallback;
    if (!text.at || text.len == 0) return fallback;
    if (!str_int(text, &n)) {
        warn_value(at, name, text, "not a whole number");
        return fallback;
    }
    if (n >= least && n <= most) return n;
    warn_value(at, name, text, "out of range");
    return fallback;
}

int64_t read_scaled(Place at, const char *name, Str text, int scale, int64_t most, int64_t fallback) {
    int64_t n = fallback;
    if (!text.at || text.len == 0) return fallback;
    if (!mspdi_scaled(text, scale, &n)) {
        warn_value(at, name, text, "not a number");
        return fallback;
    }
    if (n >= 0 && n <= most) return n;
    warn_value(at, name, text, "out of range");
    return fallback;
}

int64_t read_minutes(Place at, const char *name, Str text, int64_t fallback) {
    int64_t tenths;
    if (!text.at || text.len == 0) return fallback;
    if (!mspdi_tenths(text, &tenths)) {
        warn_value(at, name, text, "not a duration");
        return fallback;
    }
    if (tenths >= 0 && tenths / 10 <= DURATION_MINUTES_MAX) return (tenths + 5) / 10;
    warn_value(at, name, text, "out of range");
    return fallback;
}

int64_t read_tenths(Place at, const char *name, Str text) {
    return (read_int(at, name, text, 0, (int64_t)DURATION_MINUTES_MAX * 10, 0) + 5) / 10;
}

Moment read_moment(Place at, const char *name, Str text) {
    Moment moment = MOMENT_NONE;
    if (text.at && text.len && !str_is(text, "NA") && !mspdi_moment(text, &moment))
        warn_value(at, name, text, "not a date of the years 1900 to 2999");
    return moment;
}
