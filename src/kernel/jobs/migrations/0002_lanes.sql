-- Who takes a job: 0 those that are done in a moment, such as mail; 1 those that may take long, such as an import.
ALTER TABLE jobs ADD COLUMN lane BIGINT NOT NULL DEFAULT 0;
