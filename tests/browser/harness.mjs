// What browser tests share: one browser for a file of tests, and pages that remember what went wrong in them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before } from 'node:test';
import { chromium } from 'playwright-core';

import { address } from './address.mjs';
import { linkFor } from '../http/sign_in.mjs';
import { CHROMIUM, CHROMIUM_FLAGS } from './chromium.mjs';

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const PHONE = { width: 360, height: 740 };
export const TABLET = { width: 768, height: 1024 };
export const DESKTOP = { width: 1280, height: 900 };

let browser;

before(async () => {
  browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS });
});

after(() => browser?.close());

/**
 * Calls `use(page, problems)` with a fresh page of the size given. `problems` gathers errors in the console, scripts that
 * threw, and whatever the page asked for and did not get; the page itself may answer with any status.
 */
export async function withPage({ size = DESKTOP, javaScript = true, ...options }, use) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: size,
    javaScriptEnabled: javaScript,
    ...options,
  });
  try {
    const page = await context.newPage();
    const problems = [];
    // The status of the page itself is for the test to judge.
    const isPageItself = (url) => url === page.url();
    page.on('console', (message) => {
      if (message.type() === 'error' && !isPageItself(message.location().url)) problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    page.on('requestfailed', (request) => {
      const { errorText } = request.failure();
      // Called off by the page itself, which asks again with every letter typed, or by leaving it.
      if (errorText !== 'net::ERR_ABORTED') problems.push(`${request.url()}: ${errorText}`);
    });
    page.on('request', (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== new URL(address).origin) {
        problems.push(`${request.url()}: a page may load nothing from elsewhere`);
      }
    });
    await use(page, problems);
  } finally {
    await context.close();
  }
}

/** Signs the page's browser in: `signInAs(page, 'moderator')`, `'manager of us-ca-los-angeles'` … as tests/http/README.md has it. */
export async function signInAs(page, who) {
  await page.goto(await linkFor(JSON.parse(process.env.LEGATION_TEST_PROGRAM), who));
  await page.locator('main').getByRole('button').click();
  await page.locator('.sign-out').waitFor();
}

/** The path of the last link in a mail to that address that matches, as the hub logs it without a mail server. */
export async function mailedLink(email, pattern) {
  const { options } = JSON.parse(process.env.LEGATION_TEST_PROGRAM);
  const log = path.join(options[options.indexOf('--data') + 1], 'said.log');
  for (let i = 0; i < 100; ++i) {
    const mails = (await readFile(log, 'utf8')).split('no mail server is set; this would go to ').slice(1);
    const found = mails.filter((mail) => mail.startsWith(`${email}:`)).flatMap((mail) => pattern.exec(mail)?.[0] ?? []);
    if (found.length > 0) return found.at(-1);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no mail to ${email} holds ${pattern}`);
}

/** What axe-core finds wrong by its default rules, one line for each place. */
export async function accessibilityViolations(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run({ resultTypes: ['violations'] }));
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target} ${node.html}`),
  );
}

/** The elements that reach past the right edge of the window; empty when the page does not scroll sideways. */
export function sidewaysOverflow(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > width)
      .map((element) => element.outerHTML.slice(0, 120));
  });
}

/** Links and buttons that can have the focus but lie outside of the page; the skip link comes in when it has it. */
export function outOfSight(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll('a[href]:not(.usa-skipnav), button, summary')]
      .filter((element) => element.checkVisibility() && element.getBoundingClientRect().right <= 0)
      .map((element) => element.outerHTML.slice(0, 120)),
  );
}

/** Rules that every page keeps, for those that only a journey reaches: on a phone and on a desk. */
export async function looksRight(page, name) {
  for (const size of [PHONE, DESKTOP]) {
    await page.setViewportSize(size);
    assert.deepEqual(await accessibilityViolations(page), [], name);
    assert.deepEqual(await sidewaysOverflow(page), [], name);
    const folder = process.env.LEGATION_TEST_SCREENSHOTS;
    if (folder) await page.screenshot({ path: `${folder}/${name}-${size.width}.png`, fullPage: true });
  }
}
