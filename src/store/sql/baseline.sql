-- name: baseline_load
SELECT * FROM baselines WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: baseline_load_deleted
SELECT * FROM baselines WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: baseline_insert
INSERT INTO baselines (
    id, workspace_id, revision, created_at, updated_at, project_id, number, name, text, status_at, start_at,
    finish_at, item_count, work_minutes, cost_cents, budget_cents, reserve_cents, decision_id, rows_hash
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :project_id, :number, :name, :text, :status_at,
    :start_at, :finish_at, :item_count, :work_minutes, :cost_cents, :budget_cents, :reserve_cents, :decision_id,
    :rows_hash
);

-- name: baseline_update
UPDATE baselines SET
    revision = :revision, updated_at = :updated_at, project_id = :project_id, number = :number, name = :name,
    text = :text, status_at = :status_at, start_at = :start_at, finish_at = :finish_at, item_count =
    :item_count, work_minutes = :work_minutes, cost_cents = :cost_cents, budget_cents = :budget_cents,
    reserve_cents = :reserve_cents, decision_id = :decision_id, rows_hash = :rows_hash
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: baseline_delete
UPDATE baselines SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: baseline_restore
UPDATE baselines SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: baseline_list
SELECT *, '' AS sort_key FROM baselines
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:project_id IS NULL OR project_id = :project_id)
  AND id > COALESCE(:cursor_id, 0)
ORDER BY id
LIMIT :limit;


-- name: baseline_all
SELECT * FROM baselines WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY id;

-- Deleted ones keep their number.
-- name: baseline_last_number
SELECT COALESCE(MAX(number), 0) AS number FROM baselines
WHERE workspace_id = :workspace_id AND project_id IS :project_id;

-- name: baseline_item_insert
INSERT INTO baseline_items (
    baseline_id, row_number, item_id, parent_id, product_id, project_id, release_id, kind, title, rank, value,
    effort_minutes, summary, start_at, finish_at, duration_minutes, work_minutes, cost_cents, cost_spread
) VALUES (
    :baseline_id, :row_number, :item_id, :parent_id, :product_id, :project_id, :release_id, :kind, :title,
    :rank, :value, :effort_minutes, :summary, :start_at, :finish_at, :duration_minutes, :work_minutes,
    :cost_cents, :cost_spread
);

-- name: baseline_item_of_baseline
SELECT * FROM baseline_items WHERE baseline_id = :baseline_id ORDER BY row_number;
