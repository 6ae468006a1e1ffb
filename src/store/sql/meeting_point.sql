-- rows: meeting_points
-- list: by id; filters meeting_id!

-- name: meeting_point_of_meeting
SELECT * FROM meeting_points WHERE meeting_id = :meeting_id AND workspace_id = :workspace_id AND deleted_at IS NULL
ORDER BY position, id;
