-- name: resource_load
SELECT * FROM resources WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: resource_load_deleted
SELECT * FROM resources WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: resource_insert
INSERT INTO resources (
    id, workspace_id, revision, created_at, updated_at, name, kind, email, person_id, calendar_id,
    units_percent, rate_cents_per_hour, cost_per_use_cents, external_id, file_details
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :name, :kind, :email, :person_id, :calendar_id,
    :units_percent, :rate_cents_per_hour, :cost_per_use_cents, :external_id, :file_details
);

-- name: resource_update
UPDATE resources SET
    revision = :revision, updated_at = :updated_at, name = :name, kind = :kind, email = :email, person_id = :person_id,
    calendar_id = :calendar_id, units_percent = :units_percent, rate_cents_per_hour = :rate_cents_per_hour,
    cost_per_use_cents = :cost_per_use_cents, external_id = :external_id, file_details = :file_details
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: resource_delete
UPDATE resources SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: resource_restore
UPDATE resources SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: resource_list
SELECT *, name AS sort_key FROM resources
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:kind IS NULL OR kind = :kind)
  AND (:person_id IS NULL OR person_id = :person_id)
  AND (name, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY name, id
LIMIT :limit;

-- name: resource_all
SELECT * FROM resources WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY name, id;
