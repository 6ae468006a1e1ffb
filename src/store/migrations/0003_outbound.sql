-- What goes out to other programs and by mail; written as 0001_start.sql.

CREATE TABLE webhooks (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT NOT NULL,
    url TEXT NOT NULL,
    host TEXT NOT NULL,
    secret TEXT NOT NULL,
    resources TEXT NOT NULL,
    active BOOLEAN NOT NULL
);
CREATE INDEX webhooks_workspace ON webhooks (workspace_id, id) WHERE deleted_at IS NULL;

-- The last event that each webhook's deliveries were made up to, and until when one of them is under way.
CREATE TABLE webhook_cursors (
    webhook_id BIGINT PRIMARY KEY REFERENCES webhooks (id),
    seq BIGINT NOT NULL,
    busy_until BIGINT NOT NULL
);

CREATE TABLE deliveries (
    id BIGINT PRIMARY KEY,
    webhook_id BIGINT NOT NULL REFERENCES webhooks (id),
    seq BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    attempts BIGINT NOT NULL,
    status BIGINT,
    error TEXT NOT NULL
);
CREATE INDEX deliveries_webhook ON deliveries (webhook_id, seq);
CREATE INDEX deliveries_due ON deliveries (due_at, seq) WHERE state = 'waiting';
CREATE INDEX deliveries_created ON deliveries (created_at);

-- Mail that is still to be sent. Its text is made when it is sent, so that no secret lies here. A mail that is being
-- sent is taken: what happens from then on is told in another one.
CREATE TABLE outbox (
    id BIGINT PRIMARY KEY,
    purpose TEXT NOT NULL,
    person_id BIGINT REFERENCES people (id),
    address TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    taken_at BIGINT,
    attempts BIGINT NOT NULL,
    error TEXT NOT NULL
);
CREATE INDEX outbox_due ON outbox (due_at, id);
CREATE UNIQUE INDEX outbox_waiting ON outbox (person_id, purpose) WHERE taken_at IS NULL AND person_id IS NOT NULL;
