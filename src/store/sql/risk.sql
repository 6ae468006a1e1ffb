-- rows: risks

-- name: risk_list
SELECT *, title AS sort_key FROM risks
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (title, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY title, id
LIMIT :limit;

-- name: risk_all
SELECT * FROM risks WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY title, id;
