// A few pages, enough to see that the program serves people; the only browser tests that run on PostgreSQL too.
import assert from 'node:assert/strict';
import test from 'node:test';

import { SMOKE_ADDRESSES } from './addresses.mjs';
import { accessibilityViolations, withPage } from './harness.mjs';

for (const target of SMOKE_ADDRESSES) {
  test(`${target} answers, without errors`, () =>
    withPage({}, async (page, problems) => {
      const response = await page.goto(target);
      assert.equal(response.status(), 200);
      assert.deepEqual(await accessibilityViolations(page), []);
      assert.deepEqual(problems, []);
    }));
}

test('A search from the front page finds Paris', () =>
  withPage({}, async (page, problems) => {
    await page.goto('/');
    await page.locator('input[name=q]').fill('Paris');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/search\?/);
    assert(await page.locator('main').getByRole('link', { name: /Paris/ }).first().isVisible());
    assert.deepEqual(problems, []);
  }));
