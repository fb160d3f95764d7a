// Signing in and out, in a real browser: its rules for cookies and forms are part of what protects people.
import assert from 'node:assert/strict';
import test from 'node:test';

import { accessibilityViolations, PHONE, sidewaysOverflow, signInAs, withPage } from './harness.mjs';

for (const javaScript of [true, false]) {
  test(`Somebody signs in with a link and out again, ${javaScript ? 'with' : 'without'} JavaScript`, () =>
    withPage({ javaScript }, async (page, problems) => {
      await signInAs(page, 'moderator');
      const [session] = (await page.context().cookies()).filter(({ name }) => name === '__Host-session');
      assert.equal(session.secure, true);
      assert.equal(session.httpOnly, true);
      assert.equal(session.sameSite, 'Lax');
      assert.equal(session.path, '/');

      await page.goto('/register/us-ca-los-angeles');
      assert(await page.getByRole('link', { name: 'Moderator' }).isVisible());
      await page.getByRole('button', { name: 'Sign out' }).click();
      await page.locator('.sign-in').waitFor();
      assert.deepEqual((await page.context().cookies()).filter(({ name }) => name === '__Host-session'), []);
      assert.deepEqual(problems, []);
    }));
}

test('Who asks for a link hears the same, whatever the address', () =>
  withPage({}, async (page, problems) => {
    for (const email of ['moderator@people.example', 'nobody-here@people.example']) {
      await page.goto('/sign-in');
      await page.getByLabel('E-mail address').fill(email);
      await page.getByRole('button', { name: 'Send me a link' }).click();
      await page.waitForURL('**/sign-in/sent');
      assert.equal(await page.locator('h1').textContent(), 'Look in your mailbox');
    }
    assert.deepEqual(problems, []);
  }));

test('The pages of signing in are accessible, and fit a phone', () =>
  withPage({ size: PHONE }, async (page, problems) => {
    for (const target of ['/sign-in', '/es/sign-in', '/sign-in/sent']) {
      await page.goto(target);
      assert.deepEqual(await accessibilityViolations(page), []);
      assert.deepEqual(await sidewaysOverflow(page), []);
    }
    await signInAs(page, 'manager of us-ca-los-angeles');
    for (const target of ['/account', '/es/account/tokens']) {
      await page.goto(target);
      assert.deepEqual(await accessibilityViolations(page), []);
      assert.deepEqual(await sidewaysOverflow(page), []);
    }
    assert.deepEqual(problems, []);
  }));

test('Two minutes before a session ends the page says so, and one press keeps it', () =>
  withPage({}, async (page, problems) => {
    await page.clock.install();
    await signInAs(page, 'moderator');
    await page.goto('/accessibility');
    const alert = page.getByRole('alert');
    await page.clock.fastForward('12:00');
    assert.equal(await alert.count(), 0);
    await page.clock.fastForward('01:00');
    assert(await alert.getByText('You will be signed out in two minutes.').isVisible());
    assert.deepEqual(await accessibilityViolations(page), []);
    // The server's clock has not moved, so its answer is given here: the session lasts 15 minutes from the browser's now.
    const body = `<p class="session" data-lasts="${15 * 60_000}"></p>`;
    await page.route('**/account', (route) => route.fulfill({ contentType: 'text/html', body }));
    await alert.getByRole('button', { name: 'Stay signed in' }).click();
    await alert.waitFor({ state: 'detached' });
    assert.deepEqual(problems, []);
  }));

test('When a session has ended, what somebody saw is off the screen, but not what they are writing', () =>
  withPage({}, async (page, problems) => {
    await page.clock.install();
    await signInAs(page, 'moderator');
    await page.goto('/account');
    assert(await page.getByText('moderator@people.example').first().isVisible());
    await page.clock.fastForward('15:01');
    await page.getByRole('heading', { name: 'You have been signed out' }).waitFor();
    assert.equal(await page.getByText('moderator@people.example').count(), 0);
    assert.deepEqual(await accessibilityViolations(page), []);
    await page.getByRole('link', { name: 'Load this page again' }).click();

    await page.getByLabel('Your name').fill('Somebody who writes');
    await page.clock.fastForward('15:01');
    await page.getByText('Sign in again in another tab before you send what you have written.').waitFor();
    assert.equal(await page.getByLabel('Your name').inputValue(), 'Somebody who writes');
    assert.deepEqual(problems, []);
  }));
