-- rows: tolerances
-- list: by id; filters project_id release_id item_id aspect

-- Workspaces whose forecasts are watched; one whose last tolerance is gone may still have an exception.

-- name: tolerance_workspaces
SELECT workspace_id FROM tolerances WHERE deleted_at IS NULL
UNION
SELECT workspace_id FROM exceptions WHERE deleted_at IS NULL AND closed_at IS NULL;
