-- Background work. A job waits while done_at is null; what failed ten times stays, with its last error.
CREATE TABLE jobs (
    id $ID,
    unique_key TEXT,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at TEXT NOT NULL,
    leased_until TEXT,
    attempts BIGINT NOT NULL,
    last_error TEXT,
    done_at TEXT
);
CREATE UNIQUE INDEX jobs_by_key ON jobs (unique_key);
CREATE INDEX jobs_waiting ON jobs (run_at, id) WHERE done_at IS NULL;
