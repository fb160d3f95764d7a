-- So that pages can be read as of any date: what mentioned what, for whom and when; and the last change before a moment.
ALTER TABLE mentions ADD COLUMN audience TEXT;
UPDATE mentions SET audience = 'public';
CREATE TABLE mentions_history AS
    SELECT mentions.*, record_type AS valid_from, record_type AS valid_to FROM mentions WHERE record_id < 0;
CREATE INDEX mentions_history_by_target ON mentions_history (target_type, target_key, record_type, field, record_id);
CREATE INDEX mentions_history_by_record ON mentions_history (record_type, record_id);
CREATE INDEX revisions_by_time ON revisions (changed_at, id);
