// Runs every HTTP case (src/**/cases/*.case) against one start of the program.
//
//   node tests/run-cases.mjs --program build/release/legation [--database URL] [FILE...]
//
// Prints one block for each expectation that is not met and ends with "N passed, N failed".
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { asSomebody, fillRequest, parseCases } from './http/case_file.mjs';
import { failuresOf, keptFrom } from './http/check.mjs';
import { exchange } from './http/exchange.mjs';
import { signIn } from './http/sign_in.mjs';
import { Program } from './program.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

async function caseFiles() {
  const names = await readdir(path.join(root, 'src'), { recursive: true });
  return names
    .filter((name) => /(^|\/)cases\/[^/]+\.case$/.test(name))
    .sort()
    .map((name) => path.join('src', name));
}

const { values, positionals } = parseArgs({
  options: { program: { type: 'string' }, database: { type: 'string' } },
  allowPositionals: true,
});
if (!values.program) throw new Error('Say which program to test: --program build/release/legation');

const files = positionals.length > 0 ? positionals : await caseFiles();
const cases = [];
for (const file of files) cases.push(...parseCases(file, await readFile(path.resolve(root, file), 'utf8')));
if (cases.length === 0) throw new Error('There are no HTTP cases under src/.');

// What `keep:` found, for the later cases of the same file.
const keptByFile = new Map(files.map((file) => [file, new Map()]));

// Everybody signs in once, when a case first needs them.
const sessions = new Map();
function sessionOf(who) {
  if (!sessions.has(who)) sessions.set(who, signIn(program, who));
  return sessions.get(who);
}

async function run(testCase, address) {
  const kept = keptByFile.get(testCase.file);
  let answer;
  try {
    const { as } = testCase.request;
    const request = fillRequest(testCase.request, kept);
    answer = await exchange(address, as ? asSomebody(request, await sessionOf(as)) : request);
  } catch (error) {
    return [{ line: testCase.line, expected: `status ${testCase.status}`, actual: error.message }];
  }
  for (const [name, value] of keptFrom(testCase, answer)) kept.set(name, value);
  return failuresOf(testCase, answer);
}

let program;
try {
  program = await Program.start(path.resolve(values.program), values.database);
} catch (error) {
  console.log(`FAILED The program starts\n  ${error.message}\n0 passed, ${cases.length + 1} failed`);
  process.exit(1);
}
let passed = 0;
let failed = 0;
for (const testCase of cases) {
  if (program.hasEnded) break; // how it ended is told below
  const failures = await run(testCase, program.address);
  if (failures.length === 0) {
    passed += 1;
    continue;
  }
  failed += 1;
  console.log(`FAILED ${testCase.file}:${testCase.line}: ${testCase.name}`);
  for (const { line, expected, actual } of failures) {
    console.log(`  ${testCase.file}:${line}\n    expected ${expected}\n    actual   ${actual}`);
  }
}

// How the program ends is a case as well.
const wrong = program.hasEnded ? ['it ended before it was asked to'] : [];
wrong.push(...(await program.stop()));
if (wrong.length === 0) {
  passed += 1;
} else {
  failed += 1;
  console.log(`FAILED The program stops cleanly when asked to\n  ${wrong.join('\n  ')}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
