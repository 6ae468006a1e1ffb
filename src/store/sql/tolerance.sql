-- name: tolerance_load
SELECT * FROM tolerances WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: tolerance_load_deleted
SELECT * FROM tolerances WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: tolerance_insert
INSERT INTO tolerances (
    id, workspace_id, revision, created_at, updated_at, project_id, release_id, item_id, aspect, allowed,
    warning_percent, set_by_id, unit, target, less_is_worse, measured, measured_on, measured_by_id
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :project_id, :release_id, :item_id, :aspect,
    :allowed, :warning_percent, :set_by_id, :unit, :target, :less_is_worse, :measured, :measured_on,
    :measured_by_id
);

-- name: tolerance_update
UPDATE tolerances SET
    revision = :revision, updated_at = :updated_at, project_id = :project_id, release_id = :release_id,
    item_id = :item_id, aspect = :aspect, allowed = :allowed, warning_percent = :warning_percent,
    set_by_id = :set_by_id, unit = :unit, target = :target, less_is_worse = :less_is_worse,
    measured = :measured, measured_on = :measured_on, measured_by_id = :measured_by_id
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: tolerance_delete
UPDATE tolerances SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: tolerance_restore
UPDATE tolerances SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: tolerance_list
SELECT *, '' AS sort_key FROM tolerances
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (:release_id IS NULL OR release_id = :release_id)
  AND (:item_id IS NULL OR item_id = :item_id)
  AND (:aspect IS NULL OR aspect = :aspect)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: tolerance_all
SELECT * FROM tolerances WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;

-- Workspaces whose forecasts are watched; one whose last tolerance is gone may still have an exception.
-- name: tolerance_workspaces
SELECT workspace_id FROM tolerances WHERE deleted_at IS NULL
UNION
SELECT workspace_id FROM exceptions WHERE deleted_at IS NULL AND closed_at IS NULL;
