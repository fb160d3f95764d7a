// Staff need a passkey where one can be made: the way of the first administrator, and of who has lost theirs. How a passkey is
// made is in tests/browser/passkeys.test.mjs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';

import { cookieIn, formTokenIn, post } from '../http/sign_in.mjs';
import { program as executable } from '../open/hub.mjs';
import { Program } from '../program.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'legation-staff-'));
const settings = path.join(folder, 'settings.toml');
writeFileSync(settings, '[accounts]\nstaff_need_passkey = true\n');
const running = await Program.start(executable, undefined, ['--config', settings]);
after(async () => {
  const wrong = await running.stop();
  rmSync(folder, { recursive: true });
  assert.deepEqual(wrong, []);
});

const address = new URL(running.address);
const run = (...command) => execFileSync(executable, [...command, ...running.options], { encoding: 'utf8', stdio: 'pipe' });
const get = (target, cookie) => fetch(new URL(target, address), { headers: { Cookie: cookie ?? '' }, redirect: 'manual' });

async function follow(link, fields = {}) {
  const page = await get(link);
  const text = await page.text();
  const visitor = /__Host-visitor=[^;]+/.exec(page.headers.get('set-cookie') ?? '')?.[0];
  const answer = await post(address, link, visitor, { ...fields, form_token: formTokenIn(text) });
  assert.equal(answer.status, 303, answer.body);
  return { cookie: cookieIn(answer, '__Host-session'), leadsTo: answer.headers.get('location') };
}

test('The link of the first start leads to making a passkey, and until then its owner is a member', async () => {
  assert.equal(run('user', 'list'), '', 'nobody has an account before');
  const link = /\/sign-in\/link\/[\w-]{43}/.exec(running.said)[0];
  const { cookie, leadsTo } = await follow(link, { email: 'first@people.example', name: 'First' });
  assert.equal(leadsTo, '/account/ways');
  const page = await (await get(leadsTo, cookie)).text();
  assert.match(page, /Your role needs a passkey/);
  assert.equal((await get('/people', cookie)).status, 403);
  const challenge = await post(address, '/account/ways/passkeys/challenge', cookie, { form_token: formTokenIn(page) });
  assert.equal(challenge.status, 200, 'they may make one');
  assert.match(run('audit', 'list', '--action', 'permission refused'), /refused: permission refused \(\/people\), by account 1/);
});

test('Who is no staff goes where they wanted', async () => {
  run('user', 'add', 'member@people.example');
  const link = new URL(run('user', 'link', 'member@people.example').trim()).pathname;
  assert.equal((await follow(link)).leadsTo, '/');
});

test('The operator forgets the passkeys of who has lost them, and their sessions end', async () => {
  run('user', 'add', 'lost@people.example', '--role', 'moderator');
  const link = new URL(run('user', 'link', 'lost@people.example').trim()).pathname;
  const { cookie } = await follow(link);
  assert.equal((await get('/account', cookie)).status, 200);
  assert.match(run('user', 'forget-passkeys', 'lost@people.example'), /Done/);
  assert.equal((await get('/account', cookie)).status, 303, 'asked to sign in');
  assert.match(run('audit', 'list', '--action', 'forget passkeys'), /0 of them/);
});
