// The database server goes away and comes back while the hub serves.
import assert from 'node:assert/strict';
import test from 'node:test';

import { cluster, skip, tell } from './cluster.mjs';
import { eventually, get, Hub } from './hub.mjs';

test('PostgreSQL stops and starts again: pages answer 503 meanwhile, and the hub recovers by itself', { skip }, async (t) => {
  const hub = await Hub.make(t);
  hub.databaseUrl = tell('database', cluster, `bad_day_${process.pid}`);
  const server = await hub.serve();
  const file = await hub.writeActors('kept', 50);
  assert.equal((await hub.import(file)).code, 0);
  await eventually('the import is served', async () => (await get(server, '/register/kept-49')).status === 200);

  for (let round = 0; round < 2; ++round) {
    let isPaused = true;
    hub.atEnd(() => isPaused && tell('resume', cluster));
    tell('pause', cluster);
    // Every kept connection is found out, however many there are.
    for (let i = 0; i < 20; ++i) {
      const { status, body, milliseconds } = await get(server, `/register/kept-${i}`);
      assert.equal(status, 503);
      assert.ok(milliseconds < 2_000);
      assert.match(body, /<h1>This hub is busy<\/h1>/);
      assert.match(body, /Try again in a minute/);
      assert.match(body, /<nav/, 'a whole page');
      assert.doesNotMatch(body, /PostgreSQL|legation-postgresql|socket/, 'and nothing of our insides');
    }
    const problem = await get(server, '/register/kept-1.json');
    assert.equal(problem.status, 503);
    assert.equal(problem.headers.get('content-type'), 'application/problem+json');
    assert.equal((await get(server, '/healthz')).status, 200);
    assert.equal((await get(server, '/readyz')).status, 503);
    assert.equal((await get(server, '/metrics')).status, 200);
    assert.ok(server.operatorLog().some((line) => line.level === 'error' && /check that the database server runs/.test(line.message)));
    const { code, said } = await hub.import(file);
    assert.equal(code, 1, said);
    assert.match(said, /check that the database server runs and accepts this user/);
    if (round === 0) await hub.refuses(/check that the database server runs and accepts this user/);

    tell('resume', cluster);
    isPaused = false;
    await eventually('it is ready again', async () => (await get(server, '/readyz')).status === 200);
    for (let i = 0; i < 20; ++i) assert.equal((await get(server, `/register/kept-${i}`)).status, 200);
    assert.equal((await hub.import(await hub.writeActors(`round${round}`, 5))).code, 0);
    await eventually('the new rows are served', async () => (await get(server, `/register/round${round}-4`)).status === 200);
  }
});

test('Servers that start at the same moment on an empty PostgreSQL database all come to serve', { skip }, async (t) => {
  const hub = await Hub.make(t);
  hub.databaseUrl = tell('database', cluster, `same_moment_${process.pid}`);
  const servers = await Promise.all([hub.serve(), hub.serve(), hub.serve()]);
  for (const server of servers) assert.equal((await get(server, '/register/us')).status, 200);
});
