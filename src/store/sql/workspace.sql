-- name: workspace_load
SELECT * FROM workspaces WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: workspace_load_deleted
SELECT * FROM workspaces WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: workspace_insert
INSERT INTO workspaces (
    id, workspace_id, revision, created_at, updated_at, name, currency, critical_float_minutes, share_people
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :name, :currency, :critical_float_minutes,
    :share_people
);

-- name: workspace_update
UPDATE workspaces SET
    revision = :revision, updated_at = :updated_at, name = :name, currency = :currency,
    critical_float_minutes = :critical_float_minutes, share_people = :share_people
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: workspace_delete
UPDATE workspaces SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: workspace_restore
UPDATE workspaces SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: workspace_list
SELECT *, name AS sort_key FROM workspaces
WHERE id = :workspace_id AND deleted_at IS NULL
  AND (name, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY name, id
LIMIT :limit;

-- name: workspace_all
SELECT * FROM workspaces WHERE id = :workspace_id AND deleted_at IS NULL ORDER BY name, id;

-- name: workspace_count
SELECT COUNT(*) AS count FROM workspaces WHERE deleted_at IS NULL;
