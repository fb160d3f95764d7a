// Two records that say the same become one, and two again.
import assert from 'node:assert/strict';
import test from 'node:test';

import { DESKTOP, PHONE, accessibilityViolations, sidewaysOverflow, signInAs, withPage } from './harness.mjs';

const main = (page) => page.locator('main');
const press = (within, name) => within.getByRole('button', { name, exact: true }).click();

/** Records a network; answers the path of its page. */
async function record(page, name, website) {
  await page.goto('/suggest/actor');
  await page.locator('#kind').selectOption('network');
  await page.locator('#name').fill(name);
  await page.locator('#website').fill(website);
  await page.getByLabel('Why?').fill('To see two of a kind.');
  await press(main(page), 'Send the suggestion');
  const noneOfThese = main(page).locator('label', { hasText: 'It is none of these' });
  if (await noneOfThese.isVisible()) {
    await noneOfThese.click();
    await press(main(page), 'Send the suggestion');
  }
  await page.waitForURL(/\/register\//);
  return new URL(page.url()).pathname;
}

async function isInOrder(page) {
  assert.deepEqual(await accessibilityViolations(page), []);
  assert.deepEqual(await sidewaysOverflow(page), []);
}

for (const size of [PHONE, DESKTOP])
  test(`A moderator merges a pair that was found, its address leads on, and the merge is undone (${size.width} pixels)`, () =>
    withPage({ size }, async (page) => {
      await signInAs(page, 'moderator');
      const name = `Alliance of River Cities ${size.width}`;
      const site = `rivers-${size.width}.example`;
      const kept = await record(page, name, `https://www.${site}/`);
      const merged = await record(page, `${name} Secretariat`, `http://${site}`);
      await page.goto('/moderation/duplicates');
      await press(main(page), 'Search now');
      const pair = main(page).locator('section', { hasText: name });
      assert.match(await pair.innerText(), /The same website/);
      await isInOrder(page);

      await pair.getByLabel('Why they are the same').fill('One office answers for both.');
      await press(pair, `Keep ${name}`);
      await page.goto(merged);
      assert.equal(new URL(page.url()).pathname, kept, 'the old address leads on');
      assert.match(await main(page).innerText(), new RegExp(`${name} Secretariat`), 'the other name still finds it');

      await page.goto('/moderation/duplicates');
      const done = main(page).getByRole('listitem').filter({ hasText: `${name} Secretariat into` });
      await isInOrder(page);
      await done.getByLabel('Why it was wrong').fill('They are two offices.');
      await press(done, 'Undo this merge');
      await page.goto(merged);
      assert.equal(new URL(page.url()).pathname, merged);
      await page.goto(kept);
      assert.doesNotMatch(await main(page).innerText(), /Secretariat/);
    }));
