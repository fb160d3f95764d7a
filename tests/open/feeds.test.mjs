// The feeds and the sitemap of a hub with the starter data.
import assert from 'node:assert/strict';
import test from 'node:test';

import { problemsOf, readFeed } from './atom.mjs';
import { locations, some, startHub } from './hub.mjs';

const hub = await startHub();
const pages = await hub.pages();

const LISTS = ['/register', '/register/partnerships', '/register/activities', '/register/practices', '/register/commitments',
  '/register/convenings', '/register/people', '/register/sources', '/register/themes', '/register/countries', '/register/referrals'];
const NO_RECORDS = ['/register/map', '/register/import'];

async function checked(target) {
  const text = await hub.text(target);
  const feed = readFeed(text);
  const { pathname, search } = new URL(feed.links.self);
  assert.deepEqual(problemsOf(text), [], target);
  assert.equal(pathname + search, target);
  return feed;
}

test('The feed of every list is valid, and its entries are in the order of time', async () => {
  for (const list of LISTS) {
    const feed = await checked(`${list}.atom`);
    assert(feed.entries.length > 0, list);
    const times = feed.entries.map((entry) => entry.updated);
    assert.deepEqual(times, [...times].sort().reverse(), list);
    assert.equal(feed.updated, times[0]);
    assert.equal(new URL(feed.links.alternate).pathname, list);
  }
});

test('Feeds of records are valid, and lead to pages that are there', async () => {
  const records = pages.filter((name) => /^\/register\/.+/.test(name) && !LISTS.includes(name) && !NO_RECORDS.includes(name));
  assert(records.length > 300);
  for (const name of some(records, 7)) {
    const feed = await checked(`${name}.atom`);
    assert(feed.entries.length > 0, name);
    for (const entry of some(feed.entries, 20)) await hub.text(new URL(entry.links.alternate).pathname);
  }
});

test('In Spanish a feed is valid too, with an id of its own but the same entries', async () => {
  const english = await checked('/register/c40-cities.atom');
  const spanish = await checked('/es/register/c40-cities.atom');
  assert.notEqual(spanish.id, english.id);
  assert.deepEqual(spanish.entries.map((entry) => entry.id), english.entries.map((entry) => entry.id));
});

test('From page to page the feed of the Register names every record once', async () => {
  const seen = [];
  let target = '/register.atom?kind=network';
  while (target) {
    const feed = await checked(target);
    seen.push(...feed.entries.map((entry) => entry.id));
    const next = feed.links.next && new URL(feed.links.next);
    target = next && next.pathname + next.search;
  }
  const { total } = await hub.json('/register.json?kind=network');
  assert.equal(seen.length, total);
  assert.equal(new Set(seen).size, total);
});

test('The sitemap names pages that are there, each once, and is within its limits', async () => {
  for (const part of locations(await hub.text('/sitemap.xml'))) {
    const text = await hub.text(new URL(part).pathname);
    assert(locations(text).length <= 50_000 && text.length < 50_000_000, part);
  }
  assert.equal(new Set(pages).size, pages.length);
  for (const name of some(pages, 11)) {
    await hub.text(name);
    await hub.text(name === '/' ? '/es' : `/es${name}`);
  }
});
