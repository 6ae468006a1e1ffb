-- Promises and meetings; written as 0001_start.sql.

CREATE TABLE promises (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    account TEXT NOT NULL,
    contact TEXT NOT NULL,
    amount_cents BIGINT,
    item_id BIGINT REFERENCES items (id),
    release_id BIGINT REFERENCES releases (id),
    figure TEXT NOT NULL,
    earliest_on BIGINT,
    promised_on BIGINT NOT NULL,
    told_on BIGINT,
    told_by_id BIGINT REFERENCES people (id),
    note TEXT NOT NULL,
    state TEXT NOT NULL,
    share_hash TEXT,
    share_detail TEXT NOT NULL,
    share_until BIGINT,
    shared_at BIGINT
);
CREATE INDEX promises_workspace ON promises (workspace_id, id) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX promises_share ON promises (share_hash) WHERE share_hash IS NOT NULL;

-- The broken promises of which was told, so that each break is told once.
CREATE TABLE promise_breaks (
    promise_id BIGINT PRIMARY KEY NOT NULL REFERENCES promises (id),
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    broken_at BIGINT NOT NULL
);
CREATE INDEX promise_breaks_workspace ON promise_breaks (workspace_id, promise_id);

CREATE TABLE meeting_series (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT NOT NULL,
    purpose TEXT NOT NULL,
    template TEXT NOT NULL,
    recurrence TEXT NOT NULL,
    first_at BIGINT NOT NULL,
    time_zone TEXT NOT NULL,
    duration_minutes BIGINT NOT NULL,
    participant_ids TEXT NOT NULL,
    participant_roles TEXT NOT NULL,
    product_id BIGINT REFERENCES products (id),
    project_id BIGINT REFERENCES projects (id),
    standing_points TEXT NOT NULL,
    ended BOOLEAN NOT NULL
);
CREATE INDEX meeting_series_workspace ON meeting_series (workspace_id, id) WHERE deleted_at IS NULL;

CREATE TABLE meetings (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    series_id BIGINT NOT NULL REFERENCES meeting_series (id),
    starts_at BIGINT,
    duration_minutes BIGINT,
    state TEXT NOT NULL,
    attendee_ids TEXT NOT NULL,
    notes TEXT NOT NULL,
    cancel_reason TEXT NOT NULL,
    agenda_at BIGINT,
    begun_at BIGINT,
    ended_at BIGINT,
    current_point_id BIGINT,
    current_since BIGINT,
    figures TEXT NOT NULL,
    open_proposals BIGINT,
    open_exceptions BIGINT,
    open_actions BIGINT,
    broken_promises BIGINT,
    minutes TEXT NOT NULL
);
CREATE INDEX meetings_workspace ON meetings (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX meetings_series ON meetings (series_id, starts_at);

CREATE TABLE meeting_points (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    meeting_id BIGINT NOT NULL REFERENCES meetings (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    resource TEXT,
    subject_id BIGINT,
    presenter_id BIGINT REFERENCES people (id),
    minutes_planned BIGINT NOT NULL,
    seconds_used BIGINT NOT NULL,
    position TEXT COLLATE "C" NOT NULL,
    notes TEXT NOT NULL,
    outcome TEXT NOT NULL,
    carried_count BIGINT NOT NULL
);
CREATE INDEX meeting_points_workspace ON meeting_points (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX meeting_points_meeting ON meeting_points (meeting_id);

CREATE TABLE meeting_actions (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    meeting_id BIGINT NOT NULL REFERENCES meetings (id),
    point_id BIGINT REFERENCES meeting_points (id),
    item_id BIGINT NOT NULL REFERENCES items (id),
    person_id BIGINT NOT NULL REFERENCES people (id)
);
CREATE INDEX meeting_actions_workspace ON meeting_actions (workspace_id, id) WHERE deleted_at IS NULL;

CREATE TABLE private_notes (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    author_id BIGINT NOT NULL REFERENCES people (id),
    meeting_id BIGINT NOT NULL REFERENCES meetings (id),
    point_id BIGINT REFERENCES meeting_points (id),
    text TEXT NOT NULL
);
CREATE INDEX private_notes_author ON private_notes (workspace_id, author_id, id) WHERE deleted_at IS NULL;

-- What a meeting is compared with: the items as they were when the one before closed. Without events.
CREATE TABLE meeting_items (
    meeting_id BIGINT NOT NULL REFERENCES meetings (id),
    item_id BIGINT NOT NULL,
    parent_id BIGINT,
    release_id BIGINT,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    rank TEXT COLLATE "C",
    value DOUBLE PRECISION,
    variant TEXT,
    criteria TEXT NOT NULL,
    summary BOOLEAN NOT NULL,
    finish_at BIGINT,
    deadline_at BIGINT,
    PRIMARY KEY (meeting_id, item_id)
);
