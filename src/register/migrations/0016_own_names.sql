-- Whose the names are that columns are kept under: only they, and moderators, keep something else under them.
ALTER TABLE import_mappings ADD COLUMN account_id BIGINT NOT NULL DEFAULT 0;
CREATE INDEX import_mappings_by_account ON import_mappings (account_id);

-- Of the address of somebody's feed only a hash is kept from now on. Those that lay here as they are end; whoever had
-- one makes another.
UPDATE following_keys SET feed_key = 'ended ' || account_id;
