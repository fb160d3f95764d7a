-- Reference data: no revisions; loaded again from its file, by uuid, when that changes.
CREATE TABLE places (
    id $ID,
    uuid TEXT NOT NULL UNIQUE,
    source_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    parent_id BIGINT REFERENCES places (id),
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    name_es TEXT,
    other_names TEXT,
    country TEXT NOT NULL,
    subdivision TEXT,
    iso_3166_1 TEXT,
    iso_3166_1_alpha3 TEXT,
    iso_3166_2 TEXT,
    geonames_id BIGINT,
    geoid TEXT,
    ocd_id TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    population BIGINT,
    feature TEXT,
    type_label TEXT
);
-- Which file was loaded last.
CREATE TABLE gazetteer_loads (
    checksum TEXT NOT NULL,
    loaded_at TEXT NOT NULL,
    place_count BIGINT NOT NULL
);
