/* What came from a file and is no longer in it: told, and deleted when asked for.
 *
 * Of the project that is filled: items with an external_id that the file does not have; links whose two ends
 * the file has and which it does not have between them; assignments likewise. An item that still holds
 * something that stays is kept. A table (CSV) may hold a part of the plan only, so nothing is missing there.
 */
#include "base/banned.h"
#include "base/mem.h"
#include "change/files/import_run.h"

typedef struct Missing {
    Import *import;
    UidMap here;  /* items of the file, by real id */
    UidMap stays; /* items that must not be deleted: what is in the file or made here, and all above */
    List items;   /* of the workspace */
    UidMap item_of;
} Missing;

static bool in_file(const Missing *missing, Id id) {
    return uid_map_find(&missing->here, id.n) >= 0;
}

static bool is_missing(const Missing *missing, const Item *item) {
    return id_equal(item->project_id, missing->import->report.project_id) && item->external_id.len &&
           !in_file(missing, item->row.id);
}

static const Item *item_of(const Missing *missing, Id id) {
    int32_t at = id.n ? uid_map_find(&missing->item_of, id.n) : -1;
    return at < 0 ? NULL : (const Item *)missing->items.at + at;
}

static bool look_around(Missing *missing, Error *err) {
    Import *import = missing->import;
    const Item *rows = import->file->items.at, *items;
    for (int i = 0; i < import->file->items.count; i++)
        uid_map_add(import->arena, &missing->here, import_real_id(import, rows[i].row.id).n, 0);
    if (!row_all(import->tx, &item_resource, import->workspace_id, &missing->items, err)) return false;
    items = missing->items.at;
    for (int i = 0; i < missing->items.count; i++) {
        uid_map_add(import->arena, &missing->item_of, items[i].row.id.n, i);
        import_title(import, &item_resource, &items[i]);
    }
    for (int i = 0; i < missing->items.count; i++) {
        if (is_missing(missing, &items[i])) continue;
        for (const Item *at = &items[i]; at; at = item_of(missing, at->parent_id))
            if (!uid_map_add(import->arena, &missing->stays, at->row.id.n, 0)) break;
    }
    return !import->arena->full || error_no_memory(err);
}

/* Deletes the row, or only tells of it. */
static bool end_row(Import *import, const Resource *resource, const void *row, bool asked, Error *err) {
    int foreign = import->change->foreign.count;
    import_count(import, resource, TOLD_MISSING);
    if (asked && !change_delete(import->change, resource, row, err)) return false;
    import_tell(import, resource, row, NULL, import->change->foreign.count > foreign, !asked);
    return true;
}

static bool end_links(const Missing *missing, bool asked, Error *err) {
    Import *import = missing->import;
    List rows;
    if (!row_all(import->tx, &link_resource, import->workspace_id, &rows, err)) return false;
    const ItemLink *link = rows.at;
    for (int i = 0; i < rows.count; i++, link++) {
        bool ends = in_file(missing, link->predecessor_id) && in_file(missing, link->successor_id);
        if (!ends || uid_map_find(&import->seen, link->row.id.n) >= 0) continue;
        if (!end_row(import, &link_resource, link, asked, err)) return false;
    }
    return true;
}

static bool end_assignments(const Missing *missing, bool asked, Error *err) {
    Import *import = missing->import;
    List rows;
    if (!row_all(import->tx, &assignment_resource, import->workspace_id, &rows, err)) return false;
    const ItemAssignment *one = rows.at;
    for (int i = 0; i < rows.count; i++, one++) {
        if (!in_file(missing, one->item_id) || uid_map_find(&import->seen, one->row.id.n) >= 0) continue;
        if (!end_row(import, &assignment_resource, one, asked, err)) return false;
    }
    return true;
}

/* Deletion takes along what is below: only the topmost of what goes is deleted. */
static bool end_items(const Missing *missing, bool asked, Error *err) {
    Import *import = missing->import;
    const Item *item = missing->items.at;
    for (int i = 0; i < missing->items.count; i++, item++) {
        if (!is_missing(missing, item)) continue;
        const Item *parent = item_of(missing, item->parent_id);
        bool stays = uid_map_find(&missing->stays, item->row.id.n) >= 0;
        bool goes_along =
            parent && is_missing(missing, parent) && uid_map_find(&missing->stays, parent->row.id.n) < 0;
        if (goes_along) {
            import_count(import, &item_resource, TOLD_MISSING);
            import_tell(import, &item_resource, item, NULL, false, !asked);
        } else if (!end_row(import, &item_resource, item, asked && !stays, err)) return false;
    }
    return true;
}

bool import_removed(Import *import, Error *err) {
    Missing missing = {.import = import};
    if (!import->options->project_id.n || import->file->format == FORMAT_CSV) return true;
    ImportRemoved removed = import->options->removed;
    return look_around(&missing, err) && end_links(&missing, removed != REMOVED_KEPT, err) &&
           end_assignments(&missing, removed != REMOVED_KEPT, err) &&
           end_items(&missing, removed == REMOVED_ALL, err);
}
