// Clients that take their time, or only hold on: each is answered or closed within its limit, and nobody else notices.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import test, { describe } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually, get, Hub, metric, usualTime } from './hub.mjs';

const SLOW_CONNECTIONS = 200;
const LIMITS = '[limits]\nhead_seconds = 3\nchunk_seconds = 2\nbody_seconds = 5\nidle_seconds = 3\n';

/** Starts slowhttptest against the server. */
function attack(hub, server, target, ...options) {
  const words = ['-c', SLOW_CONNECTIONS, '-r', SLOW_CONNECTIONS, '-l', 15, '-v', 0, ...options];
  const child = spawn('slowhttptest', [...words, '-u', new URL(target, server.address).href], { cwd: hub.folder, stdio: 'ignore' });
  hub.atEnd(() => child.kill('SIGKILL'));
  return child;
}

const attacks = [
  ['heads', '/register', ['-H', '-i', 1, '-x', 8], 408],
  ['bodies', '/register', ['-B', '-i', 1, '-s', 100_000, '-x', 8], 408],
  // Each takes five bytes a second of what it asked for.
  ['readers', '/assets/large.pdf', ['-X', '-n', 1, '-w', 8, '-y', 16, '-z', 5], 200],
];
// At the same time, because each is mostly waiting.
describe('Slow clients', { concurrency: true }, () => {
  for (const [name, target, options, status] of attacks) {
    test(`Two hundred slow ${name} are closed within their limit, while others are served at once`, async (t) => {
      const hub = await Hub.make(t);
      await hub.addLargeAsset(8_000_000);
      const server = await hub.serve({ settings: LIMITS });
      const child = attack(hub, server, target, ...options);
      const missing = await Promise.race([once(child, 'error').then(([error]) => error), once(child, 'spawn')]);
      if (missing instanceof Error) return t.skip('slowhttptest is not installed: run bin/setup test');

      await eventually('they are all connected', async () => (await metric(server, 'legation_http_connections')) > SLOW_CONNECTIONS);
      const closed = eventually('they are all closed', async () => (await metric(server, 'legation_http_connections')) < 5, 12);
      const others = await usualTime(server, closed);
      await closed;
      assert.ok(others < 100, `other clients waited ${others} ms`);
      assert.ok((await metric(server, 'legation_http_timeouts_total')) >= SLOW_CONNECTIONS);
      child.kill();
      const slow = (lines) => lines.filter((line) => line.status === status && line.microseconds > 1_000_000);
      const logged = slow(await hub.accessLog((lines) => slow(lines).length >= SLOW_CONNECTIONS));
      assert.ok(logged.length >= SLOW_CONNECTIONS, `${logged.length} are in the log`);
      assert.ok(Math.max(...logged.map((line) => line.microseconds)) < 12_000_000);
      assert.deepEqual(server.operatorLog(), []);
    });
  }
});

const IDLE_CONNECTIONS = 5_000;

test('Five thousand idle connections cost little memory, and another client is served within 100 ms', async (t) => {
  const hub = await Hub.make(t);
  // As most shells and services start it: the program raises the limit itself. AddressSanitizer would keep what was freed.
  const limited = 'ulimit -Sn 1024 && export ASAN_OPTIONS="$ASAN_OPTIONS:quarantine_size_mb=4" && exec "$@"';
  const before = ['bash', '-c', limited, 'limited'];
  const server = await hub.serve({ before, settings: '[limits]\nidle_seconds = 60\n' });
  for (let i = 0; i < 50; ++i) await get(server, '/register');
  const memory = await server.memory();

  const sockets = [];
  hub.atEnd(() => sockets.forEach((socket) => socket.destroy()));
  let failure;
  for (let i = 0; i < IDLE_CONNECTIONS && !failure; ++i) {
    const socket = net.connect(Number(server.address.port), server.address.hostname);
    socket.on('error', (error) => (failure = error));
    sockets.push(socket);
    // Half of them have been served before they fall silent.
    if (i % 2 === 0) socket.write('GET /healthz HTTP/1.1\r\nHost: hub\r\n\r\n');
    if (i % 250 === 249) await once(socket, 'connect');
  }
  if (failure?.code === 'EMFILE') return t.skip(`this machine allows too few open files (ulimit -Hn): ${failure.message}`);
  assert.equal(failure, undefined);
  await eventually('they are all open', async () => (await metric(server, 'legation_http_connections')) >= IDLE_CONNECTIONS);

  const others = await usualTime(server, pause(2_000));
  assert.ok(others < 100, `another client waited ${others} ms`);
  const growth = (await server.memory()) - memory;
  assert.ok(growth < 50, `memory grew by ${growth} MB`);
  for (const socket of sockets) socket.destroy();
  await eventually('they are all gone', async () => (await metric(server, 'legation_http_connections')) < 5);
});

test('With too few open files, clients wait until one is free instead of being lost', async (t) => {
  const hub = await Hub.make(t);
  const before = ['bash', '-c', 'ulimit -n 60 && exec "$@"', 'limited'];
  const server = await hub.serve({ before, settings: '[limits]\nidle_seconds = 2\n' });
  const sockets = Array.from({ length: 100 }, () => net.connect(Number(server.address.port), server.address.hostname));
  for (const socket of sockets) socket.on('error', () => {});
  await pause(500);
  assert.equal((await get(server, '/healthz')).status, 200);
  for (const socket of sockets) socket.destroy();
  await eventually('pages are served again', async () => (await get(server, '/register/us')).status === 200);
});

test('More connections than allowed are told to come again, and the allowed ones are served', async (t) => {
  const hub = await Hub.make(t);
  const server = await hub.serve({ settings: '[limits]\nconnections = 20\nidle_seconds = 2\n' });
  const sockets = Array.from({ length: 40 }, () => net.connect(Number(server.address.port), server.address.hostname));
  let refused = 0;
  for (const socket of sockets) socket.on('error', () => {}).on('data', (text) => (refused += /^HTTP\/1\.1 503 [^]*Retry-After: 1/.test(text)));
  await eventually('the others are refused', () => refused >= 20);
  assert.equal(refused, 20);
  await eventually('there is room again', async () => (await get(server, '/healthz')).status === 200);
  assert.ok((await metric(server, 'legation_http_connections_refused_total')) >= 20);
  for (const socket of sockets) socket.destroy();
});
