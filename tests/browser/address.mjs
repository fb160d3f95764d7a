import assert from 'node:assert/strict';

/** The program under test; tests/run-browser.mjs starts it. */
export const address = process.env.LEGATION_TEST_ADDRESS;
assert(address, 'Run browser tests through tests/run-browser.mjs or bin/test --only browser.');
