-- The language in which somebody last signed in: letters that nobody's visit causes are written in it.
ALTER TABLE accounts ADD COLUMN language TEXT NOT NULL DEFAULT 'en';
