// The program is killed again and again while four people edit. Whatever was answered with success is there afterwards, whole, and
// each history has every version once. `bin/crash-test NUMBER` kills it that often; here it is a few times.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

import { signIn } from '../http/sign_in.mjs';
import { cluster, skip as hasNoCluster, tell } from './cluster.mjs';
import { eventually, get, Hub, program } from './hub.mjs';

const run = promisify(execFile);
const KILLS = Number(process.env.LEGATION_CRASHES ?? 5);
const WRITERS = 4;
const SEED = Number(process.env.LEGATION_CRASH_SEED ?? 1);

/** The same numbers between 0 and 1 for the same seed, so that a failure can be run again. */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** One record that one person edits, time after time: what was acknowledged last, and what was sent and not answered. */
class Edited {
  constructor(slug) {
    this.slug = slug;
    this.acknowledged = { version: 1, text: '' };
    this.sent = undefined;
  }

  async edit(server, { cookie, formToken }, text) {
    this.sent = text;
    const fields = { kind: 'network', name: this.slug, short_name: text, turn_to_for: text };
    const body = new URLSearchParams({
      ...fields,
      edit_version: String(this.acknowledged.version),
      edit_comment: text,
      form_token: formToken,
    });
    const answer = await fetch(new URL(`/register/${this.slug}/edit`, server.address), {
      method: 'POST',
      body,
      headers: { Cookie: cookie },
      redirect: 'manual',
    });
    const said = await answer.text();
    assert.equal(answer.status, 303, said.replaceAll(/<[^>]*>|\s+/g, ' ').slice(0, 2_000));
    this.acknowledged = { version: this.acknowledged.version + 1, text };
    this.sent = undefined;
  }

  /** What stands there after a crash is the last acknowledged edit, or the one that was on its way, and nothing between. */
  async check(server) {
    const record = JSON.parse((await get(server, `/register/${this.slug}.json`)).body);
    const { revisions } = JSON.parse((await get(server, `/register/${this.slug}/history.json`)).body);
    const text = record.short_name ?? '';
    assert.equal(record.turn_to_for ?? '', text, `${this.slug} is half written`);
    const [{ version, comment }] = revisions;
    assert.deepEqual(
      revisions.map((revision) => revision.version),
      Array.from(revisions, (_, i) => version - i),
      `the history of ${this.slug} has a gap`,
    );
    if (version > 1) assert.equal(comment, text, 'the latest version says what the record says');
    const isTheLast = version === this.acknowledged.version && text === this.acknowledged.text;
    const isOnItsWay = this.sent !== undefined && version === this.acknowledged.version + 1 && text === this.sent;
    assert.ok(isTheLast || isOnItsWay, `${this.slug}: ${JSON.stringify({ ...this, version, text })}`);
    this.acknowledged = { version, text };
    this.sent = undefined;
  }
}

/** Edits one record after the other until the server is gone; answers how many were acknowledged. */
async function editUntilKilled(server, session, records, name) {
  for (let count = 0; ; ++count) {
    try {
      await records[count % records.length].edit(server, session, `${name}-${count}`);
    } catch (error) {
      if (!server.isStopped) throw error;
      return count;
    }
  }
}

// Both databases at the same time: neither measures how long anything takes.
describe('Killed while people edit', { concurrency: true }, () => {
  for (const database of ['SQLite', 'PostgreSQL']) {
    const skip = database === 'PostgreSQL' && hasNoCluster;
    test(`No edit that was acknowledged is lost and none is half there, killed ${KILLS} times (${database})`, { skip }, async (t) => {
      const hub = await Hub.make(t);
      if (database === 'PostgreSQL') hub.databaseUrl = tell('database', cluster, `edits_${process.pid}`);
      const random = randomNumbers(SEED);
      const count = WRITERS * 3;
      let server = await hub.serve();
      assert.equal((await hub.import(await hub.writeActors('edited', count))).code, 0);
      const all = Array.from({ length: count }, (_, i) => new Edited(`edited-${i}`));
      const options = ['--data', hub.data, '--share', hub.share, ...(hub.databaseUrl ? ['--database', hub.databaseUrl] : [])];
      // A server that runs sees what was brought in beside it within a second.
      await eventually('the records are there', async () => (await get(server, `/register/${all.at(-1).slug}`)).status === 200);
      const session = await signIn({ address: server.address, path: program, options }, 'moderator');

      let edits = 0;
      for (let kill = 0; kill < KILLS; ++kill) {
        const writers = Array.from({ length: WRITERS }, (_, writer) =>
          editUntilKilled(server, session, all.filter((_, i) => i % WRITERS === writer), `${kill}-${writer}`),
        );
        // Short, because it is the moment within an edit that matters, and not how many were made before.
        await pause(10 + random() * 120);
        await server.kill();
        for (const made of await Promise.all(writers)) edits += made;
        server = await hub.serve();
        await Promise.all(all.map((edited) => edited.check(server)));
      }
      t.diagnostic(`${edits} edits were acknowledged between ${KILLS} kills`);
      assert.ok(edits >= KILLS, 'something was edited');
      await server.stop();
      const { stdout } = await run(program, ['audit', 'verify', ...options]);
      assert.match(stdout, /The audit log is whole/);
    });
  }
});
