-- name: release_load
SELECT * FROM releases WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: release_load_deleted
SELECT * FROM releases WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: release_insert
INSERT INTO releases (
    id, workspace_id, revision, created_at, updated_at, product_id, name, target_on, state, rank
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :product_id, :name, :target_on, :state, :rank
);

-- name: release_update
UPDATE releases SET
    revision = :revision, updated_at = :updated_at, product_id = :product_id, name = :name,
    target_on = :target_on, state = :state, rank = :rank
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: release_delete
UPDATE releases SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: release_restore
UPDATE releases SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: release_list
SELECT *, rank AS sort_key FROM releases
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:product_id IS NULL OR product_id = :product_id)
  AND (rank, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY rank, id
LIMIT :limit;

-- name: release_all
SELECT * FROM releases WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY rank, id;
