// Passwords where the operator has turned them on, as requests. The journey with an app is in tests/browser/passwords.test.mjs.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import test, { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually, Hub, program } from '../bad-days/hub.mjs';
import { cookieIn, formTokenIn, linkFor, post, signIn } from '../http/sign_in.mjs';
import { allowCodesAgain, codeBefore, codeOf } from '../http/totp.mjs';

const PASSWORD = 'seven plums on the sill';
const ON = '[accounts]\npasswords = true\n';

const hub = await Hub.make({ after });
const running = await hub.serve({ settings: ON });
const { address } = running;
const options = ['--data', hub.data, '--share', hub.share];
const command = (...words) => execFileSync(program, [...words, ...options], { encoding: 'utf8', stdio: 'pipe' });
const signInByLink = (who) => signIn({ path: program, options, address }, who);

async function page(target, cookie = '') {
  const answer = await fetch(new URL(target, address), { headers: { Cookie: cookie }, redirect: 'manual' });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
}

const send = (target, who, fields) => post(address, target, who.cookie, { ...fields, form_token: who.formToken });
const visitor = await signInByLink('visitor');
const show = (email, password, fields = {}) => send('/sign-in/password', visitor, { account_email: email, password, ...fields });

test('A password that was set signs in, and every other answer is the same', async () => {
  const account = await signInByLink('account ada@people.example');
  const set = await send('/account/password', account, { new_password: PASSWORD });
  assert.equal(set.status, 303, set.body);
  assert.equal(set.headers.get('location'), '/account/password');

  const database = new DatabaseSync(hub.database);
  database.exec("UPDATE passwords SET set_at = '2001-01-01T00:00:00.000Z'"); // nobody has to change one for its age
  database.close();
  const answer = await show('ada@people.example', PASSWORD, { return_to: '/register' });
  assert.equal(answer.status, 303, answer.body);
  assert.equal(answer.headers.get('location'), '/register');
  const cookie = cookieIn(answer, '__Host-session');
  assert.match((await page('/account', cookie)).text, /with a password/);

  command('user', 'add', 'without@people.example');
  const refusals = [];
  for (const [email, password] of [
    ['ada@people.example', 'seven plums on the sil'],
    ['without@people.example', PASSWORD],
    ['nobody@people.example', PASSWORD],
  ]) {
    const refused = await show(email, password);
    assert.equal(refused.status, 422);
    assert.equal(cookieIn(refused, '__Host-session'), undefined);
    assert.match(refused.body, /This address and this password do not belong together/);
    refusals.push(refused.body.replaceAll(email, 'EMAIL').replaceAll(/[0-9a-f]{64}/g, 'TOKEN'));
  }
  assert.equal(new Set(refusals).size, 1, 'nothing tells which addresses have an account');
  const log = command('audit', 'list', '--action', 'sign in by password');
  assert.match(log, /done: sign in by password, by account \d+ from 127\.0\.0\.1.*alone/);
  assert.match(log, /failed: sign in by password, by nobody signed in/);
});

test('Whose password is set, changed or removed hears of it by mail', async () => {
  const account = await signInByLink('account gail@people.example');
  await send('/account/password', account, { new_password: PASSWORD });
  await send('/account/password', account, { new_password: 'eight plums on the sill' });
  await send('/account/password/remove', account, {});
  for (const news of [/A password was set/, /The password of your account was changed/, /The password of your account was removed/]) {
    const isSent = () => running.said.split('this would go to ').some((mail) => mail.startsWith('gail@people.example') && news.test(mail));
    for (let i = 0; i < 100 && !isSent(); i += 1) await pause(50);
    assert.ok(isSent(), `no mail says ${news}`);
  }
});

test('Bad passwords are refused beside their field, and nothing is set', async () => {
  const account = await signInByLink('account ben@people.example');
  for (const [chosen, reason] of [
    ['fourteen chars', /Use at least 15 letters, digits or signs/],
    ['k'.repeat(257), /Use at most 256 letters/],
    ['PasswordPassword', /Many people use this one/],
    ['legation people.example', /little more than your name, your address or that of the hub/],
  ]) {
    const { status, body } = await send('/account/password', account, { new_password: chosen });
    assert.equal(status, 422, chosen);
    assert.match(/id="new_password-error">[^<]*/.exec(body)[0], reason);
    assert.ok(!body.includes(chosen), 'what was typed does not come back');
  }
  assert.equal((await show('ben@people.example', 'PasswordPassword')).status, 422);
});

test('Who signed in with the password shows it to change it; who came by a link may have forgotten it', async () => {
  const byLink = await signInByLink('account cora@people.example');
  assert.equal((await send('/account/password', byLink, { new_password: PASSWORD })).status, 303);
  const cookie = cookieIn(await show('cora@people.example', PASSWORD), '__Host-session');
  const { text } = await page('/account/password', cookie);
  assert.match(text, /autocomplete="current-password"/);
  const byPassword = { cookie, formToken: formTokenIn(text) };
  const other = 'eight plums on the sill';
  const wrong = await send('/account/password', byPassword, { new_password: other, current_password: 'nine plums' });
  assert.equal(wrong.status, 422);
  assert.match(wrong.body, /id="current_password-error">This is not your password/);

  assert.equal((await page('/account', byLink.cookie)).status, 200);
  const right = await send('/account/password', byPassword, { new_password: other, current_password: PASSWORD });
  assert.equal(right.status, 303, right.body);
  assert.equal((await page('/account', byLink.cookie)).status, 303, 'other sessions end');
  assert.equal((await page('/account', cookie)).status, 200, 'this one goes on');

  const again = await signInByLink('account cora@people.example');
  assert.equal((await send('/account/password', again, { new_password: PASSWORD })).status, 303, 'with no word of the old one');
});

test('The sixth password for one address within a minute has to wait, right or wrong', async () => {
  for (let i = 0; i < 5; i += 1) assert.equal((await show('many@people.example', PASSWORD)).status, 422);
  assert.equal((await show('many@people.example', PASSWORD)).status, 429);
  assert.equal((await show('somebody@people.example', PASSWORD)).status, 422, 'others need not');
  assert.match(command('audit', 'list'), /refused: sign in by password.*too many tries/);
});

test('The operator forgets the password of an account, and whoever leaves takes it along', async () => {
  const account = await signInByLink('account dora@people.example');
  await send('/account/password', account, { new_password: PASSWORD });
  const data = JSON.parse((await page('/account/data.json', account.cookie)).text);
  assert.match(data.password.password_set_at, /^\d{4}-\d\d-\d\dT/);
  assert.ok(!JSON.stringify(data).includes('argon2'), 'the hash is nobody’s to read');
  assert.match(command('user', 'forget-password', 'dora@people.example'), /Done/);
  assert.equal((await page('/account', account.cookie)).status, 303, 'the session has ended');
  assert.equal((await show('dora@people.example', PASSWORD)).status, 422);

  const again = await signInByLink('account dora@people.example');
  await send('/account/password', again, { new_password: PASSWORD });
  assert.equal((await send('/account/leave', again, { is_sure: '1' })).status, 303);
  assert.equal((await show('dora@people.example', PASSWORD)).status, 422);
  command('user', 'add', 'dora@people.example');
  assert.equal((await show('dora@people.example', PASSWORD)).status, 422, 'a new account of that address has no password');
});

test('While all places of the hasher are taken, the next is told to come again, and pages are answered', async () => {
  const tries = Array.from({ length: 12 }, (_, i) => show(`nobody${i}@people.example`, PASSWORD));
  const pages = await Promise.all(Array.from({ length: 5 }, () => page('/accessibility')));
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  assert.deepEqual(pages.map(({ status }) => status), [200, 200, 200, 200, 200]);
  assert.deepEqual([...new Set(statuses)].sort(), [422, 503], 'some were computed, some were sent away');
});

/** Sets up an app for somebody; resolves to its secret and the recovery codes. */
async function setUpApp(account) {
  await send('/account/password/app', account, {});
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec((await page('/account/password/app', account.cookie)).text)[1].replaceAll(' ', '');
  const confirmed = await send('/account/password/app/confirm', account, { code: await codeOf(secret) });
  assert.equal(confirmed.status, 200, confirmed.body);
  return { secret, codes: [...confirmed.body.matchAll(/<code>([A-Z2-7-]{34})<\/code>/g)].map(([, code]) => code) };
}

test('The eleventh code within an hour has to wait, right or wrong; a code alone signs nobody in', async () => {
  const account = await signInByLink('account emma@people.example');
  await send('/account/password', account, { new_password: PASSWORD });
  const { secret } = await setUpApp(account);
  assert.equal((await page('/account/password/app', account.cookie)).status, 404, 'the secret is not shown again');

  const asked = await show('emma@people.example', PASSWORD);
  assert.equal(asked.status, 200);
  assert.equal(cookieIn(asked, '__Host-session'), undefined, 'the password alone is not enough');
  const step = /name="step" value="([\w-]{43})"/.exec(asked.body)[1];
  const enter = (code, of = step) => send('/sign-in/code', visitor, { step: of, code });
  assert.equal((await enter(await codeOf(secret), 'A'.repeat(43))).status, 422);
  for (let i = 0; i < 9; i += 1) assert.equal((await enter('000000')).status, 422);
  allowCodesAgain(hub.database);
  assert.equal((await enter(await codeOf(secret))).status, 429);
});

test('Where an app is set up, a link by mail signs in with a code only, and is not lost by a wrong one', async () => {
  const { secret, codes } = await setUpApp(await signInByLink('account iris@people.example'));
  const link = await linkFor({ path: program, options }, 'account iris@people.example');
  const follow = (fields) => send(link, visitor, fields);
  assert.match((await page(link, visitor.cookie)).text, /name="code"[^>]*autocomplete="one-time-code"/);
  for (const code of [undefined, '', '000000', 'A'.repeat(28)]) {
    const refused = await follow(code === undefined ? {} : { code });
    assert.equal(refused.status, 422, refused.body);
    assert.equal(cookieIn(refused, '__Host-session'), undefined);
    assert.match(refused.body, /id="code-error">/);
    assert.match(refused.body, new RegExp(`action="${link}"`), 'the same link goes on');
  }
  allowCodesAgain(hub.database);
  const late = await follow({ code: await codeBefore(secret) });
  assert.equal(late.status, 422);
  assert.match(late.body, /That code has just changed\. Type the one your app shows now\./);
  const code = await codeOf(secret);
  const answer = await follow({ code });
  assert.equal(answer.status, 303, answer.body);
  assert.equal((await page('/account', cookieIn(answer, '__Host-session'))).status, 200);
  assert.equal((await follow({ code: codes[0] })).status, 410, 'the link works once');

  const another = await linkFor({ path: program, options }, 'account iris@people.example');
  assert.equal((await send(another, visitor, { code })).status, 422, 'and so does each code');
  assert.equal((await send(another, visitor, { code: codes[0] })).status, 303);
  const log = command('audit', 'list', '--action', 'sign in by link');
  assert.match(log, /failed: sign in by link, by account \d+ .*wrong code/);
  assert.match(log, /done: sign in by link, by account \d+ .*with a code/);
  assert.match(log, /done: sign in by link, by account \d+ .*with a recovery code/);
});

test('Codes cannot be guessed with a link: after ten within an hour the right one has to wait', async () => {
  const { secret } = await setUpApp(await signInByLink('account jack@people.example'));
  const link = await linkFor({ path: program, options }, 'account jack@people.example');
  // Setting up took the first.
  for (let i = 0; i < 9; i += 1) assert.equal((await send(link, visitor, { code: '000000' })).status, 422);
  allowCodesAgain(hub.database);
  assert.equal((await send(link, visitor, { code: await codeOf(secret) })).status, 429);
  assert.match(command('audit', 'list', '--action', 'sign in by link'), /refused: sign in by link, by account \d+ .*too many tries/);
});

test('Other links do nothing either before the code: for a new address, an invitation, the first administrator', async () => {
  const somebody = await signInByLink('account kate@people.example');
  const { codes } = await setUpApp(somebody);
  const isIn = async (cookie, words) => assert.match((await page('/account', cookie)).text, words);
  const linkAfter = async (cause) => {
    const before = running.said.length;
    await cause();
    let found;
    for (let i = 0; i < 100 && !found; i += 1) (await pause(50), (found = /\/sign-in\/link\/[\w-]{43}/.exec(running.said.slice(before))));
    return found[0];
  };

  const moving = await linkAfter(() => send('/account/email', somebody, { email: 'kate@elsewhere.example' }));
  assert.equal((await send(moving, visitor, {})).status, 422);
  await isIn(somebody.cookie, /kate@people\.example/);
  const moved = await send(moving, visitor, { code: codes[0] });
  await isIn(cookieIn(moved, '__Host-session'), /kate@elsewhere\.example/);

  assert.equal((await hub.import(await hub.writeActors('club', 1))).code, 0);
  await eventually('the club is served', async () => (await page('/register/club-0')).status === 200);
  const manager = await signInByLink('manager of club-0');
  const invited = await linkAfter(() => send('/members/club-0', manager, { act: 'invite', email: 'kate@elsewhere.example' }));
  assert.equal((await send(invited, visitor, {})).status, 422);
  assert.doesNotMatch((await page('/account', cookieIn(moved, '__Host-session'))).text, /Network club 0/);
  const joined = await send(invited, visitor, { code: codes[1] });
  await isIn(cookieIn(joined, '__Host-session'), /Network club 0/);

  const first = /\/sign-in\/link\/[\w-]{43}/.exec(running.said)[0];
  const refused = await send(first, visitor, { email: 'kate@elsewhere.example' });
  assert.equal(refused.status, 422);
  assert.match(refused.body, /value="kate@elsewhere\.example"/);
  assert.doesNotMatch(command('user', 'list'), /kate.*administrator/);
  assert.equal((await send(first, visitor, { email: 'kate@elsewhere.example', code: codes[2] })).status, 303);
  assert.match(command('user', 'list'), /kate.*administrator/);
});

test('A hash that was made at another cost is made anew when its owner signs in', async () => {
  const account = await signInByLink('account finn@people.example');
  await send('/account/password', account, { new_password: PASSWORD });
  const database = new DatabaseSync(hub.database);
  const cheap = '$argon2id$v=19$m=8,t=1,p=1$AHM8a1MeJX/Vg1dWBRfH6Q$WLYcXgv55QRbzP5957gwoFR+drucAXtIRxKKdzW3qsE'; // of PASSWORD
  const ofFinn = 'account_id = (SELECT id FROM accounts WHERE email = ?)';
  database.prepare(`UPDATE passwords SET password_hash = ? WHERE ${ofFinn}`).run(cheap, 'finn@people.example');
  assert.equal((await show('finn@people.example', PASSWORD)).status, 303);
  const { password_hash: hash } = database.prepare(`SELECT password_hash FROM passwords WHERE ${ofFinn}`).get('finn@people.example');
  database.close();
  assert.match(hash, /^\$argon2id\$v=19\$m=65536,t=2,p=1\$/);
  assert.equal((await show('finn@people.example', PASSWORD)).status, 303);
});

test('A staff role needs more than a password where staff need a passkey', async () => {
  const moderator = await signInByLink('moderator');
  assert.equal((await send('/account/password', moderator, { new_password: PASSWORD })).status, 303);
  await running.stop();
  const { address } = await hub.serve({ settings: `${ON}staff_need_passkey = true\n` });
  const page = await fetch(new URL('/sign-in', address));
  const visitor = cookieIn(page, '__Host-visitor');
  const fields = { account_email: 'moderator@people.example', password: PASSWORD, form_token: formTokenIn(await page.text()) };
  const cookie = cookieIn(await post(address, '/sign-in/password', visitor, fields), '__Host-session');
  const statusOf = async (target) => (await fetch(new URL(target, address), { headers: { Cookie: cookie } })).status;
  assert.equal(await statusOf('/account'), 200);
  assert.equal(await statusOf('/moderation'), 403);
});

test('Where everybody needs a second factor, who has shown one sets up the other before anything else', async (t) => {
  const mine = await Hub.make(t);
  const folders = ['--data', mine.data, '--share', mine.share];
  const me = 'account wanda@people.example';
  let server = await mine.serve({ settings: ON });
  const before = await signIn({ path: program, options: folders, address: server.address }, me);
  const made = await post(server.address, '/account/tokens', before.cookie, {
    form_token: before.formToken, token_name: 'Script', token_scopes: 'read', token_days: '30',
  });
  const token = />(legation_[\w-]{43})</.exec(made.body)[1];
  await server.stop();

  server = await mine.serve({ settings: `${ON}need_second_factor = true\n` });
  const ask = async (target, cookie, headers = {}) => {
    const answer = await fetch(new URL(target, server.address), { headers: { Cookie: cookie, ...headers }, redirect: 'manual' });
    return { status: answer.status, leadsTo: answer.headers.get('location'), text: await answer.text() };
  };
  const change = (target, who, fields = {}) => post(server.address, target, who.cookie, { ...fields, form_token: who.formToken });
  assert.equal((await ask('/account', before.cookie)).leadsTo, '/account/ways', 'a session that runs is asked too');

  const wanda = await signIn({ path: program, options: folders, address: server.address }, me);
  for (const target of ['/account', '/es/account/tokens', '/account/leave', '/suggest', '/moderation', '/register/import/queue'])
    assert.deepEqual([(await ask(target, wanda.cookie)).status, (await ask(target, wanda.cookie)).leadsTo], [303, target.startsWith('/es') ? '/es/account/ways' : '/account/ways'], target);
  for (const target of ['/account/name', '/account/tokens', '/account/leave', '/account/email']) {
    const refused = await change(target, wanda, { name: 'X', is_sure: '1' });
    assert.equal(refused.status, 403);
    assert.match(refused.body, /Set up a passkey or an app first/);
  }
  assert.equal((await ask('/account/data.json', wanda.cookie)).status, 403);
  assert.equal((await ask('/register', wanda.cookie)).status, 200, 'what is public may be read');
  assert.match((await ask('/es/account/ways', wanda.cookie)).text, /Un paso más antes de usar su cuenta/);
  assert.equal((await ask('/api/v1/actors', '', { Authorization: `Bearer ${token}` })).status, 200, 'tokens go on');

  await change('/account/password/app', wanda);
  const shown = await ask('/account/password/app', wanda.cookie);
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(shown.text)[1].replaceAll(' ', '');
  assert.equal((await change('/account/password/app/confirm', wanda, { code: await codeOf(secret) })).status, 200);
  assert.equal((await ask('/account', wanda.cookie)).status, 200, 'now they may');
  assert.equal((await ask('/account', before.cookie)).leadsTo?.startsWith('/sign-in'), true, 'other sessions have ended');

  const link = await linkFor({ path: program, options: folders }, me);
  const visitor = await signIn({ address: server.address }, 'visitor');
  allowCodesAgain(mine.database);
  const answer = await change(link, visitor, { code: await codeOf(secret) });
  assert.equal(answer.headers.get('location'), '/', 'with both they go where they wanted');
  assert.equal((await ask('/account', cookieIn(answer, '__Host-session'))).status, 200);

  await server.stop();
  const impossible = await mine.write('impossible.toml', '[accounts]\nneed_second_factor = true\n');
  await mine.refuses(/nobody can set one up.*accounts\.passwords = true/, { options: ['--config', impossible] });
});
