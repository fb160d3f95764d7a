-- What sort of question each is, so that those of a sort can be found and decided together.
ALTER TABLE import_questions ADD COLUMN doubt TEXT NOT NULL DEFAULT 'other';
