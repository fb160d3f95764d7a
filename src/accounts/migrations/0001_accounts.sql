-- People who sign in. The row of somebody who left stays without their name and address, so that no one else gets
-- the id by which revisions name them.
CREATE TABLE accounts (
    id $ID,
    email TEXT,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    is_trusted BIGINT NOT NULL,
    is_disabled BIGINT NOT NULL,
    created_at TEXT NOT NULL
);
CREATE UNIQUE INDEX accounts_by_email ON accounts (email);

-- For which actors somebody acts.
CREATE TABLE actor_members (
    account_id BIGINT NOT NULL,
    actor_id BIGINT NOT NULL,
    is_manager BIGINT NOT NULL,
    joined_by TEXT NOT NULL,
    since TEXT NOT NULL
);
CREATE UNIQUE INDEX actor_members_by_account ON actor_members (account_id, actor_id);
CREATE INDEX actor_members_by_actor ON actor_members (actor_id);

-- The members of the agent act for the actor too.
CREATE TABLE actor_agents (
    actor_id BIGINT NOT NULL,
    agent_id BIGINT NOT NULL,
    appointed_by BIGINT NOT NULL,
    since TEXT NOT NULL
);
CREATE UNIQUE INDEX actor_agents_by_actor ON actor_agents (actor_id, agent_id);
CREATE INDEX actor_agents_by_agent ON actor_agents (agent_id);

-- Who asked to act for an actor; `outcome` is empty while nobody has decided.
CREATE TABLE join_requests (
    id $ID,
    account_id BIGINT NOT NULL,
    actor_id BIGINT NOT NULL,
    reason TEXT NOT NULL,
    created_at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    decided_by BIGINT NOT NULL,
    decided_at TEXT NOT NULL
);
CREATE INDEX join_requests_by_account ON join_requests (account_id);
CREATE INDEX join_requests_open ON join_requests (created_at, id) WHERE outcome = '';

-- Of tokens only a hash is stored: whoever reads the database cannot sign in with it.
CREATE TABLE sessions (
    id $ID,
    token_hash TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    strength TEXT NOT NULL,
    started_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    ends_at TEXT NOT NULL,
    client TEXT NOT NULL,
    device TEXT NOT NULL
);
CREATE UNIQUE INDEX sessions_by_token ON sessions (token_hash);
CREATE INDEX sessions_by_account ON sessions (account_id);

-- Links that can be used once: to sign in, to accept an invitation, to confirm an address.
CREATE TABLE one_time_links (
    id $ID,
    token_hash TEXT NOT NULL,
    purpose TEXT NOT NULL,
    email TEXT NOT NULL,
    account_id BIGINT NOT NULL,
    actor_id BIGINT NOT NULL,
    is_manager BIGINT NOT NULL,
    return_to TEXT NOT NULL,
    created_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    used_at TEXT
);
CREATE UNIQUE INDEX one_time_links_by_token ON one_time_links (token_hash);
CREATE INDEX one_time_links_by_expiry ON one_time_links (expires_at);

-- How often something was tried since `since`. The bucket is a hash: no addresses are kept here.
CREATE TABLE attempts (
    bucket TEXT NOT NULL PRIMARY KEY,
    since TEXT NOT NULL,
    count BIGINT NOT NULL
);

-- Keys that this hub made for itself, such as that of form tokens.
CREATE TABLE hub_keys (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);
