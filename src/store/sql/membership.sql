-- A list that is filtered by a selective field has its own statement, membership_list_by_FIELD, which goes along an index
-- of that field; the store takes the first whose filter is given. `+` keeps the planner off the wider index.

-- rows: memberships

-- name: membership_list
SELECT *, '' AS sort_key FROM memberships
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:person_id IS NULL OR person_id = :person_id)
  AND (:product_id IS NULL OR product_id = :product_id)
  AND (:project_id IS NULL OR project_id = :project_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: membership_list_by_person_id
SELECT *, '' AS sort_key FROM memberships
WHERE person_id = :person_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:product_id IS NULL OR product_id = :product_id)
  AND (:project_id IS NULL OR project_id = :project_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: membership_all
SELECT * FROM memberships WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;

-- name: membership_of_person
SELECT * FROM memberships WHERE person_id = :person_id AND deleted_at IS NULL ORDER BY id;
