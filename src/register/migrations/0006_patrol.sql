-- Changes that trusted editors made to records of others: they show at once, and somebody looks at them afterwards.

CREATE TABLE patrol (
    revision_id BIGINT PRIMARY KEY REFERENCES revisions (id),
    title TEXT NOT NULL,
    path TEXT NOT NULL,
    checked_by TEXT, -- null: nobody yet
    checked_at TEXT
);
CREATE INDEX patrol_by_check ON patrol (checked_at, revision_id);
