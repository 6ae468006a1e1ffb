-- rows: baselines
-- list: by id; filters project_id

-- Deleted ones keep their number.

-- name: baseline_last_number
SELECT COALESCE(MAX(number), 0) AS number FROM baselines
WHERE workspace_id = :workspace_id AND project_id IS NOT DISTINCT FROM :project_id;

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
