-- A decision is never deleted by the API: the log says what was decided.

-- name: decision_load
SELECT * FROM decisions WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: decision_load_deleted
SELECT * FROM decisions WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: decision_insert
INSERT INTO decisions (
    id, workspace_id, revision, created_at, updated_at, number, title, reason, outcome, alternatives,
    signatures, one_person, proposal_ids, product_ids, project_ids, impacts, computed_at_seq, engine_version,
    rebaselines, meeting_id, author_id, decided_at, undoes_id, undone_by_id
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :number, :title, :reason, :outcome,
    :alternatives, :signatures, :one_person, :proposal_ids, :product_ids, :project_ids, :impacts,
    :computed_at_seq, :engine_version, :rebaselines, :meeting_id, :author_id, :decided_at, :undoes_id,
    :undone_by_id
);

-- name: decision_update
UPDATE decisions SET
    revision = :revision, updated_at = :updated_at, number = :number, title = :title, reason = :reason,
    outcome = :outcome, alternatives = :alternatives, signatures = :signatures, one_person = :one_person,
    proposal_ids = :proposal_ids, product_ids = :product_ids, project_ids = :project_ids, impacts = :impacts,
    computed_at_seq = :computed_at_seq, engine_version = :engine_version, rebaselines = :rebaselines,
    meeting_id = :meeting_id, author_id = :author_id, decided_at = :decided_at, undoes_id = :undoes_id,
    undone_by_id = :undone_by_id
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: decision_delete
UPDATE decisions SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: decision_restore
UPDATE decisions SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

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
