import assert from 'node:assert/strict';
import test from 'node:test';

import { parseCases } from './case_file.mjs';

const parse = (...lines) => parseCases('a.case', lines.join('\n'));

test('A case has a name, the bytes of its request and its expectations', () => {
  const [found] = parse('# The front page', '', '## It answers', 'GET /', '', '---', '200', 'contains: Legation');
  assert.equal(found.name, 'It answers');
  assert.equal(found.line, 3);
  assert.equal(found.request.bytes.toString(), 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  assert.equal(found.status, 200);
  assert.deepEqual(found.checks, [{ line: 8, text: 'contains: Legation', kind: 'contains', value: 'Legation' }]);
});

test('A body is sent with its length', () => {
  const [found] = parse('## x', 'POST /a', 'Host: b', '', 'name=España', '---', '303');
  assert.match(
    found.request.bytes.toString(),
    /^POST \/a HTTP\/1.1\r\nHost: b\r\n.*Content-Length: 12\r\n\r\nname=España$/s,
  );
});

test('Raw lines are sent byte for byte', () => {
  const [found] = parse('## x', 'raw: GET / HTTP/1.1\\r\\n', 'raw: A: \\x00\\xff\\\\\\r\\n\\r\\n', '---', '400');
  assert.equal(found.request.bytes.toString('latin1'), 'GET / HTTP/1.1\r\nA: \x00\xff\\\r\n\r\n');
});

test('A file holds several cases', () => {
  const cases = parse('## one', 'GET /1', '---', '200', '', '## two', 'HEAD /2', '---', '404');
  assert.deepEqual(
    cases.map((found) => [found.name, found.status, found.request.isHead]),
    [
      ['one', 200, false],
      ['two', 404, true],
    ],
  );
});

for (const [what, lines] of [
  ['a file without a case', ['GET /']],
  ['a case without a divider', ['## x', 'GET /', '200']],
  ['a case without a request', ['## x', '---', '200']],
  ['a case without a status', ['## x', 'GET /', '---', 'contains: y']],
  ['an unknown method', ['## x', 'FETCH /', '---', '200']],
  ['an unknown check', ['## x', 'GET /', '---', '200', 'includes: y']],
  ['a check without a value', ['## x', 'GET /', '---', '200', 'contains:']],
  ['a JSON check without an operator', ['## x', 'GET /', '---', '200', 'json: total']],
  ['an unknown escape', ['## x', 'raw: \\q', '---', '200']],
]) {
  test(`It refuses ${what}, and says where`, () => assert.throws(() => parse(...lines), /^Error: a\.case:\d+: /));
}
