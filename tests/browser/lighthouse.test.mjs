// What Lighthouse makes of the main pages, on a phone. Performance depends on the machine: with
// LEGATION_LIGHTHOUSE_PERFORMANCE=1 the median of five runs is printed, and nothing fails for it.
import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';

import * as chromeLauncher from 'chrome-launcher';
import lighthouse from 'lighthouse';

import { address } from './address.mjs';
import { CHROMIUM, CHROMIUM_FLAGS } from './chromium.mjs';

const LEAST_SCORE = 0.95;
const GATED = ['accessibility', 'best-practices', 'seo'];
const GOVERNMENT = '/register/us-ca-los-angeles';
const RUNS = 5;

let chrome;

before(async () => {
  chrome = await chromeLauncher.launch({
    chromePath: CHROMIUM,
    chromeFlags: [...CHROMIUM_FLAGS, '--headless=new'],
    logLevel: 'silent',
  });
});

after(() => chrome?.kill());

async function examine(target, onlyCategories) {
  const { lhr } = await lighthouse(address + target, {
    port: chrome.port,
    logLevel: 'silent',
    onlyCategories,
    // Search engines are kept from results on purpose.
    skipAudits: target.startsWith('/search') ? ['is-crawlable'] : [],
  });
  assert.equal(lhr.runtimeError, undefined);
  return lhr;
}

/** The audits that cost points, one line each. */
function shortcomings(report, category) {
  return report.categories[category].auditRefs
    .map(({ id, weight }) => ({ ...report.audits[id], weight }))
    .filter(({ weight, score }) => weight > 0 && score !== null && score < 1)
    .map(({ id, title, details }) => `${id}: ${title} ${JSON.stringify(details?.items ?? []).slice(0, 300)}`);
}

for (const target of ['/', GOVERNMENT, '/register', '/search?q=paris']) {
  test(`Lighthouse gives ${target} at least ${LEAST_SCORE * 100} of 100`, async () => {
    const report = await examine(target, GATED);
    for (const category of GATED) {
      const { score } = report.categories[category];
      assert(score >= LEAST_SCORE, `${category} ${score}\n${shortcomings(report, category).join('\n')}`);
    }
  });
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

if (process.env.LEGATION_LIGHTHOUSE_PERFORMANCE) {
  for (const target of ['/', GOVERNMENT]) {
    test(`Lighthouse measures the performance of ${target}`, async () => {
      const reports = [];
      for (let run = 0; run < RUNS; run += 1) reports.push(await examine(target, ['performance']));
      const of = (audit) => Math.round(median(reports.map((report) => report.audits[audit].numericValue)));
      const score = Math.round(median(reports.map((report) => report.categories.performance.score)) * 100);
      console.log(
        `${target}: performance ${score}, first contentful paint ${of('first-contentful-paint')} ms, ` +
          `largest contentful paint ${of('largest-contentful-paint')} ms, blocked ${of('total-blocking-time')} ms`,
      );
      assert(score > 0, 'there is a score');
    });
  }
}
