-- What programs show instead of a session. Of a token only a hash is stored; `hint` is its beginning, by which its owner knows
-- it again. One that was revoked is gone.
CREATE TABLE api_tokens (
    id $ID,
    token_hash TEXT NOT NULL,
    hint TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
);
CREATE UNIQUE INDEX api_tokens_by_token ON api_tokens (token_hash);
CREATE INDEX api_tokens_by_account ON api_tokens (account_id);
