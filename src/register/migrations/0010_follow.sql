-- What people follow, how often they are mailed about it, and up to which revision they have been told. A record is
-- named by its id, so that it is followed still when it has another address or was merged; a list by its address.
CREATE TABLE follows (
    id $ID,
    account_id BIGINT NOT NULL,
    record_type TEXT NOT NULL, -- empty: a list, a search or a country
    record_id BIGINT NOT NULL,
    path TEXT NOT NULL, -- empty: a record
    frequency TEXT NOT NULL,
    language TEXT NOT NULL,
    followed_at TEXT NOT NULL,
    told_at TEXT NOT NULL,
    told_revision BIGINT NOT NULL
);
CREATE UNIQUE INDEX follows_by_account ON follows (account_id, record_type, record_id, path);
CREATE INDEX follows_by_frequency ON follows (frequency, account_id);

-- What stands in the addresses of somebody's own feed, and of the link that ends their mail.
CREATE TABLE following_keys (
    account_id BIGINT NOT NULL PRIMARY KEY,
    feed_key TEXT NOT NULL,
    stop_key TEXT NOT NULL
);
CREATE UNIQUE INDEX following_keys_by_feed ON following_keys (feed_key);
CREATE UNIQUE INDEX following_keys_by_stop ON following_keys (stop_key);
