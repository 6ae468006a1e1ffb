-- name: exception_load
SELECT * FROM exceptions WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: exception_load_deleted
SELECT * FROM exceptions WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: exception_insert
INSERT INTO exceptions (
    id, workspace_id, revision, created_at, updated_at, tolerance_id, project_id, release_id, item_id, aspect,
    state, told_id, reference, forecast, deviation, allowed, reference_at, forecast_at, since_seq, cause_seq,
    raised_at, closed_at, outcome, baseline_id, decided_by_id, decided_at, decision_note, report
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :tolerance_id, :project_id, :release_id, :item_id,
    :aspect, :state, :told_id, :reference, :forecast, :deviation, :allowed, :reference_at, :forecast_at,
    :since_seq, :cause_seq, :raised_at, :closed_at, :outcome, :baseline_id, :decided_by_id, :decided_at,
    :decision_note, :report
);

-- name: exception_update
UPDATE exceptions SET
    revision = :revision, updated_at = :updated_at, tolerance_id = :tolerance_id, project_id = :project_id,
    release_id = :release_id, item_id = :item_id, aspect = :aspect, state = :state, told_id = :told_id,
    reference = :reference, forecast = :forecast, deviation = :deviation, allowed = :allowed,
    reference_at = :reference_at, forecast_at = :forecast_at, since_seq = :since_seq, cause_seq = :cause_seq,
    raised_at = :raised_at, closed_at = :closed_at, outcome = :outcome, baseline_id = :baseline_id,
    decided_by_id = :decided_by_id, decided_at = :decided_at, decision_note = :decision_note, report = :report
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: exception_delete
UPDATE exceptions SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: exception_restore
UPDATE exceptions SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: exception_list
SELECT *, '' AS sort_key FROM exceptions
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (:release_id IS NULL OR release_id = :release_id)
  AND (:item_id IS NULL OR item_id = :item_id)
  AND (:aspect IS NULL OR aspect = :aspect)
  AND (:state IS NULL OR state = :state)
  AND (:tolerance_id IS NULL OR tolerance_id = :tolerance_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;

-- name: exception_all
SELECT * FROM exceptions WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;

-- name: exception_live
SELECT * FROM exceptions
WHERE workspace_id = :workspace_id AND deleted_at IS NULL AND closed_at IS NULL ORDER BY id;
