-- A decision is never deleted by the API: the log says what was decided.

-- rows: decisions

-- name: decision_list
SELECT *, '' AS sort_key FROM decisions
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:meeting_id IS NULL OR meeting_id = :meeting_id)
  AND (:outcome IS NULL OR outcome = :outcome)
  AND (:author_id IS NULL OR author_id = :author_id)
  AND id < COALESCE(:cursor_id, 9223372036854775807)
ORDER BY id DESC
LIMIT :limit;

-- name: decision_list_by_meeting_id
SELECT *, '' AS sort_key FROM decisions
WHERE meeting_id = :meeting_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:outcome IS NULL OR outcome = :outcome)
  AND (:author_id IS NULL OR author_id = :author_id)
  AND id < COALESCE(:cursor_id, 9223372036854775807)
ORDER BY id DESC
LIMIT :limit;

-- name: decision_all
SELECT * FROM decisions WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;

-- name: decision_last_number
SELECT COALESCE(MAX(number), 0) AS number FROM decisions WHERE workspace_id = :workspace_id;
