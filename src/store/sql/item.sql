-- rows: items
-- list: by sort_rank, sort_id; filters parent_id! release_id! project_id! product_id! kind& state&

-- name: item_all
SELECT * FROM items WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY position, id;

-- The greatest rank stands at the end of the index, unless it is below '~': then before the items without one.
-- name: item_last_rank
SELECT MAX(rank) AS rank FROM (
    SELECT rank FROM (
        SELECT rank FROM items WHERE workspace_id = :workspace_id AND deleted_at IS NULL
        ORDER BY sort_rank DESC LIMIT 1
    ) AS behind
    UNION ALL
    SELECT rank FROM (
        SELECT rank FROM items
        WHERE workspace_id = :workspace_id AND deleted_at IS NULL AND sort_rank < '~'
        ORDER BY sort_rank DESC LIMIT 1
    ) AS before
) AS candidates;

-- name: item_last_position
SELECT MAX(position) AS position FROM items WHERE workspace_id = :workspace_id AND deleted_at IS NULL;

-- UNION drops what is there already, so that a circle of parents would end too. CROSS JOIN keeps SQLite, where
-- ANALYZE was run, from reading all items into a filter before it looks up one.
-- name: item_is_within
WITH RECURSIVE upward (id) AS (
    SELECT CAST(:item_id AS BIGINT)
    UNION
    SELECT items.parent_id FROM upward CROSS JOIN items
    WHERE items.id = upward.id AND items.workspace_id = :workspace_id AND items.deleted_at IS NULL AND
    items.parent_id IS NOT NULL
)
SELECT COUNT(*) AS found FROM upward WHERE id = :ancestor_id;

-- name: item_by_external_id
SELECT * FROM items
WHERE project_id = :project_id AND external_id = :external_id AND +workspace_id = :workspace_id
  AND deleted_at IS NULL
ORDER BY id LIMIT 1;

-- No outline is deeper than 1000 levels.
-- name: item_descendants
WITH RECURSIVE below (id, depth) AS (
    SELECT id, 1 FROM items
    WHERE parent_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
    UNION ALL
    SELECT items.id, below.depth + 1 FROM items JOIN below ON items.parent_id = below.id
    WHERE items.deleted_at IS NULL AND below.depth < 1000
)
SELECT items.* FROM items JOIN below ON items.id = below.id ORDER BY below.depth DESC, items.id;

-- name: item_has_actuals
WITH RECURSIVE within (id, depth) AS (
    SELECT id, 1 FROM items WHERE id = :item_id AND workspace_id = :workspace_id AND deleted_at IS NULL
    UNION ALL
    SELECT items.id, within.depth + 1 FROM items JOIN within ON items.parent_id = within.id
    WHERE items.deleted_at IS NULL AND within.depth < 1000
)
SELECT EXISTS (
    SELECT 1 FROM within JOIN time_entries ON time_entries.item_id = within.id WHERE time_entries.deleted_at IS NULL
) OR EXISTS (
    SELECT 1 FROM within JOIN expenses ON expenses.item_id = within.id WHERE expenses.deleted_at IS NULL
) AS found;
