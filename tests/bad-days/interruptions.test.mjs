// Programs are stopped, killed and started twice at any moment: what was acknowledged stays, and nothing is half done.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, stat, writeFile } from 'node:fs/promises';
import net from 'node:net';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually, get, Hub, importOptions } from './hub.mjs';

function assertSound(hub) {
  const database = new DatabaseSync(hub.database);
  try {
    assert.deepEqual({ ...database.prepare('PRAGMA quick_check').get() }, { quick_check: 'ok' });
    assert.deepEqual(database.prepare('PRAGMA foreign_key_check').all(), []);
  } finally {
    database.close();
  }
}

function actorsNamed(hub, prefix) {
  const database = new DatabaseSync(hub.database, { readOnly: true });
  try {
    return database.prepare('SELECT COUNT(*) AS count FROM actors WHERE slug LIKE ?').get(`${prefix}-%`).count;
  } finally {
    database.close();
  }
}

/** How many records have more than their first version. */
function changedTwice(hub) {
  const database = new DatabaseSync(hub.database, { readOnly: true });
  try {
    return database.prepare("SELECT COUNT(*) AS count FROM actors WHERE slug LIKE 'round%' AND version > 1").get().count;
  } finally {
    database.close();
  }
}

const BATCH = 500; // rows that legation import stores together

test('After kill -9 in the middle of imports whole batches are there, and the same import again goes on to the end', async (t) => {
  const hub = await Hub.make(t);
  const rows = 3_000;
  await (await hub.serve()).stop();
  const begun = performance.now();
  assert.equal((await hub.import(await hub.writeActors('first', rows))).code, 0);
  const usual = performance.now() - begun;
  let server = await hub.serve();

  const outcomes = [];
  for (let round = 0; round < 10; ++round) {
    const file = await hub.writeActors(`round${round}`, rows);
    const running = hub.begin('import', { options: importOptions(file) });
    // From its first moments to a little after its end.
    const timer = setTimeout(() => running.child.kill('SIGKILL'), usual * (0.1 + round * 0.12));
    outcomes.push((await running.exit) === 0);
    clearTimeout(timer);
    if (round % 3 === 2) {
      await server.kill();
      assertSound(hub);
      server = await hub.serve();
    }
  }
  assert.ok(outcomes.includes(false), 'no import was killed in time');
  assertSound(hub);
  outcomes.forEach((acknowledged, round) => {
    const count = actorsNamed(hub, `round${round}`);
    const isWhole = acknowledged ? count === rows : count % BATCH === 0;
    assert.ok(isWhole, `round ${round}: ${count} of ${rows}, acknowledged: ${acknowledged}`);
  });
  for (const [round, acknowledged] of outcomes.entries()) {
    const before = actorsNamed(hub, `round${round}`);
    const again = await hub.import(await hub.writeActors(`round${round}`, rows));
    assert.equal(again.code, 0, again.said);
    assert.equal(actorsNamed(hub, `round${round}`), rows, `round ${round} goes on to the end`);
    if (!acknowledged && before > 0 && before < rows)
      assert.match(again.said, new RegExp(`interrupted after line ${before + 1}; this one went on from there`));
  }
  assert.equal(changedTwice(hub), 0, 'no row was brought in twice');
  // The record goes on as before.
  assert.equal((await hub.import(await hub.writeActors('last', 10))).code, 0);
  await eventually('the new rows are served', async () => (await get(server, '/register/last-9')).status === 200);
});

test('A first start that is killed while it loads is made good by the next', async (t) => {
  const hub = await Hub.make(t);
  for (const milliseconds of [5, 20, 40, 60, 80, 120]) {
    const running = hub.begin('serve');
    await pause(milliseconds);
    running.child.kill('SIGKILL');
    await running.exit;
  }
  const server = await hub.serve();
  assert.equal((await get(server, '/register/us')).status, 200);
  assertSound(hub);
});

test('SIGTERM while the first load goes on ends it at once, with 0, and the next start loads all of it', async (t) => {
  const hub = await Hub.make(t);
  // So large that no machine has read it by the time it is told to stop.
  const header = (await readFile(hub.gazetteer, 'utf8')).split('\n').slice(0, 3);
  const row = (index) => header[2].split('\t').map((cell, column) => ([0, 1, 4].includes(column) ? `${cell}-${index}` : cell)).join('\t');
  const small = await readFile(hub.gazetteer);
  const rows = 150_000;
  await writeFile(hub.gazetteer, `${header[0]}\n${header[1]}\n${Array.from({ length: rows }, (_, index) => row(index)).join('\n')}\n# end ${rows}\n`);
  const running = hub.begin('serve');
  await eventually('the load has begun', async () => (await stat(hub.database).catch(() => ({ size: 0 }))).size > 0);
  await pause(300);
  const asked = performance.now();
  running.child.kill('SIGTERM');
  assert.equal(await running.end(), 0, running.said);
  assert.doesNotMatch(running.said, /Loading the gazetteer: done|is ready/);
  assert.match(running.said, /stopped before the data was loaded/);
  assert(performance.now() - asked < 3_000, 'within three seconds');
  await writeFile(hub.gazetteer, small);
  const server = await hub.serve();
  assert.equal((await get(server, '/register/us')).status, 200);
  assertSound(hub);
});

test('SIGTERM finishes the answers and the uploads under way, takes no new ones, and ends with 0', async (t) => {
  const hub = await Hub.make(t);
  const bytes = 40_000_000;
  const expected = createHash('sha256').update(await hub.addLargeAsset(bytes)).digest('hex');
  const server = await hub.serve();

  const download = net.connect(Number(server.address.port), server.address.hostname);
  download.write('GET /assets/large.pdf HTTP/1.1\r\nHost: hub\r\nConnection: close\r\n\r\n');
  const pieces = [];
  await new Promise((resolve) => download.once('data', (piece) => resolve(pieces.push(piece))));
  download.pause();
  const upload = net.connect(Number(server.address.port), server.address.hostname);
  upload.write('POST /register HTTP/1.1\r\nHost: hub\r\nContent-Length: 10\r\n\r\n12345');
  let uploaded = '';
  upload.on('data', (piece) => (uploaded += piece));
  await pause(300); // until the buffers between are full

  const stopped = server.stop();
  await pause(500);
  assert.equal(server.child.exitCode, null, 'it waits for its clients');
  const refused = await new Promise((resolve) => {
    const late = net.connect(Number(server.address.port), server.address.hostname);
    late.on('error', (error) => resolve(error.code));
    late.on('connect', () => resolve('connected'));
  });
  assert.equal(refused, 'ECONNREFUSED');
  upload.write('67890');
  const ended = new Promise((resolve, reject) => download.on('end', resolve).on('error', reject));
  download.on('data', (piece) => pieces.push(piece)).resume();
  await ended;
  await stopped;
  assert.match(uploaded, /^HTTP\/1\.1 405 /);
  const received = Buffer.concat(pieces);
  const body = received.subarray(received.indexOf('\r\n\r\n') + 4);
  assert.equal(body.length, bytes);
  assert.equal(createHash('sha256').update(body).digest('hex'), expected);
  assert.ok(server.operatorLog().some((line) => /finished first/.test(line.message)));
});

test('A client that never takes its answer holds up the end no longer than its limit', async (t) => {
  const hub = await Hub.make(t);
  await hub.addLargeAsset(40_000_000);
  const server = await hub.serve({ settings: '[limits]\nchunk_seconds = 1\n' });
  const download = net.connect(Number(server.address.port), server.address.hostname).pause();
  download.on('error', () => {});
  download.write('GET /assets/large.pdf HTTP/1.1\r\nHost: hub\r\n\r\n');
  t.after(() => download.destroy());
  await pause(200);
  const begun = performance.now();
  await server.stop();
  assert.ok(performance.now() - begun < 5_000);
});

test('Two servers and an import share one data folder', async (t) => {
  const hub = await Hub.make(t);
  const first = await hub.serve();
  const second = await hub.serve();
  assert.equal((await hub.import(await hub.writeActors('shared', 5))).code, 0);
  for (const server of [first, second])
    await eventually('the import is seen', async () => (await get(server, '/register/shared-4')).status === 200);
  await first.stop();
  assert.equal((await get(second, '/register/shared-4')).status, 200);
  await second.stop();
  assertSound(hub);
});

test('Two first starts at the same moment both come to serve', async (t) => {
  const hub = await Hub.make(t);
  const servers = await Promise.all([hub.serve(), hub.serve(), hub.serve()]);
  for (const server of servers) assert.equal((await get(server, '/register/us')).status, 200);
  assertSound(hub);
});
