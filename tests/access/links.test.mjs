// What links in mails do: without a mail server the program writes its mail into the log, where this reads them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';

import { cookieIn, formTokenIn, post, signIn } from '../http/sign_in.mjs';
import { startHub } from '../open/hub.mjs';

const hub = await startHub();
const program = { path: hub.program, options: hub.options, address: new URL(hub.address('/')) };
const manager = await signIn(program, 'manager of us-ca-los-angeles');

const get = (target, cookie) => hub.fetch(target, { headers: { Cookie: cookie ?? '' }, redirect: 'manual' });

/** Sends a form as somebody; resolves to the answer. */
const send = (who, target, fields) => post(program.address, target, who.cookie, { ...fields, form_token: who.formToken });

/** The path of the link in the mail that `cause` makes the program send. */
async function linkAfter(cause) {
  const before = hub.said().length;
  await cause();
  let found;
  await hub.until(() => (found = /\/(?:es\/)?sign-in\/link\/[\w-]{43}/.exec(hub.said().slice(before))));
  return found[0];
}

/** Opens a link and presses its button; resolves to the answer, and the session that it began. */
async function follow(link, fields = {}) {
  const page = await get(link);
  const text = await page.text();
  const visitor = /__Host-visitor=[^;]+/.exec(page.headers.get('set-cookie') ?? '')?.[0] ?? '';
  const answer = await post(program.address, link, visitor, { ...fields, form_token: formTokenIn(text) ?? '' });
  return { text, answer, cookie: cookieIn(answer, '__Host-session') };
}

async function formTokenOf(cookie) {
  return formTokenIn(await (await get('/account', cookie)).text());
}

const invite = (email) =>
  linkAfter(async () => {
    const { status } = await send(manager, '/members/us-ca-los-angeles', { act: 'invite', email });
    assert.equal(status, 303);
  });

test('Who accepts an invitation acts for the actor, and the link does nothing more', async () => {
  const link = await invite('invited@people.example');
  const { text, answer, cookie } = await follow(link, { name: 'Ivo Invited' });
  assert.match(text, /You are invited to keep the records of Los Angeles\./);
  assert.equal(answer.status, 303);
  assert.match(await (await get('/account', cookie)).text(), /\/register\/us-ca-los-angeles/);
  assert.match(await (await get('/members/us-ca-los-angeles', manager.cookie)).text(), /Ivo Invited/);
  assert.equal((await get(link)).status, 410);
});

test('An invitation is worth nothing once its sender manages the actor no more', async () => {
  const link = await invite('late@people.example');
  hub.run('user', 'add', 'another-manager@people.example', '--name', 'Another Manager', '--manager-of', 'us-ca-los-angeles');
  const members = await (await get('/members/us-ca-los-angeles', manager.cookie)).text();
  const own = /manager-of-us-ca-los-angeles@[\s\S]*?name="account" value="(\d+)"/.exec(members)[1];
  assert.equal((await send(manager, '/members/us-ca-los-angeles', { act: 'member', account: own })).status, 303);
  const { answer, cookie } = await follow(link);
  assert.equal(answer.status, 403);
  assert.equal(cookie, undefined);
  hub.run('user', 'add', 'manager-of-us-ca-los-angeles@people.example', '--manager-of', 'us-ca-los-angeles');
});

test('A new address is taken when its link is used, and every session ends', async () => {
  const person = await signIn(program, 'account mover@people.example');
  const link = await linkAfter(() => send(person, '/account/email', { email: 'moved@people.example' }));
  assert.match(await (await get('/account', person.cookie)).text(), /mover@people\.example/);
  const { answer, cookie } = await follow(link);
  assert.equal(answer.status, 303);
  assert.match(await (await get('/account', cookie)).text(), /moved@people\.example/);
  assert.equal((await get('/account', person.cookie)).status, 303);
});

test('An address that somebody else has is not taken', async () => {
  const person = await signIn(program, 'account second@people.example');
  const link = await linkAfter(() => send(person, '/account/email', { email: 'moved@people.example' }));
  assert.equal((await follow(link)).answer.status, 409);
});

test('Two who use one link at once: one is signed in', async () => {
  const visitor = await signIn(program, 'visitor');
  const link = await linkAfter(() => send(visitor, '/sign-in', { email: 'twice@people.example' }));
  const answers = await Promise.all([follow(link), follow(link), follow(link)]);
  assert.deepEqual(answers.map(({ answer }) => answer.status).sort(), [303, 410, 410]);
});

test('Who leaves is gone from every list, and their changes are not under their name', async () => {
  const link = await invite('leaver@people.example');
  const { cookie } = await follow(link, { name: 'Lea Leaver' });
  const formToken = await formTokenOf(cookie);
  assert.equal((await send({ cookie, formToken }, '/account/leave', { is_sure: '1' })).status, 303);
  assert.equal((await get('/account', cookie)).status, 303);
  assert.doesNotMatch(await (await get('/members/us-ca-los-angeles', manager.cookie)).text(), /Lea Leaver/);
  assert.doesNotMatch(hub.run('user', 'list'), /leaver@people\.example/);
});

test('Who signed in a while ago signs in again before what would harm most', async () => {
  const person = await signIn(program, 'administrator');
  const data = await (await get('/account/data.json', person.cookie)).json();
  const database = new DatabaseSync(`${hub.folder}/legation.sqlite`);
  // Over 15 minutes ago, and still at work.
  const long = database.prepare("UPDATE sessions SET started_at = '2026-01-01T00:00:00.000Z' WHERE account_id = (SELECT id FROM accounts WHERE email = ?)");
  assert.notEqual(long.run(data.email).changes, 0);
  database.close();
  const others = Number(/\/people\/(\d+)"/.exec(await (await get('/people', person.cookie)).text())[1]);
  const sensitive = {
    '/account/email': { email: 'new@people.example' },
    '/account/sessions/end': { session: 'others' },
    '/account/leave': { is_sure: '1' },
    '/account/tokens': { token_name: 'Late', token_days: '30', token_scopes: 'read' },
    [`/people/${others}`]: { act: 'disable' },
  };
  for (const [target, fields] of Object.entries(sensitive)) {
    const answer = await send(person, target, fields);
    assert.equal(answer.status, 303, target);
    assert.match(answer.headers.get('location'), /^\/sign-in\?again=1&return_to=/, target);
  }
  assert.match((await get('/account/ways', person.cookie)).headers.get('location'), /^\/sign-in\?again=1/);

  // The session that begins then takes the place of this one.
  const link = new URL(hub.run('user', 'link', data.email).trim()).pathname;
  const { cookie } = await send(person, link, {}).then((answer) => ({ cookie: cookieIn(answer, '__Host-session') }));
  assert.equal((await get('/account/ways', cookie)).status, 200);
  assert.match((await get('/account', person.cookie)).headers.get('location'), /^\/sign-in\?return_to=/, 'the old session is over');
});

test('An administrator ends every session of somebody', async () => {
  const administrator = await signIn(program, 'administrator');
  const person = await signIn(program, 'account stolen@people.example');
  const people = await (await get('/people?email=stolen%40people.example', administrator.cookie)).text();
  const id = /\/people\/(\d+)"/.exec(people)[1];
  assert.equal((await get('/account', person.cookie)).status, 200);
  assert.equal((await send(administrator, `/people/${id}`, { act: 'sign-out' })).status, 303);
  assert.match((await get('/account', person.cookie)).headers.get('location'), /^\/sign-in/);
});

test('The access log has no link that signs in', async () => {
  let log = '';
  await hub.until(() => (log = readFileSync(`${hub.folder}/access.jsonl`, 'utf8')).includes('/sign-in/link/'));
  assert.doesNotMatch(log, /\/sign-in\/link\/[\w-]{10}/);
});

test('What an administrator does to an account is in the audit log once, with from where', async () => {
  const administrator = await signIn(program, 'administrator');
  hub.run('user', 'add', 'promoted@people.example');
  const people = await (await get('/people?email=promoted%40people.example', administrator.cookie)).text();
  const id = /\/people\/(\d+)"/.exec(people)[1];
  assert.equal((await send(administrator, `/people/${id}`, { act: 'role', role: 'moderator' })).status, 303);
  assert.equal((await send(administrator, `/people/${id}`, { act: 'trust' })).status, 303);
  const lines = hub.run('audit', 'list').split('\n').filter((line) => line.includes(`(account ${id}`));
  assert.equal(lines.length, 2, lines.join('\n'));
  assert.match(lines[0], /done: set role .* from 127\.0\.0\.1: moderator/);
  assert.match(lines[1], /done: trust editor .* from 127\.0\.0\.1/);
});
