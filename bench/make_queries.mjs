// Makes the searches that are measured: the same ones for the same gazetteer and seed.
//
//   node bench/make_queries.mjs [--places FILE] [--seed NUMBER] [--count NUMBER]
//
// Prints one search a line: class, text, the place's slug and name, and how many other places bear the name.
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';

export const SEARCH_CLASSES = ['exact', 'prefix', 'one edit', 'two edits'];

const SHORTEST_NAME = 5; // letters; in shorter ones two edits leave nothing to go by
const SHORTEST_PREFIX = 2;
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** The sampled searches by class, `count` of each: `{ text, slug, name, namesakes }`. */
export async function makeQueries({ places, seed = 1, count = 3000 }) {
  const random = generator(seed);
  const sample = shuffled(await distinctNames(places), random).slice(0, count);
  const searches = (textOf) => sample.map((place) => ({ ...place, text: textOf(place.name) }));
  return {
    exact: searches((name) => name),
    prefix: searches((name) => name.slice(0, SHORTEST_PREFIX + random(name.length - SHORTEST_PREFIX)).trim()),
    'one edit': searches((name) => damaged(name, 1, random)),
    'two edits': searches((name) => damaged(name, 2, random)),
    // What the suggestions are asked while somebody types the names one after the other.
    suggestions: sample.flatMap((place) => keystrokes(place.name).map((text) => ({ ...place, text }))).slice(0, count),
  };
}

/** As most people type it: small letters, no accents, no marks. */
export function plain(name) {
  return name
    .normalize('NFKD')
    .replace(/\p{M}|['’.]/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function keystrokes(name) {
  const prefixes = [];
  for (let length = SHORTEST_PREFIX; length <= name.length; length++) prefixes.push(name.slice(0, length));
  return prefixes;
}

async function distinctNames(file) {
  const byName = new Map();
  let columns;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (line.startsWith('#')) continue;
    const cells = line.split('\t');
    if (!columns) {
      columns = { slug: cells.indexOf('slug'), name: cells.indexOf('name') };
      continue;
    }
    const name = plain(cells[columns.name]);
    const known = byName.get(name);
    if (known) known.slugs.push(cells[columns.slug]);
    else byName.set(name, { name, slugs: [cells[columns.slug]] });
  }
  return [...byName.values()].filter(({ name }) => name.length >= SHORTEST_NAME);
}

/** One place of each name, in random order. */
function shuffled(names, random) {
  const order = names.map(({ name, slugs }) => ({
    name,
    slug: slugs[random(slugs.length)],
    namesakes: slugs.length - 1,
  }));
  for (let at = order.length - 1; at > 0; at--) {
    const other = random(at + 1);
    [order[at], order[other]] = [order[other], order[at]];
  }
  return order;
}

/** Exactly `edits` insertions, omissions, replacements or swaps away from the name. */
function damaged(name, edits, random) {
  for (;;) {
    let text = name;
    for (let done = 0; done < edits; done++) text = editedOnce(text, random);
    if (plain(text) === text && distance(name, text) === edits) return text;
  }
}

function editedOnce(text, random) {
  const letter = LETTERS[random(LETTERS.length)];
  const at = random(text.length);
  switch (random(4)) {
    case 0: {
      const before = random(text.length + 1);
      return text.slice(0, before) + letter + text.slice(before);
    }
    case 1:
      return text.slice(0, at) + text.slice(at + 1);
    case 2:
      return text.slice(0, at) + letter + text.slice(at + 1);
    default: {
      const first = random(text.length - 1);
      return text.slice(0, first) + text[first + 1] + text[first] + text.slice(first + 2);
    }
  }
}

/** Edits between two texts, a swap of neighbors being one (optimal string alignment). */
function distance(from, to) {
  const rows = [Array.from({ length: to.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= from.length; i++) {
    rows.push([i]);
    for (let j = 1; j <= to.length; j++) {
      const replaced = rows[i - 1][j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      rows[i][j] = Math.min(replaced, rows[i - 1][j] + 1, rows[i][j - 1] + 1);
      const isSwap = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (isSwap) rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
    }
  }
  return rows[from.length][to.length];
}

/** Whole numbers below an end, always the same ones for a seed (splitmix32). */
function generator(seed) {
  let state = seed >>> 0;
  return (end) => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    mixed ^= mixed >>> 15;
    return Math.floor(((mixed >>> 0) / 2 ** 32) * end);
  };
}

if (import.meta.filename === path.resolve(process.argv[1] ?? '')) {
  const { values } = parseArgs({
    options: {
      places: { type: 'string', default: path.join(import.meta.dirname, '../build/share/gazetteer/places.tsv') },
      seed: { type: 'string', default: '1' },
      count: { type: 'string', default: '3000' },
    },
  });
  const classes = await makeQueries({
    places: values.places,
    seed: Number(values.seed),
    count: Number(values.count),
  });
  const lines = Object.entries(classes).flatMap(([name, searches]) =>
    searches.map((search) => [name, search.text, search.slug, search.name, search.namesakes].join('\t')),
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}
