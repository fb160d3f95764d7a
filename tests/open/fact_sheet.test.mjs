// A fact sheet is one page of paper, whoever it is about.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import test, { after } from 'node:test';

import { chromium } from 'playwright-core';

import { CHROMIUM, CHROMIUM_FLAGS } from '../browser/chromium.mjs';
import { startHub } from './hub.mjs';

const hub = await startHub();
const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
after(() => browser.close());

async function pagesOf(target, format) {
  const page = await browser.newPage();
  await page.goto(hub.address(target));
  const pdf = await page.pdf({ format });
  await page.close();
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g).length;
}

/** Los Angeles with more of everything than any government has, under names as long as they may be. */
function importTheFullest() {
  const countries = ['JP', 'MX', 'FR', 'DE', 'BR', 'IN', 'KE', 'KR', 'ZA', 'PE', 'PL', 'NG', 'IT', 'ES', 'CA', 'AU'];
  const long = (index) => `${'Greater Metropolitan Federation of Twinned Municipalities '.repeat(3)}No. ${index}`;
  const rows = (count, row) => Array.from({ length: count }, (_, index) => row(index));
  const bring = (noun, header, lines) => {
    const file = path.join(hub.folder, `${noun}.csv`);
    writeFileSync(file, [header, ...lines, ''].join('\n'));
    hub.run('import', file, '--as', noun, '--author', 'Test');
  };
  bring('actor', 'slug,kind,name,country', [
    ...rows(80, (index) => `partner-${index},foreign_subnational,${long(index)},${countries[index % countries.length]}`),
    ...rows(40, (index) => `network-${index},network,${long(index)},FR`),
  ]);
  bring('partnership', 'key,kind,status,parties,starts', rows(80, (index) => `tie-${index},sister_city,active,us-ca-los-angeles;partner-${index},1990`));
  bring('membership', 'member,network', rows(40, (index) => `us-ca-los-angeles,network-${index}`));
  bring('presence', 'actor,kind,name,country', rows(20, (index) => `us-ca-los-angeles,trade_office,${long(index)},${countries[index % countries.length]}`));
  bring('activity', 'key,kind,title,starts,participants', rows(40, (index) => `visit-${index},delegation_out,${long(index)},2020-05-01,us-ca-los-angeles`));
  bring('person', 'key,name,role,actor', rows(12, (index) => `person-${index},${long(index)},${long(index)},us-ca-los-angeles`));
}

test('The sheet of a state and of a city fits on a page, in both languages and sizes', async () => {
  for (const target of ['/register/us-ca/fact-sheet', '/es/register/us-ga-atlanta/fact-sheet'])
    for (const format of ['A4', 'Letter']) assert.equal(await pagesOf(target, format), 1, `${target} on ${format}`);
});

test('The fullest sheet fits on a page, and says how much more there is', async () => {
  importTheFullest();
  const target = '/register/us-ca-los-angeles/fact-sheet';
  await hub.until(async () => (await hub.text(target)).includes('No. 11'));
  await hub.until(async () => (await hub.text(target)).includes('and 7 more countries'));
  for (const format of ['A4', 'Letter']) assert.equal(await pagesOf(target, format), 1, format);
  assert.equal(await pagesOf('/register/us-ca/fact-sheet', 'Letter'), 1, 'the state counts the city');
  assert.match(await hub.text('/register/us-ca/fact-sheet'), /<dt>partnerships<\/dt><dd>80<\/dd>/);
});

test('The page of a government leads to its sheet; an organization has none', async () => {
  assert.match(await hub.text('/register/us-ca'), /href="\/register\/us-ca\/fact-sheet"/);
  assert.doesNotMatch(await hub.text('/register/c40-cities'), /fact-sheet/);
  for (const name of ['c40-cities', 'us-tx-paris', 'us', 'no-such-place']) assert.equal((await hub.fetch(`/register/${name}/fact-sheet`)).status, 404, name);
});
