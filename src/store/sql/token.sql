-- rows: tokens

-- name: token_list
SELECT *, '' AS sort_key FROM tokens
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND person_id = :viewer_id
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: token_all
SELECT * FROM tokens WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;

-- name: token_by_hash
SELECT * FROM tokens WHERE hash = :hash AND deleted_at IS NULL;

-- name: token_touch
UPDATE tokens SET last_used_at = :now WHERE id = :token_id AND deleted_at IS NULL;
