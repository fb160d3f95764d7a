// The map as people use it: with a mouse, with the keyboard alone, in a frame on another site, and where it cannot run.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import test from 'node:test';

import { address } from './address.mjs';
import { accessibilityViolations, DESKTOP, PHONE, sidewaysOverflow, withPage } from './harness.mjs';

/** Goes to a page with a map and waits until it is drawn and nothing moves any more. */
async function openMap(page, target) {
  await page.goto(target);
  await page.waitForSelector('.map-frame.is-live', { timeout: 30_000 });
  await page.waitForFunction(() => document.querySelector('[data-map-in-view-list] li') ?? document.querySelector('.map-embedded'));
  await page.waitForTimeout(500);
}

/** How many different colors a picture of the map has: an empty canvas has one. */
async function colorsOnTheMap(page) {
  const picture = await page.locator('.map-canvas canvas').screenshot();
  return page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const pen = canvas.getContext('2d');
    pen.drawImage(bitmap, 0, 0);
    const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height);
    const colors = new Set();
    for (let i = 0; i < data.length; i += 4) colors.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
    return colors.size;
  }, [...picture]);
}

for (const size of [DESKTOP, PHONE]) {
  test(`the map is drawn at ${size.width}, without errors and accessible`, async () => {
    await withPage({ size }, async (page, problems) => {
      await openMap(page, '/register/map');
      assert((await colorsOnTheMap(page)) > 20, 'land, shades, lines and points');
      assert.deepEqual(await accessibilityViolations(page), []);
      assert.deepEqual(await sidewaysOverflow(page), []);
      assert.deepEqual(problems, []);
    });
  });
}

test('what is in view is listed below the map, and each entry leads to its page', async () => {
  await withPage({}, async (page, problems) => {
    await openMap(page, '/register/map?kind=municipality&state=us-ga');
    const { total } = await (await fetch(`${address}/register.json?kind=municipality&state=us-ga`)).json();
    const names = page.locator('[data-map-in-view-list] a');
    assert.equal(await names.count(), total);
    await names.first().click();
    await page.waitForURL(/\/register\/us-ga-/);
    assert.deepEqual(problems, []);
  });
});

test('an actor on the map opens a card that leads to its page, and Escape closes it', async () => {
  await withPage({}, async (page, problems) => {
    await openMap(page, '/register/map?kind=municipality&state=us-ga#at=9/33.749/-84.388');
    const box = await page.locator('.map-canvas canvas').boundingBox();
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    const card = page.locator('.map-card');
    await card.waitFor({ state: 'visible' });
    assert.match(await card.innerText(), /Atlanta/);
    assert.deepEqual(await accessibilityViolations(page), []);
    await card.locator('button').focus();
    await page.keyboard.press('Escape');
    assert(!(await card.isVisible()));
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'CANVAS');
    await page.waitForTimeout(600); // two clicks, not a double click, which zooms
    await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    await card.locator('a').last().click();
    await page.waitForURL(/\/register\/us-ga-atlanta$/);
    assert.deepEqual(problems, []);
  });
});

test('by keyboard alone one comes from the map to a card and to its page', async () => {
  await withPage({}, async (page, problems) => {
    await openMap(page, '/register/map?kind=municipality&state=us-ga#at=9/33.749/-84.388');
    await page.locator('.map-canvas canvas').focus();
    for (const key of ['ArrowRight', 'ArrowLeft']) { // there and back
      await page.keyboard.press(key);
      await page.waitForTimeout(600); // the map comes to rest
    }
    await page.waitForFunction(() => getComputedStyle(document.querySelector('.map-cross')).visibility === 'visible');
    await page.keyboard.press('Enter');
    await page.locator('.map-card').waitFor({ state: 'visible' });
    assert.equal(await page.evaluate(() => document.activeElement.closest('.map-card') !== null), true, 'the card has the focus');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/register\/us-ga-atlanta$/);
    assert.deepEqual(problems.filter((problem) => !problem.includes('ERR_ABORTED')), []);
  });
});

test('the keyboard moves and zooms the map, and the list follows', async () => {
  await withPage({}, async (page, problems) => {
    await openMap(page, '/register/map');
    const count = async () => Number((await page.locator('[data-map-in-view-count]').innerText()).replace(/\D/g, ''));
    const before = await count();
    await page.locator('.map-canvas canvas').focus();
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('+');
      await page.waitForTimeout(400);
    }
    await page.waitForFunction((all) => Number(document.querySelector('[data-map-in-view-count]').innerText.replace(/\D/g, '')) < all, before);
    assert.match(page.url(), /#at=\d/, 'the address says where the map is');
    assert.deepEqual(problems.filter((problem) => !problem.includes('ERR_ABORTED')), []); // tiles no longer needed
  });
});

test('the map can be saved as a picture with its sources in it', async () => {
  await withPage({}, async (page) => {
    await openMap(page, '/register/map');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-map-download] button').click()]);
    assert.match(download.suggestedFilename(), /^legation-map-\d{4}-\d\d-\d\d\.png$/);
    const picture = await readFile(await download.path());
    assert.equal(picture.subarray(1, 4).toString(), 'PNG');
    const box = await page.locator('.map-canvas canvas').boundingBox();
    assert.equal(picture.readUInt32BE(20), Math.round(box.height) + 28, 'a strip below it says who made it');
    assert(picture.length > 10_000, 'it is not empty');
  });
});

test('the code to embed works in a page of another site', async () => {
  await withPage({}, async (page, problems) => {
    await page.goto('/register/map?kind=network');
    const code = await page.locator('#embed-code').inputValue();
    const host = createServer((request, response) => {
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end(`<!doctype html><title>Another site</title>${code.replace(/src="https?:\/\/[^/]+/, `src="${address}`)}`);
    });
    await new Promise((listening) => host.listen(0, '127.0.0.1', listening));
    try {
      await page.goto(`http://localhost:${host.address().port}/`);
      const frame = page.frameLocator('iframe');
      await frame.locator('.map-frame.is-live').waitFor({ timeout: 30_000 });
      assert.match(await frame.locator('.map-credit').innerText(), /Natural Earth/);
      assert.deepEqual(problems.filter((problem) => !problem.includes('loads nothing') && !problem.includes('nothing from elsewhere') && !problem.includes('ERR_ABORTED') && !problem.includes('favicon') && !problem.includes('404')), []);
    } finally {
      host.close();
    }
  });
});

test('where WebGL is missing, the drawing of the server stays', async () => {
  await withPage({}, async (page, problems) => {
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await page.goto('/register/map');
    assert(await page.locator('svg.world-map').isVisible());
    assert.deepEqual(problems, []);
  });
});

test('without scripts there is a drawing with counts, and the same table as the list', async () => {
  await withPage({ javaScript: false }, async (page) => {
    const rows = () => page.locator('table.data tbody tr').allInnerTexts();
    await page.goto('/register/map?kind=network&sort=ties');
    assert((await page.locator('.map-count').count()) > 0);
    const onMap = await rows();
    await page.goto('/register?kind=network&sort=ties');
    assert.deepEqual(onMap, await rows());
    assert(onMap.length > 10);
  });
});
