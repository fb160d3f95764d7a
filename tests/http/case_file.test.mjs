import assert from 'node:assert/strict';
import test from 'node:test';

import { fillRequest, parseCases } from './case_file.mjs';

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

test('What an earlier answer gave is put into the head of a request, not into its body', () => {
  const [{ request }] = parse('## x', 'POST /{{name}}', 'If-Match: {{etag}}', '', '{{name}}', '---', '200');
  const kept = new Map([
    ['name', 'paris'],
    ['etag', '"1"'],
  ]);
  const text = fillRequest(request, kept).bytes.toString();
  assert.match(text, /^POST \/paris HTTP\/1\.1\r\n.*If-Match: "1"\r\n.*\r\n\r\n\{\{name\}\}$/s);
  assert.throws(() => fillRequest(request, new Map()), /kept "name"/);
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
  ['a kept value without a group', ['## x', 'GET /', '---', '200', 'keep: etag = ^etag: .+$']],
  ['an unknown escape', ['## x', 'raw: \\q', '---', '200']],
]) {
  test(`It refuses ${what}, and says where`, () => assert.throws(() => parse(...lines), /^Error: a\.case:\d+: /));
}
