-- name: time_entry_load
SELECT * FROM time_entries WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: time_entry_load_deleted
SELECT * FROM time_entries WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: time_entry_insert
INSERT INTO time_entries (
    id, workspace_id, revision, created_at, updated_at, resource_id, item_id, day, minutes, note, submitted,
    approved, locked, rate_cents_per_hour, cost_cents
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :resource_id, :item_id, :day, :minutes, :note,
    :submitted, :approved, :locked, :rate_cents_per_hour, :cost_cents
);

-- name: time_entry_update
UPDATE time_entries SET
    revision = :revision, updated_at = :updated_at, resource_id = :resource_id, item_id = :item_id, day = :day,
    minutes = :minutes, note = :note, submitted = :submitted, approved = :approved, locked = :locked,
    rate_cents_per_hour = :rate_cents_per_hour, cost_cents = :cost_cents
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: time_entry_delete
UPDATE time_entries SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: time_entry_restore
UPDATE time_entries SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: time_entry_list
SELECT *, '' AS sort_key FROM time_entries
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:resource_id IS NULL OR resource_id = :resource_id)
  AND (:item_id IS NULL OR item_id = :item_id)
  AND (:day IS NULL OR day = :day)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: time_entry_list_by_resource_id
SELECT *, '' AS sort_key FROM time_entries
WHERE resource_id = :resource_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:item_id IS NULL OR item_id = :item_id)
  AND (:day IS NULL OR day = :day)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: time_entry_list_by_item_id
SELECT *, '' AS sort_key FROM time_entries
WHERE item_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:resource_id IS NULL OR resource_id = :resource_id)
  AND (:day IS NULL OR day = :day)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;


-- Those of closed periods are too many to hold them all; they are listed page by page.
-- name: time_entry_all
SELECT * FROM time_entries WHERE workspace_id = :workspace_id AND deleted_at IS NULL AND NOT locked ORDER BY id;

-- name: time_entry_cost
SELECT item_id, day, SUM(minutes) AS minutes, SUM(cost_cents) AS cost_cents FROM time_entries
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
GROUP BY item_id, day
ORDER BY item_id, day;
