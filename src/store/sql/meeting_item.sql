-- name: meeting_item_insert
INSERT INTO meeting_items (
    meeting_id, item_id, parent_id, release_id, kind, state, title, rank, value, variant, criteria, summary,
    finish_at, deadline_at
) VALUES (
    :meeting_id, :item_id, :parent_id, :release_id, :kind, :state, :title, :rank, :value, :variant, :criteria,
    :summary, :finish_at, :deadline_at
);

-- name: meeting_item_of_meeting
SELECT * FROM meeting_items WHERE meeting_id = :meeting_id ORDER BY item_id;

-- Only the last meeting of a series is compared with.
-- name: meeting_item_drop
DELETE FROM meeting_items WHERE meeting_id IN (SELECT id FROM meetings WHERE series_id = :series_id);
