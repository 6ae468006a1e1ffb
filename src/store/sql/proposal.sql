-- A list that is filtered by a selective field has its own statement, proposal_list_by_FIELD, which goes along an index
-- of that field; the store takes the first whose filter is given. `+` keeps the planner off the wider index.

-- name: proposal_load
SELECT * FROM proposals WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: proposal_load_deleted
SELECT * FROM proposals WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: proposal_insert
INSERT INTO proposals (
    id, workspace_id, revision, created_at, updated_at, title, reason, state, needs_product, needs_project,
    signatures, author_id, counter_to_id, changes, impacts, computed_at_seq, engine_version, decision_id,
    decided_by_id, decided_at, decision_note
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :title, :reason, :state, :needs_product,
    :needs_project, :signatures, :author_id, :counter_to_id, :changes, :impacts, :computed_at_seq,
    :engine_version, :decision_id, :decided_by_id, :decided_at, :decision_note
);

-- name: proposal_update
UPDATE proposals SET
    revision = :revision, updated_at = :updated_at, title = :title, reason = :reason, state = :state,
    needs_product = :needs_product, needs_project = :needs_project, signatures = :signatures,
    author_id = :author_id, counter_to_id = :counter_to_id, changes = :changes, impacts = :impacts,
    computed_at_seq = :computed_at_seq, engine_version = :engine_version, decision_id = :decision_id,
    decided_by_id = :decided_by_id, decided_at = :decided_at, decision_note = :decision_note
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: proposal_delete
UPDATE proposals SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: proposal_restore
UPDATE proposals SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

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
