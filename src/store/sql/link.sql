-- rows: links
-- list: by id; filters predecessor_id! successor_id!

-- name: link_of_item
SELECT * FROM links
WHERE predecessor_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
UNION
SELECT * FROM links
WHERE successor_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
ORDER BY id;
