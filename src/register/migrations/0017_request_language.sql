-- Whoever is asked to confirm gets the letter in their own language, which their account knows.
ALTER TABLE confirmation_requests DROP COLUMN language;
