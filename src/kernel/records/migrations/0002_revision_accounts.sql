-- Whose account made the change; 0 for programs and for people without one.
ALTER TABLE revisions ADD COLUMN account_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX revisions_by_account ON revisions (account_id, id) WHERE account_id > 0;
