-- A list that is filtered by a selective field has its own statement, item_list_by_FIELD, which goes along an index
-- of that field; the store takes the first whose filter is given. `+` keeps the planner off the wider index.

-- name: item_load
SELECT * FROM items WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NULL;

-- name: item_load_deleted
SELECT * FROM items WHERE id = :id AND workspace_id = :workspace_id AND deleted_at IS NOT NULL;

-- name: item_insert
INSERT INTO items (
    id, workspace_id, revision, created_at, updated_at, kind, state, parent_id, product_id, project_id,
    release_id, rank, position, title, text, labels, value, reach, confidence_percent, goal,
    acceptance_criteria, impact, ease, time_criticality, risk_reduction, moscow, kano_answers, variants,
    variant, duration_minutes, estimate_kind, optimistic_minutes, pessimistic_minutes, effort_minutes, percent_complete, remaining_minutes,
    actual_start_at, actual_finish_at, constraint_kind, constraint_at, constraint_mandatory,
    constraint_2_kind, constraint_2_at, external_start_at, external_finish_at, deadline_at,
    manual_start_at,
    manual_finish_at, task_type, effort_driven, leveling_delay_minutes, splits, resume_at,
    expected_finish_at, activity_kind, calendar_id, fixed_cost_cents, cost_accrual, earned_value_method, steps,
    elapsed, inactive, external_id, file_details
) VALUES (
    :id, :workspace_id, :revision, :created_at, :updated_at, :kind, :state, :parent_id, :product_id,
    :project_id, :release_id, :rank, :position, :title, :text, :labels, :value, :reach, :confidence_percent,
    :goal, :acceptance_criteria, :impact, :ease, :time_criticality, :risk_reduction, :moscow, :kano_answers,
    :variants, :variant, :duration_minutes, :estimate_kind, :optimistic_minutes, :pessimistic_minutes,
    :effort_minutes, :percent_complete, :remaining_minutes,
    :actual_start_at, :actual_finish_at, :constraint_kind, :constraint_at, :constraint_mandatory,
    :constraint_2_kind, :constraint_2_at, :external_start_at, :external_finish_at, :deadline_at,
    :manual_start_at,
    :manual_finish_at, :task_type, :effort_driven, :leveling_delay_minutes, :splits, :resume_at,
    :expected_finish_at, :activity_kind, :calendar_id, :fixed_cost_cents, :cost_accrual, :earned_value_method, :steps,
    :elapsed, :inactive,
    :external_id, :file_details
);

-- name: item_update
UPDATE items SET
    revision = :revision, updated_at = :updated_at, kind = :kind, state = :state, parent_id = :parent_id,
    product_id = :product_id, project_id = :project_id, release_id = :release_id, rank = :rank,
    position = :position, title = :title, text = :text, labels = :labels, value = :value, reach = :reach,
    confidence_percent = :confidence_percent, goal = :goal, acceptance_criteria = :acceptance_criteria,
    impact = :impact, ease = :ease, time_criticality = :time_criticality, risk_reduction = :risk_reduction,
    moscow = :moscow, kano_answers = :kano_answers, variants = :variants, variant = :variant,
    duration_minutes = :duration_minutes, estimate_kind = :estimate_kind,
    optimistic_minutes = :optimistic_minutes, pessimistic_minutes = :pessimistic_minutes, effort_minutes = :effort_minutes,
    percent_complete = :percent_complete, remaining_minutes = :remaining_minutes,
    actual_start_at = :actual_start_at, actual_finish_at = :actual_finish_at,
    constraint_kind = :constraint_kind, constraint_at = :constraint_at, constraint_mandatory =
    :constraint_mandatory, constraint_2_kind = :constraint_2_kind, constraint_2_at = :constraint_2_at,
    external_start_at = :external_start_at, external_finish_at = :external_finish_at, deadline_at =
    :deadline_at,
    manual_start_at = :manual_start_at, manual_finish_at = :manual_finish_at, task_type = :task_type,
    effort_driven = :effort_driven, leveling_delay_minutes = :leveling_delay_minutes, splits = :splits,
    resume_at = :resume_at, expected_finish_at = :expected_finish_at, activity_kind = :activity_kind,
    calendar_id = :calendar_id, fixed_cost_cents = :fixed_cost_cents,
    cost_accrual = :cost_accrual, earned_value_method = :earned_value_method, steps = :steps,
    elapsed = :elapsed, inactive = :inactive, external_id = :external_id, file_details = :file_details
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: item_delete
UPDATE items SET deleted_at = :updated_at, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NULL;

-- name: item_restore
UPDATE items SET deleted_at = NULL, updated_at = :updated_at, revision = :revision
WHERE id = :id AND workspace_id = :workspace_id AND revision = :old_revision AND deleted_at IS NOT NULL;

-- name: item_list
SELECT *, sort_rank AS sort_key FROM items
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:parent_id IS NULL OR parent_id = :parent_id)
  AND (:release_id IS NULL OR release_id = :release_id)
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (:product_id IS NULL OR product_id = :product_id)
  AND (:kind IS NULL OR kind = :kind)
  AND (:state IS NULL OR state = :state)
  AND (sort_rank, sort_id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY sort_rank, sort_id
LIMIT :limit;

-- name: item_list_by_parent_id
SELECT *, sort_rank AS sort_key FROM items
WHERE parent_id = :parent_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:release_id IS NULL OR release_id = :release_id)
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (:product_id IS NULL OR product_id = :product_id)
  AND (:kind IS NULL OR kind = :kind)
  AND (:state IS NULL OR state = :state)
  AND (sort_rank, sort_id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY sort_rank, sort_id
LIMIT :limit;

-- name: item_list_by_release_id
SELECT *, sort_rank AS sort_key FROM items
WHERE release_id = :release_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:parent_id IS NULL OR parent_id = :parent_id)
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (:product_id IS NULL OR product_id = :product_id)
  AND (:kind IS NULL OR kind = :kind)
  AND (:state IS NULL OR state = :state)
  AND (sort_rank, sort_id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY sort_rank, sort_id
LIMIT :limit;

-- name: item_list_by_project_id
SELECT *, sort_rank AS sort_key FROM items
WHERE project_id = :project_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:parent_id IS NULL OR parent_id = :parent_id)
  AND (:release_id IS NULL OR release_id = :release_id)
  AND (:product_id IS NULL OR product_id = :product_id)
  AND (:kind IS NULL OR kind = :kind)
  AND (:state IS NULL OR state = :state)
  AND (sort_rank, sort_id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY sort_rank, sort_id
LIMIT :limit;

-- name: item_list_by_product_id
SELECT *, sort_rank AS sort_key FROM items
WHERE product_id = :product_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
  AND (:parent_id IS NULL OR parent_id = :parent_id)
  AND (:release_id IS NULL OR release_id = :release_id)
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (:kind IS NULL OR kind = :kind)
  AND (:state IS NULL OR state = :state)
  AND (sort_rank, sort_id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY sort_rank, sort_id
LIMIT :limit;

-- name: item_list_by_kind
SELECT *, sort_rank AS sort_key FROM items
WHERE workspace_id = :workspace_id AND kind = :kind AND deleted_at IS NULL
  AND (:parent_id IS NULL OR parent_id = :parent_id)
  AND (:release_id IS NULL OR release_id = :release_id)
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (:product_id IS NULL OR product_id = :product_id)
  AND (:state IS NULL OR state = :state)
  AND (sort_rank, sort_id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY sort_rank, sort_id
LIMIT :limit;

-- name: item_list_by_state
SELECT *, sort_rank AS sort_key FROM items
WHERE workspace_id = :workspace_id AND state = :state AND deleted_at IS NULL
  AND (:parent_id IS NULL OR parent_id = :parent_id)
  AND (:release_id IS NULL OR release_id = :release_id)
  AND (:project_id IS NULL OR project_id = :project_id)
  AND (:product_id IS NULL OR product_id = :product_id)
  AND (:kind IS NULL OR kind = :kind)
  AND (sort_rank, sort_id) > (COALESCE(:cursor_key, ''), COALESCE(:cursor_id, 0))
ORDER BY sort_rank, sort_id
LIMIT :limit;

-- name: item_all
SELECT * FROM items WHERE workspace_id = :workspace_id AND deleted_at IS NULL ORDER BY position, id;

-- The greatest rank stands at the end of the index, unless it is below '~': then before the items without one.
-- name: item_last_rank
SELECT MAX(rank) AS rank FROM (
    SELECT rank FROM (
        SELECT rank FROM items WHERE workspace_id = :workspace_id AND deleted_at IS NULL
        ORDER BY sort_rank DESC LIMIT 1
    ) AS behind
    UNION ALL
    SELECT rank FROM (
        SELECT rank FROM items
        WHERE workspace_id = :workspace_id AND deleted_at IS NULL AND sort_rank < '~'
        ORDER BY sort_rank DESC LIMIT 1
    ) AS before
) AS candidates;

-- name: item_last_position
SELECT MAX(position) AS position FROM items WHERE workspace_id = :workspace_id AND deleted_at IS NULL;

-- UNION drops what is there already, so that a circle of parents would end too. CROSS JOIN keeps SQLite, where
-- ANALYZE was run, from reading all items into a filter before it looks up one.
-- name: item_is_within
WITH RECURSIVE upward (id) AS (
    SELECT CAST(:item_id AS BIGINT)
    UNION
    SELECT items.parent_id FROM upward CROSS JOIN items
    WHERE items.id = upward.id AND items.workspace_id = :workspace_id AND items.deleted_at IS NULL AND
    items.parent_id IS NOT NULL
)
SELECT COUNT(*) AS found FROM upward WHERE id = :ancestor_id;

-- name: item_by_external_id
SELECT * FROM items
WHERE project_id = :project_id AND external_id = :external_id AND +workspace_id = :workspace_id
  AND deleted_at IS NULL
ORDER BY id LIMIT 1;

-- No outline is deeper than 1000 levels.
-- name: item_descendants
WITH RECURSIVE below (id, depth) AS (
    SELECT id, 1 FROM items
    WHERE parent_id = :item_id AND +workspace_id = :workspace_id AND deleted_at IS NULL
    UNION ALL
    SELECT items.id, below.depth + 1 FROM items JOIN below ON items.parent_id = below.id
    WHERE items.deleted_at IS NULL AND below.depth < 1000
)
SELECT items.* FROM items JOIN below ON items.id = below.id ORDER BY below.depth DESC, items.id;

-- name: item_has_actuals
WITH RECURSIVE within (id, depth) AS (
    SELECT id, 1 FROM items WHERE id = :item_id AND workspace_id = :workspace_id AND deleted_at IS NULL
    UNION ALL
    SELECT items.id, within.depth + 1 FROM items JOIN within ON items.parent_id = within.id
    WHERE items.deleted_at IS NULL AND within.depth < 1000
)
SELECT EXISTS (
    SELECT 1 FROM within JOIN time_entries ON time_entries.item_id = within.id WHERE time_entries.deleted_at IS NULL
) OR EXISTS (
    SELECT 1 FROM within JOIN expenses ON expenses.item_id = within.id WHERE expenses.deleted_at IS NULL
) AS found;
