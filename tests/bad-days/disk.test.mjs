// The disk fills up, the database is held by somebody else or damaged: reading goes on where it can, and every failure
// says what to do.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdir, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';

import { eventually, get, Hub } from './hub.mjs';

const megabyte = 1024 * 1024;

function assertSound(hub) {
  const database = new DatabaseSync(hub.database);
  try {
    assert.deepEqual({ ...database.prepare('PRAGMA quick_check').get() }, { quick_check: 'ok' });
  } finally {
    database.close();
  }
}

/** Puts the data folder on a small disk of its own; false where this machine does not allow it. */
async function mountSmallDisk(t, hub, megabytes) {
  await mkdir(hub.data);
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'none', hub.data]);
  // Lazily: a server of the test may still run.
  if (status === 0) hub.atEnd(() => spawnSync('umount', ['-l', hub.data]));
  return status === 0;
}

async function fillDisk(hub) {
  const file = path.join(hub.data, 'filler');
  const handle = await open(file, 'w');
  try {
    for (const size of [megabyte, 4096, 1])
      while (await handle.write(Buffer.alloc(size)).then(({ bytesWritten }) => bytesWritten === size, () => false));
  } finally {
    await handle.close();
  }
  return file;
}

test('On a full disk reading goes on, an import says what to do and leaves nothing, and all is well again after', async (t) => {
  const hub = await Hub.make(t);
  if (!(await mountSmallDisk(t, hub, 24))) return t.skip('mounting a small disk takes root');
  const server = await hub.serve();
  assert.equal((await hub.import(await hub.writeActors('before', 100))).code, 0);
  await eventually('the import is served', async () => (await get(server, '/register/before-99')).status === 200);
  const file = await hub.writeActors('full', 3_000);
  const filler = await fillDisk(hub);

  const { code, said } = await hub.import(file);
  assert.equal(code, 1, said);
  assert.match(said, /cannot save right now\. Nothing was changed/);
  assert.match(said, /free some space on the disk that holds the data folder/);
  for (const target of ['/', '/register', '/register/before-99', '/search?q=before', '/readyz', '/healthz'])
    assert.equal((await get(server, target)).status, 200, target);
  assert.equal((await get(server, '/register/full-0')).status, 404);
  // More lines than fit into what the log keeps in memory.
  for (let i = 0; i < 400; ++i) assert.equal((await get(server, '/healthz?while=full')).status, 200);
  await eventually('the operator is told', () => server.operatorLog().some((line) => /log line was lost/.test(line.message)));

  await rm(filler);
  assert.equal((await get(server, '/healthz?when=later')).status, 200);
  assert.equal((await hub.import(file)).code, 0);
  await eventually('the import is served', async () => (await get(server, '/register/full-2999')).status === 200);
  const isThere = (lines) => lines.some((line) => line.target === '/healthz?when=later');
  assert.ok(isThere(await hub.accessLog(isThere)));
  await server.stop();
  assertSound(hub);
});

test('A first start on a disk that is too small says so, and works once there is room', async (t) => {
  const hub = await Hub.make(t);
  if (!(await mountSmallDisk(t, hub, 1))) return t.skip('mounting a small disk takes root');
  const filler = await fillDisk(hub);
  await hub.refuses(/free some space|No space left/);
  await truncate(filler, 700_000); // enough to begin with
  await hub.refuses(/free some space|No space left/);
  assert.equal(spawnSync('mount', ['-o', 'remount,size=24m', hub.data]).status, 0);
  const server = await hub.serve();
  assert.equal((await get(server, '/register/us')).status, 200);
  await server.stop();
  assertSound(hub);
});

test('A file that may not grow is an import that fails in words, not by a signal', async (t) => {
  const hub = await Hub.make(t);
  await (await hub.serve()).stop();
  const file = await hub.writeActors('large', 3_000);
  const before = ['bash', '-c', 'ulimit -f 600 && exec "$@"', 'limited'];
  const { code, said } = await hub.import(file, { before });
  assert.equal(code, 1, said);
  assert.match(said, /Nothing was changed/);
  assertSound(hub);
  assert.equal((await hub.import(file)).code, 0);
});

test('While somebody else holds the database, reading goes on, and writers answer clearly after their wait', async (t) => {
  const hub = await Hub.make(t);
  const server = await hub.serve();
  const other = new DatabaseSync(hub.database);
  hub.atEnd(() => other.close());
  other.exec('BEGIN EXCLUSIVE');
  const file = await hub.writeActors('locked', 5);
  const begun = performance.now();
  const refusal = hub.refuses([/record is busy/, /another program holds the database: stop it, or wait/]);
  const { code, said } = await hub.import(file);
  assert.equal(code, 1, said);
  assert.match(said, /another program holds the database: stop it, or wait until it is done/);
  assert.ok(performance.now() - begun < 15_000);
  await refusal;
  for (const target of ['/', '/register', '/register/us', '/readyz']) {
    const { status, milliseconds } = await get(server, target);
    assert.equal(status, 200, target);
    assert.ok(milliseconds < 1_000, target);
  }
  other.exec('ROLLBACK');
  assert.equal((await hub.import(file)).code, 0);
});

/** Writes nonsense over the database file, from `first` on. */
async function scribble(hub, first) {
  const { size } = await stat(hub.database);
  const handle = await open(hub.database, 'r+');
  try {
    await handle.write(Buffer.alloc(size - first, 0xa5), 0, size - first, first);
  } finally {
    await handle.close();
  }
}

test('A damaged database is not served: the start and the doctor say what to do', async (t) => {
  const hub = await Hub.make(t);
  await (await hub.serve()).stop();
  const good = await readFile(hub.database);
  const damages = [
    ['nonsense from the first byte', () => scribble(hub, 0)],
    ['nonsense after the header', () => scribble(hub, 100)],
    ['nonsense after the first page', () => scribble(hub, 4096)],
    ['cut to half', () => truncate(hub.database, Math.floor(good.length / 8192) * 4096)],
    ['cut within the header', () => truncate(hub.database, 50)],
    ['another file', () => writeFile(hub.database, 'This is a letter, not a database.\n'.repeat(1000))],
  ];
  for (const [what, damage] of damages) {
    await t.test(what, async () => {
      await damage();
      await hub.refuses([/cannot be read right now/, /the database file is damaged: restore it from a backup/]);
      const { code, said } = await hub.run('doctor');
      assert.equal(code, 1, said);
      assert.match(said, /problem +(database|integrity) .*[^]*restore it from a backup/);
      await writeFile(hub.database, good);
      for (const name of ['-wal', '-shm']) await rm(`${hub.database}${name}`, { force: true });
    });
  }
  assert.equal((await get(await hub.serve(), '/register/us')).status, 200);
});

test('A database that is damaged while it is served: pages answer 503 with a page, and it is alive but not ready', async (t) => {
  const hub = await Hub.make(t);
  const server = await hub.serve();
  assert.equal((await hub.import(await hub.writeActors('lost', 300))).code, 0);
  await eventually('the import is served', async () => (await get(server, '/register/lost-299')).status === 200);
  // A commit after the damage makes the server look at the file again instead of its memory.
  const other = new DatabaseSync(hub.database);
  hub.atEnd(() => other.close());
  other.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  other.exec("BEGIN IMMEDIATE; UPDATE starter_loads SET loaded_at = '2001-01-01'");
  await scribble(hub, 4096);
  other.exec('COMMIT');

  const secret = 'S'.repeat(43);
  for (const target of ['/register/lost-7', '/register/lost-8/history', `/sign-in/link/${secret}`]) {
    const { status, body } = await get(server, target);
    assert.equal(status, 503, target);
    assert.match(body, /This hub&#39;s record cannot be read right now\./);
    assert.match(body, /<nav/, 'a whole page');
    assert.doesNotMatch(body, /SQLite|legation\.sqlite/, 'and nothing of our insides');
  }
  const { status, headers } = await get(server, '/register/lost-9.json');
  assert.equal(status, 503);
  assert.equal(headers.get('content-type'), 'application/problem+json');
  assert.equal((await get(server, '/readyz')).status, 503);
  assert.equal((await get(server, '/healthz')).status, 200);
  assert.ok(server.operatorLog().some((line) => line.level === 'error' && /damaged: restore it from a backup/.test(line.message)));
  assert.ok(server.operatorLog().some((line) => line.message.includes('/sign-in/link/…')));
  assert.ok(!server.said.includes(secret), 'a link that may still sign somebody in is in no log');
});
