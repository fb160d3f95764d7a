// People sign in through another site: a real issuer, which is right, wrong, away, or played back.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import net from 'node:net';
import test from 'node:test';
import { promisify } from 'node:util';

import { Hub, program } from './hub.mjs';
import { TestIssuer } from './issuer.mjs';

const run = promisify(execFile);
const ADA = { sub: 'ada-7', email: 'ada@example.gov', acr: 'aal2' };

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** What a browser keeps and follows: cookies by host and name, one step at a time. */
class Visitor {
  constructor(hub) {
    this.hub = hub;
    this.cookies = new Map();
  }

  async open(url, fields) {
    const target = new URL(url, this.hub);
    const cookies = [...this.cookies].filter(([key]) => key.startsWith(`${target.host} `)).map(([, value]) => value);
    const answer = await fetch(target, {
      method: fields ? 'POST' : 'GET',
      body: fields && new URLSearchParams(fields),
      headers: cookies.length > 0 ? { Cookie: cookies.join('; ') } : {},
      redirect: 'manual',
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair] = line.split(';');
      this.cookies.set(`${target.host} ${pair.split('=')[0]}`, pair);
    }
    const body = await answer.text();
    if (target.origin === new URL(this.hub).origin)
      assert.doesNotMatch(`${answer.headers.getSetCookie()} ${body}`, /eyJ[\w-]+\.eyJ/, 'tokens stay between the hub and the issuer');
    const next = answer.headers.get('location') ?? /^0; url=(.*)$/.exec(answer.headers.get('refresh') ?? '')?.[1];
    return { status: answer.status, body, next: next && new URL(next, target).href, url: target.href };
  }

  /** Sends the form of a page that has a token. */
  async send(page, address, fields = {}) {
    const { body } = await this.open(page);
    const token = /name="form_token" value="([0-9a-f]+)"/.exec(body)?.[1];
    assert.ok(token, body);
    return this.open(address, { form_token: token, ...fields });
  }

  /** Follows where the answer leads until it stays. */
  async follow(answer, isLast = () => false) {
    for (let steps = 0; answer.next && !isLast(answer.next); ++steps) {
      assert.ok(steps < 15, 'it leads around in circles');
      answer = await this.open(answer.next);
    }
    return answer;
  }
}

async function start(t, { settings = '', ...options } = {}) {
  const person = { ...ADA };
  const hub = await Hub.make(t);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const issuer = await TestIssuer.start(t, { person: () => person, redirect: `${url}/sign-in/with/city`, ...options });
  const key = options.isPublic ? undefined : await hub.write('oidc.pem', issuer.hubKey);
  const server = await hub.serve({
    listen: `127.0.0.1:${port}`,
    settings: `public_url = "${url}"\n${issuer.settings(key)}${settings}`,
  });
  const command = async (...words) =>
    (await run(program, [...words, '--data', hub.data, '--share', hub.share])).stdout;
  const signIn = async (visitor = new Visitor(url)) => {
    const answer = await visitor.follow(await visitor.send('/sign-in', '/sign-in/with/city', { return_to: '/register' }));
    return { visitor, answer };
  };
  const backAt = (next) => next.startsWith(`${url}/sign-in/with/city?`);
  return { hub, url, issuer, server, person, command, signIn, backAt };
}

const emailOf = async (visitor) => /[\w.+-]+@[\w.-]+/.exec((await visitor.open('/account')).body)?.[0];

test('Somebody signs in through another site, first with a new account and then with the same', async (t) => {
  const { url, command, signIn, person } = await start(t);
  const { visitor, answer } = await signIn();
  assert.equal(answer.status, 200, answer.body);
  assert.equal(answer.url, `${url}/register`, 'where they wanted to go');
  assert.equal(await emailOf(visitor), 'ada@example.gov');

  person.email = 'ada.new@example.gov'; // the person counts, not the address
  const again = await signIn();
  assert.equal(await emailOf(again.visitor), 'ada@example.gov');
  person.sub = 'bob-8';
  person.email = 'bob@example.gov';
  assert.equal(await emailOf((await signIn()).visitor), 'bob@example.gov');
  const log = await command('audit', 'list');
  assert.equal(log.match(/done: sign in by other site \(issuer city\), by account \d/g).length, 3, log);
});

test('A public client signs people in with PKCE alone', async (t) => {
  const { signIn } = await start(t, { isPublic: true });
  assert.equal(await emailOf((await signIn()).visitor), 'ada@example.gov');
});

test('An answer is good once, and in the browser that asked', async (t) => {
  const { url, issuer, signIn, backAt, command } = await start(t);
  const visitor = new Visitor(url);
  const begin = () => visitor.send('/sign-in', '/sign-in/with/city');
  const first = await visitor.follow(await begin(), backAt);
  const other = new Visitor(url);
  const stolen = await other.open(first.next);
  assert.equal(stolen.status, 422, 'another browser');
  assert.equal((await visitor.open(first.next)).status, 422, 'and then it is spent');
  const requests = issuer.requests.length;
  const second = await visitor.follow(await begin(), backAt);
  assert.equal((await visitor.open(second.next)).status, 303);
  assert.equal((await visitor.open(second.next)).status, 422);
  assert.equal(issuer.requests.slice(requests).filter((line) => line === 'POST /token').length, 1);

  const third = await visitor.follow(await begin(), backAt);
  const changed = new URL(third.next);
  changed.searchParams.set('iss', 'https://idp.example.org');
  assert.equal((await visitor.open(changed.href)).status, 422, 'an answer that says it is from another issuer');
  for (const address of ['', '?state=', '?state=x&code=y', '?error=access_denied'])
    assert.equal((await visitor.open(`/sign-in/with/city${address}`)).status, 422, address);
  assert.equal((await visitor.open('/sign-in/with/nobody?state=x')).status, 404);
  assert.match(await command('audit', 'list'), /failed: sign in by other site \(issuer city\)/);
  assert.equal((await signIn()).answer.status, 200);
});

test('An account is not given to whoever has its address at another site, but its owner can link them', async (t) => {
  const { url, command, signIn, person } = await start(t);
  await command('user', 'add', 'ada@example.gov', '--name', 'Ada');
  const { visitor, answer } = await signIn();
  assert.equal(answer.status, 403);
  assert.match(answer.body, /an account with your address here already/);
  assert.equal((await visitor.open('/account')).status, 303, 'nobody is signed in');

  const link = new URL((await command('user', 'link', 'ada@example.gov')).trim()).pathname;
  const owner = new Visitor(url);
  await owner.send(link, link);
  person.email = 'ada@elsewhere.example'; // another address there does not matter
  const linked = await owner.follow(await owner.send('/account/ways', '/sign-in/with/city', { link: '1' }));
  assert.equal(linked.url, `${url}/account/ways`);
  const later = await signIn();
  assert.equal(await emailOf(later.visitor), 'ada@example.gov');

  const { body } = await owner.open('/account/ways');
  const [removal] = /\/account\/ways\/with\/\d+\/remove/.exec(body);
  assert.equal((await later.visitor.send('/account/ways', removal)).status, 303);
  person.sub = 'ada-9';
  assert.equal((await owner.open('/account/ways')).body.includes(removal), false);
});

test('Who did not prove themselves well enough there is turned away', async (t) => {
  const { signIn, person } = await start(t, { settings: 'acr_values = "aal2"\naccepted_acr = "aal2"\nis_strong = true\n' });
  person.acr = 'aal1';
  const { answer } = await signIn();
  assert.equal(answer.status, 422);
  assert.match(answer.body, /could not be used/);
  person.acr = 'aal2';
  assert.equal((await signIn()).answer.status, 200);
});

test('An address that the issuer has not verified makes no account', async (t) => {
  const { signIn, person } = await start(t);
  person.verified = false;
  const { answer } = await signIn();
  assert.equal(answer.status, 422);
  assert.match(answer.body, /an address of yours that it has verified/);
});

test('While the issuer is away, people hear that, and other ways work', async (t) => {
  const { issuer, url } = await start(t);
  issuer.server.closeAllConnections();
  await new Promise((resolve) => issuer.server.close(resolve));
  const visitor = new Visitor(url);
  const answer = await visitor.send('/sign-in', '/sign-in/with/city');
  assert.equal(answer.status, 503);
  assert.match(answer.body, /does not answer now/);
  assert.equal((await visitor.open('/sign-in')).status, 200);
});
