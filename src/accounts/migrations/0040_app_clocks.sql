-- How many half-minutes the clock of the app's device was off when the app was set up: -2 to 2.
ALTER TABLE authenticators ADD COLUMN clock_steps BIGINT NOT NULL DEFAULT 0;
