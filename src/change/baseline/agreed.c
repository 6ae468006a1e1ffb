/* Frozen rows of each project. See agreed.h. */
#include "change/baseline/agreed.h"

#include "base/banned.h"
#include "base/vec.h"

typedef struct Rows {
    VEC(BaselineItem);
} Rows;

const Baseline *agreed_latest(const List *baselines, Id project_id) {
    const Baseline *row = baselines->at, *found = NULL;
    for (int i = 0; i < baselines->count; i++) {
        bool own = id_equal(row[i].project_id, project_id);
        if (!own && row[i].project_id.n) continue;
        bool better = !found || (own && !found->project_id.n) ||
                      (id_equal(found->project_id, row[i].project_id) && row[i].number > found->number);
        if (better) found = &row[i];
    }
    return found;
}

/* `read` are the rows of the baseline of id `*read_id`: one of the workspace is read once for all projects.
 */
static bool take_rows(Transaction *tx, const Baseline *baseline, Id project_id, Id *read_id, List *read,
                      Rows *to, Error *err) {
    if (!id_equal(*read_id, baseline->row.id) && !baseline_rows(tx, baseline, read, err)) return false;
    *read_id = baseline->row.id;
    const BaselineItem *row = read->at;
    for (int i = 0; i < read->count; i++) {
        if (!id_equal(row[i].project_id, project_id)) continue;
        BaselineItem *slot = vec_push(tx->arena, to);
        if (!slot) return error_no_memory(err);
        *slot = row[i];
    }
    return true;
}

static int by_item(const void *a, const void *b) {
    const BaselineItem *x = *(const BaselineItem *const *)a, *y = *(const BaselineItem *const *)b;
    return (x->item_id.n > y->item_id.n) - (x->item_id.n < y->item_id.n);
}

static bool sort_rows(Arena *arena, Agreed *agreed) {
    agreed->by_item = arena_array(arena, const BaselineItem *, agreed->rows.count + 1);
    if (!agreed->by_item) return false;
    for (int i = 0; i < agreed->rows.count; i++)
        agreed->by_item[i] = (const BaselineItem *)agreed->rows.at + i;
    if (agreed->rows.count > 1)
        qsort(agreed->by_item, (size_t)agreed->rows.count, sizeof *agreed->by_item, by_item);
    return true;
}

bool agreed_load(Transaction *tx, Id workspace_id, Id baseline_id, const PlanMap *map, Agreed *ret,
                 Error *err) {
    List baselines;
    Baseline named;
    Rows rows = {0};
    List read = {0};
    Id read_id = ID_NONE;
    Agreed agreed = {.projects = arena_array(tx->arena, bool, map->plan.project_count + 1),
                     .baselines = arena_array(tx->arena, Id, map->plan.project_count + 1)};
    if (!agreed.projects || !agreed.baselines) return error_no_memory(err);
    if (!row_all(tx, &baseline_resource, workspace_id, &baselines, err)) return false;
    if (baseline_id.n && !row_load(tx, &baseline_resource, workspace_id, baseline_id, &named, err))
        return false;
    for (int32_t p = 0; p < map->plan.project_count; p++) {
        const Baseline *baseline = baseline_id.n ? &named : agreed_latest(&baselines, map->project_ids[p]);
        bool covers =
            baseline && (!baseline->project_id.n || id_equal(baseline->project_id, map->project_ids[p]));
        int before = rows.count;
        if (covers && !take_rows(tx, baseline, map->project_ids[p], &read_id, &read, &rows, err))
            return false;
        agreed.projects[p] = rows.count > before;
        agreed.baselines[p] = agreed.projects[p] ? baseline->row.id : ID_NONE;
    }
    agreed.rows = (List){rows.at, rows.count};
    if (!sort_rows(tx->arena, &agreed)) return error_no_memory(err);
    *ret = agreed;
    return true;
}

const BaselineItem *agreed_find(const Agreed *agreed, Id item_id) {
    BaselineItem like = {.item_id = item_id};
    const BaselineItem *key = &like;
    const BaselineItem **found =
        agreed->rows.count
            ? bsearch(&key, agreed->by_item, (size_t)agreed->rows.count, sizeof *agreed->by_item, by_item)
            : NULL;
    return found ? *found : NULL;
}
