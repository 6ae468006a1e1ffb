-- rows: time_entries

-- name: time_entry_list
SELECT *, '' AS sort_key FROM time_entries
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:resource_id IS NULL OR resource_id = :resource_id)
  AND (:item_id IS NULL OR item_id = :item_id)
  AND (:day IS NULL OR day = :day)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: time_entry_list_by_resource_id
SELECT *, '' AS sort_key FROM time_entries
WHERE resource_id = :resource_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:item_id IS NULL OR item_id = :item_id)
  AND (:day IS NULL OR day = :day)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: time_entry_list_by_item_id
SELECT *, '' AS sort_key FROM time_entries
WHERE item_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:resource_id IS NULL OR resource_id = :resource_id)
  AND (:day IS NULL OR day = :day)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;


-- Those of closed periods are too many to hold them all; they are listed page by page.
-- name: time_entry_all
SELECT * FROM time_entries WHERE workspace_id = :workspace_id AND deleted_at IS NULL AND NOT locked ORDER BY id;

-- name: time_entry_cost
SELECT item_id, day, SUM(minutes) AS minutes, SUM(cost_cents) AS cost_cents FROM time_entries
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
GROUP BY item_id, day
ORDER BY item_id, day;
