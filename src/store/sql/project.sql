-- name: project_load
SELECT * FROM projects WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: project_load_deleted
SELECT * FROM projects WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: project_insert
INSERT INTO projects (
    id, workspace_id, revision, created_at, updated_at, name, charter, start_at, status_at, must_finish_at,
    calendar_id, budget_cents, rank, product_ids
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :name, :charter, :start_at, :status_at,
    :must_finish_at, :calendar_id, :budget_cents, :rank, :product_ids
);

-- name: project_update
UPDATE projects SET
    revision = :revision, updated_at = :updated_at, name = :name, charter = :charter, start_at = :start_at,
    status_at = :status_at, must_finish_at = :must_finish_at, calendar_id = :calendar_id,
    budget_cents = :budget_cents, rank = :rank, product_ids = :product_ids
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: project_delete
UPDATE projects SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: project_restore
UPDATE projects SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: project_list
SELECT *, rank AS sort_key FROM projects
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (rank, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY rank, id
LIMIT :limit;

-- name: project_all
SELECT * FROM projects WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY rank, id;
