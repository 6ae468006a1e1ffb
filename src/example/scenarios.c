/* Three scenarios that product thinks through before the weekly, side by side. */
#include "base/banned.h"
#include "base/mem.h"
#include "example/inside.h"
#include "field/json.h"

typedef struct ScenarioRow {
    const char *name, *text;
    const char *item, *field, *value; /* of an item; or */
    const char *resource;             /* of whom there are two */
} ScenarioRow;
static const ScenarioRow scenario_rows[] = {
    {"Wave planning first", "Three customers ask for it before guided picking. What would it move?", "wave",
     "rank", "<gp", NULL},
    {"One hall first", "The pilot runs in one hall; the others follow in 2.1.", "gp.join", "effort_minutes",
     "2400", NULL},
    {"A second Lena", "Everything stays in, with one more pair of hands.", NULL, NULL, NULL, "lena"},
};

static bool change_of(Example *example, const ScenarioRow *row, ProposedChange *ret, Error *err) {
    bool of_item = row->item != NULL;
    const Resource *resource = of_item ? &item_resource : &resource_resource;
    const Field *field = field_find(resource, str_of(of_item ? row->field : "units_percent"));
    PlanResource twice = {.units_percent = 200};
    Item item;
    int at = 0;
    StrBuf to = strbuf_make(example->arena, 0);
    *ret = (ProposedChange){
        .action = {CHANGE_UPDATE}, .resource = str_of(resource->name), .field = str_of(field->name)};
    if (!of_item && !example_find_resource(example, str_of(row->resource), &ret->subject_id, err))
        return false;
    if (of_item) {
        if (!example_find_item(example, str_of(row->item), &at, err)) return false;
        item = example->items[at];
        ret->subject_id = item.row.id;
        if (!example_value(example, field, row->value, &item, err)) return false;
    }
    json_write_value(&to, field, of_item ? (const void *)&item : &twice);
    ret->to = (Json){strbuf_str(&to)};
    return true;
}

bool example_scenarios(Example *example, Error *err) {
    for (int i = 0; i < COUNT_OF(scenario_rows); i++) {
        ProposedChange change;
        Scenario scenario;
        record_init(&scenario_resource, &scenario);
        scenario.name = str_of(scenario_rows[i].name);
        scenario.text = str_of(scenario_rows[i].text);
        scenario.changes = (List){&change, 1};
        if (!change_of(example, &scenario_rows[i], &change, err) ||
            !example_add(example, &scenario_resource, &scenario, err))
            return false;
    }
    return true;
}
