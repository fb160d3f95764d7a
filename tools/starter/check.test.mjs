// Run with: node --test tools/starter/
import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { CsvError, readRecords } from './csv.mjs';
import { choices } from './format.mjs';
import { checkFolder, isInOrder, isPartialDate } from './rules.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

// The problems found in a copy of the starter data after something was done to it.
function problemsAfter(change, gazetteerText) {
  const folder = mkdtempSync(join(tmpdir(), 'starter-'));
  try {
    cpSync(join(root, 'data'), folder, { recursive: true });
    change(folder);
    const gazetteer = gazetteerText === undefined ? undefined : join(folder, 'places.tsv');
    if (gazetteer) writeFileSync(gazetteer, gazetteerText);
    return checkFolder(folder, gazetteer).problems;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const append = (file, line) => (folder) => appendFileSync(join(folder, file), `${line}\n`);

test('the starter data has no problems', () => {
  assert.deepEqual(problemsAfter(() => {}), []);
});

const theme = 'un-sustainable-development-goals';
const refused = [
  ['a row without a source', 'themes.csv', 'space,Space,Espacio,Orbits.,9,', /sources is empty/],
  ['a source nobody defined', 'themes.csv', 'space,Space,Espacio,Orbits.,9,hearsay', /there is no source hearsay/],
  ['an eighteenth goal', 'themes.csv', `space,Space,Espacio,Orbits.,18,${theme}`, /18 is not one of the 17 goals/],
  ['a slug used twice', 'themes.csv', `food,Food,Comida,Meals.,2,${theme}`, /food stands already in themes\.csv/],
  ['a row with a field too few', 'themes.csv', 'space,Space', /2 fields instead of 6/],
  ['a membership of an unknown actor', 'memberships-general.csv', `nobody,uclg,member,,,${theme}`, /there is no actor nobody/],
  ['an edition of an unknown convening', 'editions.csv', `no-such-forum,First,2020,,CH,,,${theme}`, /there is no convening no-such-forum/],
  ['an edition recorded twice', 'editions.csv', `forum-of-mayors,First Forum of Mayors,2020,,CH,,,${theme}`, /stands twice/],
  ['a date that is none', 'editions.csv', `forum-of-mayors,Another,2021-13,,CH,,,${theme}`, /2021-13 is not a date/],
  ['an end before the beginning', 'editions.csv', `forum-of-mayors,Another,2021-05,2021-04,CH,,,${theme}`, /2021-04 comes before 2021-05/],
  ['a country that is none', 'editions.csv', `forum-of-mayors,Another,2021,,EU,,,${theme}`, /EU is not an ISO/],
  ['a network with the slug of a place', 'networks.csv', `us-mayors,network,Mayors,,,US,,,,Mayors.,,,,${theme},`, /begins like the slug of a place/],
  ['an unknown kind of actor', 'networks.csv', `mayors,club,Mayors,,,US,,,,Mayors.,,,,${theme},`, /club is none of/],
  ['a place outside the country', 'networks.csv', `mayors,network,Mayors,,,US,fr-paris,,,Mayors.,,,,${theme},`, /fr-paris is not in US/],
  ['a parent that is loaded later', 'federal.csv', `usg-x,federal_agency,X,,,US,,uclg,,An office.,,,,${theme},`, /which is loaded later/],
  ['an actor that is its own parent', 'networks.csv', `mayors,network,Mayors,,,US,,mayors,,Mayors.,,,,${theme},`, /is its own ancestor/],
  ['a quotation mark in the middle of a field', 'themes.csv', 'space,Sp"ace,Espacio,Orbits.,9,x', /a quotation mark stands/],
];
for (const [what, file, line, message] of refused) {
  test(`refuses ${what}`, () => {
    const problems = problemsAfter(append(file, line));
    assert.ok(problems.some((problem) => message.test(problem)), `${message} is not in ${JSON.stringify(problems.slice(0, 5))}`);
  });
}

test('refuses a file it does not know and misses one that is gone', () => {
  const problems = problemsAfter((folder) => {
    writeFileSync(join(folder, 'extra.csv'), 'a\n');
    rmSync(join(folder, 'editions.csv'));
  });
  assert.ok(problems.some((problem) => /^extra\.csv:1: this file is not described/.test(problem)));
  assert.ok(problems.some((problem) => /^editions\.csv:1: this file is missing/.test(problem)));
});

test('refuses a header in another order', () => {
  const problems = problemsAfter((folder) => {
    const file = join(folder, 'themes.csv');
    writeFileSync(file, readFileSync(file, 'utf8').replace('name,name_es', 'name_es,name'));
  });
  assert.ok(problems.some((problem) => /^themes\.csv:1: the header must be slug,name,name_es/.test(problem)));
});

test('looks places up when there is a gazetteer', () => {
  const problems = problemsAfter(() => {}, '# legation-gazetteer 1\nsource_id\tslug\ngeonames:1\tus-dc-washington\n');
  assert.ok(problems.some((problem) => /there is no place be-brussels/.test(problem)));
  assert.ok(!problems.some((problem) => /there is no place us-dc-washington/.test(problem)));
});

test('knows partial dates', () => {
  for (const date of ['2016', '2016-05', '2016-02-29']) assert.ok(isPartialDate(date), date);
  for (const date of ['16', '2016-00', '2015-02-29', '2016-5', '2016-05-12T00:00', 'May 2016']) assert.ok(!isPartialDate(date), date);
});

test('compares dates only as far as both are known', () => {
  assert.ok(isInOrder('2016-05-12', '2016'));
  assert.ok(isInOrder('2016', '2016-01'));
  assert.ok(!isInOrder('2016-05', '2016-04-30'));
});

test('reads quoted fields with commas, line breaks and doubled quotation marks', () => {
  assert.deepEqual(readRecords('a,b\r\n"x, ""y""\nz",\n'), [
    { line: 1, cells: ['a', 'b'] },
    { line: 2, cells: ['x, "y"\nz', ''] },
  ]);
  assert.throws(() => readRecords('"never closed\n'), CsvError);
});

// Otherwise a value could pass here and be refused when the program loads it.
test('allows the same values as the field tables of the Register', () => {
  const tables = { actorKind: 'actor', activityKind: 'activity', agenda: 'commitment', frequency: 'convening', officeStructure: 'international_office',
    outcomeCategory: 'activity', partnershipKind: 'partnership', partnershipStatus: 'partnership', presenceKind: 'presence' };
  for (const [kind, values] of Object.entries(choices)) {
    const text = readFileSync(join(root, `src/register/${tables[kind]}_fields.cpp`), 'utf8');
    const declared = [...text.matchAll(/Choice\{"([a-z_]+)"/g)].map((match) => match[1]);
    for (const value of values) assert.ok(declared.includes(value), `${kind}: ${value}`);
  }
});
