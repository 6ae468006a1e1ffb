-- Keys of which only the public half is known (W3C WebAuthn), and what they are asked to sign.

CREATE TABLE passkeys (
    id BIGINT PRIMARY KEY,
    workspace_id BIGINT NOT NULL REFERENCES workspaces (id),
    revision BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    deleted_at BIGINT,
    person_id BIGINT NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    credential_id TEXT COLLATE "C" NOT NULL,
    public_key TEXT NOT NULL,
    algorithm BIGINT NOT NULL,
    sign_count BIGINT NOT NULL,
    last_used_at BIGINT,
    copied BOOLEAN NOT NULL
);
CREATE UNIQUE INDEX passkeys_credential_id ON passkeys (credential_id) WHERE deleted_at IS NULL;
CREATE INDEX passkeys_workspace ON passkeys (workspace_id, id) WHERE deleted_at IS NULL;
CREATE INDEX passkeys_person ON passkeys (person_id, id) WHERE deleted_at IS NULL;

-- What authenticators were asked to sign, until it comes back, once: bound to a session, or to the cookie of who wants
-- to sign in.
CREATE TABLE passkey_challenges (
    hash TEXT COLLATE "C" PRIMARY KEY NOT NULL,
    bound_to TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX passkey_challenges_expires ON passkey_challenges (expires_at);
