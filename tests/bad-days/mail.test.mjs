// Mail servers are slow, away, strict or false: a message leaves once, is kept until then, and nothing is sent in the open.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';

import { eventually, Hub } from './hub.mjs';
import { certificate, header, MailServer, parts } from './smtp.mjs';

const BEGIN = Date.UTC(2026, 10, 21, 12);

/** The clock of the programs started from now on: minutes after noon. */
function setClock(minutes) {
  process.env.LEGATION_TEST_NOW = String(BEGIN + minutes * 60_000);
}
test.beforeEach(() => setClock(0));
test.afterEach(() => delete process.env.LEGATION_TEST_NOW);

async function send(hub, settings, address = 'ada@example.org', words = ['--outbox']) {
  const config = await hub.write('mail.toml', settings);
  return hub.run('mail', { options: [address, '--config', config, ...words] });
}

async function queue(hub, settings, address) {
  const { code, said } = await send(hub, settings, address);
  assert.equal(code, 0, said);
}

function jobs(hub) {
  const database = new DatabaseSync(hub.database, { readOnly: true });
  try {
    return database.prepare("SELECT * FROM jobs WHERE kind = 'mail' ORDER BY id").all();
  } finally {
    database.close();
  }
}

const isDone = (hub) => jobs(hub).every((job) => job.done_at !== null);
const hasFailed = (hub, attempt) => jobs(hub).some((job) => job.attempts >= attempt && job.leased_until === null);

/** Serves at that minute until the outbox is as wanted. */
async function serveUntil(hub, settings, minutes, isSo) {
  setClock(minutes);
  const server = await hub.serve({ settings });
  await eventually('the outbox', () => isSo(hub));
  await server.stop();
  return server;
}

test('A message is delivered once, as text and as HTML of the same words, and then forgotten', async (t) => {
  const hub = await Hub.make(t);
  const mail = await MailServer.start(t);
  const settings = `name = "Ciudad de Málaga"\npublic_url = "https://hub.example.org"\n${mail.settings}`;
  await queue(hub, settings);
  await serveUntil(hub, settings, 0, isDone);
  await serveUntil(hub, settings, 60, isDone);

  assert.equal(mail.taken.length, 1);
  const [{ from, to, raw, host }] = mail.taken;
  assert.equal(from, 'hub@example.org');
  assert.deepEqual(to, ['ada@example.org']);
  assert.equal(host, 'hub.example.org');
  assert.equal(header(raw, 'Subject'), 'A test of the mail settings');
  assert.equal(header(raw, 'To'), '<ada@example.org>');
  const name = Buffer.from('Ciudad de Málaga').toString('base64');
  assert.equal(header(raw, 'From'), `=?UTF-8?B?${name}?= <hub@example.org>`);
  assert.equal(header(raw, 'Date'), 'Sat, 21 Nov 2026 12:00:00 +0000');
  assert.match(header(raw, 'Message-ID'), /^<[0-9a-f-]{36}@example\.org>$/);
  assert.equal(header(raw, 'Auto-Submitted'), 'auto-generated');
  assert.match(raw, /Content-Type: multipart\/alternative; boundary=/);
  const { 'text/plain': text, 'text/html': html } = parts(raw);
  for (const words of ['Ciudad de Málaga can send mail.', 'https://hub.example.org'])
    for (const part of [text, html]) assert.ok(part.includes(words), part);
  assert.match(html, /^<!doctype html>/);
  assert.ok(raw.split('\r\n').every((line) => line.length <= 998), 'no line is too long for mail');
  assert.deepEqual(jobs(hub).map(({ payload }) => payload), [''], 'whom it went to is no longer known');
});

test('A message that the server does not take yet is sent again a minute later, and then not again', async (t) => {
  const hub = await Hub.make(t);
  let refusal = { code: 451, text: 'try later' };
  const mail = await MailServer.start(t, { answer: (step) => (step === 'rcpt' ? refusal : undefined) });
  await queue(hub, mail.settings);
  const server = await serveUntil(hub, mail.settings, 0, () => hasFailed(hub, 1));
  assert.ok(
    server.operatorLog().some(({ message }) => /attempt 1 of 10.*did not take.*451 try later/.test(message)),
    server.said,
  );
  const doctor = await hub.run('doctor', { options: ['--config', await hub.write('mail.toml', mail.settings)] });
  assert.equal(doctor.code, 1);
  assert.match(doctor.said, /problem {2}outbox {5}1 messages wait and 0 were given up; the newest: .*451 try later/);

  refusal = undefined;
  await serveUntil(hub, mail.settings, 0, () => mail.tries === 1); // not before its time
  await serveUntil(hub, mail.settings, 1, isDone);
  await serveUntil(hub, mail.settings, 600, isDone);
  assert.equal(mail.tries, 2);
  assert.equal(mail.taken.length, 1);
});

test('A message that the server refuses for good is given up, and the operator is told', async (t) => {
  for (const step of ['rcpt', 'data']) {
    setClock(0);
    const hub = await Hub.make(t);
    const refusal = { code: 550, text: 'no such person' };
    const mail = await MailServer.start(t, { answer: (at) => (at === step ? refusal : undefined) });
    await queue(hub, mail.settings);
    const server = await serveUntil(hub, mail.settings, 0, () => hasFailed(hub, 1));
    assert.ok(
      server.operatorLog().some(({ message }) => /given up: .*refuses.*ada@example\.org.*550 no such person/.test(message)),
      server.said,
    );
    await serveUntil(hub, mail.settings, 24 * 60, () => true);
    assert.equal(mail.tries, 1, step);
    const { said } = await hub.run('doctor');
    assert.match(said, /0 messages wait and 1 were given up; the newest: .*550 no such person/);

    const direct = await send(hub, mail.settings, 'ada@example.org', []);
    assert.equal(direct.code, 1);
    assert.match(direct.said, /550 no such person/);
  }
});

test('A message waits while the server is away', async (t) => {
  const hub = await Hub.make(t);
  const gone = await MailServer.start(t);
  const { port, settings } = gone;
  await gone.stop();
  await queue(hub, settings);
  const server = await serveUntil(hub, settings, 0, () => hasFailed(hub, 1));
  assert.ok(server.operatorLog().some(({ message }) => /127\.0\.0\.1:\d+ did not take/.test(message)), server.said);
  const mail = await MailServer.start(t, { port });
  await serveUntil(hub, settings, 1, isDone);
  assert.equal(mail.taken.length, 1);
});

test('A program killed while the server makes up its mind sends the message again under the same Message-ID', async (t) => {
  const hub = await Hub.make(t);
  const held = Promise.withResolvers();
  let isHeld = true;
  const mail = await MailServer.start(t, { answer: (step) => (step === 'data' && isHeld ? held.promise : undefined) });
  await queue(hub, mail.settings);
  const server = await hub.serve({ settings: mail.settings });
  await eventually('the message has arrived', () => mail.tries === 1);
  await server.kill();
  isHeld = false;
  held.resolve();
  await eventually('the first copy is taken', () => mail.taken.length === 1);
  await serveUntil(hub, mail.settings, 15, isDone); // when the lease has run out
  assert.equal(mail.taken.length, 2);
  const [first, second] = mail.taken.map(({ raw }) => header(raw, 'Message-ID'));
  assert.equal(first, second);
});

test('A program told to stop does not wait for a server that says nothing, and the message is kept', async (t) => {
  const hub = await Hub.make(t);
  const mail = await MailServer.start(t, { answer: (step) => (step === 'data' ? new Promise(() => {}) : undefined) });
  await queue(hub, mail.settings);
  const server = await hub.serve({ settings: mail.settings });
  await eventually('the message has arrived', () => mail.tries === 1);
  const begun = performance.now();
  await server.stop();
  assert.ok(performance.now() - begun < 5_000);
  assert.equal(isDone(hub), false);
});

test('With TLS the password and the message travel protected, or not at all', async (t) => {
  const hub = await Hub.make(t);
  const { key, cert, file } = await certificate(hub, readFile);
  const account = 'user = "hub"\npassword = "right"\nfrom = "hub@example.org"\n';
  const settings = (mail, encryption) =>
    `[mail]\nserver = "127.0.0.1:${mail.port}"\nencryption = "${encryption}"\n${account}`;
  const trusted = `certificates = "${file}"\n`;

  const starttls = await MailServer.start(t, { key, cert, authOptional: false, allowInsecureAuth: false });
  const tls = await MailServer.start(t, { key, cert, secure: true, authOptional: false });
  for (const [mail, encryption] of [[starttls, 'starttls'], [tls, 'tls']]) {
    const sent = await send(hub, settings(mail, encryption) + trusted, 'ada@example.org', []);
    assert.equal(sent.code, 0, sent.said);
    assert.equal(mail.taken[0].isSecure, true);
    assert.deepEqual(mail.signedIn, [{ username: 'hub', password: 'right', isSecure: true }]);

    // Somebody else's certificate.
    const stranger = await send(hub, settings(mail, encryption), 'ada@example.org', []);
    assert.equal(stranger.code, 1);
    assert.match(stranger.said, /certificate/i);
    assert.equal(mail.signedIn.length, 1);
  }

  // Somebody in between who hides that the server can do TLS.
  const open = await MailServer.start(t);
  const refused = await send(hub, settings(open, 'starttls') + trusted, 'ada@example.org', []);
  assert.equal(refused.code, 1);
  assert.deepEqual([open.signedIn, open.taken], [[], []]);

  // One that speaks no TLS of this decade.
  const old = { maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' };
  const outdated = await MailServer.start(t, { key, cert, secure: true, ...old });
  const tooOld = await send(hub, settings(outdated, 'tls') + trusted, 'ada@example.org', []);
  assert.equal(tooOld.code, 1);
  assert.match(tooOld.said, /protocol version|unsupported protocol|alert/i);
  assert.deepEqual([outdated.signedIn, outdated.taken], [[], []]);

  const wrong = settings(tls, 'tls').replace('right', 'wrong') + trusted;
  const doctor = async (text) => hub.run('doctor', { options: ['--config', await hub.write('mail.toml', text)] });
  assert.match((await doctor(settings(tls, 'tls') + trusted)).said, /ok {7}mail {7}127\.0\.0\.1:\d+ takes mail/);
  const { said, code } = await doctor(wrong);
  assert.equal(code, 1);
  assert.match(said, /problem {2}mail {7}.*cannot be used.*\[mail\] settings/);
});

test('A message waits for a wrong password to be mended', async (t) => {
  const hub = await Hub.make(t);
  const mail = await MailServer.start(t, { authOptional: false });
  const account = 'user = "hub"\npassword = "wrong"\n';
  await queue(hub, mail.settings + account);
  await serveUntil(hub, mail.settings + account, 0, () => hasFailed(hub, 1));
  assert.equal(mail.taken.length, 0);
  await serveUntil(hub, mail.settings + account.replace('wrong', 'right'), 1, isDone);
  assert.equal(mail.taken.length, 1);
});

test('Without a server the log has the message, but only where the hub is at an address of this machine', async (t) => {
  const hub = await Hub.make(t);
  const local = 'public_url = "http://localhost:8080"\n';
  await queue(hub, local);
  const logged = await serveUntil(hub, local, 0, isDone);
  const lines = logged.operatorLog().filter(({ message }) => /ada@example\.org/.test(message));
  assert.equal(lines.length, 1);
  assert.match(lines[0].message, /A test of the mail settings[^]*Legation can send mail/);

  const others = 'public_url = "https://localhost.example.org"\n';
  await queue(hub, others);
  const silent = await serveUntil(hub, others, 0, () => hasFailed(hub, 1));
  assert.ok(silent.operatorLog().some(({ message }) => /waits: no mail server is set/.test(message)), silent.said);
  assert.doesNotMatch(silent.said, /can send mail/);
  const { code, said } = await hub.run('doctor', { options: ['--config', await hub.write('mail.toml', others)] });
  assert.equal(code, 1);
  assert.match(said, /problem {2}mail {7}no mail server is set/);
});

test('Mail settings that contradict each other stop the start, with the remedy', async (t) => {
  const hub = await Hub.make(t);
  const cases = [
    ['server = "smtp.example.org"', /mail\.from is missing/],
    ['from = "hub@example.org"', /mail\.server is missing/],
    ['server = "smtp.example.org"\nfrom = "hub"', /mail\.from “hub” is no e-mail address/],
    ['server = "smtp.example.org/\\r\\nX"\nfrom = "hub@example.org"', /mail\.server [^]* is no server/],
    ['server = "smtp.example.org"\nfrom = "hub@example.org"\nuser = "hub"', /mail\.user and mail\.password go together/],
    [
      'server = "smtp.example.org"\nfrom = "hub@example.org"\nuser = "hub"\npassword = "right"\nencryption = "none"',
      /would send mail\.password in the open/,
    ],
    ['encryption = "ssl"', /:2: mail\.encryption must be "starttls", "tls" or "none"/],
  ];
  for (const [settings, message] of cases)
    await hub.refuses(message, { options: ['--config', await hub.write('wrong.toml', `[mail]\n${settings}\n`)] });
});
