-- rows: notices

-- name: notice_list
SELECT *, '' AS sort_key FROM notices
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:read IS NULL OR read = :read)
  AND (:kind IS NULL OR kind = :kind)
  AND person_id = COALESCE(:viewer_id, person_id)
  AND id < COALESCE(:cursor_id, 9223372036854775807)
ORDER BY id DESC
LIMIT :limit;

-- name: notice_unread_between
SELECT * FROM notices
WHERE person_id = :person_id AND created_at >= :first AND created_at <= :last AND NOT read AND deleted_at IS NULL
ORDER BY id
LIMIT 200;

-- name: notice_all
SELECT * FROM notices
WHERE workspace_id = :workspace_id AND deleted_at IS NULL AND person_id = COALESCE(:viewer_id, person_id)
ORDER BY id;
