/* Building a PlanFile. See build.h. */
#include "exchange/build.h"

#include <ctype.h>
#include <stdarg.h>

#include "base/banned.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "field/json.h"
#include "model/declare.h"
#include "model/rules.h"

enum { WHERE_MAX = 120, WHY_MAX = 300 };

#define TABLE(resource, list)                                                                                \
    { &resource, offsetof(PlanFile, list), offsetof(PlanBuild, list) }
const RowTable row_tables[ROW_KINDS] = {
    [ROW_PROJECT] = TABLE(project_resource, projects),
    [ROW_CALENDAR] = TABLE(calendar_resource, calendars),
    [ROW_ITEM] = TABLE(item_resource, items),
    [ROW_LINK] = TABLE(link_resource, links),
    [ROW_RESOURCE] = TABLE(resource_resource, resources),
    [ROW_ASSIGNMENT] = TABLE(assignment_resource, assignments),
    [ROW_SHOWN] = TABLE(shown_dates_resource, shown),
    [ROW_BASELINE] = TABLE(file_baseline_resource, baselines),
    [ROW_DROPPED] = TABLE(import_note_resource, dropped),
    [ROW_KEPT] = TABLE(import_note_resource, kept),
    [ROW_WARNING] = TABLE(import_note_resource, warnings),
};

PlanBuild *plan_build_make(Arena *arena) {
    PlanBuild *build = arena_new(arena, PlanBuild);
    if (!build) return NULL;
    *build = (PlanBuild){.arena = arena, .rows_max = FILE_ROWS_MAX, .shown_wanted = true};
    for (int kind = 0; kind < ROW_KINDS; kind++) {
        void *initial = arena_alloc(arena, row_tables[kind].resource->size);
        if (!initial) return NULL;
        record_init(row_tables[kind].resource, initial);
        build->initial[kind] = initial;
    }
    build->kept_texts = arena_array(arena, Str, KEPT_TEXTS);
    return build->kept_texts ? build : NULL;
}

Id plan_build_id(PlanBuild *build) {
    return (Id){++build->last_id};
}

static bool has_room(const PlanBuild *build) {
    return build->last_id < build->rows_max;
}

static AnyVec *rows_of(PlanBuild *build, RowKind kind) {
    return (AnyVec *)(void *)((char *)build + row_tables[kind].in_build);
}

void plan_build_again(PlanBuild *build) {
    for (int kind = 0; kind < ROW_KINDS; kind++) *rows_of(build, (RowKind)kind) = (AnyVec){0};
    build->dropped = build->kept = build->warnings = (NoteList){0};
    build->last_id = 0;
}

static void *add_row(PlanBuild *build, RowKind kind) {
    AnyVec *rows = rows_of(build, kind);
    size_t size = row_tables[kind].resource->size;
    if (!has_room(build)) return NULL;
    Row *row = vec_push_sized(build->arena, &rows->at, &rows->count, &rows->capacity, size);
    if (!row) return NULL;
    mem_copy(row, build->initial[kind], size);
    row->id = plan_build_id(build);
    return row;
}

Project *build_project(PlanBuild *build) {
    return add_row(build, ROW_PROJECT);
}

WorkCalendar *build_calendar(PlanBuild *build) {
    return add_row(build, ROW_CALENDAR);
}

Item *build_item(PlanBuild *build) {
    return add_row(build, ROW_ITEM);
}

ItemLink *build_link(PlanBuild *build) {
    return add_row(build, ROW_LINK);
}

PlanResource *build_resource(PlanBuild *build) {
    return add_row(build, ROW_RESOURCE);
}

ItemAssignment *build_assignment(PlanBuild *build) {
    return add_row(build, ROW_ASSIGNMENT);
}

static void give(PlanBuild *build, RowKind kind, int first) {
    AnyVec *rows = rows_of(build, kind);
    size_t size = row_tables[kind].resource->size;
    if (!build->take) return;
    for (int i = first; i < rows->count && !build->refused; i++)
        build->refused = !build->take(build->taker, kind, (const char *)rows->at + (size_t)i * size);
    rows->count = first;
}

void build_complete(PlanBuild *build, RowKind kind) {
    int count = rows_of(build, kind)->count;
    if (count) give(build, kind, count - 1);
}

void build_complete_all(PlanBuild *build, RowKind kind) {
    give(build, kind, 0);
}

void build_shown(PlanBuild *build, Id item_id, Moment start, Moment finish) {
    if (!build->shown_wanted || start.n == MOMENT_NONE.n || finish.n == MOMENT_NONE.n) return;
    ShownDates *row = vec_push(build->arena, &build->shown);
    if (row) *row = (ShownDates){item_id, start, finish};
}

static int64_t within(int64_t n, int64_t max) {
    return n < 0 || n > max ? 0 : n;
}

void build_baseline(PlanBuild *build, FileBaseline row) {
    if (row.start_at.n == MOMENT_NONE.n || row.finish_at.n == MOMENT_NONE.n) return;
    if (row.finish_at.n < row.start_at.n) row.finish_at = row.start_at;
    row.duration_minutes = within(row.duration_minutes, DURATION_MINUTES_MAX);
    row.work_minutes = within(row.work_minutes, DURATION_MINUTES_MAX);
    row.cost_cents = within(row.cost_cents, MONEY_MAX);
    FileBaseline *to = has_room(build) ? vec_push(build->arena, &build->baselines) : NULL;
    if (to) *to = row;
}

/* ---- notes ---- */

static Str note_text(PlanBuild *build, Str text, size_t max) {
    return build_text(build, text, max, false, STR_NULL, STR_NULL);
}

static ImportNote *note_push(PlanBuild *build, NoteList *list, Str what, Str where, Str why) {
    ImportNote *note = vec_push(build->arena, list);
    if (!note) return NULL;
    *note = (ImportNote){note_text(build, what, WHERE_MAX), note_text(build, where, WHERE_MAX),
                         note_text(build, why, WHY_MAX), 1};
    return note;
}

static void note_count(PlanBuild *build, NoteList *list, Str what, Str where, Str why, int64_t count) {
    uint64_t hash = str_hash(what) * 31 + str_hash(why);
    int *slot = &list->slots[hash % NOTE_SLOTS];
    while (*slot) {
        ImportNote *note = list->at + (*slot - 1);
        if (str_equal(note->what, what) && str_equal(note->why, why)) {
            note->count += count;
            return;
        }
        if (++slot == list->slots + NOTE_SLOTS) slot = list->slots;
    }
    if (list->count < NOTES_MAX - 1) {
        ImportNote *note = note_push(build, list, what, where, why);
        if (!note) return;
        note->count = count;
        *slot = list->count;
    } else if (list->count == NOTES_MAX - 1) {
        note_push(build, list, STR("More"), where, STR("There are more notes than can be shown."));
    } else {
        list->at[NOTES_MAX - 1].count += count;
    }
}

void note_add(PlanBuild *build, NoteList *list, Str what, Str where, Str why) {
    note_count(build, list, what, where, why, 1);
}

void note_warning(PlanBuild *build, Str what, Str where, const char *why, ...) {
    char text[WHY_MAX * 2];
    va_list args;
    va_start(args, why);
    int len = vsnprintf(text, sizeof text, why, args);
    va_end(args);
    if (len < 0) return;
    size_t size = (size_t)len < sizeof text ? (size_t)len : sizeof text - 1;
    note_add(build, &build->warnings, what, where, (Str){text, size});
}

void note_dropped(PlanBuild *build, Str what, Str where) {
    note_lost(build, what, where, 1);
}

void note_lost(PlanBuild *build, Str what, Str where, int64_t count) {
    note_count(build, &build->dropped, what, where, STR("Trivet has no place for it."), count);
}

void note_kept(PlanBuild *build, Str what, Str where, int64_t count) {
    note_count(build, &build->kept, what, where,
               STR("Kept for files of this format; Trivet does not use it."), count);
}

/* ---- values ---- */

/* The first `max` code points of a valid text. */
static Str cut(Str text, size_t max) {
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (((unsigned char)text.at[i] & 0xC0) == 0x80) continue;
        if (count++ == max) return str_slice(text, 0, i);
    }
    return text;
}

static bool single_line(Str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] == '\n' || text.at[i] == '\t') return false;
    return true;
}

static Str join_lines(Arena *arena, Str text) {
    char *at = arena_alloc(arena, text.len + 1);
    if (!at) return STR_NULL;
    for (size_t i = 0; i < text.len; i++) at[i] = text.at[i] == '\n' || text.at[i] == '\t' ? ' ' : text.at[i];
    return (Str){at, text.len};
}

Str build_keep(PlanBuild *build, Str text) {
    if (!text.len || text.len > KEPT_TEXT_MAX) return text.len ? str_copy(build->arena, text) : STR("");
    Str *slot = build->kept_texts + str_hash(text) % KEPT_TEXTS;
    if (!slot->at || !str_equal(*slot, text)) *slot = str_copy(build->arena, text);
    return *slot;
}

Str build_text(PlanBuild *build, Str text, size_t max, bool multiline, Str what, Str where) {
    if (!text.at) return STR("");
    if (!utf8_valid(text) || !utf8_printable(text)) text = utf8_mend(build->arena, text);
    if (!multiline && !single_line(text)) text = join_lines(build->arena, text);
    text = str_trim(text);
    if (text.len <= max) return build_keep(build, text);
    Str shorter = cut(text, max);
    if (shorter.len < text.len && what.at)
        note_warning(build, what, where, "longer than %zu characters; the rest was cut off", max);
    return str_copy(build->arena, shorter);
}

bool is_currency(Str code) {
    bool letters = code.len == 3;
    for (size_t i = 0; letters && i < code.len; i++) letters = code.at[i] >= 'A' && code.at[i] <= 'Z';
    return letters;
}

Str build_currency(PlanBuild *build, Str text) {
    char code[3];
    text = str_trim(text);
    for (size_t i = 0; i < text.len && i < sizeof code; i++)
        code[i] = (char)toupper((unsigned char)text.at[i]);
    Str upper = {code, text.len};
    if (text.len == sizeof code && is_currency(upper)) return str_copy(build->arena, upper);
    if (text.len)
        note_warning(build, STR("Currency"), STR("the whole file"), "not a code of three letters: %.*s",
                     text.len > 20 ? 20 : (int)text.len, text.at);
    return STR_NULL;
}

static void clear_field(const Field *field, void *row) {
    if (field->nullable) {
        field_set_null(field, row);
        return;
    }
    void *at = field_at(field, row);
    switch (field->kind) {
    case FIELD_STR: *(Str *)at = field->min > 0 ? STR("?") : STR(""); break;
    case FIELD_LIST: *(List *)at = (List){0}; break;
    case FIELD_CHOICE: *(Choice *)at = (Choice){(int)field->initial}; break;
    case FIELD_INT: *(int64_t *)at = field->initial > field->min ? field->initial : field->min; break;
    case FIELD_REAL: *(double *)at = 0; break;
    case FIELD_BOOL: *(bool *)at = field->initial != 0; break;
    case FIELD_MOMENT: *(Moment *)at = (Moment){0}; break;
    case FIELD_DAY: *(Day *)at = (Day){0}; break;
    case FIELD_ID:
    case FIELD_TIME:
    case FIELD_JSON: field_set_null(field, row); break;
    }
}

/* "exceptions[3].name" is a fault of the field exceptions. */
static const Field *field_at_fault(const Resource *resource, const Error *fault) {
    Str name = str_of(fault->field);
    size_t end = 0;
    while (end < name.len && name.at[end] != '.' && name.at[end] != '[') end++;
    return field_find(resource, str_slice(name, 0, end));
}

bool plan_build_sound(PlanBuild *build, RowKind kind, void *row) {
    const Resource *resource = row_tables[kind].resource;
    Error fault;
    for (int i = 0; i < resource->field_count; i++) {
        const Field *field = resource->fields + i;
        bool untouched = !field->required &&
                         mem_equal(field_in(field, row), field_in(field, build->initial[kind]), field->size);
        if (!untouched && field->custody != CUSTODY_SYSTEM && !field_check(field, row, &fault)) return false;
    }
    return rules_check(resource, build->arena, row, &fault);
}

void plan_build_mend(PlanBuild *build, const Resource *resource, void *row, const char *prefix, Str where) {
    Error fault = {0};
    for (int i = 0; i < resource->field_count; i++) {
        if (record_check(resource, row, &fault) && rules_check(resource, build->arena, row, &fault)) return;
        const Field *field = field_at_fault(resource, &fault);
        if (!field) return;
        char what[100];
        snprintf(what, sizeof what, "%s: %s", prefix, field->name);
        note_warning(build, str_of(what), where, "%s It was left out.", fault.message);
        clear_field(field, row);
    }
}

bool plan_build_done(PlanBuild *build, FileFormat format, PlanFile *ret, Error *err) {
    if (build->arena->full) return error_no_memory(err);
    if (!has_room(build)) {
        error_set(err, ERROR_TOO_LARGE, "The file has more than %lld rows.", (long long)build->rows_max);
        return error_hint(err, "Split it into several plans.");
    }
    if (build->refused) return error_set(err, ERROR_INTERNAL, "What was read could not be handed over.");
    PlanFile file = {.format = format};
    for (int kind = 0; kind < ROW_KINDS; kind++) {
        const AnyVec *rows = rows_of(build, kind);
        *(List *)(void *)((char *)&file + row_tables[kind].in_file) = (List){rows->at, rows->count};
    }
    *ret = file;
    return true;
}
