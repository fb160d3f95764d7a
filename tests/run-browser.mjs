// Runs the browser tests against one start of the program.
//
//   node tests/run-browser.mjs --program build/release/legation [--database URL] [--smoke] [FILE...]
//
// --smoke runs tests/browser/smoke.test.mjs alone. Ends with "N passed, N failed".
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { Program } from './program.mjs';

const tests = path.dirname(fileURLToPath(import.meta.url));

async function testFiles() {
  const names = await readdir(path.join(tests, 'browser'));
  return names.filter((name) => name.endsWith('.test.mjs')).sort();
}

const { values, positionals } = parseArgs({
  options: { program: { type: 'string' }, database: { type: 'string' }, smoke: { type: 'boolean' } },
  allowPositionals: true,
});
if (!values.program) throw new Error('Say which program to test: --program build/release/legation');

const chosen = values.smoke ? ['smoke.test.mjs'] : await testFiles();
const files = positionals.length > 0 ? positionals : chosen.map((name) => path.join(tests, 'browser', name));

let program;
try {
  program = await Program.start(path.resolve(values.program), values.database);
} catch (error) {
  console.log(`FAILED The program starts\n  ${error.message}\n0 passed, 1 failed`);
  process.exit(1);
}
// Browsers take the cookies of a session over TLS, or from `localhost` by that name.
const address = `http://localhost:${program.address.port}`;
const runner = spawn(
  process.execPath,
  ['--test', '--test-concurrency=2', `--test-reporter=${path.join(tests, 'terse_reporter.mjs')}`, ...files],
  { stdio: 'inherit', env: { ...process.env, LEGATION_TEST_ADDRESS: address, LEGATION_TEST_PROGRAM: JSON.stringify({ path: program.path, options: program.options }) } },
);
const code = await new Promise((resolve) => runner.on('exit', (status) => resolve(status ?? 1)));
const wrong = await program.stop();
if (wrong.length > 0) console.log(`FAILED The program stops cleanly when asked to\n  ${wrong.join('\n  ')}`);
process.exitCode = code !== 0 || wrong.length > 0 ? 1 : 0;
