/* See plan_text.h. */
#include "plan_text.h"

#include <dirent.h>

#include "base/banned.h"
#include "base/cleanup.h"
#include "base/mem.h"
#include "exchange/plan_view.h"
#include "field/json.h"
#include "test.h"

/* ---- plans as text ---- */

typedef struct Dump {
    Arena *arena;
    StrBuf out;
    UidMap places;
} Dump;

static void dump_rows(Dump *d, const Resource *resource, List list, const char *const *left_out) {
    for (int i = 0; i < list.count; i++) {
        const char *row = (const char *)list.at + (size_t)i * resource->size;
        strbuf_fmt(&d->out, "%s %d", resource->name, i);
        for (int k = 0; k < resource->field_count; k++) {
            const Field *field = resource->fields + k;
            bool skip = field->custody == CUSTODY_SYSTEM;
            for (const char *const *name = left_out; *name; name++)
                skip |= str_is(str_of(*name), field->name);
            if (skip || field_is_null(field, row)) continue;
            strbuf_fmt(&d->out, " %s=", field->name);
            if (field->kind == FIELD_ID)
                strbuf_fmt(&d->out, "#%d", uid_map_find(&d->places, ((const Id *)field_in(field, row))->n));
            else json_write_value(&d->out, field, row);
        }
        strbuf_char(&d->out, '\n');
    }
}

static void number_rows(Dump *d, List list, size_t size) {
    for (int i = 0; i < list.count; i++) {
        const Row *row = (const Row *)(const void *)((const char *)list.at + (size_t)i * size);
        uid_map_add(d->arena, &d->places, row->id.n, i);
    }
}

Str plan_text(Arena *arena, const PlanFile *file, bool csv) {
    static const char *const no_position[] = {"position", "project_id", NULL}, *const nothing[] = {NULL};
    Dump d = {.arena = arena, .out = strbuf_make(arena, 0)};
    number_rows(&d, file->projects, sizeof(Project));
    number_rows(&d, file->calendars, sizeof(WorkCalendar));
    number_rows(&d, file->items, sizeof(Item));
    number_rows(&d, file->resources, sizeof(PlanResource));
    dump_rows(&d, &item_resource, file->items, no_position);
    dump_rows(&d, &link_resource, file->links, nothing);
    dump_rows(&d, &assignment_resource, file->assignments, nothing);
    if (csv) return strbuf_str(&d.out);
    dump_rows(&d, &resource_resource, file->resources, nothing);
    dump_rows(&d, &project_resource, file->projects, nothing);
    dump_rows(&d, &calendar_resource, file->calendars, nothing);
    Str currency = file->currency.len ? file->currency : STR("USD"); /* what an unknown one is written as */
    strbuf_fmt(&d.out, "currency %.*s\n", STR_ARG(currency));
    return strbuf_str(&d.out);
}

/* Fails at the first line that differs. */
void check_same_text(Str got, Str want) {
    while (got.len || want.len) {
        Str got_line = str_cut(got, '\n', &got), want_line = str_cut(want, '\n', &want);
        CHECK_STR(got_line, want_line);
    }
}

/* ---- random plans, in the form that a reader gives them ---- */

typedef struct Random {
    uint64_t state;
} Random;

static int below(Random *r, int limit) {
    r->state = r->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (int)((r->state >> 33) % (uint64_t)limit);
}

static Str random_text(Arena *arena, Random *r) {
    static const char *const words[] = {"Pour", "concrete & co", "<b>",  "\"quoted\"", "\xC3\xA4nder",
                                        "a;b",  "=1+1",          "'tis", "line\nbreak"};
    return fmt(arena, "%s %s", words[below(r, 8)], words[below(r, 9)]);
}

static Str random_title(Arena *arena, Random *r) {
    static const char *const words[] = {"Pour",    "concrete & co", "<b>",  "\"quoted\"", "\xC3\xA4nder",
                                        "a, b; c", "=1+1",          "'tis", "@x"};
    return fmt(arena, "%s %s", words[below(r, 9)], words[below(r, 9)]);
}

static Moment random_moment(Random *r) {
    return (Moment){day_from_civil(2026, 1, 1) * MINUTES_PER_DAY + below(r, 700 * MINUTES_PER_DAY)};
}

static const CalendarSpan hours[] = {{0, 180}, {480, 720}, {780, 1020}, {1320, 1440}};

static List random_hours(Random *r, int least) {
    int first = below(r, 3), count = least + below(r, 4 - first - least + 1);
    return (List){(void *)(uintptr_t)(hours + first), count};
}

static void random_calendar(Arena *arena, Random *r, WorkCalendar *to, int64_t id) {
    record_init(&calendar_resource, to);
    to->row.id = (Id){id};
    to->name = fmt(arena, "Calendar %d", (int)id);
    CalendarWeekday *week = arena_array(arena, CalendarWeekday, 7);
    CalendarDayOff *off = arena_array(arena, CalendarDayOff, 10);
    CHECK(week && off);
    for (int day = 0; day < 7; day++)
        if (day == 1 || below(r, 3)) week[to->week.count++] = (CalendarWeekday){day, random_hours(r, 1)};
    to->week.at = week;
    int32_t day = day_from_civil(2026, 1, 1), count = below(r, 10);
    for (int i = 0; i < count; i++) {
        off[i].name = below(r, 2) ? STR("Holiday") : STR("");
        off[i].first_day.n = day += 1 + below(r, 30);
        off[i].last_day.n = day += below(r, 5);
        off[i].spans = below(r, 2) ? random_hours(r, 1) : (List){0};
    }
    to->exceptions = (List){off, count};
}

static void random_progress(Random *r, Item *item) {
    if (below(r, 3)) return;
    item->actual_start_at = random_moment(r);
    item->percent_complete = below(r, 100);
    item->state.n = STATE_IN_PROGRESS;
    if (below(r, 3) == 0) {
        item->actual_finish_at.n = item->actual_start_at.n + below(r, 10000);
        item->percent_complete = 100;
        item->state.n = STATE_DONE;
    } else if (below(r, 3) == 0 && item->duration_minutes > 10) {
        item->remaining_minutes = item->duration_minutes * 2;
    }
}

static void random_item(Arena *arena, Random *r, const PlanFile *file, Item *item) {
    const WorkCalendar *calendars = file->calendars.at;
    item->title = random_title(arena, r);
    if (below(r, 2)) item->text = random_text(arena, r);
    item->fixed_cost_cents = below(r, 2) ? below(r, 1000000) : 0;
    item->inactive = below(r, 10) == 0;
    if (below(r, 4) == 0) item->calendar_id = calendars[below(r, file->calendars.count)].row.id;
    if (below(r, 4) == 0) item->deadline_at = random_moment(r);
    item->constraint_kind.n = below(r, 2) ? 0 : below(r, 8);
    if (item->constraint_kind.n > CONSTRAINT_ALAP) item->constraint_at = random_moment(r);
    if (item->constraint_kind.n == CONSTRAINT_SNET || item->constraint_kind.n == CONSTRAINT_MSO)
        item->constraint_at.n += 2 * 366 * MINUTES_PER_DAY; /* behind the project's start */
}

static void random_leaf(Random *r, Item *item) {
    item->kind.n = below(r, 6) ? ITEM_TASK : ITEM_MILESTONE;
    item->duration_minutes = item->kind.n == ITEM_MILESTONE ? 0 : below(r, 20000);
    item->elapsed = below(r, 8) == 0;
    if (below(r, 6) == 0) item->manual_start_at = random_moment(r);
    else random_progress(r, item);
    if (below(r, 4) == 0) item->effort_minutes = 1 + below(r, 5000);
}

static void random_items(Arena *arena, Random *r, PlanFile *file, int count) {
    Item *items = arena_array(arena, Item, count);
    CHECK(items);
    int open[6], depth = 0;
    bool summary[200] = {0};
    for (int i = 0; i < count; i++) {
        record_init(&item_resource, &items[i]);
        items[i].row.id = (Id){1000 + i};
        items[i].kind.n = ITEM_TASK;
        items[i].external_id = fmt(arena, "%d", i * 2 + 5);
        depth = i ? below(r, depth + 2) : 0;
        if (depth > 5) depth = 5;
        if (depth) items[i].parent_id = items[open[depth - 1]].row.id;
        if (depth) summary[open[depth - 1]] = true;
        open[depth] = i;
    }
    for (int i = 0; i < count; i++) {
        random_item(arena, r, file, &items[i]);
        if (!summary[i]) random_leaf(r, &items[i]);
    }
    file->items = (List){items, count};
}

static void random_links(Arena *arena, Random *r, PlanFile *file, int count) {
    ItemLink *links = arena_array(arena, ItemLink, file->items.count);
    CHECK(links);
    for (int i = 1; i < file->items.count && file->links.count < count;
         i++) { /* one into each: no pair twice */
        ItemLink *link = links + file->links.count++;
        record_init(&link_resource, link);
        link->row.id = (Id){5000 + i};
        link->predecessor_id = (Id){1000 + below(r, i)};
        link->successor_id = (Id){1000 + i};
        link->type.n = below(r, 4);
        link->lag_kind.n = below(r, 3);
        link->lag_minutes = below(r, 2) ? 0 : below(r, 2000) - 1000;
        if (link->lag_minutes == 0) link->lag_kind.n = LAG_WORKING;
    }
    file->links.at = links;
}

static List random_rates(Arena *arena, Random *r) {
    ResourceRate *rates = arena_array(arena, ResourceRate, 6);
    int count = 0;
    CHECK(rates);
    for (int table = below(r, 3); table < 5 && count < 6; table += 1 + below(r, 4)) {
        Moment at = table && below(r, 2) ? MOMENT_NONE : (Moment){29461440 + below(r, 100000)};
        for (int i = below(r, 4); i > 0 && count < 6; i--) {
            rates[count] = (ResourceRate){.rate_table = {table},
                                          .effective_at = at,
                                          .rate_cents_per_hour = 1 + count * 20000 + below(r, 20000),
                                          .overtime_rate_cents_per_hour = INT_NULL,
                                          .cost_per_use_cents = below(r, 1000)};
            if (below(r, 2)) rates[count].overtime_rate_cents_per_hour = 200000 + below(r, 20000);
            at.n = at.n == MOMENT_NONE.n ? 29461440 : at.n + 1 + below(r, 100000);
            count++;
        }
    }
    return (List){rates, count};
}

static void random_people(Arena *arena, Random *r, PlanFile *file, int count) {
    PlanResource *people = arena_array(arena, PlanResource, count);
    ItemAssignment *work = arena_array(arena, ItemAssignment, file->items.count);
    Item *items = file->items.at;
    CHECK(people && work);
    for (int i = 0; i < count; i++) {
        record_init(&resource_resource, &people[i]);
        people[i].row.id = (Id){6000 + i};
        people[i].external_id = fmt(arena, "%d", i + 1);
        people[i].name = fmt(arena, "Person %d", i);
        people[i].kind.n = below(r, 4) ? RESOURCE_PERSON : RESOURCE_MATERIAL;
        if (people[i].kind.n == RESOURCE_PERSON) people[i].units_percent = below(r, 500);
        if (people[i].kind.n == RESOURCE_PERSON && below(r, 2)) people[i].calendar_id = (Id){2};
        people[i].rate_cents_per_hour = below(r, 20000);
        people[i].cost_per_use_cents = below(r, 1000);
        people[i].rates = random_rates(arena, r);
    }
    file->resources = (List){people, count};
    for (int i = 0; i < file->items.count; i++) {
        bool leaf = items[i].duration_minutes != INT_NULL;
        if (!leaf || below(r, 2)) continue;
        ItemAssignment *row = work + file->assignments.count++;
        record_init(&assignment_resource, row);
        row->row.id = (Id){7000 + i};
        row->item_id = items[i].row.id;
        int who = below(r, count);
        row->resource_id = people[who].row.id;
        row->rate_table.n = below(r, 5);
        row->units_percent = 1 + below(r, 300);
        if (people[who].kind.n == RESOURCE_MATERIAL) continue;
        items[i].effort_minutes = INT_NULL;
        int64_t usual = items[i].duration_minutes * row->units_percent / 100;
        if (items[i].duration_minutes > 0 && below(r, 2)) row->work_minutes = usual + 2 + below(r, 1000);
        else if (items[i].duration_minutes == 0) row->work_minutes = 0;
    }
    file->assignments.at = work;
}

PlanFile sample_plan(Arena *arena, uint64_t seed) {
    Random r = {seed * 77777 + 1};
    PlanFile file = {.format = FORMAT_MSPDI};
    Project *project = arena_new(arena, Project);
    WorkCalendar *calendars = arena_array(arena, WorkCalendar, 3);
    CHECK(project && calendars);
    for (int i = 0; i < 3; i++) random_calendar(arena, &r, &calendars[i], i + 1);
    record_init(&project_resource, project);
    project->row.id = (Id){10};
    project->name = random_title(arena, &r);
    project->start_at = random_moment(&r);
    project->calendar_id = (Id){1};
    if (below(&r, 2)) project->status_at = random_moment(&r);
    file.projects = (List){project, 1};
    file.calendars = (List){calendars, 3};
    random_items(arena, &r, &file, 1 + below(&r, 60));
    random_links(arena, &r, &file, below(&r, 80));
    random_people(arena, &r, &file, 1 + below(&r, 6));
    if (below(&r, 2)) file.currency = STR("CHF");
    project->critical_float_minutes = 480 * below(&r, 4);
    return file;
}

Str read_file(Arena *arena, const char *path) {
    FILE *file = fopen(path, "rb");
    if (!file) return STR_NULL;
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file);
    rewind(file);
    char *at = arena_alloc(arena, size);
    size_t got = at ? fread(at, 1, size, file) : 0;
    fclose(file);
    return (Str){at, got};
}

/* The plan of the file, scheduled. */
static void plan_of(Arena *arena, const PlanFile *file, PlanMap *map, Schedule *schedule) {
    Error err = {0};
    Workspace *workspace = arena_new(arena, Workspace);
    CHECK(workspace);
    PlanSource source = {.projects = file->projects,
                         .calendars = file->calendars,
                         .items = file->items,
                         .links = file->links,
                         .resources = file->resources,
                         .assignments = file->assignments,
                         .workspace = workspace};
    if (!plan_make(arena, &source, map, &err) || !plan_schedule(arena, map, schedule, &err))
        test_fail(__FILE__, __LINE__, "%s", err.message);
}

ItemDates *plan_dates(Arena *arena, const PlanFile *file) {
    PlanMap map;
    Schedule schedule;
    ItemDates *dates = arena_array(arena, ItemDates, file->items.count + 1);
    CHECK(dates);
    plan_of(arena, file, &map, &schedule);
    for (int i = 0; i < file->items.count; i++) {
        int32_t task = plan_index(&map.task_of_item, ((const Item *)file->items.at)[i].row.id);
        dates[i] = item_dates(&schedule, task < 0 ? NO_INDEX : task);
    }
    return dates;
}

int64_t *plan_costs(Arena *arena, const PlanFile *file) {
    PlanMap map;
    Schedule schedule;
    int64_t *costs = arena_array(arena, int64_t, file->items.count + 1);
    CHECK(costs);
    plan_of(arena, file, &map, &schedule);
    for (int i = 0; i < file->items.count; i++) {
        int32_t task = plan_index(&map.task_of_item, ((const Item *)file->items.at)[i].row.id);
        if (task >= 0) costs[i] = schedule.tasks[task].cost_cents;
    }
    return costs;
}

const char *plan_folder(const char *format) {
    static char path[1000];
    snprintf(path, sizeof path, "%s/plans/%s", test_data_folder(), format);
    DIR *dir = opendir(path);
    if (!dir) test_skip("the measuring data has no such plans");
    closedir(dir);
    return path;
}

int plan_files(const char *folder, FileFormat format, PlanCheck *check) {
    enum { LARGE = 600 * 1024 };
    return plan_files_up_to(folder, format, LARGE, check);
}

int plan_files_up_to(const char *folder, FileFormat format, size_t largest, PlanCheck *check) {
    char path[1000];
    DIR *dir = opendir(folder);
    int count = 0;
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        if (entry->d_name[0] == '.') continue;
        CLEANUP(arena_done) Arena arena = arena_make(1024 * MIB);
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        Str text = read_file(&arena, path);
        if (text.len > largest) continue;
        check(&arena, format, text);
        count++;
    }
    if (dir) closedir(dir);
    return count;
}
