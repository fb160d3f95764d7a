-- Who may not change the record for a while: an account, or a range of addresses (account_id 0). A block that was lifted or is
-- over stays, so that the next moderator sees it.
CREATE TABLE blocks (
    id $ID,
    account_id BIGINT NOT NULL,
    address_range TEXT NOT NULL,
    reason TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at TEXT NOT NULL,
    ends_at TEXT,
    lifted_by BIGINT,
    lifted_at TEXT
);
CREATE INDEX blocks_by_account ON blocks (account_id, id);

-- Records that only moderators change directly.
CREATE TABLE protections (
    record_uuid TEXT NOT NULL PRIMARY KEY,
    reason TEXT NOT NULL,
    made_by BIGINT NOT NULL,
    made_at TEXT NOT NULL
);

-- From where a suggestion came.
CREATE INDEX audit_events_by_subject ON audit_events (subject, id);
