-- Records that everybody may see from a day on: trips, once who travels is back.
CREATE TABLE publishings (
    record_type TEXT NOT NULL,
    record_id BIGINT NOT NULL,
    publish_on TEXT NOT NULL -- a day: 2027-05-09
);
CREATE UNIQUE INDEX publishings_by_record ON publishings (record_type, record_id);
CREATE INDEX publishings_by_day ON publishings (publish_on);
