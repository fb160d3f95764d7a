-- Files that people bring in on the page: what each is, how far it came, and what became, or would become, of its
-- rows. Kept for a week; the file itself lies in the data folder.

CREATE TABLE import_uploads (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    account_id BIGINT NOT NULL,
    author TEXT NOT NULL,
    kind TEXT NOT NULL, -- a noun, or what sort of found file
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    form TEXT NOT NULL, -- what was found out of it: CSV, UTF-8, commas
    source_title TEXT NOT NULL,
    source_url TEXT NOT NULL,
    license TEXT NOT NULL,
    as_of TEXT NOT NULL,
    state TEXT NOT NULL, -- columns, checking, checked, applying, applied, failed
    share DOUBLE PRECISION NOT NULL, -- of what is under way
    problem TEXT NOT NULL,
    applied_by TEXT NOT NULL,
    applied_by_account BIGINT NOT NULL,
    created BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    unchanged BIGINT NOT NULL,
    queued BIGINT NOT NULL,
    rejected BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    uploaded_at TEXT NOT NULL
);
CREATE INDEX import_uploads_by_account ON import_uploads (account_id, uploaded_at);
CREATE INDEX import_uploads_by_time ON import_uploads (uploaded_at);

-- Which column of the file is which field.
CREATE TABLE import_upload_columns (
    upload_id BIGINT NOT NULL REFERENCES import_uploads (id),
    position BIGINT NOT NULL,
    heading TEXT NOT NULL,
    field TEXT NOT NULL, -- '-': left out; empty: a person must say
    sample TEXT NOT NULL,
    PRIMARY KEY (upload_id, position)
);

-- The first rows of each outcome; the report has all of them.
CREATE TABLE import_upload_rows (
    upload_id BIGINT NOT NULL REFERENCES import_uploads (id),
    position BIGINT NOT NULL,
    line BIGINT NOT NULL,
    action TEXT NOT NULL,
    record TEXT NOT NULL,
    field TEXT NOT NULL,
    cell TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (upload_id, position)
);

-- What the names of such a row were taken for.
CREATE TABLE import_upload_names (
    upload_id BIGINT NOT NULL REFERENCES import_uploads (id),
    row_position BIGINT NOT NULL,
    position BIGINT NOT NULL,
    field TEXT NOT NULL,
    written TEXT NOT NULL,
    slug TEXT NOT NULL,
    score DOUBLE PRECISION NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (upload_id, row_position, position)
);
