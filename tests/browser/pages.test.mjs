// Rules that hold for every page, from a phone to a desk.
import assert from 'node:assert/strict';
import test from 'node:test';

import { ADDRESSES, statusOf } from './addresses.mjs';
import { accessibilityViolations, DESKTOP, outOfSight, PHONE, sidewaysOverflow, TABLET, withPage } from './harness.mjs';

// Without the number behind one: scripts count what the map shows, sooner or later.
const headings = async (page) =>
  (await page.locator('main').locator('h1, h2, h3').allTextContents()).map((text) => text.replace(/\s*\d*\s*$/, ''));

async function skipsToTheContent(page) {
  await page.keyboard.press('Tab');
  const skipLink = page.locator(':focus');
  assert.match((await skipLink.getAttribute('href')) ?? '', /^#./, 'the first stop is a link inside the page');
  assert(await skipLink.isVisible(), 'the skip link shows when it has the focus');
  await page.keyboard.press('Enter');
  // Browsers move the place where Tab goes on, or the focus itself when the target can have it.
  const isInMain = () => page.evaluate(() => document.querySelector('main').contains(document.activeElement));
  if (!(await isInMain())) await page.keyboard.press('Tab');
  const hasStops = await page.locator('main').locator('a[href], button, input, select, textarea').count();
  if (hasStops > 0) assert(await isInMain(), 'the next stop is in the main content');
  assert(await page.locator(':target').isVisible(), 'the link leads somewhere');
}

for (const target of ADDRESSES) {
  test(`${target} is accessible, fits every width, has no errors and says the same without scripts`, async () => {
    let withScripts;
    await withPage({ size: DESKTOP }, async (page, problems) => {
      const response = await page.goto(target);
      assert.equal(response.status(), statusOf(target));
      assert.equal(await page.locator('h1').count(), 1, 'a page has one h1');
      withScripts = await headings(page);
      for (const size of [DESKTOP, TABLET, PHONE]) {
        await page.setViewportSize(size);
        assert.deepEqual(await accessibilityViolations(page), [], `at ${size.width}`);
        assert.deepEqual(await sidewaysOverflow(page), [], `at ${size.width}`);
        assert.deepEqual(await outOfSight(page), [], `at ${size.width}`);
      }
      await skipsToTheContent(page);
      assert.deepEqual(problems, []);
    });
    await withPage({ javaScript: false, size: PHONE }, async (page, problems) => {
      await page.goto(target);
      assert.deepEqual(await headings(page), withScripts);
      assert.notEqual((await page.locator('main').innerText()).trim(), '');
      assert.deepEqual(await sidewaysOverflow(page), []);
      assert.deepEqual(problems, []);
    });
  });
}
