// Proves the checks of atom.mjs against the feed validator's own test cases, where they are at hand.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';

import { CHECKED, isDate, problemsOf } from './atom.mjs';
import { shared } from './shared.mjs';

// What these show is no part of RFC 4287 itself: extensions, XHTML inside a feed, and files that are no feed at all.
const OUT_OF_SCOPE = [/^6\.1\//, /^3\.1\.1\.3\//, /feed_missing2?\.xml$/, /unknown_element_(core|in_known)_namespace\.xml$/];

const archive = path.join(shared, 'data/standards/feedvalidator_atom_testcases.tar.gz');

test('A day that does not exist is no date', () => {
  assert(isDate('2024-02-29T23:59:60Z'));
  assert(isDate('2003-12-13T18:30:02.25+01:00'));
  for (const text of ['2023-02-29T00:00:00Z', '2026-11-22', '2026-11-22T10:00Z', '2026-11-22t10:00:00z', ' 2026-11-22T10:00:00Z'])
    assert(!isDate(text), text);
});

test('The checks find what the feed validator finds', { skip: existsSync(archive) ? false : `needs ${archive}` }, (t) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'legation-atom-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync('tar', ['xzf', archive, '-C', folder]);
  const files = readdirSync(path.join(folder, 'testcases/atom'), { recursive: true }).filter((name) => name.endsWith('.xml'));
  let found = 0;
  let clean = 0;
  const wrong = [];
  for (const name of files.sort()) {
    const text = readFileSync(path.join(folder, 'testcases/atom', name), 'utf8');
    if (OUT_OF_SCOPE.some((pattern) => pattern.test(name))) continue;
    const [, not, expected, element] = /Expect:\s*(!?)(\w+)(?:\{[^}]*element:(\w+))?/.exec(text) ?? [];
    const problems = problemsOf(text);
    const rules = problems.map((problem) => problem.rule);
    if (!not && CHECKED.includes(expected)) {
      if (rules.includes(expected)) found += 1;
      else wrong.push(`${name}: ${expected} was not found, but ${rules.join(' ') || 'nothing'}`);
    } else if (not && (expected === 'Error' || CHECKED.includes(expected))) {
      const isComplaint = ({ rule, where }) =>
        expected === 'Error' ? rule !== 'MissingSelf' : rule === expected && (!element || where.includes(element));
      const complaints = problems.filter(isComplaint);
      if (complaints.length === 0) clean += 1;
      else wrong.push(`${name}: ${JSON.stringify(complaints)} was found, but it is clean`);
    }
  }
  assert.deepEqual(wrong, []);
  t.diagnostic(`${found} faulty feeds found, ${clean} clean ones passed`);
  assert(found > 150 && clean > 70, `${found} and ${clean}`);
});
