-- A decision is never deleted by the API: the log says what was decided.

-- rows: decisions
-- list: by id desc; filters meeting_id! outcome author_id

-- name: decision_last_number
SELECT COALESCE(MAX(number), 0) AS number FROM decisions WHERE workspace_id = :workspace_id;
