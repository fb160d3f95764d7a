import assert from 'node:assert/strict';
import net from 'node:net';
import test from 'node:test';
import zlib from 'node:zlib';

import { exchange, readAnswer } from './exchange.mjs';

const read = (text, isHead = false, isClosed = false) => readAnswer(Buffer.from(text, 'latin1'), isHead, isClosed);

test('An answer is whole when its length has arrived', () => {
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell'), null);
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello').body, 'hello');
});

test('Chunks are joined', () => {
  const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
  assert.equal(read(`${head}5\r\nhello\r\n1\r\n!\r\n`), null);
  assert.equal(read(`${head}5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n`).body, 'hello!');
});

test('Without a length the body lasts until the connection closes', () => {
  assert.equal(read('HTTP/1.1 200 OK\r\n\r\nhello'), null);
  assert.equal(read('HTTP/1.1 200 OK\r\n\r\nhello', false, true).body, 'hello');
});

test('HEAD, 204 and 304 have no body whatever the length says', () => {
  assert.equal(read('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n', true).body, '');
  assert.equal(read('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n').status, 304);
});

test('Compressed bodies are read', () => {
  const body = zlib.brotliCompressSync('hello');
  const head = Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: ${body.length}\r\n\r\n`);
  assert.equal(readAnswer(Buffer.concat([head, body]), false, false).body, 'hello');
});

test('What is not HTTP is an error', () => assert.throws(() => read('SSH-2.0-x\r\n\r\n'), /not a status line/));

test('A connection closed without an answer is an error', async () => {
  const server = net.createServer((socket) => socket.end());
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = new URL(`http://127.0.0.1:${server.address().port}`);
  await assert.rejects(exchange(address, { bytes: Buffer.from('x'), isHead: false }), /closed|ECONNRESET/);
  server.close();
});
