-- name: person_load
SELECT * FROM people WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: person_load_deleted
SELECT * FROM people WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: person_insert
INSERT INTO people (
    id, workspace_id, revision, created_at, updated_at, name, email, password, administrator, disabled
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :name, :email, :password, :administrator,
    :disabled
);

-- name: person_update
UPDATE people SET
    revision = :revision, updated_at = :updated_at, name = :name, email = :email, password = :password,
    administrator = :administrator, disabled = :disabled
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: person_delete
UPDATE people SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: person_restore
UPDATE people SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: person_list
SELECT *, name AS sort_key FROM people
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (name, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY name, id
LIMIT :limit;

-- name: person_all
SELECT * FROM people WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY name, id;

-- name: person_by_email
SELECT * FROM people WHERE email = :email AND deleted_at IS NULL;
