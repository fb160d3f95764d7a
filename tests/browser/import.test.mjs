// How a list comes in: a moderator brings a file, says what its columns are, looks, stores it, and decides what waits.
import assert from 'node:assert/strict';
import test from 'node:test';

import { PHONE, accessibilityViolations, sidewaysOverflow, signInAs, withPage } from './harness.mjs';

const LIST = `Town,Sort,Country,Remark
Quixville on the Zee,foreign_subnational,FR,friendly
Toulouse,foreign_subnational,FR,`;

const main = (page) => page.locator('main');
const press = (page, name) => main(page).getByRole('button', { name }).click();

async function isInOrder(page) {
  assert.deepEqual(await accessibilityViolations(page), []);
  assert.deepEqual(await sidewaysOverflow(page), []);
}

test('A moderator brings a list, says what its columns are, looks, stores it, and decides about who is not known', () =>
  withPage({ size: PHONE }, async (page) => {
    await signInAs(page, 'moderator');
    await page.goto('/register/import');
    await isInOrder(page);
    await page.getByLabel('What is in it').selectOption('actor');
    await page.getByLabel('File').setInputFiles({ name: 'towns.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
    await press(page, 'Look at it first');
    assert.match(await main(page).innerText(), /Its columns need a look/);
    await isInOrder(page);
    await page.getByLabel('Town').selectOption('name');
    await page.getByLabel('Sort').selectOption('kind');
    await page.getByLabel('Remark').selectOption('-');
    await press(page, 'Look at the rows');
    assert.match(await main(page).innerText(), /Looked at, nothing stored yet/);
    await isInOrder(page);
    await press(page, 'Store it');
    assert.match(await main(page).innerText(), /Stored by/);
    await main(page).getByRole('link', { name: 'Decide what waits' }).click();
    await page.getByLabel('Kind of record').selectOption('actor');
    await page.getByLabel('What is open').selectOption('unknown');
    await press(page, 'Show');
    await isInOrder(page);
    await main(page).getByText('Somebody new').last().click();
    await press(page, 'Save what you chose');
    await page.goto('/register/quixville-on-the-zee');
    assert.match(await main(page).innerText(), /Quixville on the Zee/);
  }));
