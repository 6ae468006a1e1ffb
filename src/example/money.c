/* What the example's projects agreed on and spent: a baseline at the start of each, time sheets that follow
 * from who did what, expenses.
 *
 * Time is not in the tables: who shares the work of an item writes it down in equal parts on the days from
 * its start to its end (or the status date), some a little more than planned, as it goes. The last week is
 * not approved yet. */
#include "base/banned.h"
#include "base/vec.h"
#include "example/inside.h"

enum { DAY_END = 17 * 60, SHEET_MINUTE = 15, OPEN_DAYS = 5, DAY_MINUTES_MAX = 600 };

typedef struct ExpenseRow {
    const char *project, *item, *title, *supplier;
    int day, euros;
    ExpenseKind kind;
} ExpenseRow;

static const ExpenseRow expense_rows[] = {
    {"h2", NULL, "Test phones and scanners", "Rangefield Devices", 4, 6420, EXPENSE_ACTUAL},
    {"h2", "h.walk", "Travel to three warehouses", "Northline Rail", 6, 1180, EXPENSE_ACTUAL},
    {"h2", NULL, "Map data for the aisles, first year", "Gridwise", 12, 9600, EXPENSE_ACTUAL},
    {"h2", NULL, "Load test in a rented data centre", "Cloudyard", 24, 3150, EXPENSE_ACTUAL},
    {"h2", "h.pen", "Penetration test", "Redoubt Security", 62, 11500, EXPENSE_COMMITTED},
    {"h2", NULL, "Map data for the aisles, second year", "Gridwise", 70, 9600, EXPENSE_PLANNED},
    {"mobile", NULL, "Twelve rugged handhelds", "Rangefield Devices", 9, 7680, EXPENSE_ACTUAL},
    {"mobile", NULL, "Certification by the device maker", "Rangefield Devices", 45, 4200, EXPENSE_COMMITTED},
    {"ledger", "ei.apply", "Fee of the accreditation", "Tax office", 8, 1800, EXPENSE_ACTUAL},
    {"ledger", NULL, "Legal opinion on four countries", "Falk & Partners", 14, 5900, EXPENSE_ACTUAL},
    {"ledger", "l.pen", "Penetration test", "Redoubt Security", 80, 12800, EXPENSE_COMMITTED},
    {"ledger", NULL, "Training rooms", "House of the Guilds", 95, 2700, EXPENSE_PLANNED},
    {0},
};

static const char manager[] = "jonas";

bool example_baseline(Example *example, int project, Time at, Error *err) {
    Baseline baseline;
    record_init(&baseline_resource, &baseline);
    baseline.project_id = example->projects[project];
    baseline.name = STR("Agreed at the kick-off");
    baseline.text = STR("Scope, dates and cost as the two managers and the sponsor signed them.");
    example_act(example, example_person(example, manager), at);
    return example_add(example, &baseline_resource, &baseline, err);
}

/* ---- time ---- */

static int last_day(const ItemRow *row) {
    return row->finished ? row->finished : row->percent ? STATUS_DAY : 0;
}

/* Minutes planned for one who works on the item, at the part of it that is done. */
static int64_t worked(const Example *example, int item, const ItemAssignment *assignment) {
    const ItemRow *row = example->rows[item];
    int64_t units = 0, minutes = (int64_t)row->hours * 60;
    for (int i = 0; i < example->assignments.count; i++)
        if (example->assignments.at[i].item_id.n == item + 1)
            units += example->assignments.at[i].units_percent;
    if (row->hours == 0) minutes = (int64_t)row->duration_hours * 60 * units / 100;
    return minutes * assignment->units_percent / (units ? units : 1) * (row->finished ? 100 : row->percent) /
           100;
}

static bool write_time(Example *example, const ItemAssignment *assignment, int item, int day, int64_t minutes,
                       Error *err) {
    TimeEntry entry;
    record_init(&time_entry_resource, &entry);
    entry.resource_id = assignment->resource_id;
    entry.item_id = example->items[item].row.id;
    entry.day = example_day(example, day);
    entry.minutes = minutes;
    entry.submitted = day < STATUS_DAY;
    entry.approved = day <= STATUS_DAY - OPEN_DAYS;
    return example_add(example, &time_entry_resource, &entry, err);
}

static bool is_material(const Example *example, Id resource_id) {
    for (int i = 0; resource_rows[i].key; i++)
        if (id_equal(example->resources[i], resource_id)) return resource_rows[i].kind != RESOURCE_PERSON;
    return true;
}

bool example_times(Example *example, int day, Time at, Error *err) {
    example_act(example, example_person(example, manager), at);
    for (int i = 0; i < example->assignments.count; i++) {
        const ItemAssignment *assignment = &example->assignments.at[i];
        int item = (int)assignment->item_id.n - 1;
        const ItemRow *row = example->rows[item];
        int last = last_day(row), days = last - row->started + 1;
        if (!row->started || !last || day < row->started || day > last) continue;
        if (is_material(example, assignment->resource_id)) continue;
        /* Between 5 percent less and 25 percent more than planned, the same each time. */
        int64_t minutes = worked(example, item, assignment) * (95 + item * 7 % 31) / 100 / days;
        minutes = minutes / SHEET_MINUTE * SHEET_MINUTE;
        if (minutes > DAY_MINUTES_MAX) minutes = DAY_MINUTES_MAX;
        if (minutes > 0 && !write_time(example, assignment, item, day, minutes, err)) return false;
    }
    return true;
}

/* ---- expenses ---- */

int example_expense_day(int index) {
    const ExpenseRow *row = &expense_rows[index];
    return !row->project ? 0 : row->kind == EXPENSE_ACTUAL ? row->day : STATUS_DAY - 2;
}

bool example_expense(Example *example, int index, Time at, Error *err) {
    const ExpenseRow *row = &expense_rows[index];
    Expense expense;
    int item;
    record_init(&expense_resource, &expense);
    if (!example_find_project(example, row->project, &expense.project_id, err)) return false;
    if (row->item) {
        if (!example_find_item(example, str_of(row->item), &item, err)) return false;
        expense.item_id = example->items[item].row.id;
    }
    expense.title = str_of(row->title);
    expense.supplier = str_of(row->supplier);
    expense.day = example_day(example, row->day);
    expense.amount_cents = (int64_t)row->euros * 100;
    expense.kind.n = (int)row->kind;
    example_act(example, example_person(example, manager), at);
    return example_add(example, &expense_resource, &expense, err);
}
