-- A list that is filtered by a selective field has its own statement, proposal_list_by_FIELD, which goes along an index
-- of that field; the store takes the first whose filter is given. `+` keeps the planner off the wider index.

-- rows: proposals

-- name: proposal_list
SELECT *, '' AS sort_key FROM proposals
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:state IS NULL OR state = :state)
  AND (:author_id IS NULL OR author_id = :author_id)
  AND id < COALESCE(:cursor_id, 9223372036854775807)
ORDER BY id DESC
LIMIT :limit;

-- name: proposal_list_by_state
SELECT *, '' AS sort_key FROM proposals
WHERE workspace_id = :workspace_id AND state = :state AND deleted_at IS NULL
  AND (:author_id IS NULL OR author_id = :author_id)
  AND id < COALESCE(:cursor_id, 9223372036854775807)
ORDER BY id DESC
LIMIT :limit;

-- name: proposal_all
SELECT * FROM proposals WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;
