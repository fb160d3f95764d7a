// A password and an app are set up, sign their owner in, and a recovery code does once. The codes are computed here.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import net from 'node:net';
import test from 'node:test';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

import { allowCodesAgain, codeBefore, codeOf } from '../http/totp.mjs';
import { CHROMIUM, CHROMIUM_FLAGS } from './chromium.mjs';
import { DESKTOP, looksRight } from './harness.mjs';

// The runner's own hub has no passwords.
const { path: built } = JSON.parse(process.env.LEGATION_TEST_PROGRAM);
process.env.LEGATION_TEST_PROGRAM = built;
const { Hub, program } = await import('../bad-days/hub.mjs');

const run = promisify(execFile);
const ADA = 'ada@example.gov';
const PASSWORD = 'plums on';

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

test('A short password with an app signs in; each code and each recovery code once', async (t) => {
  const hub = await Hub.make(t);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  await hub.serve({ listen: `127.0.0.1:${port}`, settings: `public_url = "${url}"\n[accounts]\npasswords = true\n` });
  const command = async (...words) => (await run(program, [...words, '--data', hub.data, '--share', hub.share])).stdout;
  await command('user', 'add', ADA, '--name', 'Ada');
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
  t.after(() => browser.close());
  const context = await browser.newContext({ baseURL: url, viewport: DESKTOP });
  const page = await context.newPage();

  const look = (name) => looksRight(page, name);
  const main = page.getByRole('main');
  const press = (name) => main.getByRole('button', { name, exact: true }).click();
  const signIn = async () => {
    await context.clearCookies();
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').last().fill(ADA);
    await page.locator('input[name=password]').fill(PASSWORD);
    await press('Sign in with the password');
  };
  const linkOf = async () => new URL((await command('user', 'link', ADA)).trim()).pathname;
  const enter = async (code) => {
    await page.getByLabel('Code').fill(code);
    await press('Sign in');
  };

  await page.goto(await linkOf());
  await press('Sign in');
  await page.waitForURL(`${url}/`);
  await page.goto('/account/ways');
  await page.getByRole('link', { name: 'Password and codes of an app' }).click();
  await look('password-none');
  await page.getByLabel('New password').fill(PASSWORD);
  const shown = page.getByLabel('New password');
  assert.equal(await shown.getAttribute('type'), 'password');
  await page.getByLabel('Show the password').focus();
  await page.keyboard.press('Space');
  assert.equal(await shown.getAttribute('type'), 'text');
  await press('Set the password');
  await page.getByText('Use at least 15 letters, digits or signs.').first().waitFor();

  await press('Set up an app');
  const secret = (await main.locator('code').textContent()).replaceAll(' ', '');
  assert.match(secret, /^[A-Z2-7]{32}$/);
  await look('authenticator');
  await page.getByLabel('The code that the app shows').fill('000000');
  await press('Confirm');
  await page.getByText('This is not the code that the app shows now.').first().waitFor();
  await page.getByLabel('The code that the app shows').fill(await codeOf(secret));
  await press('Confirm');
  const codes = await main.locator('li code').allTextContents();
  assert.equal(new Set(codes).size, 10);
  await look('recovery-codes');
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await page.getByText('Recovery codes left: 10').waitFor();
  await page.getByLabel('New password').fill(PASSWORD);
  await press('Set the password');
  await page.getByText('You have had a password since').waitFor();
  await look('password-and-app');
  assert.equal(await page.getByRole('button', { name: 'Remove the app' }).count(), 0, 'a short password needs it');

  await context.clearCookies();
  await page.goto('/es/sign-in');
  await look('es-sign-in');
  await signIn();
  await look('code');
  allowCodesAgain(hub.database);
  await enter(await codeBefore(secret));
  await page.getByText('That code has just changed. Type the one your app shows now.').first().waitFor();
  await look('code-late');
  const code = await codeOf(secret);
  await enter(code);
  await page.waitForURL(`${url}/`);
  await signIn();
  await enter(code);
  await page.getByText('This code is not right, or was used before.').first().waitFor();
  await enter(codes[0].toLowerCase());
  await page.waitForURL(`${url}/`);
  await page.goto('/account/password');
  await page.getByText('Recovery codes left: 9').waitFor();
  await signIn();
  await enter(codes[0]);
  await page.getByText('This code is not right, or was used before.').first().waitFor();
  await enter(codes[1]);
  await page.waitForURL(`${url}/`);

  await context.clearCookies();
  await page.goto(await linkOf());
  await look('link-code');
  await enter('000000');
  await page.getByText('This code is not right, or was used before.').first().waitFor();
  await enter(codes[2]);
  await page.waitForURL(`${url}/`);

  await page.goto('/es/account/password');
  await look('es-password-and-app');
  await press('Quitar la contraseña');
  await page.getByText('Todavía no tiene contraseña.').waitFor();
  const log = await command('audit', 'list');
  for (const line of [
    /failed: add authenticator app/,
    /done: add authenticator app, by account 1/,
    /done: set password, by account 1/,
    /done: sign in by password, by account 1.*with a code/,
    /failed: sign in by password, by account 1.*wrong code/,
    /done: sign in by password, by account 1.*with a recovery code/,
    /done: sign in by link, by account 1.*with a recovery code/,
    /done: remove password, by account 1/,
  ])
    assert.match(log, line);
});
