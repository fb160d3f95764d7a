// Following, without JavaScript: a visitor chooses a list, signs in on the way, changes how often, and stops.
import assert from 'node:assert/strict';
import test from 'node:test';

import { PHONE, accessibilityViolations, mailedLink, sidewaysOverflow, signInAs, withPage } from './harness.mjs';

const main = (page) => page.locator('main');
const press = (page, name) => main(page).getByRole('button', { name }).first().click();

async function isInOrder(page) {
  assert.deepEqual(await accessibilityViolations(page), []);
  assert.deepEqual(await sidewaysOverflow(page), []);
}

test('A visitor follows a list, is back on it after signing in, follows a record with one press, and stops', async () => {
  const email = 'reader@people.example';
  await withPage({ size: PHONE, javaScript: false }, async (page) => {
    await page.goto('/register?kind=network&country=US');
    await main(page).getByRole('link', { name: 'Follow', exact: true }).click();
    await page.getByLabel('E-mail address').fill(email);
    await press(page, 'Send me a link');
    await page.goto(await mailedLink(email, /\/sign-in\/link\/[\w-]+/));
    await main(page).getByRole('button').first().click();
    assert.match(await main(page).innerText(), /Register: Network of governments, United States/);
    await page.getByLabel('E-mail about changes').selectOption('Once a week');
    await press(page, 'Follow');
    assert.match(page.url(), /\/register\?kind=network&country=US$/);
    assert.match(await main(page).innerText(), /You follow this\. Once a week/);
    await page.goto('/register/us-tx-houston');
    await press(page, 'Follow');
    assert.match(await main(page).innerText(), /You follow this\. Once a day/);
  });
  await withPage({ size: PHONE }, async (page) => {
    await signInAs(page, `account ${email}`);
    for (const target of ['/register/us-tx-houston', '/es/follow?page=/register/us-ca', '/account/following']) {
      await page.goto(target);
      await isInOrder(page);
    }
    await press(page, 'Stop following Houston');
    const left = await main(page).innerText();
    assert.doesNotMatch(left, /Houston/);
    assert.match(left, /Network of governments/);
    const address = main(page).getByRole('link', { name: /\/following\/.*\.atom/ });
    assert.equal(await address.count(), 0, 'nobody who looks over a shoulder reads it');
    await press(page, 'Make a new address');
    assert.match(await address.getAttribute('href'), /\/following\/[\w-]{43}\.atom$/);
    await isInOrder(page);
  });
});
