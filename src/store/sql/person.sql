-- rows: people

-- name: person_list
SELECT *, name AS sort_key FROM people
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (name, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY name, id
LIMIT :limit;

-- name: person_all
SELECT * FROM people WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY name, id;

-- name: person_by_email
SELECT * FROM people WHERE email = :email AND deleted_at IS NULL;
