-- rows: projects

-- name: project_list
SELECT *, rank AS sort_key FROM projects
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (rank, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY rank, id
LIMIT :limit;

-- name: project_all
SELECT * FROM projects WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY rank, id;
