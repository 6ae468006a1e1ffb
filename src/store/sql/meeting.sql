-- rows: meetings
-- list: by id desc; filters series_id! state

-- name: meeting_of_series
SELECT * FROM meetings WHERE series_id = :series_id AND workspace_id = :workspace_id AND deleted_at IS NULL
ORDER BY starts_at, id;
