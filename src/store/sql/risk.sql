-- name: risk_load
SELECT * FROM risks WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: risk_load_deleted
SELECT * FROM risks WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: risk_insert
INSERT INTO risks (
    id, workspace_id, revision, created_at, updated_at, project_id, title, cause, effect, state,
    probability_percent, impact, item_ids, effect_kind, duration_low, duration_likely, duration_high,
    cost_low_cents, cost_likely_cents, cost_high_cents, response, roam, response_text, trigger_text,
    owner_id
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :project_id, :title, :cause, :effect,
    :state, :probability_percent, :impact, :item_ids, :effect_kind, :duration_low, :duration_likely,
    :duration_high, :cost_low_cents, :cost_likely_cents, :cost_high_cents, :response, :roam,
    :response_text, :trigger_text, :owner_id
);

-- name: risk_update
UPDATE risks SET
    revision = :revision, updated_at = :updated_at, project_id = :project_id, title = :title, cause =
    :cause, effect = :effect, state = :state, probability_percent = :probability_percent, impact =
    :impact, item_ids = :item_ids, effect_kind = :effect_kind, duration_low = :duration_low,
    duration_likely = :duration_likely, duration_high = :duration_high, cost_low_cents = :cost_low_cents,
    cost_likely_cents = :cost_likely_cents, cost_high_cents = :cost_high_cents, response = :response,
    roam = :roam, response_text = :response_text, trigger_text = :trigger_text, owner_id = :owner_id
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: risk_delete
UPDATE risks SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: risk_restore
UPDATE risks SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: risk_list
SELECT *, title AS sort_key FROM risks
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (title, id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY title, id
LIMIT :limit;

-- name: risk_all
SELECT * FROM risks WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY title, id;
