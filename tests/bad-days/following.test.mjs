// A letter about what somebody follows, from the press of the button to the one click that ends it, over a real mail server.
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';

import { post, signIn } from '../http/sign_in.mjs';
import { eventually, get, Hub, program } from './hub.mjs';
import { header, MailServer, parts } from './smtp.mjs';

const BEGIN = Date.UTC(2026, 10, 21, 12);
const setClock = (minutes) => (process.env.LEGATION_TEST_NOW = String(BEGIN + minutes * 60_000));
test.afterEach(() => delete process.env.LEGATION_TEST_NOW);

/** How many jobs were due by now and are not done. */
function dueJobs(hub) {
  const now = new Date(Number(process.env.LEGATION_TEST_NOW)).toISOString();
  const database = new DatabaseSync(hub.database, { readOnly: true });
  try {
    return database.prepare('SELECT COUNT(*) AS n FROM jobs WHERE done_at IS NULL AND run_at <= ?').get(now).n;
  } finally {
    database.close();
  }
}

/** Writes that the network has another website. */
async function change(hub, website) {
  const file = await hub.write('change.csv', `slug,kind,name,website\ncities-0,network,Network of cities,${website}\n`);
  const { code, said } = await hub.import(file);
  assert.equal(code, 0, said);
}

test('What somebody follows is told in one letter, which one click ends for good', async (t) => {
  const hub = await Hub.make(t);
  const mail = await MailServer.start(t);
  const settings = `public_url = "https://hub.example.org"\n${mail.settings}`;
  setClock(0);
  await change(hub, 'https://one.example/');
  let server = await hub.serve({ settings });
  const who = { path: program, options: ['--data', hub.data, '--share', hub.share], address: server.address };
  const { cookie, formToken } = await signIn(who, 'account ada@example.org');
  for (const page of ['/register/cities-0', '/register?kind=network']) {
    const fields = { form_token: formToken, page, frequency: 'at_once' };
    assert.equal((await post(server.address, '/follow', cookie, fields)).status, 303);
  }
  await server.stop();
  await change(hub, 'https://two.example/');

  setClock(3);
  server = await hub.serve({ settings });
  await eventually('the letter', () => mail.taken.length > 0);
  await server.stop();
  assert.equal(mail.taken.length, 1);
  const [{ to, raw }] = mail.taken;
  assert.deepEqual(to, ['ada@example.org']);
  assert.equal(header(raw, 'Subject'), '1 change of what you follow');
  assert.equal(header(raw, 'List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click');
  const [, stop] = /^<https:\/\/hub\.example\.org(\/following\/stop\/[\w-]{43})>$/.exec(header(raw, 'List-Unsubscribe'));
  for (const text of Object.values(parts(raw))) {
    assert.match(text, /You get this because you follow: Register: Network of governments\./);
    assert.match(text, /Network of cities: Changed: Website\./);
    assert.ok(text.includes('https://hub.example.org/register/cities-0'));
    assert.ok(text.includes(stop));
  }

  setClock(6);
  server = await hub.serve({ settings });
  assert.match((await get(server, stop)).body, /Stop these e-mails/); // a scanner that looks ends nothing
  await change(hub, 'https://three.example/');
  await server.stop();
  setClock(9);
  server = await hub.serve({ settings });
  await eventually('the second letter', () => mail.taken.length > 1);
  const answer = await post(server.address, stop, '', { 'List-Unsubscribe': 'One-Click' });
  assert.equal(answer.status, 200);
  await server.stop();
  await change(hub, 'https://four.example/');
  setClock(24 * 60);
  server = await hub.serve({ settings });
  await eventually('every job that is due', () => dueJobs(hub) === 0);
  await server.stop();
  assert.equal(mail.taken.length, 2);
  const log = await hub.accessLog();
  assert.ok(!log.some(({ target }) => target.includes(stop)), 'the log tells nobody the key');
});
