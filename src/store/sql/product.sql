-- name: product_load
SELECT * FROM products WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: product_load_deleted
SELECT * FROM products WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: product_insert
INSERT INTO products (
    id, workspace_id, revision, created_at, updated_at, name, vision, life_cycle_stage, rank
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :name, :vision, :life_cycle_stage, :rank
);

-- name: product_update
UPDATE products SET
    revision = :revision, updated_at = :updated_at, name = :name, vision = :vision,
    life_cycle_stage = :life_cycle_stage, rank = :rank
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: product_delete
UPDATE products SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: product_restore
UPDATE products SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: product_list
SELECT *, rank AS sort_key FROM products
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (rank, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY rank, id
LIMIT :limit;

-- name: product_all
SELECT * FROM products WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY rank, id;
