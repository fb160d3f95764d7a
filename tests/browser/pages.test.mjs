// Rules that hold for every page, at the width of a phone and of a desk.
import assert from 'node:assert/strict';
import test from 'node:test';

import { ADDRESSES, MISSING } from './addresses.mjs';
import { accessibilityViolations, DESKTOP, PHONE, sidewaysOverflow, withPage } from './harness.mjs';

const headings = (page) => page.locator('main').locator('h1, h2, h3').allTextContents();

for (const target of ADDRESSES) {
  for (const size of [PHONE, DESKTOP]) {
    test(`${target} at ${size.width} is accessible, fits and has no errors`, () =>
      withPage({ size }, async (page, problems) => {
        const response = await page.goto(target, { waitUntil: 'networkidle' });
        assert.equal(response.status(), target === MISSING ? 404 : 200);
        assert.deepEqual(await accessibilityViolations(page), []);
        assert.deepEqual(await sidewaysOverflow(page), []);
        assert.deepEqual(problems, []);
        assert.equal(await page.locator('h1').count(), 1, 'a page has one h1');
      }));
  }

  test(`${target} says the same without JavaScript`, async () => {
    let withScripts;
    await withPage({}, async (page) => {
      await page.goto(target);
      withScripts = await headings(page);
    });
    await withPage({ javaScript: false, size: PHONE }, async (page, problems) => {
      await page.goto(target);
      assert.deepEqual(await headings(page), withScripts);
      assert.notEqual((await page.locator('main').innerText()).trim(), '');
      assert.deepEqual(await sidewaysOverflow(page), []);
      assert.deepEqual(problems, []);
    });
  });

  test(`${target} can be skipped to by keyboard`, () =>
    withPage({}, async (page) => {
      await page.goto(target);
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
    }));
}
