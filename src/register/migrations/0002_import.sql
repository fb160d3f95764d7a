-- What is brought in from people's own files: each run and how far it came, the rows that wait for a person with
-- what was asked about them, and which column of somebody's file is which field.

CREATE TABLE import_runs (
    id $ID,
    noun TEXT NOT NULL,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL, -- and of the settings: the same file read otherwise is another run
    author TEXT NOT NULL,
    started_at TEXT NOT NULL,
    finished_at TEXT,
    last_line BIGINT NOT NULL, -- every row up to here is done
    created BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    queued BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    skipped BIGINT NOT NULL
);
CREATE INDEX import_runs_by_file ON import_runs (file_hash);

CREATE TABLE import_queue (
    id $ID,
    run_id BIGINT NOT NULL REFERENCES import_runs (id),
    line BIGINT NOT NULL,
    noun TEXT NOT NULL,
    row_hash TEXT NOT NULL, -- what was decided about a row holds for the same row of a later file
    status TEXT NOT NULL, -- waiting, applied, skipped
    decided_by TEXT,
    decided_at TEXT
);
CREATE UNIQUE INDEX import_queue_by_row ON import_queue (row_hash);
CREATE INDEX import_queue_by_status ON import_queue (status, id);

CREATE TABLE import_queue_cells (
    queue_id BIGINT NOT NULL REFERENCES import_queue (id),
    position BIGINT NOT NULL,
    field TEXT NOT NULL,
    cell TEXT NOT NULL
);
CREATE INDEX import_queue_cells_by_row ON import_queue_cells (queue_id, position);

CREATE TABLE import_questions (
    queue_id BIGINT NOT NULL REFERENCES import_queue (id),
    position BIGINT NOT NULL,
    field TEXT NOT NULL,
    written TEXT NOT NULL,
    reason TEXT NOT NULL,
    answer TEXT -- the slug that a person chose
);
CREATE INDEX import_questions_by_row ON import_questions (queue_id, position);

CREATE TABLE import_candidates (
    queue_id BIGINT NOT NULL REFERENCES import_queue (id),
    question BIGINT NOT NULL,
    position BIGINT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    reasons TEXT NOT NULL
);
CREATE INDEX import_candidates_by_row ON import_candidates (queue_id, question, position);

CREATE TABLE import_mappings (
    name TEXT NOT NULL,
    heading TEXT NOT NULL,
    field TEXT NOT NULL
);
CREATE UNIQUE INDEX import_mappings_by_name ON import_mappings (name, heading);
