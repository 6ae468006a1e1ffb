-- A list that is filtered by a selective field has its own statement, token_list_by_FIELD, which goes along an index
-- of that field; the store takes the first whose filter is given. `+` keeps the planner off the wider index.

-- name: token_load
SELECT * FROM tokens WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: token_load_deleted
SELECT * FROM tokens WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: token_insert
INSERT INTO tokens (
    id, workspace_id, revision, created_at, updated_at, person_id, name, hash, expires_at, last_used_at
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :person_id, :name, :hash, :expires_at,
    :last_used_at
);

-- name: token_update
UPDATE tokens SET
    revision = :revision, updated_at = :updated_at, person_id = :person_id, name = :name, hash = :hash,
    expires_at = :expires_at, last_used_at = :last_used_at
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: token_delete
UPDATE tokens SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: token_restore
UPDATE tokens SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: token_list
SELECT *, '' AS sort_key FROM tokens
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND person_id = :viewer_id
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: token_all
SELECT * FROM tokens WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;

-- name: token_by_hash
SELECT * FROM tokens WHERE hash = :hash AND deleted_at IS NULL;

-- name: token_touch
UPDATE tokens SET last_used_at = :now WHERE id = :token_id AND deleted_at IS NULL;
