-- rows: calendars

-- name: calendar_list
SELECT *, name AS sort_key FROM calendars
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (name, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY name, id
LIMIT :limit;

-- name: calendar_all
SELECT * FROM calendars WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY name, id;
