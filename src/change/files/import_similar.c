/* Which project a file is probably an update of: the one of whose tasks most are in the file, by id and
 * title. */
#include "base/banned.h"
#include "base/mem.h"
#include "change/files/import_run.h"

typedef struct ProjectCount {
    Id project_id;
    int64_t same, all;
} ProjectCount;

typedef struct Similar {
    Import *import;
    UidMap of_file;  /* hash of external_id and title */
    UidMap count_of; /* project -> index in counts */
    struct {
        VEC(ProjectCount);
    } counts;
} Similar;

/* FNV-1a. A chance hit in a suggestion does no harm. */
static int64_t hash_of(const Item *item) {
    uint64_t hash = 0xcbf29ce484222325;
    const Str texts[] = {item->external_id, item->title};
    for (int t = 0; t < 2; t++) {
        for (size_t i = 0; i < texts[t].len; i++) hash = (hash ^ (uint8_t)texts[t].at[i]) * 0x100000001b3;
        hash *= 0x100000001b3;
    }
    return (int64_t)hash;
}

static bool count_item(void *context, const void *record, Error *err) {
    Similar *similar = context;
    const Item *item = record;
    if (!item->project_id.n || !item->external_id.len) return true;
    Arena *arena = similar->import->arena;
    int32_t at = uid_map_find(&similar->count_of, item->project_id.n);
    if (at < 0) {
        ProjectCount *slot = vec_push(arena, &similar->counts);
        if (!slot) return error_no_memory(err);
        *slot = (ProjectCount){.project_id = item->project_id};
        at = similar->counts.count - 1;
        uid_map_add(arena, &similar->count_of, item->project_id.n, at);
    }
    similar->counts.at[at].all++;
    similar->counts.at[at].same += uid_map_find(&similar->of_file, hash_of(item)) >= 0;
    return true;
}

bool import_similar(Import *import, Error *err) {
    Similar similar = {.import = import};
    const Item *items = import->file->items.at;
    int64_t best = 0;
    for (int i = 0; i < import->file->items.count; i++)
        uid_map_add(import->arena, &similar.of_file, hash_of(&items[i]), 0);
    if (!row_each(import->tx, &item_resource, import->workspace_id, count_item, &similar, err)) return false;
    for (int i = 0; i < similar.counts.count; i++) {
        const ProjectCount *one = &similar.counts.at[i];
        if (2 * one->same < one->all || one->same <= best) continue;
        best = one->same;
        import->report.similar_project_id = one->project_id;
    }
    return true;
}
