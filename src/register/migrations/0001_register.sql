-- The nouns of the Register. Each table has a twin, `…_history`, with the same columns: one row for each version
-- with the time in which it was true, so that every page can be read as of any date.

CREATE TABLE sources (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT,
    publisher TEXT,
    url TEXT,
    published TEXT,
    accessed TEXT,
    as_of TEXT,
    license TEXT,
    note TEXT
);
CREATE UNIQUE INDEX sources_by_key ON sources (key);
CREATE TABLE sources_history AS
    SELECT sources.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM sources WHERE id < 0;
CREATE INDEX sources_history_by_id ON sources_history (id, valid_from);

CREATE TABLE themes (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    name_es TEXT,
    summary TEXT,
    sdg_goals TEXT,
    sources TEXT
);
CREATE UNIQUE INDEX themes_by_slug ON themes (slug);
CREATE TABLE themes_history AS
    SELECT themes.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM themes WHERE id < 0;
CREATE INDEX themes_history_by_id ON themes_history (id, valid_from);

CREATE TABLE actors (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    slug TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT,
    other_names TEXT,
    country TEXT,
    place_id BIGINT REFERENCES places (id),
    parent_id BIGINT REFERENCES actors (id),
    website TEXT,
    summary TEXT,
    founded TEXT,
    themes TEXT,
    turn_to_for TEXT,
    sources TEXT
);
CREATE UNIQUE INDEX actors_by_slug ON actors (slug);
CREATE INDEX actors_by_place ON actors (place_id);
CREATE INDEX actors_by_parent ON actors (parent_id);
CREATE TABLE actors_history AS
    SELECT actors.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM actors WHERE id < 0;
CREATE INDEX actors_history_by_id ON actors_history (id, valid_from);

CREATE TABLE identifiers (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    scheme TEXT NOT NULL,
    value TEXT NOT NULL,
    sources TEXT
);
CREATE UNIQUE INDEX identifiers_by_actor ON identifiers (actor_id, scheme, value);
CREATE TABLE identifiers_history AS
    SELECT identifiers.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM identifiers WHERE id < 0;
CREATE INDEX identifiers_history_by_id ON identifiers_history (id, valid_from);

CREATE TABLE international_offices (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    structure TEXT NOT NULL,
    name TEXT,
    lead_title TEXT,
    lead TEXT,
    reports_to TEXT,
    staff TEXT,
    strategy TEXT,
    strategy_url TEXT,
    legal_basis TEXT,
    advisory_board TEXT,
    agent_id BIGINT REFERENCES actors (id),
    established TEXT,
    sources TEXT
);
CREATE INDEX international_offices_by_actor ON international_offices (actor_id);
CREATE TABLE international_offices_history AS
    SELECT international_offices.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM international_offices WHERE id < 0;
CREATE INDEX international_offices_history_by_id ON international_offices_history (id, valid_from);

CREATE TABLE partnerships (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT,
    status TEXT NOT NULL,
    starts TEXT,
    ends TEXT,
    term TEXT,
    themes TEXT,
    signatories TEXT,
    summary TEXT,
    sources TEXT
);
CREATE UNIQUE INDEX partnerships_by_key ON partnerships (key);
CREATE TABLE partnerships_history AS
    SELECT partnerships.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM partnerships WHERE id < 0;
CREATE INDEX partnerships_history_by_id ON partnerships_history (id, valid_from);

CREATE TABLE partnership_parties (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    partnership_id BIGINT NOT NULL REFERENCES partnerships (id),
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    position BIGINT
);
CREATE INDEX partnership_parties_by_partnership ON partnership_parties (partnership_id, position);
CREATE INDEX partnership_parties_by_actor ON partnership_parties (actor_id, partnership_id);
CREATE TABLE partnership_parties_history AS
    SELECT partnership_parties.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM partnership_parties WHERE id < 0;
CREATE INDEX partnership_parties_history_by_id ON partnership_parties_history (id, valid_from);

CREATE TABLE memberships (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    member_id BIGINT NOT NULL REFERENCES actors (id),
    network_id BIGINT NOT NULL REFERENCES actors (id),
    role TEXT,
    since TEXT,
    until TEXT,
    dues TEXT,
    sources TEXT
);
CREATE INDEX memberships_by_member ON memberships (member_id);
CREATE INDEX memberships_by_network ON memberships (network_id);
CREATE TABLE memberships_history AS
    SELECT memberships.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM memberships WHERE id < 0;
CREATE INDEX memberships_history_by_id ON memberships_history (id, valid_from);

CREATE TABLE presences (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    kind TEXT NOT NULL,
    name TEXT,
    country TEXT NOT NULL,
    place_id BIGINT REFERENCES places (id),
    since TEXT,
    until TEXT,
    summary TEXT,
    sources TEXT
);
CREATE INDEX presences_by_actor ON presences (actor_id);
CREATE INDEX presences_by_country ON presences (country);
CREATE TABLE presences_history AS
    SELECT presences.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM presences WHERE id < 0;
CREATE INDEX presences_history_by_id ON presences_history (id, valid_from);

CREATE TABLE jurisdictions (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    mission_id BIGINT NOT NULL REFERENCES actors (id),
    area_id BIGINT NOT NULL REFERENCES places (id),
    sources TEXT
);
CREATE INDEX jurisdictions_by_mission ON jurisdictions (mission_id);
CREATE INDEX jurisdictions_by_area ON jurisdictions (area_id);
CREATE TABLE jurisdictions_history AS
    SELECT jurisdictions.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM jurisdictions WHERE id < 0;
CREATE INDEX jurisdictions_history_by_id ON jurisdictions_history (id, valid_from);

CREATE TABLE activities (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    starts TEXT,
    ends TEXT,
    country TEXT,
    place_id BIGINT REFERENCES places (id),
    themes TEXT,
    summary TEXT,
    sources TEXT
);
CREATE UNIQUE INDEX activities_by_key ON activities (key);
CREATE INDEX activities_by_country ON activities (country);
CREATE TABLE activities_history AS
    SELECT activities.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM activities WHERE id < 0;
CREATE INDEX activities_history_by_id ON activities_history (id, valid_from);

CREATE TABLE activity_participants (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    activity_id BIGINT NOT NULL REFERENCES activities (id),
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    role TEXT,
    position BIGINT
);
CREATE INDEX activity_participants_by_activity ON activity_participants (activity_id, position);
CREATE INDEX activity_participants_by_actor ON activity_participants (actor_id, activity_id);
CREATE TABLE activity_participants_history AS
    SELECT activity_participants.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM activity_participants WHERE id < 0;
CREATE INDEX activity_participants_history_by_id ON activity_participants_history (id, valid_from);

CREATE TABLE outcomes (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    activity_id BIGINT NOT NULL REFERENCES activities (id),
    category TEXT NOT NULL,
    measure TEXT NOT NULL,
    amount DOUBLE PRECISION,
    unit TEXT,
    note TEXT,
    sources TEXT
);
CREATE INDEX outcomes_by_activity ON outcomes (activity_id);
CREATE TABLE outcomes_history AS
    SELECT outcomes.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM outcomes WHERE id < 0;
CREATE INDEX outcomes_history_by_id ON outcomes_history (id, valid_from);

CREATE TABLE practices (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    offered_by TEXT NOT NULL,
    copied_by TEXT,
    themes TEXT,
    summary TEXT,
    results TEXT,
    since TEXT,
    sources TEXT
);
CREATE UNIQUE INDEX practices_by_key ON practices (key);
CREATE TABLE practices_history AS
    SELECT practices.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM practices WHERE id < 0;
CREATE INDEX practices_history_by_id ON practices_history (id, valid_from);

CREATE TABLE commitments (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    key TEXT NOT NULL,
    actor_id BIGINT NOT NULL REFERENCES actors (id),
    agenda TEXT NOT NULL,
    title TEXT NOT NULL,
    summary TEXT,
    made TEXT,
    due TEXT,
    evidence TEXT,
    sources TEXT
);
CREATE UNIQUE INDEX commitments_by_key ON commitments (key);
CREATE INDEX commitments_by_actor ON commitments (actor_id);
CREATE TABLE commitments_history AS
    SELECT commitments.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM commitments WHERE id < 0;
CREATE INDEX commitments_history_by_id ON commitments_history (id, valid_from);

CREATE TABLE convenings (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT,
    organizers TEXT,
    frequency TEXT,
    website TEXT,
    summary TEXT,
    who_attends TEXT,
    local_participation TEXT,
    themes TEXT,
    sources TEXT
);
CREATE UNIQUE INDEX convenings_by_slug ON convenings (slug);
CREATE TABLE convenings_history AS
    SELECT convenings.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM convenings WHERE id < 0;
CREATE INDEX convenings_history_by_id ON convenings_history (id, valid_from);

CREATE TABLE editions (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    convening_id BIGINT NOT NULL REFERENCES convenings (id),
    name TEXT NOT NULL,
    starts TEXT,
    ends TEXT,
    country TEXT,
    place_id BIGINT REFERENCES places (id),
    website TEXT,
    sources TEXT
);
CREATE INDEX editions_by_convening ON editions (convening_id);
CREATE TABLE editions_history AS
    SELECT editions.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM editions WHERE id < 0;
CREATE INDEX editions_history_by_id ON editions_history (id, valid_from);

CREATE TABLE people (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    version BIGINT NOT NULL,
    is_hidden BIGINT NOT NULL,
    audience TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    key TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT,
    actor_id BIGINT REFERENCES actors (id),
    expertise TEXT,
    since TEXT,
    until TEXT,
    sources TEXT
);
CREATE UNIQUE INDEX people_by_key ON people (key);
CREATE INDEX people_by_actor ON people (actor_id);
CREATE TABLE people_history AS
    SELECT people.*, changed_at AS valid_from, changed_at AS valid_to, id AS revision FROM people WHERE id < 0;
CREATE INDEX people_history_by_id ON people_history (id, valid_from);

-- The starter Register is loaded once; later it belongs to the people who keep it.
CREATE TABLE starter_loads (
    loaded_at TEXT NOT NULL,
    record_count BIGINT NOT NULL
);
