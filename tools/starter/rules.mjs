// The rules of the starter data: each file as format.mjs says, every reference found, every statement with its source.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CsvError, readRecords } from './csv.mjs';
import { choices, files, governmentsWithPlaceSlugs } from './format.mjs';

const listOf = (cell) => (cell === '' ? [] : cell.split(';'));
// A source may be cited with the part of it that says so: key@Section 1.
const keyOf = (citation) => citation.split('@')[0];
const slugForm = /^[a-z0-9]+(-[a-z0-9]+)*$/;

// Node's own list of regions. It also knows a few codes that ISO 3166-1 has not given to a country.
const regionNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const notCountries = new Set(['EU', 'EZ', 'UN', 'QO', 'XA', 'XB', 'ZZ']);
const isCountry = (code) => /^[A-Z]{2}$/.test(code) && !notCountries.has(code) && regionNames.of(code) !== undefined;

// Dates may be partial: 2016, 2016-05, 2016-05-12.
export function isPartialDate(text) {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2] ?? 1), Number(parts[3] ?? 1)];
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= 1600 && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

// A partial date covers a span, so "2016-05-12 to 2016" is in order: what both dates say is compared.
export function isInOrder(starts, ends) {
  const shared = Math.min(starts.length, ends.length);
  return starts.slice(0, shared) <= ends.slice(0, shared);
}

export function checkFolder(folder, gazetteerFile) {
  const problems = [];
  const report = (file, line, message) => problems.push(`${file}:${line}: ${message}`);
  const tables = readTables(folder, report);
  const known = collectKnown(tables, gazetteerFile, report);
  for (const [file, rows] of tables) {
    for (const { line, row } of rows) checkRow(file, row, known, (message) => report(file, line, message));
  }
  checkParents(known.actors, report);
  checkEditions(tables.get('editions.csv') ?? [], report);
  return { problems, counts: [...tables].map(([file, rows]) => [file, rows.length]) };
}

function readTables(folder, report) {
  const tables = new Map();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv')).sort()) {
    if (files[file]) tables.set(file, readTable(folder, file, report));
    else report(file, 1, 'this file is not described in format.mjs and data/README.md');
  }
  for (const file of Object.keys(files)) {
    if (!existsSync(join(folder, file))) report(file, 1, 'this file is missing');
  }
  return tables;
}

function readTable(folder, file, report) {
  const columns = Object.keys(files[file]);
  let records;
  try {
    records = readRecords(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(join(folder, file))));
  } catch (error) {
    report(file, error instanceof CsvError ? error.line : 1, error.message);
    return [];
  }
  const [header, ...rest] = records;
  if (header?.cells.join() !== columns.join()) {
    report(file, 1, `the header must be ${columns.join()}`);
    return [];
  }
  const rows = [];
  for (const { line, cells } of rest) {
    if (cells.length === columns.length) rows.push({ line, row: Object.fromEntries(columns.map((column, index) => [column, cells[index]])) });
    else report(file, line, `${cells.length} fields instead of ${columns.length}`);
  }
  return rows;
}

// Everything another row may refer to, and whether it was said twice.
function collectKnown(tables, gazetteerFile, report) {
  const known = { themes: new Map(), sources: new Map(), actors: new Map(), convenings: new Map(), activities: new Map() };
  known.places = gazetteerFile ? readPlaces(gazetteerFile) : undefined;
  for (const [file, rows] of tables) {
    const own = ownNamesOf(file, known);
    if (!own) continue;
    for (const { line, row } of rows) {
      const name = row.slug ?? row.key;
      const first = own.get(name);
      if (first) report(file, line, `${name} stands already in ${first.file}:${first.line}`);
      else own.set(name, { file, line, row });
    }
  }
  return known;
}

function ownNamesOf(file, known) {
  const columns = files[file];
  if (columns.turn_to_for) return known.actors;
  if (columns.accessed) return known.sources;
  if (file === 'themes.csv') return known.themes;
  if (file === 'convenings.csv') return known.convenings;
  if (file === 'seed-activities.csv') return known.activities;
  return columns.key ? new Map() : undefined;
}

function readPlaces(file) {
  const places = new Set();
  let column;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith('#') || line === '') continue;
    const cells = line.split('\t');
    if (column === undefined) column = cells.indexOf('slug');
    else places.add(cells[column]);
  }
  if (column === undefined || column < 0) throw new Error(`${file} has no column named slug`);
  return places;
}

function checkRow(file, row, known, say) {
  for (const [column, kind] of Object.entries(files[file])) {
    const cell = row[column];
    if (cell !== cell.trim()) say(`${column} begins or ends with a space`);
    if (cell === '') {
      if (kind.endsWith('!')) say(`${column} is empty`);
      continue;
    }
    checkCell(column, kind.replace('!', ''), cell, known, say);
  }
  if (row.turn_to_for !== undefined) checkActor(row, say);
  for (const [starts, ends] of [[row.starts, row.ends], [row.since, row.until], [row.made, row.due]]) {
    if (starts && ends && !isInOrder(starts, ends)) say(`${ends} comes before ${starts}`);
  }
}

function checkCell(column, kind, cell, known, say) {
  const found = (map, name, what) => map.has(name) || say(`${column}: there is no ${what} ${name}`);
  const each = (check) => {
    const items = listOf(cell);
    if (items.some((item) => item === '' || item !== item.trim())) say(`${column}: empty item or stray space between semicolons`);
    if (new Set(items).size !== items.length) say(`${column}: an item stands twice`);
    items.forEach(check);
  };
  const checks = {
    text: () => {},
    list: () => each(() => {}),
    slug: () => slugForm.test(cell) || say(`${column}: ${cell} is not a slug`),
    country: () => isCountry(cell) || say(`${column}: ${cell} is not an ISO 3166-1 alpha-2 code`),
    date: () => isPartialDate(cell) || say(`${column}: ${cell} is not a date such as 2016, 2016-05 or 2016-05-12`),
    number: () => /^-?\d+(\.\d+)?$/.test(cell) || say(`${column}: ${cell} is not a number`),
    url: () => /^https?:\/\/[^\s/]+\.[^\s]+$/.test(cell) && URL.canParse(cell) || say(`${column}: ${cell} is not a web address`),
    place: () => {
      if (!slugForm.test(cell)) say(`${column}: ${cell} is not a slug`);
      else if (known.places) found(known.places, cell, 'place');
    },
    goals: () => each((goal) => (/^([1-9]|1[0-7])$/.test(goal) || say(`${column}: ${goal} is not one of the 17 goals`))),
    themes: () => each((theme) => found(known.themes, theme, 'theme')),
    actor: () => found(known.actors, cell, 'actor'),
    actors: () => each((actor) => found(known.actors, actor, 'actor')),
    participants: () => each((item) => found(known.actors, item.split('=')[0], 'actor')),
    convening: () => found(known.convenings, cell, 'convening'),
    activity: () => found(known.activities, cell, 'activity'),
    sources: () => each((citation) => found(known.sources, keyOf(citation), 'source')),
    identifiers: () => each((pair) => /^[a-z0-9-]+:\S+$/.test(pair) || say(`${column}: ${pair} is not scheme:value`)),
  };
  if (!choices[kind]) checks[kind]();
  else if (!choices[kind].includes(cell)) say(`${column}: ${cell} is none of ${choices[kind].join(', ')}`);
}

// A place's slug begins with its country's code, so only governments of a place may have such a slug; otherwise two records would want one address.
function checkActor(row, say) {
  const prefix = /^([a-z]{2})(?:-|$)/.exec(row.slug)?.[1].toUpperCase();
  const looksLikePlace = prefix !== undefined && isCountry(prefix);
  if (governmentsWithPlaceSlugs.includes(row.kind)) {
    if (!looksLikePlace) say(`slug: a government of a place takes the place's slug, and ${row.slug} is none`);
  } else if (looksLikePlace) {
    say(`slug: ${row.slug} begins like the slug of a place`);
  }
  if (row.place && row.country && !new RegExp(`^${row.country.toLowerCase()}(-|$)`).test(row.place)) {
    say(`place: ${row.place} is not in ${row.country}`);
  }
}

function checkParents(actors, report) {
  const loadOrder = Object.keys(files);
  for (const [slug, { file, line, row }] of actors) {
    const parentFile = actors.get(row.parent)?.file;
    if (parentFile && loadOrder.indexOf(parentFile) > loadOrder.indexOf(file)) {
      report(file, line, `parent: ${row.parent} stands in ${parentFile}, which is loaded later`);
    }
    const seen = new Set([slug]);
    for (let parent = row.parent; parent; parent = actors.get(parent)?.row.parent) {
      if (seen.has(parent)) {
        report(file, line, `parent: ${slug} is its own ancestor`);
        break;
      }
      seen.add(parent);
    }
  }
}

// Editions have no slug: a convening's edition is known by its name.
function checkEditions(rows, report) {
  const seen = new Set();
  for (const { line, row } of rows) {
    const name = `${row.convening}|${row.name}`;
    if (seen.has(name)) report('editions.csv', line, `${row.name} of ${row.convening} stands twice`);
    seen.add(name);
  }
}
