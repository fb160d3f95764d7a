// Runs every HTTP case (src/**/cases/*.case) against one start of the program.
//
//   node tests/run-cases.mjs --program build/release/legation [--database URL] [FILE...]
//
// Prints one block for each expectation that is not met and ends with "N passed, N failed".
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { parse_cases } from './http/case_file.mjs';
import { failures_of } from './http/check.mjs';
import { exchange } from './http/exchange.mjs';
import { Program } from './program.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

async function case_files() {
    const names = await readdir(path.join(root, 'src'), { recursive: true });
    return names.filter((name) => /(^|\/)cases\/[^/]+\.case$/.test(name)).sort().map((name) => path.join('src', name));
}

async function run(test_case, address) {
    let answer;
    try {
        answer = await exchange(address, test_case.request);
    } catch (error) {
        return [{ line: test_case.line, expected: `status ${test_case.status}`, actual: error.message }];
    }
    return failures_of(test_case, answer);
}

const { values, positionals } = parseArgs({
    options: { program: { type: 'string' }, database: { type: 'string' } },
    allowPositionals: true,
});
if (!values.program) throw new Error('Say which program to test: --program build/release/legation');

const files = positionals.length > 0 ? positionals : await case_files();
const cases = [];
for (const file of files) cases.push(...parse_cases(file, await readFile(path.resolve(root, file), 'utf8')));
if (cases.length === 0) throw new Error('There are no HTTP cases under src/.');

let program;
try {
    program = await Program.start(path.resolve(values.program), values.database);
} catch (error) {
    console.log(`FAILED The program starts\n  ${error.message}\n0 passed, ${cases.length + 1} failed`);
    process.exit(1);
}
let failed = 0;
for (const test_case of cases) {
    const failures = await run(test_case, program.address);
    if (failures.length === 0) continue;
    failed += 1;
    console.log(`FAILED ${test_case.file}:${test_case.line}: ${test_case.name}`);
    for (const { line, expected, actual } of failures) {
        console.log(`  ${test_case.file}:${line}\n    expected ${expected}\n    actual   ${actual}`);
    }
}

// How the program ends is a case as well.
const wrong = await program.stop();
if (wrong.length > 0) {
    failed += 1;
    console.log(`FAILED The program stops cleanly when asked to\n  ${wrong.join('\n  ')}`);
}
console.log(`${cases.length + 1 - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
