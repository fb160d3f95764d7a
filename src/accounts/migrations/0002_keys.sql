-- Ways to sign in besides a link by mail. Bytes are base64url.
CREATE TABLE passkeys (
    id $ID,
    account_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    credential_id TEXT NOT NULL,
    algorithm BIGINT NOT NULL,
    public_key TEXT NOT NULL,
    uses BIGINT NOT NULL,
    is_synced BIGINT NOT NULL,
    made_at TEXT NOT NULL,
    used_at TEXT
);
CREATE UNIQUE INDEX passkeys_by_credential ON passkeys (credential_id);
CREATE INDEX passkeys_by_account ON passkeys (account_id);

-- What browsers were asked, as SHA-256; gone once it is answered. account_id is who may add a passkey with it; 0: to sign in.
CREATE TABLE passkey_challenges (
    challenge_hash TEXT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    expires_at TEXT NOT NULL
);
CREATE INDEX passkey_challenges_by_end ON passkey_challenges (expires_at);

-- People at other sites. issuer and subject together name one; an address does not, because addresses change hands.
CREATE TABLE oidc_identities (
    id $ID,
    account_id BIGINT NOT NULL,
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    linked_at TEXT NOT NULL,
    used_at TEXT
);
CREATE UNIQUE INDEX oidc_identities_by_subject ON oidc_identities (issuer, subject);
CREATE INDEX oidc_identities_by_account ON oidc_identities (account_id);

-- People who are at another site to sign in. account_id is who links their account with theirs there; 0: to sign in.
CREATE TABLE oidc_attempts (
    state_hash TEXT NOT NULL PRIMARY KEY,
    issuer TEXT NOT NULL,
    nonce TEXT NOT NULL,
    verifier TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    return_path TEXT NOT NULL,
    expires_at TEXT NOT NULL
);
CREATE INDEX oidc_attempts_by_end ON oidc_attempts (expires_at);
