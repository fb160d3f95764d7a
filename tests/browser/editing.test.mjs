// How the record is changed: a stranger suggests, a moderator decides, a member edits, loses a race and takes it back.
import assert from 'node:assert/strict';
import test from 'node:test';

import { DESKTOP, PHONE, accessibilityViolations, mailedLink, sidewaysOverflow, signInAs, withPage } from './harness.mjs';

const RECORD = '/register/us-tx-houston';
const main = (page) => page.locator('main');
const send = (page, name) => main(page).getByRole('button', { name }).click();

async function isInOrder(page) {
  assert.deepEqual(await accessibilityViolations(page), []);
  assert.deepEqual(await sidewaysOverflow(page), []);
}

test('A stranger suggests, confirms the address, a moderator asks and accepts, and the stranger is told', async () => {
  const email = 'stranger@people.example';
  let uuid;
  await withPage({ size: PHONE, javaScript: false }, async (page) => {
    await page.goto(RECORD);
    await main(page).getByRole('link', { name: 'Suggest a change' }).click();
    await page.getByLabel('Short name').fill('Space City');
    await page.getByLabel('Website').fill('houston');
    await page.getByLabel('Your e-mail address').fill(email);
    await send(page, 'Send the suggestion');
    assert.match(await main(page).innerText(), /Write a web address/);
    assert.equal(await page.getByLabel('Short name').inputValue(), 'Space City', 'what was typed is kept');
    await page.getByLabel('Website').fill('https://houston.example/');
    await page.getByLabel('Why?').fill('Everybody calls it that.');
    await send(page, 'Send the suggestion');
    assert.match(await main(page).innerText(), /Look into your mail/);
    await page.goto(await mailedLink(email, /\/proposals\/\S+\/confirm\?key=\w+/));
    await send(page, 'Yes, this is my address');
    assert.match(await main(page).innerText(), /Waiting for a moderator/);
    uuid = /\/proposals\/([^?]+)/.exec(page.url())[1];
  });
  await withPage({ size: DESKTOP }, async (page) => {
    await signInAs(page, 'moderator');
    await page.goto('/moderation?country=US');
    await isInOrder(page);
    await main(page).getByRole('link', { name: 'Houston' }).first().click();
    await page.waitForURL(`**/moderation/${uuid}`);
    await isInOrder(page);
    await page.getByLabel('To whoever suggested it').fill('Since when?');
    await send(page, 'Ask');
    assert.match(await main(page).innerText(), /asked a question/);
  });
  await withPage({ size: PHONE }, async (page) => {
    await page.goto(await mailedLink(email, /\/proposals\/[0-9a-f-]+\?key=\w+/));
    assert.match(await main(page).innerText(), /Since when\?/);
    await isInOrder(page);
    await page.getByLabel('Your answer').fill('Since 1967.');
    await send(page, 'Send the answer');
    assert.match(await main(page).innerText(), /Waiting for a moderator/);
  });
  await withPage({}, async (page) => {
    await signInAs(page, 'moderator');
    await page.goto(`/moderation/${uuid}`);
    assert.match(await main(page).innerText(), /Since 1967\./);
    await main(page).getByRole('button', { name: 'Accept', exact: true }).click();
    assert.match(await main(page).innerText(), /Accepted/);
    await page.goto(`${RECORD}/history`);
    assert.match(await main(page).innerText(), /Everybody calls it that\. \(suggested by a visitor\)/);
  });
  assert.ok(await mailedLink(email, /was accepted[^]*\/proposals\/[0-9a-f-]+\?key=\w+/));
});

test('Who adds a record is warned of one like it while typing its name', () =>
  withPage({}, async (page, problems) => {
    await page.goto('/suggest/actor');
    await page.locator('#name').fill('Atlanta');
    const warning = page.locator('.similar');
    await warning.getByRole('link', { name: /Atlanta, Georgia/ }).waitFor();
    assert.match(await warning.innerText(), /Recorded already/);
    assert.deepEqual(problems, []);
  }));

test('A member edits, loses a race, sees both versions, saves again and takes a version back', () =>
  withPage({}, async (page) => {
    await signInAs(page, 'member of us-tx-houston');
    const late = await page.context().newPage();
    for (const tab of [page, late]) await tab.goto(`${RECORD}/edit`);
    await isInOrder(page);
    await page.getByLabel('Other names').fill('Bayou City');
    await page.getByLabel('Why?').fill('An old name.');
    await send(page, 'Save');
    await page.waitForURL(`**${RECORD}`);

    await late.getByLabel('Turn to it for').fill('Advice on airports');
    await late.getByLabel('Why?').fill('They ask us often.');
    const [answer] = await Promise.all([late.waitForResponse((each) => each.request().method() === 'POST'), send(late, 'Save')]);
    assert.equal(answer.status(), 409);
    assert.match(await late.locator('#both').innerText(), /Bayou City/);
    assert.equal(await late.getByLabel('Other names').inputValue(), 'Bayou City');
    assert.equal(await late.getByLabel('Turn to it for').inputValue(), 'Advice on airports');
    await isInOrder(late);
    await send(late, 'Save');
    await late.waitForURL(`**${RECORD}`);

    await late.goto(`${RECORD}/history`);
    await main(late).getByRole('link', { name: 'Undo this change' }).first().click();
    await isInOrder(late);
    await send(late, 'Take it back');
    await late.waitForURL(`**${RECORD}/history`);
    assert.match(await main(late).innerText(), /taken back/);
    await late.goto(`${RECORD}/edit`);
    assert.equal(await late.getByLabel('Turn to it for').inputValue(), '');
    assert.equal(await late.getByLabel('Other names').inputValue(), 'Bayou City');
  }));
