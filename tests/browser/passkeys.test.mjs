// A passkey is made, signs its owner in, and is removed. Chromium's virtual authenticator stands in for a device.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import net from 'node:net';
import test, { after, before } from 'node:test';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

import { CHROMIUM, CHROMIUM_FLAGS } from './chromium.mjs';
import { accessibilityViolations, DESKTOP, looksRight, PHONE, sidewaysOverflow } from './harness.mjs';

// The runner's own hub has no host name of its own, and passkeys need one.
const { path: built } = JSON.parse(process.env.LEGATION_TEST_PROGRAM);
process.env.LEGATION_TEST_PROGRAM = built;
const { Hub, program } = await import('../bad-days/hub.mjs');

const run = promisify(execFile);
const ADA = 'ada@example.gov';

let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
});
after(() => browser?.close());

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A hub at a host name, which passkeys need, and a browser with a device that holds some. */
async function start(t, size = DESKTOP, settings = '') {
  const hub = await Hub.make(t);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  await hub.serve({ listen: `127.0.0.1:${port}`, settings: `public_url = "${url}"\n${settings}` });
  const folders = ['--data', hub.data, '--share', hub.share];
  const command = async (...words) => (await run(program, [...words, ...folders])).stdout;
  await command('user', 'add', ADA, '--name', 'Ada');

  const context = await browser.newContext({ baseURL: url, viewport: size });
  t.after(() => context.close());
  const page = await context.newPage();
  const device = await context.newCDPSession(page);
  await device.send('WebAuthn.enable');
  const options = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true };
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });
  const recognize = (isUserVerified) => device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  const signInByLink = async () => {
    const link = new URL((await command('user', 'link', ADA)).trim());
    await page.goto(link.pathname);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${url}/`);
  };
  const add = async (name) => {
    await page.goto('/account/ways');
    await page.getByLabel('Name of the new passkey').fill(name);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByText(name, { exact: true }).first().waitFor();
  };
  const showPasskey = async () => {
    await context.clearCookies();
    await page.goto('/sign-in');
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  };
  return { hub, url, page, context, command, device, authenticatorId, recognize, signInByLink, add, showPasskey };
}

test('A passkey is added, signs in as an equal of the link, and no longer does once it is removed', async (t) => {
  const { page, url, command, signInByLink, add, showPasskey } = await start(t);
  await signInByLink();
  await add('Office laptop');

  await showPasskey();
  await page.waitForURL(`${url}/`);
  await page.goto('/account');
  await page.getByText('with a passkey').first().waitFor();

  await page.goto('/account/ways');
  await page.getByRole('button', { name: 'Remove Office laptop' }).click();
  await page.getByText('You have no passkey yet.').waitFor();
  await showPasskey();
  await page.getByText('This passkey is not known here').waitFor();

  const log = await command('audit', 'list');
  assert.match(log, /done: add passkey \(passkey 1\), by account 1 from 127\.0\.0\.1/);
  assert.match(log, /done: sign in by passkey, by account 1 from 127\.0\.0\.1/);
  assert.match(log, /done: remove passkey \(passkey 1\)/);
  assert.match(log, /failed: sign in by passkey, by nobody signed in/);
  assert.match(await command('audit', 'verify'), /The audit log is whole/);
});

test('Where everybody needs a second factor, a link leads to making a passkey, and then a link alone is not enough', async (t) => {
  const { page, url, context, command, add, showPasskey } = await start(t, PHONE, '[accounts]\nneed_second_factor = true\n');
  const followLink = async (language = '') => {
    const link = new URL((await command('user', 'link', ADA)).trim());
    await page.goto(language + link.pathname);
    await page.locator('main button').click();
    await page.waitForURL(`${url}${language}/account/ways`);
  };
  const look = (name) => looksRight(page, name);
  await followLink('/es');
  await look('es-second-factor');
  await page.goto('/account');
  await page.getByText('One more step before you use your account').waitFor();
  await look('second-factor');
  await add('Phone');
  await page.goto('/account');
  assert.equal(page.url(), `${url}/account`);

  await context.clearCookies();
  await followLink();
  await page.getByText('Sign in with your second factor').waitFor();
  await look('its-second-factor');
  assert.equal(await page.getByRole('button', { name: 'Add a passkey' }).count(), 0);
  const form = { form_token: await page.locator('input[name=form_token]').first().inputValue() };
  for (const target of ['/account/ways/passkeys/1/remove', '/account/ways/passkeys/challenge']) {
    const refused = await page.request.post(target, { form, maxRedirects: 0 });
    assert.equal(refused.status(), 403);
    assert.match(await refused.text(), /You have set up a second factor: sign out/);
  }
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('link', { name: 'Sign in' }).waitFor();
  await showPasskey();
  await page.waitForURL(`${url}/`);
  await page.goto('/account');
  await page.getByText('with a passkey').first().waitFor();
});

test('A device that does not recognize its owner signs nobody in and makes no passkey', async (t) => {
  const { page, url, signInByLink, add, recognize, showPasskey } = await start(t);
  await signInByLink();
  await add('Phone');
  await recognize(false);
  await page.goto('/account/ways');
  const problem = page.getByText('No passkey was added. Try again.');
  assert.ok(!(await problem.isVisible()), 'nothing is wrong before anybody tried');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await problem.waitFor();
  await showPasskey();
  await page.getByText('No passkey was used.').waitFor();
  assert.equal(page.url(), `${url}/sign-in`);
  await recognize(true);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await page.waitForURL(`${url}/`);
});

test('An answer that is sent a second time signs nobody in', async (t) => {
  const { page, url, signInByLink, add, context, showPasskey } = await start(t);
  await signInByLink();
  await add('Phone');
  const sent = new Promise((resolve) =>
    page.on('request', (request) => {
      if (request.method() === 'POST' && request.url() === `${url}/sign-in/passkey`) resolve(request.postData());
    }),
  );
  await showPasskey();
  await page.waitForURL(`${url}/`);
  const fields = new URLSearchParams(await sent);
  await context.clearCookies();
  await page.goto('/sign-in');
  fields.set('form_token', await page.locator('input[name=form_token]').first().inputValue());
  const answer = await page.request.post('/sign-in/passkey', {
    data: fields.toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    maxRedirects: 0,
  });
  assert.equal(answer.status(), 422);
  assert.match(await answer.text(), /you took too long/);
});

test('The pages of passkeys fit a phone and a desk in both languages, and are accessible', async (t) => {
  for (const size of [PHONE, DESKTOP]) {
    const { page, signInByLink, add, context } = await start(t, size);
    await signInByLink();
    await add('A phone whose name is as long as such names may be, sixty');
    for (const language of ['', '/es'])
      for (const address of ['/account/ways', '/sign-in']) {
        await page.goto(language + address);
        assert.deepEqual(await accessibilityViolations(page), [], language + address);
        assert.deepEqual(await sidewaysOverflow(page), [], language + address);
        const folder = process.env.LEGATION_TEST_SCREENSHOTS;
        if (folder) await page.screenshot({ path: `${folder}/${language.slice(1)}${address.replaceAll('/', '-')}-${size.width}.png`, fullPage: true });
      }
    await context.close();
  }
});
