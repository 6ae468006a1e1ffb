-- The tables of the first version.
--
-- One text for SQLite and PostgreSQL: the types are PostgreSQL's, embed.py maps them to the words of SQLite's
-- STRICT tables. A column has the name of its field, lists and other structured values are kept as JSON text.
-- A deleted row stays, with the time of its deletion. Sort keys compare as bytes.

CREATE TABLE workspaces (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT COLLATE "C" NOT NULL,
    currency TEXT NOT NULL,
    critical_float_minutes BIGINT NOT NULL,
    custody_moves TEXT NOT NULL,
    share_people BOOLEAN NOT NULL
);

CREATE TABLE people (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT COLLATE "C" NOT NULL,
    email TEXT COLLATE "C" NOT NULL,
    password TEXT,
    administrator BOOLEAN NOT NULL,
    disabled BOOLEAN NOT NULL,
    two_factor BOOLEAN NOT NULL,
    has_passkey BOOLEAN NOT NULL,
    notice_mail TEXT NOT NULL
);
CREATE UNIQUE INDEX people_email ON people (email) WHERE deleted_at IS NULL;
CREATE INDEX people_name ON people (workspace_id, name, id) WHERE deleted_at IS NULL;

CREATE TABLE calendars (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT COLLATE "C" NOT NULL,
    week TEXT NOT NULL,
    exceptions TEXT NOT NULL
);
CREATE INDEX calendars_name ON calendars (workspace_id, name, id) WHERE deleted_at IS NULL;

CREATE TABLE product_lines (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT COLLATE "C" NOT NULL,
    vision TEXT NOT NULL
);
CREATE INDEX product_lines_name ON product_lines (workspace_id, name, id) WHERE deleted_at IS NULL;

CREATE TABLE programs (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT COLLATE "C" NOT NULL,
    purpose TEXT NOT NULL
);
CREATE INDEX programs_name ON programs (workspace_id, name, id) WHERE deleted_at IS NULL;

CREATE TABLE products (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT COLLATE "C" NOT NULL,
    vision TEXT NOT NULL,
    life_cycle_stage TEXT NOT NULL,
    rank TEXT COLLATE "C" NOT NULL,
    product_line_id BIGINT REFERENCES product_lines (id)
);
CREATE INDEX products_rank ON products (workspace_id, rank, id) WHERE deleted_at IS NULL;

CREATE TABLE projects (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT COLLATE "C" NOT NULL,
    charter TEXT NOT NULL,
    purpose TEXT NOT NULL,
    objectives TEXT NOT NULL,
    success_criteria TEXT NOT NULL,
    scope_in TEXT NOT NULL,
    scope_out TEXT NOT NULL,
    assumptions TEXT NOT NULL,
    sponsor_id BIGINT REFERENCES people (id),
    raci TEXT NOT NULL,
    start_at BIGINT NOT NULL,
    status_at BIGINT,
    must_finish_at BIGINT,
    calendar_id BIGINT NOT NULL REFERENCES calendars (id),
    schedule_from_finish BOOLEAN NOT NULL,
    honour_constraints BOOLEAN NOT NULL,
    status_holds BOOLEAN NOT NULL,
    progress_mode TEXT NOT NULL,
    dates_of_remaining BOOLEAN NOT NULL,
    lag_calendar TEXT NOT NULL,
    lag_from_actual_start BOOLEAN NOT NULL,
    float_kind TEXT NOT NULL,
    common_end BOOLEAN NOT NULL,
    open_ends_critical BOOLEAN NOT NULL,
    critical_by TEXT NOT NULL,
    critical_float_minutes BIGINT,
    float_paths BOOLEAN NOT NULL,
    float_path_count BIGINT NOT NULL,
    float_paths_by TEXT NOT NULL,
    use_expected_finish BOOLEAN NOT NULL,
    ignore_other_projects BOOLEAN NOT NULL,
    budget_cents BIGINT,
    contingency_reserve_cents BIGINT NOT NULL,
    management_reserve_cents BIGINT NOT NULL,
    rank TEXT COLLATE "C" NOT NULL,
    product_ids TEXT NOT NULL,
    program_id BIGINT REFERENCES programs (id),
    file_details TEXT
);
CREATE INDEX projects_rank ON projects (workspace_id, rank, id) WHERE deleted_at IS NULL;

CREATE TABLE memberships (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    person_id BIGINT NOT NULL REFERENCES people (id),
    role TEXT NOT NULL,
    product_id BIGINT REFERENCES products (id),
    project_id BIGINT REFERENCES projects (id),
    product_line_id BIGINT REFERENCES product_lines (id),
    program_id BIGINT REFERENCES programs (id)
);
CREATE INDEX memberships_workspace ON memberships (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX memberships_person ON memberships (person_id, id) WHERE deleted_at IS NULL;

CREATE TABLE releases (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    product_id BIGINT NOT NULL REFERENCES products (id),
    name TEXT COLLATE "C" NOT NULL,
    target_on BIGINT,
    state TEXT NOT NULL,
    rank TEXT COLLATE "C" NOT NULL
);
CREATE INDEX releases_rank ON releases (workspace_id, rank, id) WHERE deleted_at IS NULL;

CREATE TABLE items (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    parent_id BIGINT REFERENCES items (id),
    product_id BIGINT REFERENCES products (id),
    project_id BIGINT REFERENCES projects (id),
    release_id BIGINT REFERENCES releases (id),
    rank TEXT COLLATE "C",
    position TEXT COLLATE "C" NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    labels TEXT NOT NULL,
    value DOUBLE PRECISION,
    reach DOUBLE PRECISION,
    confidence_percent DOUBLE PRECISION,
    goal TEXT NOT NULL,
    acceptance_criteria TEXT NOT NULL,
    impact DOUBLE PRECISION,
    ease DOUBLE PRECISION,
    time_criticality DOUBLE PRECISION,
    risk_reduction DOUBLE PRECISION,
    moscow TEXT,
    kano_answers TEXT NOT NULL,
    variants TEXT NOT NULL,
    variant TEXT,
    duration_minutes BIGINT,
    estimate_kind TEXT NOT NULL,
    optimistic_minutes BIGINT,
    pessimistic_minutes BIGINT,
    effort_minutes BIGINT,
    percent_complete BIGINT NOT NULL,
    remaining_minutes BIGINT,
    actual_start_at BIGINT,
    actual_finish_at BIGINT,
    constraint_kind TEXT NOT NULL,
    constraint_at BIGINT,
    constraint_mandatory BOOLEAN NOT NULL,
    constraint_2_kind TEXT NOT NULL,
    constraint_2_at BIGINT,
    external_start_at BIGINT,
    external_finish_at BIGINT,
    deadline_at BIGINT,
    manual_start_at BIGINT,
    manual_finish_at BIGINT,
    task_type TEXT NOT NULL,
    effort_driven BOOLEAN NOT NULL,
    leveling_can_split BOOLEAN NOT NULL,
    leveling_delay_minutes BIGINT NOT NULL,
    splits TEXT NOT NULL,
    resume_at BIGINT,
    expected_finish_at BIGINT,
    activity_kind TEXT NOT NULL,
    ends_float_paths BOOLEAN NOT NULL,
    calendar_id BIGINT REFERENCES calendars (id),
    calendar_with_people BOOLEAN NOT NULL,
    fixed_cost_cents BIGINT NOT NULL,
    cost_accrual TEXT NOT NULL,
    earned_value_method TEXT NOT NULL,
    steps TEXT NOT NULL,
    elapsed BOOLEAN NOT NULL,
    inactive BOOLEAN NOT NULL,
    external_id TEXT,
    file_details TEXT,
    sort_rank TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS (COALESCE(rank, '~')) STORED,
    sort_id BIGINT NOT NULL GENERATED ALWAYS AS (id) STORED
);
-- Lists are sorted by rank; an item without one (its parent's counts) comes behind those with: '~' is the
-- last printable ASCII character. Each list that is asked for often has its index in that order. sort_id is
-- there because SQLite does not go along an index by (sort_rank, id) > (?, ?) when id is the row's number.
CREATE INDEX items_rank ON items (workspace_id, sort_rank, sort_id) WHERE deleted_at IS NULL;
CREATE INDEX items_kind ON items (workspace_id, kind, sort_rank, sort_id) WHERE deleted_at IS NULL;
CREATE INDEX items_state ON items (workspace_id, state, sort_rank, sort_id) WHERE deleted_at IS NULL;
CREATE INDEX items_parent ON items (parent_id, sort_rank, sort_id)
    WHERE deleted_at IS NULL AND parent_id IS NOT NULL;
CREATE INDEX items_project ON items (project_id, sort_rank, sort_id)
    WHERE deleted_at IS NULL AND project_id IS NOT NULL;
CREATE INDEX items_product ON items (product_id, sort_rank, sort_id)
    WHERE deleted_at IS NULL AND product_id IS NOT NULL;
CREATE INDEX items_release ON items (release_id, sort_rank, sort_id)
    WHERE deleted_at IS NULL AND release_id IS NOT NULL;
CREATE INDEX items_position ON items (workspace_id, position, id) WHERE deleted_at IS NULL;
CREATE INDEX items_external ON items (project_id, external_id)
    WHERE deleted_at IS NULL AND external_id IS NOT NULL;

CREATE TABLE risks (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    project_id BIGINT NOT NULL REFERENCES projects (id),
    title TEXT COLLATE "C" NOT NULL,
    cause TEXT NOT NULL,
    effect TEXT NOT NULL,
    state TEXT NOT NULL,
    probability_percent BIGINT NOT NULL,
    impact BIGINT NOT NULL,
    item_ids TEXT NOT NULL,
    effect_kind TEXT NOT NULL,
    duration_low BIGINT,
    duration_likely BIGINT,
    duration_high BIGINT,
    cost_low_cents BIGINT,
    cost_likely_cents BIGINT,
    cost_high_cents BIGINT,
    response TEXT NOT NULL,
    roam TEXT NOT NULL,
    response_text TEXT NOT NULL,
    trigger_text TEXT NOT NULL,
    owner_id BIGINT REFERENCES people (id)
);
CREATE INDEX risks_title ON risks (workspace_id, title, id) WHERE deleted_at IS NULL;

CREATE TABLE links (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    predecessor_id BIGINT NOT NULL REFERENCES items (id),
    successor_id BIGINT NOT NULL REFERENCES items (id),
    type TEXT NOT NULL,
    lag_minutes BIGINT NOT NULL,
    lag_kind TEXT NOT NULL
);
CREATE INDEX links_workspace ON links (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX links_predecessor ON links (predecessor_id, id) WHERE deleted_at IS NULL;
CREATE INDEX links_successor ON links (successor_id, id) WHERE deleted_at IS NULL;

CREATE TABLE resources (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT COLLATE "C" NOT NULL,
    kind TEXT NOT NULL,
    email TEXT,
    person_id BIGINT REFERENCES people (id),
    calendar_id BIGINT REFERENCES calendars (id),
    units_percent BIGINT NOT NULL,
    available_from BIGINT,
    available_until BIGINT,
    availability TEXT NOT NULL,
    skills TEXT NOT NULL,
    generic BOOLEAN NOT NULL,
    rate_cents_per_hour BIGINT NOT NULL,
    overtime_rate_cents_per_hour BIGINT,
    cost_per_use_cents BIGINT NOT NULL,
    rates TEXT NOT NULL,
    external_id TEXT,
    file_details TEXT
);
CREATE INDEX resources_name ON resources (workspace_id, name, id) WHERE deleted_at IS NULL;

CREATE TABLE assignments (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    item_id BIGINT NOT NULL REFERENCES items (id),
    resource_id BIGINT NOT NULL REFERENCES resources (id),
    skill TEXT,
    units_percent BIGINT NOT NULL,
    work_minutes BIGINT,
    delay_minutes BIGINT NOT NULL,
    leveling_delay_minutes BIGINT NOT NULL,
    contour TEXT NOT NULL,
    portions TEXT NOT NULL,
    overtime_minutes BIGINT NOT NULL,
    actual_work_minutes BIGINT NOT NULL,
    rate_table TEXT NOT NULL,
    file_details TEXT
);
CREATE INDEX assignments_workspace ON assignments (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX assignments_item ON assignments (item_id, id) WHERE deleted_at IS NULL;
CREATE INDEX assignments_resource ON assignments (resource_id, id) WHERE deleted_at IS NULL;

-- The log of decisions. A meeting has no table here: its id is whatever recorded the decision.
CREATE TABLE decisions (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    number BIGINT NOT NULL,
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    outcome TEXT NOT NULL,
    alternatives TEXT NOT NULL,
    signatures TEXT NOT NULL,
    one_person BOOLEAN NOT NULL,
    proposal_ids TEXT NOT NULL,
    product_ids TEXT NOT NULL,
    project_ids TEXT NOT NULL,
    impacts TEXT NOT NULL,
    overloads TEXT NOT NULL,
    baseline_ids TEXT NOT NULL,
    exceeded TEXT NOT NULL,
    checks_failed_before BIGINT NOT NULL,
    checks_failed_after BIGINT NOT NULL,
    computed_at_seq BIGINT NOT NULL,
    engine_version TEXT NOT NULL,
    rebaselines TEXT NOT NULL,
    meeting_id BIGINT,
    author_id BIGINT REFERENCES people (id),
    decided_at BIGINT NOT NULL,
    undoes_id BIGINT REFERENCES decisions (id),
    undone_by_id BIGINT REFERENCES decisions (id)
);
CREATE INDEX decisions_workspace ON decisions (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX decisions_number ON decisions (workspace_id, number);
CREATE INDEX decisions_meeting ON decisions (meeting_id, id) WHERE meeting_id IS NOT NULL;

CREATE TABLE proposals (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    title TEXT NOT NULL,
    reason TEXT NOT NULL,
    source TEXT NOT NULL,
    source_account TEXT NOT NULL,
    value DOUBLE PRECISION,
    goal_ids TEXT NOT NULL,
    acceptance_criteria TEXT NOT NULL,
    if_not_done TEXT NOT NULL,
    state TEXT NOT NULL,
    needs_product BOOLEAN NOT NULL,
    needs_project BOOLEAN NOT NULL,
    needs_second BOOLEAN NOT NULL,
    authority_ids TEXT NOT NULL,
    signatures TEXT NOT NULL,
    author_id BIGINT REFERENCES people (id),
    counter_to_id BIGINT REFERENCES proposals (id),
    undoes_id BIGINT REFERENCES decisions (id),
    changes TEXT NOT NULL,
    impacts TEXT NOT NULL,
    overloads TEXT NOT NULL,
    baseline_ids TEXT NOT NULL,
    exceeded TEXT NOT NULL,
    checks_failed_before BIGINT NOT NULL,
    checks_failed_after BIGINT NOT NULL,
    computed_at_seq BIGINT NOT NULL,
    engine_version TEXT NOT NULL,
    decision_id BIGINT REFERENCES decisions (id),
    decided_by_id BIGINT REFERENCES people (id),
    decided_at BIGINT,
    decision_note TEXT NOT NULL
);
CREATE INDEX proposals_workspace ON proposals (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX proposals_state ON proposals (workspace_id, state, id) WHERE deleted_at IS NULL;

-- What was agreed, and its frozen rows: those are written once, without events, and verified by rows_hash.
CREATE TABLE baselines (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    project_id BIGINT REFERENCES projects (id),
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    status_at BIGINT,
    start_at BIGINT,
    finish_at BIGINT,
    item_count BIGINT NOT NULL,
    work_minutes BIGINT NOT NULL,
    cost_cents BIGINT NOT NULL,
    budget_cents BIGINT,
    reserve_cents BIGINT NOT NULL,
    decision_id BIGINT,
    rows_hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX baselines_workspace ON baselines (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX baselines_number ON baselines (workspace_id, project_id, number);

CREATE TABLE baseline_items (
    baseline_id BIGINT NOT NULL REFERENCES baselines (id),
    row_number BIGINT NOT NULL,
    item_id BIGINT NOT NULL,
    parent_id BIGINT,
    product_id BIGINT,
    project_id BIGINT,
    release_id BIGINT,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    rank TEXT COLLATE "C",
    value DOUBLE PRECISION,
    effort_minutes BIGINT,
    summary BOOLEAN NOT NULL,
    start_at BIGINT,
    finish_at BIGINT,
    duration_minutes BIGINT NOT NULL,
    work_minutes BIGINT NOT NULL,
    cost_cents BIGINT NOT NULL,
    cost_spread TEXT NOT NULL,
    PRIMARY KEY (baseline_id, row_number)
);

CREATE TABLE time_entries (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    resource_id BIGINT NOT NULL REFERENCES resources (id),
    item_id BIGINT NOT NULL REFERENCES items (id),
    day BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    note TEXT NOT NULL,
    submitted BOOLEAN NOT NULL,
    approved BOOLEAN NOT NULL,
    locked BOOLEAN NOT NULL,
    rate_cents_per_hour BIGINT NOT NULL,
    cost_cents BIGINT NOT NULL
);
CREATE INDEX time_entries_workspace ON time_entries (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX time_entries_open ON time_entries (workspace_id, id) WHERE deleted_at IS NULL AND NOT locked;
CREATE INDEX time_entries_item ON time_entries (item_id, day, id) WHERE deleted_at IS NULL;
CREATE INDEX time_entries_resource ON time_entries (resource_id, day, id) WHERE deleted_at IS NULL;

CREATE TABLE expenses (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    project_id BIGINT NOT NULL REFERENCES projects (id),
    item_id BIGINT REFERENCES items (id),
    title TEXT NOT NULL,
    supplier TEXT NOT NULL,
    day BIGINT NOT NULL,
    amount_cents BIGINT NOT NULL,
    kind TEXT NOT NULL
);
CREATE INDEX expenses_workspace ON expenses (workspace_id, day, id) WHERE deleted_at IS NULL;
CREATE INDEX expenses_project ON expenses (project_id, day, id) WHERE deleted_at IS NULL;
CREATE INDEX expenses_item ON expenses (item_id, day, id) WHERE deleted_at IS NULL;

CREATE TABLE tokens (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    person_id BIGINT NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    scopes TEXT NOT NULL,
    expires_at BIGINT,
    last_used_at BIGINT
);
CREATE UNIQUE INDEX tokens_hash ON tokens (hash);
CREATE INDEX tokens_workspace ON tokens (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX tokens_person ON tokens (person_id, id) WHERE deleted_at IS NULL;

CREATE TABLE comments (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    item_id BIGINT NOT NULL REFERENCES items (id),
    text TEXT NOT NULL,
    author_id BIGINT REFERENCES people (id)
);
CREATE INDEX comments_workspace ON comments (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX comments_item ON comments (item_id, id) WHERE deleted_at IS NULL;

-- Files, and their contents by hash (BLAKE2b), in parts.
CREATE TABLE attachments (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    item_id BIGINT REFERENCES items (id),
    project_id BIGINT REFERENCES projects (id),
    name TEXT NOT NULL,
    size_bytes BIGINT NOT NULL,
    hash TEXT COLLATE "C" NOT NULL,
    author_id BIGINT REFERENCES people (id)
);
CREATE INDEX attachments_workspace ON attachments (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX attachments_item ON attachments (item_id, id) WHERE deleted_at IS NULL;
CREATE INDEX attachments_hash ON attachments (hash) WHERE deleted_at IS NULL;

CREATE TABLE contents (
    hash TEXT COLLATE "C" NOT NULL,
    part BIGINT NOT NULL,
    base64 TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (hash, part)
);

CREATE TABLE formulas (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT NOT NULL,
    product_id BIGINT REFERENCES products (id),
    text TEXT NOT NULL
);
CREATE INDEX formulas_workspace ON formulas (workspace_id, id) WHERE deleted_at IS NULL;

CREATE TABLE notices (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    person_id BIGINT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    resource TEXT,
    subject_id BIGINT,
    from_id BIGINT REFERENCES people (id),
    read BOOLEAN NOT NULL
);
CREATE INDEX notices_person ON notices (workspace_id, person_id, id) WHERE deleted_at IS NULL;

CREATE TABLE tolerances (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    project_id BIGINT REFERENCES projects (id),
    release_id BIGINT REFERENCES releases (id),
    item_id BIGINT REFERENCES items (id),
    aspect TEXT NOT NULL,
    allowed DOUBLE PRECISION NOT NULL,
    warning_percent BIGINT NOT NULL,
    set_by_id BIGINT REFERENCES people (id),
    unit TEXT NOT NULL,
    target DOUBLE PRECISION,
    less_is_worse BOOLEAN NOT NULL,
    measured DOUBLE PRECISION,
    measured_on BIGINT,
    measured_by_id BIGINT REFERENCES people (id)
);
CREATE INDEX tolerances_workspace ON tolerances (workspace_id, id) WHERE deleted_at IS NULL;
-- One for each aspect of each level.
CREATE UNIQUE INDEX tolerances_aspect
    ON tolerances (aspect, COALESCE(project_id, release_id, item_id, workspace_id)) WHERE deleted_at IS NULL;

CREATE TABLE exceptions (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    tolerance_id BIGINT NOT NULL REFERENCES tolerances (id),
    project_id BIGINT REFERENCES projects (id),
    release_id BIGINT REFERENCES releases (id),
    item_id BIGINT REFERENCES items (id),
    aspect TEXT NOT NULL,
    state TEXT NOT NULL,
    told_id BIGINT REFERENCES people (id),
    reference DOUBLE PRECISION,
    forecast DOUBLE PRECISION,
    deviation DOUBLE PRECISION NOT NULL,
    allowed DOUBLE PRECISION NOT NULL,
    reference_at BIGINT,
    forecast_at BIGINT,
    since_seq BIGINT NOT NULL,
    cause_seq BIGINT,
    raised_at BIGINT,
    closed_at BIGINT,
    outcome TEXT,
    baseline_id BIGINT REFERENCES baselines (id),
    decided_by_id BIGINT REFERENCES people (id),
    decided_at BIGINT,
    decision_note TEXT NOT NULL,
    decision_id BIGINT REFERENCES decisions (id),
    report TEXT
);
CREATE INDEX exceptions_workspace ON exceptions (workspace_id, id) WHERE deleted_at IS NULL;
-- A tolerance has at most one that is not closed.
CREATE UNIQUE INDEX exceptions_live ON exceptions (tolerance_id)
    WHERE deleted_at IS NULL AND closed_at IS NULL;

CREATE TABLE scenarios (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    changes TEXT NOT NULL,
    author_id BIGINT REFERENCES people (id),
    proposal_id BIGINT REFERENCES proposals (id)
);
CREATE INDEX scenarios_workspace ON scenarios (workspace_id, id) WHERE deleted_at IS NULL;

-- History: rows are added at the end and never change.
CREATE TABLE events (
    seq BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL,
    at BIGINT NOT NULL,
    person_id BIGINT,
    resource TEXT NOT NULL,
    action TEXT NOT NULL,
    subject_id BIGINT NOT NULL,
    revision BIGINT NOT NULL,
    changes TEXT NOT NULL,
    proposal_id BIGINT,
    decision_id BIGINT,
    owner_id BIGINT,
    salt TEXT COLLATE "C",
    digest TEXT COLLATE "C",
    hash TEXT COLLATE "C" NOT NULL
);
CREATE INDEX events_workspace ON events (workspace_id, seq);
CREATE INDEX events_subject ON events (subject_id, seq);
CREATE INDEX events_owner ON events (owner_id, seq) WHERE owner_id IS NOT NULL;
CREATE INDEX events_decision ON events (decision_id, seq) WHERE decision_id IS NOT NULL;

CREATE TABLE sessions (
    hash TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    id BIGINT NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    confirmed_at BIGINT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id, id);
CREATE INDEX sessions_expires ON sessions (expires_at);

-- Second factors (RFC 6238): the secret is sealed by a key that is not here; not active until a first code was right;
-- last_step is the time step of the last code used, so that none is used twice. Recovery codes are deleted by their use.
CREATE TABLE second_factors (
    person_id BIGINT PRIMARY KEY NOT NULL REFERENCES people (id),
    secret TEXT NOT NULL,
    active BOOLEAN NOT NULL,
    last_step BIGINT NOT NULL
);
-- Links that let somebody choose a password: in an invitation, or when the old one is forgotten.
CREATE TABLE account_links (
    hash TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    person_id BIGINT NOT NULL REFERENCES people (id),
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    expires_at BIGINT NOT NULL
);
CREATE INDEX account_links_person ON account_links (person_id);

-- What lets somebody set the first workspace up: one for each server that was started before. Empty afterwards.
CREATE TABLE setup_tokens (
    hash TEXT COLLATE "C" PRIMARY KEY NOT NULL
);

-- Attempts to guess, by what and by whom as a hash, for all servers on the same database (api/limit.c).
CREATE TABLE attempts (
    hash TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    used_until BIGINT NOT NULL
);
CREATE INDEX attempts_used_until ON attempts (used_until);

CREATE TABLE recovery_codes (
    person_id BIGINT NOT NULL REFERENCES people (id),
    hash TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (person_id, hash)
);

-- Answers given before, by the key that the client chose, so that a repeated request is not done twice.
CREATE TABLE answers (
    person_id BIGINT NOT NULL REFERENCES people (id),
    key TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    request_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    etag TEXT,
    location TEXT,
    PRIMARY KEY (person_id, key)
);
CREATE INDEX answers_created ON answers (created_at);

-- Calculations, for the other servers on the same database; what one server calculates alone is not kept.
CREATE TABLE runs (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    server_id BIGINT NOT NULL,
    alive_at BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    cancelled BOOLEAN NOT NULL,
    finished BOOLEAN NOT NULL,
    shown TEXT NOT NULL,
    result TEXT
);
CREATE INDEX runs_workspace ON runs (workspace_id, id);
