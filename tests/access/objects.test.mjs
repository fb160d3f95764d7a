// Everything that changes something is tried by each role on what is not theirs, and with missing and foreign form tokens: nobody
// gets through, and the database is as it was. A route that is not named here fails the test.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test, { after } from 'node:test';

import { exchange } from '../http/exchange.mjs';
import { formTokenIn, post, signIn } from '../http/sign_in.mjs';
import { program as executable } from '../open/hub.mjs';
import { Program } from '../program.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'legation-objects-'));
const settings = path.join(folder, 'settings.toml');
writeFileSync(settings, 'behind_https = true\n'); // so that visitors can come from anywhere
const running = await Program.start(executable, undefined, ['--config', settings]);
after(async () => {
  const wrong = await running.stop();
  rmSync(folder, { recursive: true });
  assert.deepEqual(wrong, []);
});

const address = running.address;
const program = { path: executable, options: running.options, address };
const run = (...command) => execFileSync(executable, [...command, ...running.options], { encoding: 'utf8', stdio: 'pipe' });
const routes = run('routes').trim().split('\n').map((line) => line.split('\t'));
const database = new DatabaseSync(path.join(running.folder, 'legation.sqlite'));

const OWN = 'us-ca-los-angeles';
const ROLES = ['visitor', 'account', `member of ${OWN}`, `manager of ${OWN}`, 'moderator', 'office', 'administrator'];
const STAFF = ['moderator', 'office', 'administrator'];
const sessions = new Map();
for (const who of ROLES) sessions.set(who, await signIn(program, who));
const victim = await signIn(program, 'manager of us-ga-atlanta');

async function send(who, target, fields, more = []) {
  const body = new URLSearchParams(fields).toString();
  const head = [`POST ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close', `Cookie: ${who.cookie}`, ...more];
  head.push('Content-Type: application/x-www-form-urlencoded', `Content-Length: ${body.length}`);
  return exchange(address, { bytes: Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`) });
}
const as = (who, target, fields) => post(address, target, who.cookie, { ...fields, form_token: who.formToken });
async function read(who, target) {
  const answer = await fetch(new URL(target, address), { headers: { Cookie: who.cookie, Accept: 'text/html' }, redirect: 'manual' });
  return answer.text();
}
const one = (statement, ...bound) => Object.values(database.prepare(statement).get(...bound) ?? {})[0];

// What belongs to the manager of Atlanta.
const victimId = one("SELECT id FROM accounts WHERE email = 'manager-of-us-ga-atlanta@people.example'");
const token = await as(victim, '/account/tokens', { token_name: 'Theirs', token_days: '30', token_scopes: 'read' });
assert.equal(token.status, 201, token.body);
assert.equal((await as(victim, '/follow', { page: '/register/us-tx-houston' })).status, 303);
const suggestion = { proposal_what: 'out_of_date', proposal_version: '1', proposal_comment: 'It is out of date.' };
assert.equal((await as(victim, '/register/us-tx-houston/suggest', suggestion)).status, 303);
const practice = /\/register\/practices\/[\w-]+/.exec(await read(victim, '/register/us-ga-atlanta.json'))[0];
const closing = { edit_version: /name="edit_version" value="(\d+)"/.exec(await read(victim, `${practice}/edit`))[1] };
Object.assign(closing, { title: 'Protocol guide', offered_by: 'us-ga-atlanta', edit_audience: 'own', edit_comment: 'Not ready' });
assert.equal((await as(victim, `${practice}/edit`, closing)).status, 303);
const boundary = ['--xyz', 'Content-Disposition: form-data; name="form_token"', '', victim.formToken, '--xyz', 'Content-Disposition: form-data; name="kind"', '', 'partnership', '--xyz'];
boundary.push('Content-Disposition: form-data; name="file"; filename="a.csv"', 'Content-Type: text/csv', '', 'kind,status,parties\nsister_city,active,us-tx-houston;us-ga-atlanta', '--xyz--', '');
const file = boundary.join('\r\n');
const upload = await exchange(address, {
  bytes: Buffer.from(
    [`POST /register/import HTTP/1.1`, 'Host: localhost', 'Connection: close', `Cookie: ${victim.cookie}`, 'Content-Type: multipart/form-data; boundary=xyz', `Content-Length: ${file.length}`, '', file].join('\r\n'),
  ),
});
assert.equal(upload.status, 303, upload.body);

const ids = {
  token: one('SELECT MAX(id) FROM api_tokens'),
  follow: one('SELECT MAX(id) FROM follows'),
  proposal: one('SELECT uuid FROM proposals'),
  upload: upload.headers.get('location'),
  revision: one('SELECT MAX(id) FROM revisions'),
};
ids.session = one('SELECT MAX(id) FROM sessions WHERE account_id = ?', victimId);
const asker = await signIn(program, 'account asker@people.example');
assert.equal((await as(asker, '/join/us-tx-houston', { reason: 'I work there.' })).status, 303);
ids.request = one('SELECT MAX(id) FROM join_requests');
const blocked = { block_whom: '203.0.113.0/24', block_reason: 'Nonsense', block_days: '1' };
assert.equal((await as(sessions.get('moderator'), '/moderation/blocks', blocked)).status, 303);
ids.block = one('SELECT MAX(id) FROM blocks');
// A passkey and an account at another site cannot be made here without a browser and an issuer: what the store would have kept.
const writing = new DatabaseSync(path.join(running.folder, 'legation.sqlite'), { timeout: 5000 });
writing.prepare("INSERT INTO passkeys VALUES (901, ?, 'Theirs', 'a', -7, 'b', 0, 0, '2026-01-01T00:00:00Z', NULL)").run(victimId);
writing.prepare("INSERT INTO oidc_identities VALUES (902, ?, 'https://other.example', 's', '2026-01-01T00:00:00Z', NULL)").run(victimId);
writing.close();

const edit = { edit_version: '1', name: 'Taken over', title: 'Taken over', kind: 'municipality', country: 'US', offered_by: OWN, edit_comment: 'Mine' };
const NONE = 'names nothing of anybody else';
/** What each route is asked to do to something that is not theirs: where, with what, and who may. Or why there is no such thing. */
const TRIES = {
  '/account/sessions/end': { with: { session: ids.session }, works: 'victim' },
  '/account/tokens/{id:integer}/revoke': { at: `/account/tokens/${ids.token}/revoke`, works: 'victim' },
  '/account/ways/passkeys/{id:integer}/remove': { at: '/account/ways/passkeys/901/remove', works: 'victim' },
  '/account/ways/with/{id:integer}/remove': { at: '/account/ways/with/902/remove', works: 'victim' },
  '/account/following': { with: { stop: ids.follow }, works: 'victim' },
  '/members/{slug:slug}': { at: '/members/us-ga-atlanta', with: { act: 'remove', account: victimId }, may: ['administrator'], works: 'administrator' },
  '/requests/{id:integer}': { at: `/requests/${ids.request}`, with: { act: 'manager' }, may: STAFF, works: 'administrator' },
  '/moderation/blocks': { with: { block_whom: `account ${victimId}`, block_reason: 'Mine', block_days: '1' }, may: STAFF },
  '/moderation/blocks/{id:integer}/lift': { at: `/moderation/blocks/${ids.block}/lift`, may: STAFF, works: 'administrator' },
  '/people/{id:integer}': { at: `/people/${victimId}`, with: { act: 'role', role: 'administrator' }, may: ['administrator'], works: 'administrator' },
  '/register/{slug:slug}/edit': { at: '/register/us-ga-atlanta/edit', with: edit, may: STAFF },
  '/register/{slug:slug}/revert': { at: '/register/us-ga-atlanta/revert', with: { version: '2' }, may: STAFF },
  '/register/{slug:slug}/protect': { at: '/register/us-ga-atlanta/protect', with: { act: 'protect', reason: 'Mine' }, may: STAFF },
  '/register/{slug:slug}/confirm': { at: '/register/us-ga-atlanta/confirm', may: STAFF },
  // A record that only those who act for Atlanta see is nobody else's: not the staff's either.
  '/register/{noun:slug}/{name:slug}/edit': { at: `${practice}/edit`, with: edit },
  '/register/{noun:slug}/{name:slug}/revert': { at: `${practice}/revert`, with: { version: '2' } },
  '/register/{noun:slug}/{name:slug}/protect': { at: `${practice}/protect`, with: { act: 'protect', reason: 'Mine' } },
  '/register/{noun:slug}/{name:slug}/confirm': { at: `${practice}/confirm` },
  '/register/{noun:slug}/{name:slug}/suggest': { at: `${practice}/suggest`, with: suggestion },
  '/moderation/patrol': { with: { act: 'revert', revision: ids.revision, reason: 'Open it' } },
  '/register/people/{name:slug}/erase': { at: '/register/people/ted-lieu/erase', with: { reason: 'Mine', is_sure: '1' }, may: ['administrator'] },
  '/follow': { with: { page: practice } },
  '/proposals/{uuid:slug}': { at: `/proposals/${ids.proposal}`, with: { act: 'withdraw', words: 'Mine' } },
  '/proposals/{uuid:slug}/confirm': { at: `/proposals/${ids.proposal}/confirm`, with: { token: 'a'.repeat(43) } },
  '/moderation': { with: { act: 'decline', proposal: ids.proposal, reason: 'Mine' }, may: STAFF },
  '/moderation/{uuid:slug}': { at: `/moderation/${ids.proposal}`, with: { act: 'decline', words: 'Mine' }, may: STAFF, works: 'administrator' },
  '/moderation/duplicates': { may: STAFF },
  '/moderation/duplicates/{id:integer}': { at: '/moderation/duplicates/1', with: { act: 'merge' }, may: STAFF },
  '/moderation/merges/{id:integer}/undo': { at: '/moderation/merges/1/undo', may: STAFF },
  '/register/import/uploads/{uuid:slug}': { at: ids.upload, with: { act: 'discard' }, may: STAFF, works: 'administrator' },
  '/register/import/queue': { with: { act: 'skip', row: '1' }, may: STAFF },
  '/sign-in/link/{token}': { at: `/sign-in/link/${'a'.repeat(43)}`, with: {} },
  '/confirmations/{token}': { at: `/confirmations/${'a'.repeat(43)}`, with: { act: 'right' } },
  '/sign-in': NONE,
  '/sign-out': NONE,
  '/sign-in/passkey/challenge': NONE,
  '/sign-in/passkey': NONE,
  '/sign-in/with/{issuer:slug}': NONE,
  '/sign-in/password': NONE,
  '/sign-in/code': NONE,
  '/account/name': NONE,
  '/account/email': NONE,
  '/account/tokens': NONE,
  '/account/leave': NONE,
  '/account/ways/passkeys/challenge': NONE,
  '/account/ways/passkeys': NONE,
  '/account/password': NONE,
  '/account/password/remove': NONE,
  '/account/password/app': NONE,
  '/account/password/app/confirm': NONE,
  '/account/password/app/remove': NONE,
  '/account/password/codes': NONE,
  '/account/confirmations': NONE,
  '/join/{slug:slug}': 'anybody may ask to join',
  '/register/{slug:slug}/suggest': 'anybody may suggest about what is public',
  '/suggest/{noun}': 'anybody may suggest a record',
  '/register/import': 'brings in a file of one’s own',
};
const changing = routes.filter(([method, , , isOpen]) => method !== 'GET' && !isOpen);

/** Everything that is stored but when who was here, and what was refused. */
function stored() {
  const passing = ['attempts', 'audit_events', 'audit_seals', 'jobs', 'sessions'];
  const tables = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all();
  const all = { sessions: one('SELECT COUNT(*) FROM sessions') };
  for (const { name } of tables.filter((table) => !passing.includes(table.name))) {
    const count = one(`SELECT COUNT(*) FROM ${name}`);
    all[name] = count > 2000 ? count : database.prepare(`SELECT * FROM ${name}`).all();
  }
  return all;
}

const tryOf = (pattern) => (typeof TRIES[pattern] === 'object' ? TRIES[pattern] : {});
const targetOf = (pattern) => tryOf(pattern).at ?? pattern.replaceAll(/\{slug:slug\}/g, OWN).replaceAll(/\{[a-z]+(:[a-z]+)?\}/g, '1');
const isRefusal = ({ status, headers }) => [400, 401, 403, 404, 409, 410, 422].includes(status) || /\/sign-in\?/.test(headers.get('location') ?? '');

test('Every route that changes something is in this table, and nothing else is', () => {
  assert.deepEqual(changing.map(([method, pattern]) => [method, pattern]).filter(([method, pattern]) => method !== 'POST' || !(pattern in TRIES)), []);
  const known = new Set(changing.map(([, pattern]) => pattern));
  assert.deepEqual(Object.keys(TRIES).filter((pattern) => !known.has(pattern)), []);
});

test('A form without its token, or with that of somebody else, changes nothing for anybody', async () => {
  const before = stored();
  for (const [, pattern] of changing) {
    const fields = tryOf(pattern).with ?? {};
    for (const who of ROLES) {
      const session = sessions.get(who);
      for (const token of [{}, { form_token: victim.formToken }]) {
        const answer = await post(address, targetOf(pattern), session.cookie, { ...fields, ...token });
        assert([400, 401, 403].includes(answer.status), `${pattern} answers ${answer.status} to ${who} with ${JSON.stringify(token)}`);
      }
    }
  }
  assert.deepEqual(stored(), before);
});

for (const [, pattern] of changing.filter(([, name]) => typeof TRIES[name] === 'object')) {
  test(`${pattern} does nothing to what is not theirs`, async () => {
    const { with: fields = {}, may = [] } = tryOf(pattern);
    const before = stored();
    for (const who of ROLES.filter((role) => !may.includes(role))) {
      const answer = await as(sessions.get(who), targetOf(pattern), fields);
      const isOwnPage = answer.status === 303 && /^\/account(\/following)?$/.test(answer.headers.get('location'));
      assert(isRefusal(answer) || isOwnPage, `${pattern} answers ${answer.status} to ${who}: ${answer.headers.get('location')}`);
    }
    assert.deepEqual(stored(), before);
  });
}

test('Whoever comes from a blocked range suggests nothing, and others do', async () => {
  const visitor = sessions.get('visitor');
  const fields = { ...suggestion, proposal_email: 'stranger@people.example', form_token: visitor.formToken };
  const before = one('SELECT COUNT(*) FROM proposals');
  const from = (client) => send(visitor, '/register/us-tx-houston/suggest', fields, [`X-Forwarded-For: ${client}`]);
  const answer = await from('203.0.113.7');
  assert.equal(answer.status, 403);
  assert.match(answer.body, /Nonsense/);
  assert.equal((await from('8.8.8.8, 203.0.113.200')).status, 403, 'what the proxy added counts, not what came with it');
  assert.equal(one('SELECT COUNT(*) FROM proposals'), before);
  assert.equal((await from('203.0.114.7')).status, 303);
  assert.equal(one('SELECT COUNT(*) FROM proposals'), before + 1);
});

// Last, because it changes things: a try that nobody could succeed with would prove nothing.
test('The same tries do something for whose it is, or who may', async () => {
  for (const [pattern, { with: fields, works }] of Object.entries(TRIES).filter(([, tried]) => tried.works).reverse()) {
    const before = stored();
    const answer = await as(works === 'victim' ? victim : sessions.get(works), targetOf(pattern), fields);
    assert.equal(answer.status, 303, `${pattern} answers ${answer.status} to the ${works}: ${answer.body}`);
    assert.notDeepEqual(stored(), before, `${pattern} does nothing for the ${works}`);
  }
  const log = one("SELECT group_concat(DISTINCT action) FROM audit_events WHERE outcome = 'done'").split(',');
  for (const action of ['sign in by link', 'set role', 'suggest', 'decide suggestion', 'block range', 'make token', 'remove passkey'])
    assert(log.includes(action), `the audit log has no “${action}”, only ${log.join(', ')}`);
});
