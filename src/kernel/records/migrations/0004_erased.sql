-- What was erased keeps its numbers: which version, when and by whom it was made, and nothing of what it said.
ALTER TABLE revisions ADD COLUMN erased_at TEXT;
ALTER TABLE revisions ADD COLUMN erased_by TEXT;
CREATE INDEX revisions_erased ON revisions (erased_at) WHERE erased_at IS NOT NULL;
