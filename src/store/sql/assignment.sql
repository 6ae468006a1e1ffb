-- A list that is filtered by a selective field has its own statement, assignment_list_by_FIELD, which goes along an index
-- of that field; the store takes the first whose filter is given. `+` keeps the planner off the wider index.

-- rows: assignments

-- name: assignment_list
SELECT *, '' AS sort_key FROM assignments
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:item_id IS NULL OR item_id = :item_id)
  AND (:resource_id IS NULL OR resource_id = :resource_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: assignment_list_by_item_id
SELECT *, '' AS sort_key FROM assignments
WHERE item_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:resource_id IS NULL OR resource_id = :resource_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: assignment_list_by_resource_id
SELECT *, '' AS sort_key FROM assignments
WHERE resource_id = :resource_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:item_id IS NULL OR item_id = :item_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: assignment_all
SELECT * FROM assignments WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;

-- name: assignment_of_item
SELECT * FROM assignments
WHERE item_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
ORDER BY id;
