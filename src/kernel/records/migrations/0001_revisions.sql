-- Who changed which record, when and why. `changes` is JSON text that only people read.
CREATE TABLE revisions (
    id $ID,
    record_type TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    author TEXT NOT NULL,
    comment TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    changes TEXT NOT NULL
);
CREATE UNIQUE INDEX revisions_by_record ON revisions (record_type, record_id, version);

-- Which records cite a source or carry a theme: derived from their lists, rewritten with every change.
CREATE TABLE mentions (
    target_type TEXT NOT NULL,
    target_key TEXT NOT NULL,
    record_type TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    field TEXT NOT NULL
);
CREATE INDEX mentions_by_target ON mentions (target_type, target_key, record_type, field, record_id);
CREATE INDEX mentions_by_record ON mentions (record_type, record_id);
