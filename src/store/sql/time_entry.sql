-- rows: time_entries
-- list: by id; filters resource_id! item_id! day

-- name: time_entry_all
SELECT * FROM time_entries WHERE workspace_id = :workspace_id AND deleted_at IS NULL AND NOT locked ORDER BY id;

-- name: time_entry_cost
SELECT item_id, day, CAST(SUM(minutes) AS BIGINT) AS minutes, CAST(SUM(cost_cents) AS BIGINT) AS cost_cents
FROM time_entries
WHERE workspace_id = :workspace_id AND deleted_at IS NULL
GROUP BY item_id, day
ORDER BY item_id, day;
