-- What changed last, for feeds, catalogs and the API; and who is in a country, for the feed of its page.
CREATE INDEX actors_by_change ON actors (changed_at, id);
CREATE INDEX actors_by_country ON actors (country);
