/* The small tables of the example, written before the projects begin. */
#include "base/banned.h"
#include "base/mem.h"
#include "example/example.h"
#include "example/inside.h"
#include "model/rank.h"

enum { FOUNDING_DAY = -9, FOUNDING_MINUTE = 540, HOLIDAYS_MAX = 100 };

/* ---- finding by key ---- */

#define FIND(name, rows, ids, what)                                                                          \
    bool example_find_##name(const Example *example, const char *key, Id *ret, Error *err) {                 \
        for (int i = 0; (rows)[i].key; i++) {                                                                \
            if (!str_is(str_of(key), (rows)[i].key)) continue;                                               \
            *ret = example->ids[i];                                                                          \
            return true;                                                                                     \
        }                                                                                                    \
        return example_fault(err, what, str_of(key));                                                        \
    }

FIND(calendar, calendar_rows, calendars, "calendar")
FIND(product, product_rows, products, "product")
FIND(project, project_rows, projects, "project")
FIND(release, release_rows, releases, "release")

bool example_find_resource(const Example *example, Str key, Id *ret, Error *err) {
    for (int i = 0; resource_rows[i].key; i++) {
        if (!str_is(key, resource_rows[i].key)) continue;
        *ret = example->resources[i];
        return true;
    }
    return example_fault(err, "resource", key);
}

/* ---- people ---- */

static bool found_people(Example *example, Error *err) {
    for (int i = 0; people_rows[i].key; i++) {
        Person person;
        Membership membership;
        record_init(&person_resource, &person);
        person.name = str_of(people_rows[i].name);
        person.email = str_of(example_accounts[i].email);
        if (!example_add(example, &person_resource, &person, err)) return false;
        example->people[i] = person.row.id;
        record_init(&membership_resource, &membership);
        membership.person_id = person.row.id;
        membership.role.n = (int)people_rows[i].role;
        if (!example_add(example, &membership_resource, &membership, err)) return false;
    }
    return true;
}

/* ---- calendars ---- */

typedef struct WeekRow {
    int days;
    CalendarSpan spans[2];
} WeekRow;

static const WeekRow weeks[] = {
    [WEEK_STANDARD] = {5, {{480, 720}, {780, 1020}}},
    [WEEK_MORNINGS] = {5, {{480, 720}}},
    [WEEK_FOUR_DAYS] = {4, {{480, 720}, {780, 1020}}},
    [WEEK_ALWAYS] = {7, {{0, 1440}}},
};

static List list_of(Arena *arena, const void *at, int count, size_t size) {
    void *copy = arena_alloc_array(arena, (size_t)count, size);
    if (!copy) return (List){0};
    mem_copy(copy, at, (size_t)count * size);
    return (List){copy, count};
}

static List week_of(Arena *arena, const WeekRow *row) {
    CalendarWeekday week[7];
    int spans = row->spans[1].to_minute ? 2 : 1;
    for (int i = 0; i < row->days; i++)
        week[i] = (CalendarWeekday){i, list_of(arena, row->spans, spans, sizeof row->spans[0])};
    return list_of(arena, week, row->days, sizeof week[0]);
}

static List exceptions_of(const Example *example, const CalendarRow *row) {
    CalendarDayOff days[HOLIDAYS_MAX] = {0};
    int count = 0;
    for (int i = 0; row->holidays && holiday_rows[i].name; i++) {
        const HolidayRow *holiday = &holiday_rows[i];
        Day day = {day_from_civil(holiday->year, holiday->month, holiday->day)};
        days[count++] = (CalendarDayOff){str_of(holiday->name), day, day, {0}};
    }
    for (int i = 0; i < COUNT_OF(row->leave) && row->leave[i].name; i++)
        days[count++] = (CalendarDayOff){str_of(row->leave[i].name),
                                         example_day(example, row->leave[i].first),
                                         example_day(example, row->leave[i].last),
                                         {0}};
    return list_of(example->arena, days, count, sizeof days[0]);
}

static bool found_calendars(Example *example, Error *err) {
    for (int i = 0; calendar_rows[i].key; i++) {
        WorkCalendar calendar;
        record_init(&calendar_resource, &calendar);
        calendar.name = str_of(calendar_rows[i].name);
        calendar.week = week_of(example->arena, &weeks[calendar_rows[i].week]);
        calendar.exceptions = exceptions_of(example, &calendar_rows[i]);
        if (!example_add(example, &calendar_resource, &calendar, err)) return false;
        example->calendars[i] = calendar.row.id;
    }
    return true;
}

/* ---- products, projects, releases ---- */

static bool found_products(Example *example, Error *err) {
    Str rank = STR_NULL;
    for (int i = 0; product_rows[i].key; i++) {
        Product product;
        record_init(&product_resource, &product);
        product.name = str_of(product_rows[i].name);
        product.vision = str_of(product_rows[i].vision);
        product.life_cycle_stage.n = product_rows[i].life_cycle_stage;
        product.rank = rank = rank_after(example->arena, rank);
        if (!example_add(example, &product_resource, &product, err)) return false;
        example->products[i] = product.row.id;
    }
    return true;
}

static bool product_ids(const Example *example, const char *keys, List *ret, Error *err) {
    List list = example_split(example->arena, keys, ',');
    Str *texts = list.at;
    for (int i = 0; i < list.count; i++) {
        Id id;
        if (!example_find_product(example, str_terminated(example->arena, texts[i]), &id, err)) return false;
        texts[i] = id_text(example->arena, id);
    }
    *ret = list;
    return true;
}

/* "jonas=RA,paula=C" */
static List marks_of(const Example *example, const char *text) {
    static const char letters[] = "RACI"; /* in the order of RaciLetter */
    List people = example_split(example->arena, text, ',');
    RaciMark *marks = arena_array(example->arena, RaciMark, people.count * RACI_LETTERS);
    int count = 0;
    for (int i = 0; marks && i < people.count; i++) {
        Str said, key = str_cut(((const Str *)people.at)[i], '=', &said);
        Id person = example_person(example, str_terminated(example->arena, key));
        for (int letter = 0; letter < RACI_LETTERS; letter++)
            for (size_t k = 0; k < said.len; k++)
                if (said.at[k] == letters[letter]) marks[count++] = (RaciMark){person, {letter}};
    }
    return (List){marks, count};
}

static List raci_of(const Example *example, const char *project) {
    RaciRow *rows = arena_array(example->arena, RaciRow, EXAMPLE_ROWS_MAX);
    int count = 0;
    for (const RaciText *text = raci_texts; rows && text->project; text++)
        if (str_is(str_of(text->project), project))
            rows[count++] = (RaciRow){str_of(text->title), marks_of(example, text->marks)};
    return (List){rows, count};
}

static void charter_of(const Example *example, const ProjectRow *row, Project *project) {
    project->purpose = str_of(row->purpose);
    project->objectives = str_of(row->objectives);
    project->success_criteria = str_of(row->success_criteria);
    project->scope_in = str_of(row->scope_in);
    project->scope_out = str_of(row->scope_out);
    project->assumptions = str_of(row->assumptions);
    project->sponsor_id = example_person(example, "victor");
    project->raci = raci_of(example, row->key);
}

static bool found_projects(Example *example, Error *err) {
    Str rank = STR_NULL;
    for (int i = 0; project_rows[i].key; i++) {
        Project project;
        record_init(&project_resource, &project);
        project.name = str_of(project_rows[i].name);
        charter_of(example, &project_rows[i], &project);
        project.start_at = example_moment(example, 1, 480);
        project.calendar_id = example->calendars[0];
        project.budget_cents = (int64_t)project_rows[i].budget_euros * 100;
        project.contingency_reserve_cents = project.budget_cents / 20;
        project.management_reserve_cents = project.budget_cents / 50;
        project.rank = rank = rank_after(example->arena, rank);
        if (!product_ids(example, project_rows[i].products, &project.product_ids, err) ||
            !example_add(example, &project_resource, &project, err))
            return false;
        example->projects[i] = project.row.id;
    }
    return true;
}

static bool found_releases(Example *example, Error *err) {
    Str rank = STR_NULL;
    for (int i = 0; release_rows[i].key; i++) {
        Release release;
        record_init(&release_resource, &release);
        release.name = str_of(release_rows[i].name);
        release.rank = rank = rank_after(example->arena, rank);
        if (!example_find_product(example, release_rows[i].product, &release.product_id, err) ||
            !example_add(example, &release_resource, &release, err))
            return false;
        example->releases[i] = release.row.id;
    }
    return true;
}

static bool found_resources(Example *example, Error *err) {
    for (int i = 0; resource_rows[i].key; i++) {
        const ResourceRow *row = &resource_rows[i];
        PlanResource resource;
        record_init(&resource_resource, &resource);
        resource.name = str_of(row->name);
        resource.kind.n = (int)row->kind;
        if (row->person) resource.person_id = example_person(example, row->person);
        if (row->calendar && !example_find_calendar(example, row->calendar, &resource.calendar_id, err))
            return false;
        resource.units_percent = row->units_percent;
        resource.rate_cents_per_hour = (int64_t)row->euros_per_hour * 100;
        resource.cost_per_use_cents = (int64_t)row->euros_per_use * 100;
        if (!example_add(example, &resource_resource, &resource, err)) return false;
        example->resources[i] = resource.row.id;
    }
    return true;
}

bool example_found(Example *example, Error *err) {
    example_act(example, example->founder_id, example_time(example, FOUNDING_DAY, FOUNDING_MINUTE));
    if (!found_people(example, err)) return false;
    Id paula = example_person(example, "paula"), jonas = example_person(example, "jonas");
    example_act(example, jonas, example_time(example, FOUNDING_DAY, FOUNDING_MINUTE + 60));
    if (!found_calendars(example, err)) return false;
    example_act(example, paula, example_time(example, FOUNDING_DAY, FOUNDING_MINUTE + 90));
    if (!found_products(example, err) || !found_releases(example, err)) return false;
    example_act(example, jonas, example_time(example, FOUNDING_DAY, FOUNDING_MINUTE + 120));
    return found_projects(example, err) && found_resources(example, err);
}
