-- rows: expenses

-- name: expense_list
SELECT *, '' AS sort_key FROM expenses
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (:item_id IS NULL OR item_id = :item_id)
  AND (:kind IS NULL OR kind = :kind)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: expense_list_by_item_id
SELECT *, '' AS sort_key FROM expenses
WHERE item_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (:kind IS NULL OR kind = :kind)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: expense_list_by_project_id
SELECT *, '' AS sort_key FROM expenses
WHERE project_id = :project_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:item_id IS NULL OR item_id = :item_id)
  AND (:kind IS NULL OR kind = :kind)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;


-- name: expense_all
SELECT * FROM expenses WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;
