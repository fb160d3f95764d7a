// What holds at every address of the Register, walked by its routes: a new route has to say here what stands in its place.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';

import { startHub } from './hub.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const hub = await startHub();

/** The addresses of the collections of nouns, as the sitemap has them. */
const pages = await hub.pages();
const lists = ['/register', '/register/countries', '/register/themes', '/register/referrals',
  ...new Set(pages.filter((name) => /^\/register\/[a-z-]+\/.+/.test(name)).map((name) => name.slice(0, name.lastIndexOf('/'))))]
  .filter((list) => pages.includes(list));
/** One record of every noun that has pages. */
const records = ['/register/us-ga-atlanta', '/register/c40-cities',
  ...Object.values(Object.fromEntries(pages.filter((name) => /^\/register\/[a-z-]+\/.+/.test(name)).map((name) => [name.split('/')[2], name])))];

test('The walk sees every noun', () => {
  assert(lists.length >= 11, lists.join(' '));
  assert(records.length >= 14, records.join(' '));
});

const menuOf = (page) => {
  const [menu] = /<details class="export">[^]*?<\/details>/.exec(page) ?? [];
  return [...(menu ?? '').matchAll(/<a href="([^"]+)"/g)].map(([, address]) => address.replaceAll('&amp;', '&'));
};
const TYPES = { xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', csv: 'text/csv', json: 'application/json', geojson: 'application/geo+json', ndjson: 'application/x-ndjson' };

test('Every list, record, history and search has an Export menu, whose files are there', async () => {
  const histories = records.map((record) => `${record}/history`);
  for (const target of [...lists, ...records, ...histories, '/search?q=atlanta', '/register/map', '/es/register/partnerships', '/es/register/us-ga-atlanta/history']) {
    const menu = menuOf(await hub.text(target));
    assert(menu.length >= 4, `${target} has ${menu.length} entries`);
    assert.match(menu[0], /\.xlsx/, 'spreadsheets first');
    for (const address of menu) {
      const answer = await hub.fetch(address);
      assert.equal(answer.status, 200, address);
      const [, format] = /\.([a-z]+)(\?|$)/.exec(address);
      assert.equal(answer.headers.get('content-type').split(';')[0], TYPES[format], address);
      assert((await answer.arrayBuffer()).byteLength > 0, address);
    }
  }
});

test('The files of a list hold what its filter leaves, all pages of it', async () => {
  for (const query of ['?kind=network', '?state=us-ga&group=governments', '?theme=health', '?population=100000-', '?country=JP']) {
    const { total } = await hub.json(`/register.json${query}`);
    const menu = menuOf(await hub.text(`/register${query}`));
    const address = (format) => menu.find((entry) => entry.includes(`.${format}?`));
    const lines = async (format) => (await hub.text(address(format))).trimEnd().split('\n').length;
    assert.equal(JSON.parse(await hub.text(address('json'))).items.length, total, query);
    assert.equal(JSON.parse(await hub.text(address('geojson'))).features.length, total, query);
    assert.equal(total === 0 ? 0 : await lines('ndjson'), total, query);
    assert((await lines('csv')) >= total + 1, query);
  }
});

const STANDS_FOR = {
  '{slug:slug}': 'us-ga-atlanta', '{noun:slug}/{name:slug}': 'themes/health', '{name:slug}/{part:integer}': 'pages/1', '{zoom:integer}/{x:integer}/{y}': '0/0/0.mvt',
  '{dump:slug}/{file}': 'legation-2026-01-01/actors.csv.zst', '{noun}': 'actors.csv', '{name:slug}': 'health', '{key:slug}': 'us-ga-atlanta', '{version:integer}': '1',
};

/** Every address that the routes name, with something in the place of each parameter. */
function addressesOfRoutes() {
  const addresses = new Set([...lists, ...records]);
  for (const file of ['routes.cpp', 'reconcile/reconcile_pages.cpp']) {
    const source = readFileSync(path.join(root, 'src/register', file), 'utf8').replaceAll(/\/\/.*$/gm, '').replaceAll(/#include.*/g, '');
    for (let [, pattern] of source.matchAll(/"(\/[^"\s]*)"/g)) {
      if (/^\/(register|api\/v1)\/\{\}/.test(pattern)) continue; // of each noun: those are walked by name
      for (const [place, value] of Object.entries(STANDS_FOR)) pattern = pattern.replace(place, value);
      assert.doesNotMatch(pattern, /[{}]/, `${pattern}: say in this test what stands for its parameters`);
      addresses.add(pattern.startsWith('/history') ? `/register/us-ga-atlanta${pattern}` : pattern);
    }
  }
  for (const list of lists) addresses.add(`${list}.atom`).add(`${list}.csv`).add(`${list}.json`);
  for (const record of records) for (const ending of ['.json', '.atom', '.bib', '.ris', '.csl.json', '.citation.txt', '.geojson', '/history', '/history.csv']) addresses.add(record + ending);
  return [...addresses];
}

const NAMES = ['page', 'q', 'suggest', 'kind', 'group', 'country', 'state', 'theme', 'network', 'office', 'partner', 'population', 'sort', 'bounds', 'url', 'format',
  'maxwidth', 'queries', 'extend', 'prefix', 'cursor', 'id', 'type', 'limit', 'fields', 'updated_since', 'cursor', 'zzz', '__proto__', ''];
const VALUES = ['', '0', '-1', '1e999', '99999999999999999999', '%00', '%ff%fe', "'%20OR%201=1--", '%3Cscript%3Ealert(1)%3C/script%3E', '..%2f..%2fetc%2fpasswd', '%7B%22q0%22:%7B%7D%7D',
  '%5B%5B%5B%5B', 'x'.repeat(900), '%F0%9F%92%A5', 'http://%5B::1', 'NaN', '%0d%0aSet-Cookie:a=b', '*', '%25', 'all'];

test('Hostile parameters are answered as such at every address', async () => {
  const addresses = addressesOfRoutes();
  assert(addresses.length > 150, `${addresses.length} addresses`);
  // Each name meets each value, and each address as many of the pairs as the others; in both languages.
  const pairs = NAMES.flatMap((name) => VALUES.map((value) => `${name}=${value}`));
  let turn = 0;
  const ask = async (address) => {
    for (let tries = 0; tries < 24; tries += 1) {
      const target = `${turn % 2 ? '/es' : ''}${address === '/' && turn % 2 ? '' : address}?${pairs[(turn += 7) % pairs.length]}`;
      const answer = await hub.fetch(target, { redirect: 'manual' });
      assert([200, 301, 308, 400, 404, 414, 501].includes(answer.status), `${target} answers ${answer.status}`);
      assert.equal(answer.headers.get('set-cookie'), null, target);
      const body = await answer.text();
      if (answer.headers.get('content-type')?.startsWith('text/html')) assert(!body.includes('<script>alert(1)'), target);
    }
  };
  const waiting = [...addresses];
  await Promise.all(Array.from({ length: 8 }, async () => {
    while (waiting.length > 0) await ask(waiting.pop());
  }));
});
