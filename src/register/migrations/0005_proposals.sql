-- What people suggest about the record, and every step that a suggestion goes through.

CREATE TABLE proposals (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    record_type TEXT NOT NULL,
    record_id BIGINT NOT NULL, -- 0: a record that does not exist yet
    record_version BIGINT NOT NULL,
    title TEXT NOT NULL,
    path TEXT NOT NULL,
    country TEXT NOT NULL,
    area TEXT NOT NULL,
    changes TEXT NOT NULL, -- JSON, as revisions have them, with keys in place of ids
    duplicate_of TEXT NOT NULL,
    source_title TEXT NOT NULL,
    source_url TEXT NOT NULL,
    comment TEXT NOT NULL,
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    account_id BIGINT NOT NULL, -- 0: none
    language TEXT NOT NULL,
    view_key TEXT NOT NULL,
    confirm_hash TEXT NOT NULL,
    made_at TEXT NOT NULL,
    changed_at TEXT NOT NULL
);
CREATE INDEX proposals_by_state ON proposals (state, made_at);
CREATE INDEX proposals_by_email ON proposals (email, made_at);
CREATE INDEX proposals_by_account ON proposals (account_id, made_at);
CREATE INDEX proposals_by_record ON proposals (record_type, record_id);

CREATE TABLE proposal_steps (
    proposal_id BIGINT NOT NULL REFERENCES proposals (id),
    position BIGINT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL, -- empty: the proposer
    what TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (proposal_id, position)
);
