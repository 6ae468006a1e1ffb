-- Numbers are consecutive: the next one is taken inside the writing transaction, of which there is one at a time.
-- salt, digest and hash are of the chain (audit.h).

-- name: event_insert
INSERT INTO events (
    seq, workspace_id, at, person_id, resource, action, subject_id, revision, changes, proposal_id,
    decision_id, owner_id, salt, hash
) VALUES (
    :seq, :workspace_id, :at, :person_id, :resource, :action, :subject_id, :revision, :changes, :proposal_id,
    :decision_id, :owner_id, :salt, :hash
);

-- name: event_last
SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1;

-- name: event_erased_later
SELECT seq FROM events
WHERE subject_id IN (:subject_id, COALESCE(:owner_id, :subject_id)) AND seq > :seq AND action = 'erased'
LIMIT 1;

-- name: event_sealed_of_subject
SELECT seq, salt, changes FROM events WHERE subject_id = :subject_id AND salt IS NOT NULL
UNION
SELECT seq, salt, changes FROM events WHERE owner_id = :subject_id AND salt IS NOT NULL
ORDER BY seq;

-- name: event_mentions
SELECT COUNT(*) AS count FROM events
WHERE workspace_id = :workspace_id AND (strpos(changes, :name) > 0 OR strpos(changes, :email) > 0);

-- name: event_erase
UPDATE events SET changes = '[]', salt = NULL, digest = :digest WHERE seq = :seq;

-- name: event_last_seq
SELECT COALESCE(MAX(seq), 0) AS seq FROM events;

-- name: event_last_seen
SELECT seq FROM events
WHERE workspace_id = :workspace_id AND (owner_id IS NULL OR owner_id = COALESCE(:viewer_id, owner_id))
ORDER BY seq DESC LIMIT 1;

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

-- name: event_of_plan
SELECT * FROM events
WHERE workspace_id = :workspace_id AND seq > :after_seq AND seq <= :up_to_seq
  AND resource IN ('item', 'link', 'assignment')
ORDER BY seq;

-- name: event_item_states
SELECT at, action, subject_id, substr(changes, strpos(changes, '"field":"state"'), 100) AS state FROM events
WHERE workspace_id = :workspace_id AND resource = 'item'
  AND (action <> 'updated' OR strpos(changes, '"field":"state"') > 0)
ORDER BY seq;
