-- That somebody said, for one of the actors that a record belongs to, that it is right as it stood then.
CREATE TABLE confirmations (
    id $ID,
    record_type TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    actor_id BIGINT NOT NULL,
    account_id BIGINT NOT NULL, -- 0: somebody with a link, who has no account
    name TEXT NOT NULL,
    office TEXT NOT NULL,
    confirmed_at TEXT NOT NULL
);
CREATE INDEX confirmations_by_record ON confirmations (record_type, record_id, id);
CREATE INDEX confirmations_by_account ON confirmations (account_id) WHERE account_id > 0;

-- Sides that were asked: their members, or somebody by a link that works once. Of its token only a hash is stored, and
-- the address that it was sent to is not stored at all.
CREATE TABLE confirmation_requests (
    id $ID,
    record_type TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    actor_id BIGINT NOT NULL,
    asked_by BIGINT NOT NULL,
    for_actor_id BIGINT NOT NULL, -- the side that asks
    language TEXT NOT NULL,
    token_hash TEXT, -- null: the side's members are asked
    asked_at TEXT NOT NULL,
    expires_at TEXT,
    settled_at TEXT
);
CREATE UNIQUE INDEX confirmation_requests_by_token ON confirmation_requests (token_hash);
CREATE INDEX confirmation_requests_by_actor ON confirmation_requests (actor_id, record_type, record_id);

-- When a government was last asked to look at all of its records, which happens once a year.
CREATE TABLE yearly_letters (
    actor_id BIGINT NOT NULL PRIMARY KEY,
    sent_at TEXT NOT NULL
);
