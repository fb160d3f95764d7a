// Turns GoogleTest's JSON reports into the line that every runner here ends with. A skipped test is named. A program that
// died wrote none: its exit code says so, and the caller counts that as a failure.
import { readFileSync } from 'node:fs';

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const tests = reports.flatMap((report) => report.testsuites).flatMap((suite) => suite.testsuite);
for (const { classname, name, result } of tests) if (result === 'SKIPPED') console.log(`SKIPPED ${classname}.${name}`);
const failed = tests.filter((test) => test.failures?.length > 0).length;
const passed = tests.filter((test) => test.result === 'COMPLETED').length - failed;
console.log(`${passed} passed, ${failed} failed`);
