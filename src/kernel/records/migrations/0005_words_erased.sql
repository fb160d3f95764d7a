-- When words of a person who was erased were taken out of a version of another record; the rest of it stands.
ALTER TABLE revisions ADD COLUMN words_erased_at TEXT;
CREATE INDEX revisions_without_words ON revisions (record_type, record_id, version) WHERE words_erased_at IS NOT NULL;
