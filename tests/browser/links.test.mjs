// Every link inside the site leads somewhere: asked over HTTP, without a browser.
import assert from 'node:assert/strict';
import test from 'node:test';

import { address } from './address.mjs';

// What a form sends is not asked for: its address may take nothing else, or not without what one chooses in it.
const LINK = /<(?:a|link|script|img|use)\b[^>]*?\s(?:href|src|action)="([^"]*)"/g;
const AT_ONCE = 4;
const unescape = (text) => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'");

/** The addresses that a page links to on this site, without their fragments, and its own fragments. */
function linksOf(html, base) {
  const links = new Set();
  const fragments = new Set();
  for (const [, found] of html.matchAll(LINK)) {
    const url = new URL(unescape(found), base);
    if (url.origin !== base.origin) continue;
    const isSamePage = url.pathname === base.pathname && url.search === base.search;
    if (isSamePage && url.hash) fragments.add(decodeURIComponent(url.hash.slice(1)));
    links.add(url.pathname + url.search);
  }
  return { links, fragments };
}

// Lists in every order and with every filter would be the same records again and again.
const isNew = (link) => !/[?&](sort|q|country|theme|state|network|partner|population)=/.test(link);
// A page of the past leads to all the others of its day, which are the same records once more: some such pages are enough.
const isOfThePast = (link) => /[?&]as_of=/.test(link);
const PAST_PAGES = 40;

test('Every link leads to a page, and every link inside a page to a part of it', async () => {
  const queue = ['/', '/es'];
  const known = new Set(queue);
  const wrong = [];
  let pages = 0;
  let past = 0;

  async function visit(target) {
    const url = new URL(target, address);
    const response = await fetch(url, { redirect: 'manual' });
    const html = await response.text();
    // What needs an account asks for it first, and comes back.
    const asksToSignIn = response.status === 303 && /^(\/es)?\/sign-in\?return_to=/.test(response.headers.get('location'));
    if (asksToSignIn) return;
    if (response.status !== 200) wrong.push(`${target} answers ${response.status}`);
    if (!response.headers.get('content-type')?.startsWith('text/html')) return;
    pages += 1;
    const { links, fragments } = linksOf(html, url);
    for (const fragment of fragments) {
      if (!html.includes(` id="${fragment}"`)) wrong.push(`${target} has no part #${fragment}`);
    }
    for (const link of links) {
      if (known.has(link) || !isNew(link) || (isOfThePast(link) && ++past > PAST_PAGES)) continue;
      known.add(link);
      queue.push(link);
    }
  }

  const working = new Set();
  while (queue.length > 0 || working.size > 0) {
    while (queue.length > 0 && working.size < AT_ONCE) {
      const work = visit(queue.shift()).finally(() => working.delete(work));
      working.add(work);
    }
    await Promise.race(working);
  }
  assert.deepEqual(wrong.slice(0, 20), []);
  assert(pages > 1000, `only ${pages} pages were found`);
});

test('The figures of the front page are the totals of their lists', async () => {
  const html = await (await fetch(address)).text();
  const figures = [...html.matchAll(/<dt><a href="([^"]+)">[^<]+<\/a><\/dt><dd>([\d,]+)<\/dd>/g)];
  assert(figures.length >= 6, 'there are figures');
  for (const [, path, shown] of figures) {
    const list = unescape(path).replace(/(\?|$)/, '.json$1');
    const { total } = await (await fetch(address + list)).json();
    assert.equal(Number(shown.replaceAll(',', '')), total, path);
  }
});

test('The figures of the front page are the same in Spanish', async () => {
  const figuresOf = async (target) =>
    [...(await (await fetch(address + target)).text()).matchAll(/<dd>([\d.,]+)<\/dd>/g)].map(([, shown]) =>
      shown.replace(/\D/g, ''),
    );
  assert.deepEqual(await figuresOf('/es'), await figuresOf('/'));
});
