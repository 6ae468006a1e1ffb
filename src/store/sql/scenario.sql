-- name: scenario_load
SELECT * FROM scenarios WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: scenario_load_deleted
SELECT * FROM scenarios WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: scenario_insert
INSERT INTO scenarios (
    id, workspace_id, revision, created_at, updated_at, name, text, changes, author_id, proposal_id
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :name, :text, :changes, :author_id, :proposal_id
);

-- name: scenario_update
UPDATE scenarios SET
    revision = :revision, updated_at = :updated_at, name = :name, text = :text, changes = :changes,
    author_id = :author_id, proposal_id = :proposal_id
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: scenario_delete
UPDATE scenarios SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: scenario_restore
UPDATE scenarios SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: scenario_list
SELECT *, '' AS sort_key FROM scenarios
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: scenario_all
SELECT * FROM scenarios WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;
