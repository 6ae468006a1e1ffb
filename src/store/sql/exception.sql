-- rows: exceptions
-- list: by id; filters project_id release_id item_id aspect state tolerance_id

-- name: exception_live
SELECT * FROM exceptions
WHERE workspace_id = :workspace_id AND deleted_at IS NULL AND closed_at IS NULL ORDER BY id;
