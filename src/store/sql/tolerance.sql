-- rows: tolerances
-- list: by id; filters project_id release_id item_id aspect

-- Workspaces that are watched; one whose last tolerance or promise is gone may still have an exception or a break.

-- name: tolerance_watched
SELECT workspace_id FROM tolerances WHERE deleted_at IS NULL
UNION
SELECT workspace_id FROM exceptions WHERE deleted_at IS NULL AND closed_at IS NULL
UNION
SELECT workspace_id FROM promises WHERE deleted_at IS NULL AND state = 'given'
UNION
SELECT workspace_id FROM promise_breaks;
