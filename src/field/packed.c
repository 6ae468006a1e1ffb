/* Records as bytes, out and in. See packed.h. */
#include "field/packed.h"

#include <assert.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "field/inside.h"
#include "field/json.h"

/* What the number before a text means; from TEXT_RECENT on it is a slot. */
enum { TEXT_NULL, TEXT_ONCE, TEXT_NEW, TEXT_RECENT };

/* Moments, days and times as their texts can say them: the years 1900 to 2999. */
#define DAY_LEAST (-25567)
#define DAY_MOST 376199

/* ---- out ---- */

void packed_number(PackedWriter *w, uint64_t n) {
    char bytes[10];
    size_t len = 0;
    for (; n >= 0x80; n >>= 7) bytes[len++] = (char)(n | 0x80);
    bytes[len++] = (char)n;
    strbuf_add(w->out, (Str){bytes, len});
}

static void write_signed(PackedWriter *w, int64_t n) {
    packed_number(w, (uint64_t)n << 1 ^ (uint64_t)(n >> 63));
}

void packed_text(PackedWriter *w, Str text) {
    if (!text.at) {
        packed_number(w, TEXT_NULL);
        return;
    }
    uint64_t slot = str_hash(text) % PACKED_TEXTS;
    bool kept = text.len <= PACKED_TEXT_MAX;
    if (kept && w->texts->slots[slot].at && str_equal(w->texts->slots[slot], text)) {
        packed_number(w, TEXT_RECENT + slot);
        return;
    }
    packed_number(w, kept ? TEXT_NEW : TEXT_ONCE);
    if (kept) packed_number(w, slot);
    packed_number(w, text.len);
    strbuf_add(w->out, text);
    if (kept) w->texts->slots[slot] = text;
}

static void write_list(PackedWriter *w, const Field *field, const List *list) {
    _Alignas(max_align_t) char initial[1024];
    assert(!field->of || field->of->size <= sizeof initial);
    if (field->of) record_init(field->of, initial);
    packed_number(w, (uint64_t)list->count);
    for (int i = 0; i < list->count; i++) {
        const void *element = field_element(field, list, i);
        if (field->of) packed_record(w, field->of, element, initial);
        else packed_text(w, *(const Str *)element);
    }
}

static void write_value(PackedWriter *w, const Field *field, const void *at) {
    switch (field->kind) {
    case FIELD_BOOL: packed_number(w, *(const bool *)at); break;
    case FIELD_INT: write_signed(w, *(const int64_t *)at); break;
    case FIELD_REAL: strbuf_add(w->out, (Str){at, sizeof(double)}); break;
    case FIELD_STR: packed_text(w, *(const Str *)at); break;
    case FIELD_ID: write_signed(w, ((const Id *)at)->n); break;
    case FIELD_TIME: write_signed(w, ((const Time *)at)->ms); break;
    case FIELD_MOMENT: write_signed(w, ((const Moment *)at)->n); break;
    case FIELD_DAY: write_signed(w, ((const Day *)at)->n); break;
    case FIELD_CHOICE: write_signed(w, ((const Choice *)at)->n); break;
    case FIELD_LIST: write_list(w, field, at); break;
    case FIELD_JSON: packed_text(w, ((const Json *)at)->text); break;
    }
}

void packed_record(PackedWriter *w, const Resource *resource, const void *record, const void *initial) {
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = resource->fields + i;
        if (!field->required && field_equal(field, record, initial)) continue;
        packed_number(w, (uint64_t)i + 1);
        write_value(w, field, field_in(field, record));
    }
    packed_number(w, 0);
}

/* ---- in ---- */

bool unpack_number(PackedReader *r, uint64_t *ret) {
    uint64_t n = 0;
    for (size_t i = 0; i < r->rest.len && i < 10; i++) {
        unsigned char byte = (unsigned char)r->rest.at[i];
        n |= (uint64_t)(byte & 0x7F) << (7 * i);
        if (byte & 0x80) continue;
        r->rest = (Str){r->rest.at + i + 1, r->rest.len - i - 1};
        *ret = n;
        return true;
    }
    return false;
}

static bool read_signed(PackedReader *r, int64_t *ret) {
    uint64_t n;
    if (!unpack_number(r, &n)) return false;
    *ret = (int64_t)(n >> 1 ^ (0 - (n & 1)));
    return true;
}

static bool read_bytes(PackedReader *r, uint64_t len, Str *ret) {
    if (len > r->rest.len) return false;
    *ret = str_slice(r->rest, 0, (size_t)len);
    r->rest = str_from(r->rest, (size_t)len);
    return true;
}

bool unpack_text(PackedReader *r, Str *ret) {
    uint64_t how, slot = 0, len;
    Str bytes;
    if (!unpack_number(r, &how)) return false;
    if (how == TEXT_NULL) {
        *ret = STR_NULL;
        return true;
    }
    if (how >= TEXT_RECENT) {
        if (how - TEXT_RECENT >= PACKED_TEXTS) return false;
        *ret = r->texts->slots[how - TEXT_RECENT];
        return ret->at;
    }
    if (how == TEXT_NEW && (!unpack_number(r, &slot) || slot >= PACKED_TEXTS)) return false;
    if (!unpack_number(r, &len) || !read_bytes(r, len, &bytes)) return false;
    *ret = bytes.len ? str_copy(r->arena, bytes) : STR("");
    if (how == TEXT_NEW) r->texts->slots[slot] = *ret;
    return ret->at;
}

static bool nonsense(const Field *field, Error *err) {
    return error_field(err, field->name, "%s is no value of its kind.", field->name);
}

static bool read_element(PackedReader *r, const Field *field, void *element, Error *err) {
    if (field->of) {
        record_init(field->of, element);
        return unpack_record(r, field->of, element, err);
    }
    return (unpack_text(r, element) && ((Str *)element)->at) ? rule_element_text(field, *(Str *)element, err)
                                                             : nonsense(field, err);
}

static bool read_list(PackedReader *r, const Field *field, List *ret, Error *err) {
    uint64_t count;
    if (!unpack_number(r, &count) || count > r->rest.len) return nonsense(field, err);
    if (!rule_count(field, (size_t)count, err)) return false;
    size_t size = field_element_size(field);
    List list = {arena_alloc_array(r->arena, (size_t)count, size), (int)count};
    if (!list.at) return error_no_memory(err);
    for (int i = 0; i < list.count; i++)
        if (!read_element(r, field, (char *)list.at + (size_t)i * size, err))
            return error_within(err, field, (size_t)i);
    *ret = list;
    return true;
}

static bool read_real(PackedReader *r, double *ret) {
    Str bytes;
    if (!read_bytes(r, sizeof *ret, &bytes)) return false;
    mem_copy(ret, bytes.at, sizeof *ret);
    return true;
}

/* One that json_read_text takes, in whatever way it is written. */
static bool read_json(PackedReader *r, Json *ret) {
    CLEANUP(json_done) json_t *value = NULL;
    return unpack_text(r, &ret->text) && (!ret->text.at || json_read_text(ret->text, &value, NULL));
}

/* A number of the kind's range; `none` stands for null. */
static bool read_between(PackedReader *r, int64_t least, int64_t most, int64_t none, int64_t *ret) {
    return read_signed(r, ret) && ((*ret >= least && *ret <= most) || *ret == none);
}

static bool read_number(PackedReader *r, const Field *field, void *at) {
    int64_t n, day = MINUTES_PER_DAY;
    uint64_t flag;
    switch (field->kind) {
    case FIELD_BOOL:
        if (!unpack_number(r, &flag) || flag > 1) return false;
        *(bool *)at = flag;
        return true;
    case FIELD_INT: return read_signed(r, at);
    case FIELD_ID: return read_signed(r, &((Id *)at)->n) && ((Id *)at)->n >= 0;
    case FIELD_TIME:
        return read_between(r, DAY_LEAST * day * 60000, (DAY_MOST + 1) * day * 60000, TIME_NONE.ms,
                            &((Time *)at)->ms);
    case FIELD_MOMENT:
        if (!read_between(r, DAY_LEAST * day, (DAY_MOST + 1) * day, MOMENT_NONE.n, &n)) return false;
        *(Moment *)at = (Moment){(int32_t)n};
        return true;
    case FIELD_DAY:
        if (!read_between(r, DAY_LEAST, DAY_MOST, DAY_NONE.n, &n)) return false;
        *(Day *)at = (Day){(int32_t)n};
        return true;
    default:
        if (!read_between(r, 0, INT32_MAX, CHOICE_NONE.n, &n)) return false;
        *(Choice *)at = (Choice){(int)n};
        return true;
    }
}

static bool read_value(PackedReader *r, const Field *field, void *record, Error *err) {
    void *at = field_at(field, record);
    bool read;
    switch (field->kind) {
    case FIELD_LIST: return read_list(r, field, at, err);
    case FIELD_STR: read = unpack_text(r, at); break;
    case FIELD_JSON: read = read_json(r, at); break;
    case FIELD_REAL: read = read_real(r, at); break;
    default: read = read_number(r, field, at); break;
    }
    if (!read) return r->arena->full ? error_no_memory(err) : nonsense(field, err);
    return field_check(field, record, err);
}

static bool check_given(const Resource *resource, FieldSet given, Error *err) {
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = resource->fields + i;
        if (field->required && !(given & field_bit(resource, field)))
            return error_field(err, field->name, "%s is missing.", field->name);
    }
    return true;
}

bool unpack_record(PackedReader *r, const Resource *resource, void *record, Error *err) {
    FieldSet given = 0;
    uint64_t number, last = 0;
    for (;;) {
        if (!unpack_number(r, &number))
            return error_set(err, ERROR_INVALID, "A %s ends too early.", resource->name);
        if (number == 0) return check_given(resource, given, err);
        if (number <= last || number > (uint64_t)resource->field_count)
            return error_set(err, ERROR_INVALID, "A %s has no field number %llu here.", resource->name,
                             (unsigned long long)number);
        const Field *field = resource->fields + number - 1;
        if (!read_value(r, field, record, err)) return false;
        given |= field_bit(resource, field);
        last = number;
    }
}
