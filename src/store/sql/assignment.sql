-- A list that is filtered by a selective field has its own statement, assignment_list_by_FIELD, which goes along an index
-- of that field; the store takes the first whose filter is given. `+` keeps the planner off the wider index.

-- name: assignment_load
SELECT * FROM assignments WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: assignment_load_deleted
SELECT * FROM assignments WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: assignment_insert
INSERT INTO assignments (
    id, workspace_id, revision, created_at, updated_at, item_id, resource_id, units_percent, work_minutes,
    delay_minutes, leveling_delay_minutes, contour, portions, overtime_minutes, actual_work_minutes,
    file_details
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :item_id, :resource_id, :units_percent,
    :work_minutes, :delay_minutes, :leveling_delay_minutes, :contour, :portions, :overtime_minutes,
    :actual_work_minutes, :file_details
);

-- name: assignment_update
UPDATE assignments SET
    revision = :revision, updated_at = :updated_at, item_id = :item_id, resource_id = :resource_id,
    units_percent = :units_percent, work_minutes = :work_minutes,
    delay_minutes = :delay_minutes, leveling_delay_minutes = :leveling_delay_minutes, contour = :contour,
    portions = :portions, overtime_minutes = :overtime_minutes, actual_work_minutes = :actual_work_minutes,
    file_details = :file_details
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: assignment_delete
UPDATE assignments SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: assignment_restore
UPDATE assignments SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: assignment_list
SELECT *, '' AS sort_key FROM assignments
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:item_id IS NULL OR item_id = :item_id)
  AND (:resource_id IS NULL OR resource_id = :resource_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: assignment_list_by_item_id
SELECT *, '' AS sort_key FROM assignments
WHERE item_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:resource_id IS NULL OR resource_id = :resource_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: assignment_list_by_resource_id
SELECT *, '' AS sort_key FROM assignments
WHERE resource_id = :resource_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:item_id IS NULL OR item_id = :item_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: assignment_all
SELECT * FROM assignments WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;

-- name: assignment_of_item
SELECT * FROM assignments
WHERE item_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
ORDER BY id;
