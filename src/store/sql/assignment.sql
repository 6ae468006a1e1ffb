-- rows: assignments
-- list: by id; filters item_id! resource_id!

-- name: assignment_of_item
SELECT * FROM assignments
WHERE item_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
ORDER BY id;
