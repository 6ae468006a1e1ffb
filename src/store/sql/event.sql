-- Numbers are consecutive: the next one is taken inside the writing transaction, of which there is one at a time.

-- name: event_insert
INSERT INTO events (
    seq, workspace_id, at, person_id, resource, action, subject_id, revision, changes, proposal_id,
    decision_id, owner_id
) VALUES (
    (SELECT COALESCE(MAX(seq), 0) + 1 FROM events),
    :workspace_id, :at, :person_id, :resource, :action, :subject_id, :revision, :changes, :proposal_id,
    :decision_id, :owner_id
)
RETURNING seq;

-- name: event_last_seq
SELECT COALESCE(MAX(seq), 0) AS seq FROM events;

-- name: event_since
SELECT * FROM events
WHERE workspace_id = :workspace_id AND seq > :after_seq
  AND (owner_id IS NULL OR owner_id = COALESCE(:viewer_id, owner_id))
ORDER BY seq LIMIT :limit;

-- name: event_since_everywhere
SELECT * FROM events WHERE seq > :after_seq ORDER BY seq LIMIT :limit;

-- name: event_resources_since
SELECT DISTINCT resource FROM events WHERE workspace_id = :workspace_id AND seq > :after_seq;

-- name: event_history_all
SELECT * FROM events
WHERE workspace_id = :workspace_id AND seq < :before_seq
  AND (owner_id IS NULL OR owner_id = COALESCE(:viewer_id, owner_id))
ORDER BY seq DESC LIMIT :limit;

-- name: event_history_of_subject
SELECT * FROM events
WHERE subject_id = :subject_id AND +workspace_id = :workspace_id AND seq < :before_seq
  AND (owner_id IS NULL OR owner_id = COALESCE(:viewer_id, owner_id))
ORDER BY seq DESC LIMIT :limit;

-- name: event_list_of_decision
SELECT * FROM events WHERE decision_id = :decision_id AND +workspace_id = :workspace_id ORDER BY seq;

-- name: event_item_states
SELECT at, action, subject_id, substr(changes, instr(changes, '"field":"state"'), 100) AS state FROM events
WHERE workspace_id = :workspace_id AND resource = 'item'
  AND (action <> 'updated' OR instr(changes, '"field":"state"') > 0)
ORDER BY seq;
