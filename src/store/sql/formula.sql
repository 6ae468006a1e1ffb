-- name: formula_load
SELECT * FROM formulas WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: formula_load_deleted
SELECT * FROM formulas WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: formula_insert
INSERT INTO formulas (
    id, workspace_id, revision, created_at, updated_at, name, product_id, text
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :name, :product_id, :text
);

-- name: formula_update
UPDATE formulas SET
    revision = :revision, updated_at = :updated_at, name = :name, product_id = :product_id, text = :text
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: formula_delete
UPDATE formulas SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: formula_restore
UPDATE formulas SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: formula_list
SELECT *, '' AS sort_key FROM formulas
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:product_id IS NULL OR product_id = :product_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: formula_all
SELECT * FROM formulas WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;
