-- name: calendar_load
SELECT * FROM calendars WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: calendar_load_deleted
SELECT * FROM calendars WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: calendar_insert
INSERT INTO calendars (
    id, workspace_id, revision, created_at, updated_at, name, week, exceptions
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :name, :week, :exceptions
);

-- name: calendar_update
UPDATE calendars SET
    revision = :revision, updated_at = :updated_at, name = :name, week = :week, exceptions = :exceptions
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: calendar_delete
UPDATE calendars SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: calendar_restore
UPDATE calendars SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: calendar_list
SELECT *, name AS sort_key FROM calendars
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (name, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY name, id
LIMIT :limit;

-- name: calendar_all
SELECT * FROM calendars WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY name, id;
