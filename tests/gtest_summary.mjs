// Turns GoogleTest's JSON report into the line that every runner here ends with. A skipped test is named.
import { readFile } from 'node:fs/promises';

const report = await readFile(process.argv[2], 'utf8');
// Empty when the program died: it says nothing then, and the caller counts that as a failure.
if (report !== '') {
  const tests = JSON.parse(report).testsuites.flatMap((suite) => suite.testsuite);
  for (const { classname, name, result } of tests)
    if (result === 'SKIPPED') console.log(`SKIPPED ${classname}.${name}`);
  const failed = tests.filter((test) => test.failures?.length > 0).length;
  const passed = tests.filter((test) => test.result === 'COMPLETED').length - failed;
  console.log(`${passed} passed, ${failed} failed`);
}
