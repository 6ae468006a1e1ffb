-- A list that is filtered by a selective field has its own statement, link_list_by_FIELD, which goes along an index
-- of that field; the store takes the first whose filter is given. `+` keeps the planner off the wider index.

-- rows: links

-- name: link_list
SELECT *, '' AS sort_key FROM links
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:predecessor_id IS NULL OR predecessor_id = :predecessor_id)
  AND (:successor_id IS NULL OR successor_id = :successor_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: link_list_by_predecessor_id
SELECT *, '' AS sort_key FROM links
WHERE predecessor_id = :predecessor_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:successor_id IS NULL OR successor_id = :successor_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: link_list_by_successor_id
SELECT *, '' AS sort_key FROM links
WHERE successor_id = :successor_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:predecessor_id IS NULL OR predecessor_id = :predecessor_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: link_all
SELECT * FROM links WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;

-- name: link_of_item
SELECT * FROM links
WHERE predecessor_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
UNION
SELECT * FROM links
WHERE successor_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
ORDER BY id;
