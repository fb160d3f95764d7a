-- What other systems call places, each with its source; and what an import says of all its rows, so that a row that
-- waits for a person is stored later as it would have been then.

CREATE TABLE place_identifiers (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    place_id BIGINT NOT NULL REFERENCES places (id),
    scheme TEXT NOT NULL,
    code TEXT NOT NULL,
    sources TEXT
);
CREATE UNIQUE INDEX place_identifiers_by_place ON place_identifiers (place_id, scheme);
CREATE TABLE place_identifiers_history AS
    SELECT place_identifiers.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM place_identifiers WHERE id < 0;
CREATE INDEX place_identifiers_history_by_id ON place_identifiers_history (id, valid_from);

CREATE INDEX import_queue_by_line ON import_queue (run_id, line);
ALTER TABLE import_runs ADD COLUMN source TEXT; -- key of the source that its records name
ALTER TABLE import_runs ADD COLUMN only_adds BIGINT; -- 1: what was recorded stays as people have it
