// What cannot be understood is answered in the same words for everybody, logged, and forgotten.
import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import test from 'node:test';

import { exchange } from '../http/exchange.mjs';
import { get, Hub, metric } from './hub.mjs';

const binary = (text) => Buffer.from(text, 'latin1');
const head = (line, ...headers) => binary([line, 'Host: hub', ...headers, '', ''].join('\r\n'));

// The server reads so much of what still arrives after its refusal, then closes; who goes on writing may never read it.
const READ_TO_THE_END = 1_000_000;

async function assertStatus(server, bytes, status, what) {
  let answer;
  try {
    answer = await exchange(server.address, { bytes });
  } catch (error) {
    assert.ok(bytes.length > READ_TO_THE_END && ['EPIPE', 'ECONNRESET'].includes(error.code), `${what}: ${error}`);
    return undefined;
  }
  assert.equal(answer.status, status, `${what}: ${answer.body.slice(0, 300)}`);
  return answer;
}

async function assertServes(server) {
  assert.equal((await get(server, '/register')).status, 200);
  assert.deepEqual(server.operatorLog(), []);
}

test('Malformed requests are answered, counted and logged, and the next client is served', async (t) => {
  const hub = await Hub.make(t);
  const server = await hub.serve();
  const cases = [
    ['random bytes', binary('\x00\xff\x13\x37\r\n\r\n'), 400],
    ['the beginning of TLS', binary('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n'), 400],
    ['a request line of one word', binary('GET\r\n\r\n'), 400],
    ['no Host', binary('GET / HTTP/1.1\r\n\r\n'), 400],
    ['two Hosts', head('GET / HTTP/1.1', 'Host: other'), 400],
    ['a Host with a path', binary('GET / HTTP/1.1\r\nHost: hub/../x\r\n\r\n'), 400],
    ['a space before the colon', head('GET / HTTP/1.1', 'Accept : text/html'), 400],
    ['a header without a colon', head('GET / HTTP/1.1', 'nonsense'), 400],
    ['NUL in a header', head('GET / HTTP/1.1', 'Accept: a\x00b'), 400],
    ['NUL in the address', head('GET /\x00 HTTP/1.1'), 400],
    ['a newline in the address', head('GET /a\nb HTTP/1.1'), 400],
    ['a length that is no number', head('POST / HTTP/1.1', 'Content-Length: many'), 400],
    ['a negative length', head('POST / HTTP/1.1', 'Content-Length: -1'), 400],
    ['two lengths', head('POST / HTTP/1.1', 'Content-Length: 1', 'Content-Length: 2'), 400],
    ['both ways to say the length', head('POST / HTTP/1.1', 'Content-Length: 1', 'Transfer-Encoding: chunked'), 400],
    ['a chunk without a size', Buffer.concat([head('POST / HTTP/1.1', 'Transfer-Encoding: chunked'), binary('zz\r\n')]), 400],
    ['an unknown encoding', head('POST / HTTP/1.1', 'Transfer-Encoding: gzip'), 501],
    ['an unknown method', head('BREW / HTTP/1.1'), 501],
    ['an unknown version', head('GET / HTTP/7.3'), 505],
  ];
  for (const [what, bytes, status] of cases) await assertStatus(server, bytes, status, what);
  await assertServes(server);
  assert.equal(await metric(server, 'legation_http_requests_malformed_total'), cases.length);
  assert.deepEqual(await hub.refusals(cases.length), cases.map(([, , status]) => status).sort());
});

test('Broken text in an address is refused with the reason, and the log stays readable', async (t) => {
  const hub = await Hub.make(t);
  const server = await hub.serve();
  const cases = [
    ['/register/%FF', /not UTF-8/],
    ['/search?q=%C0%AF', /not UTF-8/], // an overlong slash
    ['/search?q=%ED%A0%80', /not UTF-8/], // half a surrogate pair
    ['/search?%FE=1', /not UTF-8/],
    ['/search?q=%', /percent/],
    ['/search?q=%zz', /percent/],
    ['/search?q=a%00b', /NUL/],
    ['/register/../../etc/passwd', /dot segment/],
    ['/assets/..%2f..%2fetc%2fpasswd', /slash/],
    ['/register/%0d%0aSet-Cookie:x', /control character/],
  ];
  for (const [target, reason] of cases) {
    const { body } = await assertStatus(server, head(`GET ${target} HTTP/1.1`), 400, target);
    assert.match(body, reason, target);
  }
  // Bytes that are not even escaped.
  await assertStatus(server, head('GET /register/\xff\xfe HTTP/1.1'), 400, 'raw bytes in the path');
  await assertStatus(server, head('GET /search?q=\xff\x22\x5c HTTP/1.1'), 400, 'raw bytes in the query');
  await assertServes(server);
  assert.deepEqual(await hub.refusals(cases.length + 2), Array(cases.length + 2).fill(400));
});

test('Unknown paths, filters and page numbers are answered as such on every list', async (t) => {
  const hub = await Hub.make(t);
  const server = await hub.serve();
  const nouns = ['partnerships', 'activities', 'practices', 'commitments', 'convenings', 'people', 'sources'];
  const lists = ['/register', ...nouns.map((noun) => `/register/${noun}`)];
  for (const list of lists) {
    for (const ending of ['', '.json']) {
      assert.equal((await get(server, `${list}${ending}`)).status, 200, list);
      for (const page of ['-1', '0', 'x', '1e3', '1.5', '99999999999999999999', '%20', '1%00']) {
        const { status } = await get(server, `${list}${ending}?page=${page}`);
        assert.equal(status, 400, `${list}${ending}?page=${page}`);
      }
      const beyond = await get(server, `${list}${ending}?page=123456789`);
      assert.ok([200, 400, 404].includes(beyond.status), `${list}${ending}: ${beyond.status}`);
    }
    assert.equal((await get(server, `${list}/no-such-record-1`)).status, 404, list);
  }
  assert.match((await get(server, '/register?colour=red')).body, /colour.*It can be narrowed by/);
  for (const target of ['/nowhere', '/wp-login.php', '/.env', '/register/nowhere.xml', '/assets/none.js', '/es/nada'])
    assert.equal((await get(server, target)).status, 404, target);
  for (const target of ['/search?q=&page=-1', '/register?sort=drop%20table', '/register?population=-'])
    assert.equal((await get(server, target)).status, 400, target);
  const many = Array.from({ length: 500 }, (_, i) => `a${i}=1`).join('&');
  assert.equal((await get(server, `/search?${many}`)).status, 400);
  await assertServes(server);
});

test('Oversized addresses, heads and bodies are refused, even 10 MB of them', async (t) => {
  const hub = await Hub.make(t);
  const server = await hub.serve({ settings: '[limits]\nbody_bytes = 200000\n' });
  const long = (bytes) => 'a'.repeat(bytes);
  const cases = [
    ['an address of 9 KB', head(`GET /search?q=${long(9_000)} HTTP/1.1`), 414],
    ['a query of 10 MB', head(`GET /search?q=${long(10_000_000)} HTTP/1.1`), 414],
    ['a method of 1 MB', head(`${long(1_000_000)} / HTTP/1.1`), 414],
    ['a header of 20 KB', head('GET / HTTP/1.1', `Cookie: ${long(20_000)}`), 431],
    ['a header of 10 MB', head('GET / HTTP/1.1', `Cookie: ${long(10_000_000)}`), 431],
    ['a thousand headers', head('GET / HTTP/1.1', ...Array.from({ length: 1000 }, (_, i) => `X-${i}: 1`)), 431],
    ['a body announced too large', head('POST / HTTP/1.1', 'Content-Length: 200001'), 413],
    ['a body of 2^64 bytes', head('POST / HTTP/1.1', 'Content-Length: 18446744073709551615'), 413],
    ['a body of 2^70 bytes', head('POST / HTTP/1.1', 'Content-Length: 1180591620717411303424'), 400],
    [
      'chunks that add up',
      Buffer.concat([
        head('POST / HTTP/1.1', 'Transfer-Encoding: chunked'),
        ...Array.from({ length: 50 }, () => binary(`4000\r\n${long(0x4000)}\r\n`)),
      ]),
      413,
    ],
  ];
  for (const [what, bytes, status] of cases) await assertStatus(server, bytes, status, what);
  // Within the limit, and large enough to be spooled.
  const allowed = Buffer.concat([head('POST /register HTTP/1.1', 'Content-Length: 150000'), binary(long(150_000))]);
  await assertStatus(server, allowed, 405, 'a body that is allowed where none is taken');
  await assertServes(server);
  assert.deepEqual(await hub.refusals(cases.length + 1), [...cases.map(([, , status]) => status), 405].sort());
  assert.deepEqual(await readdir(path.join(hub.data, 'spool')), [], 'nothing is left of the bodies');
});
