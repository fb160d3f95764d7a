-- Where the operator lets people have one: passwords as Argon2id. has_full_length is 1 where one is long enough to stand alone,
-- without codes of an app.
CREATE TABLE passwords (
    account_id BIGINT NOT NULL PRIMARY KEY,
    password_hash TEXT NOT NULL,
    has_full_length BIGINT NOT NULL,
    set_at TEXT NOT NULL,
    used_at TEXT
);

-- The apps that make codes (TOTP). It counts only once a first code has confirmed it; last_step is the step of the last code
-- that was used, so that none is used twice.
CREATE TABLE authenticators (
    account_id BIGINT NOT NULL PRIMARY KEY,
    secret TEXT NOT NULL,
    made_at TEXT NOT NULL,
    confirmed_at TEXT,
    last_step BIGINT NOT NULL
);

-- What stands in for the app when it is lost, as SHA-256: they are random. One that was used is gone.
CREATE TABLE recovery_codes (
    code_hash TEXT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL
);
CREATE INDEX recovery_codes_by_account ON recovery_codes (account_id);

-- Who has shown their password and is asked for a code. Of the token only a hash is stored.
CREATE TABLE second_steps (
    token_hash TEXT NOT NULL PRIMARY KEY,
    account_id BIGINT NOT NULL,
    return_to TEXT NOT NULL,
    expires_at TEXT NOT NULL
);
CREATE INDEX second_steps_by_account ON second_steps (account_id);
CREATE INDEX second_steps_by_end ON second_steps (expires_at);
