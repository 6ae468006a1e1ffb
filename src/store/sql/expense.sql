-- name: expense_load
SELECT * FROM expenses WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: expense_load_deleted
SELECT * FROM expenses WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: expense_insert
INSERT INTO expenses (
    id, workspace_id, revision, created_at, updated_at, project_id, item_id, title, supplier, day, amount_cents,
    kind
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :project_id, :item_id, :title, :supplier, :day,
    :amount_cents, :kind
);

-- name: expense_update
UPDATE expenses SET
    revision = :revision, updated_at = :updated_at, project_id = :project_id, item_id = :item_id, title =
    :title, supplier = :supplier, day = :day, amount_cents = :amount_cents, kind = :kind
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: expense_delete
UPDATE expenses SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: expense_restore
UPDATE expenses SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

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
