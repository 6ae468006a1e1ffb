-- rows: workspaces

-- name: workspace_list
SELECT *, name AS sort_key FROM workspaces
WHERE id = :workspace_id AND deleted_at IS NULL
  AND (name, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY name, id
LIMIT :limit;

-- name: workspace_all
SELECT * FROM workspaces WHERE id = :workspace_id AND deleted_at IS NULL ORDER BY name, id;

-- name: workspace_count
SELECT COUNT(*) AS count FROM workspaces WHERE deleted_at IS NULL;
