/* From the outlines to items, links and assignments.
 *
 * A row's parent is the nearest row above it that is less deep; a feature's is its initiative. */
#include "base/banned.h"
#include "base/mem.h"
#include "example/inside.h"
#include "field/json.h"
#include "model/rank.h"

enum { DEPTHS = 3, DAY_START = 480, DAY_END = 1020 };

static const Outline *const outlines[] = {&aims_outline, &harbor_outline, &mobile_outline, &ledger_outline,
                                          &backlog_outline};

bool example_find_item(const Example *example, Str key, int *ret, Error *err) {
    for (int i = 0; i < example->item_count; i++) {
        if (!example->rows[i]->key || !str_is(key, example->rows[i]->key)) continue;
        *ret = i;
        return true;
    }
    return example_fault(err, "item", key);
}

/* ---- ranks ---- */

static bool rank_of(const Example *example, Str key, Str *ret, Str *ret_before) {
    Str rank = STR_NULL;
    for (int i = 0; ranking[i]; i++) {
        Str before = rank;
        rank = rank_after(example->arena, rank);
        if (!str_is(key, ranking[i])) continue;
        *ret = rank;
        *ret_before = before.at ? before : STR("c000");
        return true;
    }
    return false;
}

bool example_value(const Example *example, const Field *field, const char *text, Item *item, Error *err) {
    Str rank, before;
    if (text[0] != '<') return field_parse(example->arena, field, str_of(text), item, err);
    if (!rank_of(example, str_of(text + 1), &rank, &before))
        return example_fault(err, "ranked item", str_of(text + 1));
    item->rank = fmt(example->arena, "%.*si", STR_ARG(before));
    return true;
}

/* ---- items ---- */

static List criteria_of(Arena *arena, const char *text) {
    List texts = example_split(arena, text, '|');
    Criterion *criteria = arena_array(arena, Criterion, texts.count + 1);
    for (int i = 0; criteria && i < texts.count; i++) {
        Str one = ((const Str *)texts.at)[i];
        bool accepted = str_starts(one, STR("+"));
        criteria[i] = (Criterion){str_from(one, accepted), accepted};
    }
    return (List){criteria, criteria ? texts.count : 0};
}

static int64_t or_null(int64_t value, int64_t unit) {
    return value ? value * unit : INT_NULL;
}

static void wish(const Example *example, const ItemRow *row, Item *item) {
    Str before;
    item->title = str_of(row->title);
    if (row->text) item->text = str_of(row->text);
    item->labels = example_split(example->arena, row->labels, ',');
    item->acceptance_criteria = criteria_of(example->arena, row->criteria);
    if (row->value) item->value = row->value;
    if (row->reach) item->reach = row->reach;
    if (row->confidence_percent) item->confidence_percent = row->confidence_percent;
    if (row->key) rank_of(example, str_of(row->key), &item->rank, &before);
}

static void estimate(const Example *example, const ItemRow *row, Item *item) {
    item->effort_minutes = or_null(row->hours, 60);
    item->duration_minutes = or_null(row->duration_hours, 60);
    item->elapsed = row->elapsed;
    item->fixed_cost_cents = (int64_t)row->fixed_euros * 100;
    item->constraint_kind.n = (int)row->constraint;
    if (row->constraint_day) item->constraint_at = example_moment(example, row->constraint_day, DAY_START);
    if (row->deadline_day) item->deadline_at = example_moment(example, row->deadline_day, DAY_END);
}

/* Ids are given when the row is written; until then an item's id is its place in the table plus one. */
static bool belong(Example *example, const Outline *outline, const ItemRow *row, const int *above, Item *item,
                   Error *err) {
    int parent = row->depth ? above[row->depth - 1] : -1;
    const char *product = row->product ? row->product : row->depth == 0 ? outline->product : NULL;
    if (row->under && !example_find_item(example, str_of(row->under), &parent, err)) return false;
    if (parent >= 0) item->parent_id.n = parent + 1;
    if (product && !example_find_product(example, product, &item->product_id, err)) return false;
    if (row->depth == 0 && outline->project &&
        !example_find_project(example, outline->project, &item->project_id, err))
        return false;
    item->state.n = outline->project ? STATE_READY : STATE_NEW;
    if (row->kind == ITEM_FEATURE && parent >= 0) {
        const Item *aim = &example->items[parent];
        if (aim->parent_id.n) aim = &example->items[aim->parent_id.n - 1];
        item->goal = aim->title;
    }
    return !row->release || example_find_release(example, row->release, &item->release_id, err);
}

static bool read_items(Example *example, const Outline *outline, Str *position, Error *err) {
    int above[DEPTHS] = {-1, -1, -1};
    for (int i = 0; i < outline->count; i++) {
        const ItemRow *row = &outline->rows[i];
        Item *item = &example->items[example->item_count];
        record_init(&item_resource, item);
        item->kind.n = (int)row->kind;
        item->position = *position = rank_after(example->arena, *position);
        wish(example, row, item);
        estimate(example, row, item);
        if (!belong(example, outline, row, above, item, err)) return false;
        above[row->depth] = example->item_count;
        example->rows[example->item_count] = row;
        example->leaf[example->item_count] = i + 1 == outline->count || row[1].depth <= row->depth;
        example->item_count++;
    }
    return true;
}

/* ---- who and after ---- */

static bool read_number(Str text, int64_t *ret, Error *err) {
    if (str_starts(text, STR("+"))) text = str_from(text, 1);
    return str_int(text, ret) || example_fault(err, "number", text);
}

static bool read_assignments(Example *example, int item, Error *err) {
    List words = example_split(example->arena, example->rows[item]->who, ' ');
    for (int i = 0; i < words.count; i++) {
        Str units, key = str_cut(((const Str *)words.at)[i], ':', &units);
        ItemAssignment assignment;
        record_init(&assignment_resource, &assignment);
        assignment.item_id.n = item + 1;
        if (!example_find_resource(example, key, &assignment.resource_id, err)) return false;
        if (units.at && !read_number(units, &assignment.units_percent, err)) return false;
        ItemAssignment *slot = vec_push(example->arena, &example->assignments);
        if (!slot) return error_no_memory(err);
        *slot = assignment;
    }
    return true;
}

static bool read_link_type(Str text, ItemLink *link, Error *err) {
    static const char *const short_names[] = {"FF", "FS", "SF", "SS"}; /* as LinkType */
    for (int i = 0; i < COUNT_OF(short_names); i++) {
        if (!str_starts(text, str_of(short_names[i]))) continue;
        link->type.n = i;
        if (text.len > 2 && !read_number(str_from(text, 2), &link->lag_minutes, err)) return false;
        link->lag_minutes *= 60;
        return true;
    }
    return example_fault(err, "type of link", text);
}

static bool read_links(Example *example, int item, Error *err) {
    List words = example_split(example->arena, example->rows[item]->after, ' ');
    for (int i = 0; i < words.count; i++) {
        Str type, key = str_cut(((const Str *)words.at)[i], ':', &type);
        int predecessor;
        ItemLink link;
        record_init(&link_resource, &link);
        if (!example_find_item(example, key, &predecessor, err)) return false;
        link.predecessor_id.n = predecessor + 1;
        link.successor_id.n = item + 1;
        if (type.at && !read_link_type(type, &link, err)) return false;
        ItemLink *slot = vec_push(example->arena, &example->links);
        if (!slot) return error_no_memory(err);
        *slot = link;
    }
    return true;
}

bool example_outline(Example *example, Error *err) {
    int count = 0;
    Str position = STR_NULL;
    for (int i = 0; i < COUNT_OF(outlines); i++) count += outlines[i]->count;
    example->items = arena_array(example->arena, Item, count);
    example->rows = arena_array(example->arena, const ItemRow *, count);
    example->leaf = arena_array(example->arena, bool, count);
    if (!example->items || !example->rows || !example->leaf) return error_no_memory(err);
    for (int i = 0; i < COUNT_OF(outlines); i++)
        if (!read_items(example, outlines[i], &position, err)) return false;
    for (int i = 0; i < count; i++)
        if (!read_assignments(example, i, err) || !read_links(example, i, err)) return false;
    return true;
}
