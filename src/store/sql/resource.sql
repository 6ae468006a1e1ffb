-- rows: resources

-- name: resource_list
SELECT *, name AS sort_key FROM resources
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:kind IS NULL OR kind = :kind)
  AND (:person_id IS NULL OR person_id = :person_id)
  AND (name, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY name, id
LIMIT :limit;

-- name: resource_all
SELECT * FROM resources WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY name, id;
