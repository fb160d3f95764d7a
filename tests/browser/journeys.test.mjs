// What people do here, each in the way that is hardest to serve: by keyboard, without scripts, enlarged, on paper.
import assert from 'node:assert/strict';
import test from 'node:test';

import { DESKTOP, PHONE, sidewaysOverflow, withPage } from './harness.mjs';

const ATLANTA = '/register/us-ga-atlanta';
const pathOf = (page) => new URL(page.url()).pathname + new URL(page.url()).search;
const searchField = (page) => page.locator('input[data-suggest]');
const suggestions = (page) => page.getByRole('listbox').getByRole('option');
const focusIsIn = (page, selector) =>
  page.evaluate((wanted) => document.activeElement.closest(wanted) !== null, selector);

test('By keyboard alone, somebody skips to the search and finds a government by its suggestions', () =>
  withPage({}, async (page, problems) => {
    await page.goto('/');
    await page.keyboard.press('Tab');
    assert(await focusIsIn(page, '.usa-skipnav'));
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    assert(await focusIsIn(page, 'input[name=q]'), 'the search is the first stop after the skip link');

    // At once: on a slow machine the suggestions of an earlier letter would be replaced while they are used.
    await page.keyboard.insertText('atlant');
    const field = page.getByRole('combobox');
    const options = suggestions(page);
    await options.first().waitFor();
    assert.equal(await field.getAttribute('aria-expanded'), 'true');
    assert.match(await page.locator('form[role=search] [role=status]').textContent(), /suggestion/);
    await page.keyboard.press('ArrowDown');
    assert.equal(await field.getAttribute('aria-activedescendant'), await options.first().getAttribute('id'));
    assert.equal(await options.first().getAttribute('aria-selected'), 'true');
    assert.match(await options.first().innerText(), /Atlanta[^]*Georgia/);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**${ATLANTA}`);
    assert.equal(await page.locator('h1').innerText(), 'Atlanta');
    assert.deepEqual(problems, []);
  }));

test('Escape closes the suggestions and keeps what was typed; Enter then searches', () =>
  withPage({}, async (page, problems) => {
    await page.goto('/register');
    await searchField(page).fill('paris');
    await suggestions(page).first().waitFor();
    await page.keyboard.press('Escape');
    assert.equal(await suggestions(page).count(), 0);
    assert.equal(await searchField(page).inputValue(), 'paris');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/search?q=paris');
    assert.deepEqual(problems, []);
  }));

test('A suggestion can be pressed with a finger', () =>
  withPage({ size: PHONE, hasTouch: true }, async (page, problems) => {
    await page.goto('/');
    await searchField(page).fill('atlant');
    await suggestions(page).first().tap();
    await page.waitForURL(`**${ATLANTA}`);
    assert.deepEqual(problems, []);
  }));

for (const size of [PHONE, DESKTOP]) {
  test(`Without scripts, at ${size.width}, the Register is filtered and a filter removed again`, () =>
    withPage({ javaScript: false, size }, async (page) => {
      await page.goto('/register');
      const kind = page.getByLabel('Kind', { exact: true });
      if (!(await kind.isVisible())) await page.locator('.facets summary').click();
      await kind.selectOption('municipality');
      // The box is drawn by its label.
      await page.locator('label', { hasText: 'Has an international office' }).click();
      await page.getByRole('button', { name: 'Apply filters' }).click();
      await page.waitForURL(/kind=municipality/);
      assert.equal(new URL(page.url()).searchParams.get('office'), 'yes');
      assert(await page.locator('main').getByRole('link', { name: 'Atlanta', exact: true }).isVisible());
      assert.deepEqual(await sidewaysOverflow(page), []);

      await page.getByRole('link', { name: 'Remove filter: Kind: Municipality' }).click();
      assert.equal(pathOf(page), '/register?office=yes');
      assert(await page.locator('main').getByRole('link', { name: 'California', exact: true }).isVisible());
    }));
}

test('Without scripts, somebody searches and reads on to the next page', () =>
  withPage({ javaScript: false }, async (page) => {
    await page.goto('/');
    await page.getByRole('searchbox').fill('paris');
    await page.getByRole('button', { name: 'Search' }).click();
    assert.equal(pathOf(page), '/search?q=paris');
    await page.getByRole('link', { name: /Next/ }).click();
    assert.equal(pathOf(page), '/search?q=paris&page=2');
    await page.locator('main').getByRole('listitem').getByRole('heading').first().getByRole('link').click();
    assert.match(pathOf(page), /^\/register\//);
  }));

test('On a phone the menu opens and closes by keyboard', () =>
  withPage({ size: PHONE }, async (page, problems) => {
    await page.goto('/');
    const themes = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Themes' });
    assert(!(await themes.isVisible()), 'the menu is closed at first');
    await page.locator('.menu summary').focus();
    await page.keyboard.press('Enter');
    assert(await themes.isVisible());
    await page.keyboard.press('Escape');
    assert(!(await themes.isVisible()));
    assert(await focusIsIn(page, '.menu summary'), 'the focus is where it was');
    assert.deepEqual(problems, []);
  }));

for (const target of ['/', '/register?kind=network', ATLANTA, '/search?q=paris', '/no-such-page']) {
  // A window of 1280 by 1024 enlarged to 400 % leaves this much room (WCAG 2.2, 1.4.10).
  test(`${target} can be read and used enlarged to 400 percent`, () =>
    withPage({ size: { width: 320, height: 256 }, deviceScaleFactor: 4 }, async (page, problems) => {
      const response = await page.goto(target);
      assert.deepEqual(await sidewaysOverflow(page), []);
      // Nothing that stays in its place may cover what is read.
      const fixed = await page.evaluate(() =>
        [...document.body.querySelectorAll('*')]
          .filter((element) => ['fixed', 'sticky'].includes(getComputedStyle(element).position))
          .filter((element) => element.getBoundingClientRect().height > innerHeight / 2)
          .map((element) => element.className),
      );
      assert.deepEqual(fixed, []);
      const link = page.locator('main a[href]:visible').first();
      await link.scrollIntoViewIfNeeded();
      await link.click();
      await page.waitForURL((url) => url.href !== response.url());
      assert.deepEqual(problems, []);
    }));

  test(`${target} is printed without navigation`, () =>
    withPage({}, async (page) => {
      await page.goto(target);
      await page.emulateMedia({ media: 'print' });
      assert(await page.locator('h1').isVisible());
      const shown = await page.locator('nav a, nav summary, form input, form button, .usa-skipnav').all();
      for (const element of shown) assert(!(await element.isVisible()), await element.evaluate((it) => it.outerHTML));
    }));
}

test('The language changes and the page stays, with its filters', () =>
  withPage({}, async (page) => {
    const target = '/register?kind=network&sort=ties&page=2';
    await page.goto(target);
    await page.getByRole('link', { name: 'Español' }).click();
    assert.equal(pathOf(page), `/es${target}`);
    assert.equal(await page.locator('html').getAttribute('lang'), 'es');
    assert.equal(await page.locator('h1').innerText(), 'Registro');
    await page.getByRole('link', { name: 'English' }).click();
    assert.equal(pathOf(page), target);
    assert.equal(await page.locator('html').getAttribute('lang'), 'en');
  }));

test('Spanish leads on to Spanish: from the front page to a list, a record and a search', () =>
  withPage({}, async (page, problems) => {
    await page.goto('/es');
    await searchField(page).fill('atlanta');
    await suggestions(page).first().click();
    await page.waitForURL(`**/es${ATLANTA}`);
    await page.getByRole('navigation', { name: 'Principal' }).getByRole('link', { name: 'Registro' }).click();
    assert.equal(pathOf(page), '/es/register');
    await page.getByRole('link', { name: 'población' }).click();
    assert.equal(pathOf(page), '/es/register?sort=population');
    await page.locator('main tbody').getByRole('link').first().click();
    assert.equal(await page.locator('html').getAttribute('lang'), 'es');
    assert.deepEqual(problems, []);
  }));

test('Somebody walks from a government to its history and back', () =>
  withPage({}, async (page, problems) => {
    await page.goto(ATLANTA);
    await page.getByRole('link', { name: 'History of this record' }).click();
    assert.equal(pathOf(page), `${ATLANTA}/history`);
    await page.getByRole('link', { name: 'Back to the record' }).click();
    assert.equal(pathOf(page), ATLANTA);
    assert.deepEqual(problems, []);
  }));

test('A statement leads to its source on the same page', () =>
  withPage({}, async (page) => {
    await page.goto(ATLANTA);
    await page.locator('#overview a[href^="#"]').first().click();
    const source = page.locator(':target');
    assert(await source.isVisible());
    assert.match(await source.innerText(), /Truman Center/);
  }));

const MOST_BYTES = 200 * 1024;

for (const target of ['/', '/register', ATLANTA]) {
  test(`A first visit to ${target} transfers at most 200 KB`, () =>
    withPage({}, async (page) => {
      const network = await page.context().newCDPSession(page);
      await network.send('Network.enable');
      let bytes = 0;
      network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
      await page.goto(target, { waitUntil: 'networkidle' });
      assert(bytes > 20_000, `only ${bytes} bytes: this counts nothing`);
      assert(bytes <= MOST_BYTES, `${bytes} bytes`);
    }));
}
