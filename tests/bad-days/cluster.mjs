// The PostgreSQL cluster that the runner of the tests started, named by LEGATION_TEST_POSTGRESQL.
import { execFileSync } from 'node:child_process';
import path from 'node:path';

const script = path.resolve(import.meta.dirname, '../postgresql.sh');

export const cluster = process.env.LEGATION_TEST_POSTGRESQL;

/** Why a test that needs the cluster is skipped; false when there is one. */
export const skip = cluster ? false : 'no PostgreSQL cluster is named by LEGATION_TEST_POSTGRESQL';

/** What tests/postgresql.sh says to these words. */
export const tell = (...words) => execFileSync(script, words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
