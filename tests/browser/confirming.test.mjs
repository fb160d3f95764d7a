// Both sides confirm a partnership: a member of one changes it and asks a partner abroad, who has no account, by a link.
import assert from 'node:assert/strict';
import test from 'node:test';

import { PHONE, accessibilityViolations, mailedLink, sidewaysOverflow, signInAs, withPage } from './harness.mjs';

const OWN = 'texas-medical-center';
const main = (page) => page.locator('main');
const press = (page, name) => main(page).getByRole('button', { name, exact: true }).click();
const words = (page) => main(page).innerText();

async function isInOrder(page) {
  assert.deepEqual(await accessibilityViolations(page), []);
  assert.deepEqual(await sidewaysOverflow(page), []);
}

test('A foreign partner confirms a partnership by a link, once, and a later change is told', async () => {
  const email = 'partner@abroad.example';
  let partnership;
  const edit = async (page, summary) => {
    await page.goto(`${partnership}/edit`);
    await page.getByLabel('Summary').fill(summary);
    await page.getByLabel('Why?').fill('As agreed.');
    await main(page).locator('form').getByRole('button').last().click();
    await page.waitForURL((url) => url.pathname === partnership);
  };
  await withPage({ size: PHONE }, async (page) => {
    await signInAs(page, `member of ${OWN}`);
    await page.goto('/register/partnerships');
    await main(page).getByRole('link', { name: /BioBridge/ }).click();
    partnership = new URL(page.url()).pathname;
    await edit(page, 'They work together on medicine.');
    assert.match(await words(page), /Confirmed by Texas Medical Center on/);
    await main(page).getByRole('link', { name: 'Ask the other side' }).click();
    await isInOrder(page);
    await page.getByLabel('Their e-mail address').fill('nobody');
    await page.locator('main form').last().evaluate((form) => (form.noValidate = true));
    await press(page, 'Send the link');
    assert.match(await words(page), /Write a whole e-mail address/);
    await page.getByLabel('Their e-mail address').fill(email);
    await press(page, 'Send the link');
    assert.match(await words(page), /The link is on its way/);
  });
  const link = await mailedLink(email, /\/confirmations\/[\w-]{43}/);
  await withPage({ size: PHONE, javaScript: false }, async (page) => {
    await page.goto(link);
    assert.match(await words(page), /They work together on medicine/);
    assert.doesNotMatch(await (await page.request.get(partnership)).text(), /both sides/, 'looking confirms nothing');
    await page.getByLabel('Your name').fill('Ana Example');
    await page.getByLabel('Your office').fill('Director, Trade');
    await press(page, 'Yes, this is right');
    await page.waitForURL(`**${partnership}`);
    assert.match(await words(page), /Confirmed by both sides on/);
    assert.doesNotMatch(await words(page), /Ana Example/);
    assert.equal((await page.goto(link)).status(), 404);
  });
  await withPage({ size: PHONE }, async (page) => {
    await signInAs(page, `member of ${OWN}`);
    await edit(page, 'They work together on medicine and trade.');
    assert.match(await words(page), /Confirmed by .+ on .+, and changed since\./);
    await isInOrder(page);
    await page.goto('/account/confirmations');
    await isInOrder(page);
    await press(page, 'Everything ticked is still true');
    assert.match(await words(page), /\d records confirmed\./);
    assert.doesNotMatch(await words(page), /never confirmed/);
  });
});
