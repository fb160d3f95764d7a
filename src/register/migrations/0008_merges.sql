-- Two records that were one: which was kept, what changed with it, and whether it was undone.
CREATE TABLE merges (
    id $ID,
    record_type TEXT NOT NULL,
    kept_id BIGINT NOT NULL,
    merged_id BIGINT NOT NULL,
    comment TEXT NOT NULL,
    author TEXT NOT NULL,
    merged_at TEXT NOT NULL,
    undone_by TEXT,
    undone_at TEXT
);
CREATE INDEX merges_by_merged ON merges (record_type, merged_id, undone_at);

-- The records that a merge changed, in order, with the version before; the one after it is the next.
CREATE TABLE merge_changes (
    merge_id BIGINT NOT NULL REFERENCES merges (id),
    position BIGINT NOT NULL,
    record_type TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    version_before BIGINT NOT NULL
);
CREATE UNIQUE INDEX merge_changes_by_merge ON merge_changes (merge_id, position);

-- Pairs that may be one, found in the background, with why. What a person called different stays.
CREATE TABLE suspected_duplicates (
    id $ID,
    record_type TEXT NOT NULL,
    one_id BIGINT NOT NULL,
    other_id BIGINT NOT NULL,
    reasons TEXT NOT NULL, -- codes with `;` between them
    found_at TEXT NOT NULL,
    dismissed_by TEXT,
    dismissed_at TEXT
);
CREATE UNIQUE INDEX suspected_duplicates_by_pair ON suspected_duplicates (record_type, one_id, other_id);
