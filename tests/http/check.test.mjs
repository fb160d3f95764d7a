import assert from 'node:assert/strict';
import test from 'node:test';

import { parseCases } from './case_file.mjs';
import { failuresOf, keptFrom } from './check.mjs';

const ANSWER = {
  status: 200,
  headers: new Map([
    ['content-type', 'application/json'],
    ['etag', '"abc"'],
  ]),
  body: '{"total": 12, "items": [{"slug": "fr-paris", "tags": ["city"]}], "name": "Paris"}',
};

function isMet(expectation, status = 200) {
  const [found] = parseCases('a.case', `## x\nGET /\n---\n${status}\n${expectation}\n`);
  return failuresOf(found, ANSWER).length === 0;
}

const MET = [
  'Content-Type: application/json',
  'ETag: ~ ^"[a-z]+"$',
  'absent: Set-Cookie',
  'contains: "Paris"',
  'lacks: London',
  'matches: ^\\{.*\\}$',
  'json: items.0.slug = "fr-paris"',
  'json: total = 12',
  'json: total >= 12',
  'json: total < 13',
  'json: items.length = 1',
  'json: items.0.tags has "city"',
  'json: name ~ ^P',
  'keep: etag = ^etag: (.+)$',
  'json: name != "London"',
];
const NOT_MET = [
  'Content-Type: application',
  'ETag: ~ ^[0-9]+$',
  'X-Missing: ~ .',
  'absent: ETag',
  'contains: London',
  'lacks: Paris',
  'matches: ^Paris',
  'json: items.0.slug = "us-tx-paris"',
  'json: total = "12"',
  'json: total > 12',
  'json: missing != 1',
  'json: missing.deeper = 1',
  'json: total >= "1"',
  'json: items.0.tags has "state"',
  'json: total ~ 1',
  'keep: tag = ^x-etag: (.+)$',
];
for (const expectation of MET) test(`"${expectation}" is met`, () => assert(isMet(expectation)));
for (const expectation of NOT_MET) test(`"${expectation}" is not met`, () => assert(!isMet(expectation)));

test('What is kept comes from the headers or the body', () => {
  const [found] = parseCases('a.case', '## x\nGET /\n---\n200\nkeep: etag = ^etag: (.+)$\nkeep: slug = "slug": "([a-z-]+)"');
  assert.deepEqual(keptFrom(found, ANSWER), [
    ['etag', '"abc"'],
    ['slug', 'fr-paris'],
  ]);
});

test('Another status is a failure', () => assert(!isMet('contains: Paris', 404)));

test('A JSON check on a page is a failure, not a crash', () => {
  const [found] = parseCases('a.case', '## x\nGET /\n---\n200\njson: total = 1');
  assert.match(failuresOf(found, { ...ANSWER, body: '<html>' })[0].actual, /^not JSON/);
});
