#!/usr/bin/env node
// Builds the gazetteer's file from packages installed by name. See README.md.
import { spawnSync } from 'node:child_process';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const pinned = createRequire(import.meta.url)('node/package.json').version;

const { values } = parseArgs({ options: { out: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
if (values.help) {
  console.log('usage: node tools/gazetteer/build.mjs [--out FILE]   (default: build/share/gazetteer/places.tsv)');
  process.exit(0);
}

// Names of countries come with Node: another version would write another file.
if (process.versions.node !== pinned) {
  const again = spawnSync(join(root, 'node_modules/.bin/node'), process.argv.slice(1), { stdio: 'inherit' });
  if (again.error) throw again.error;
  process.exit(again.status ?? 1);
}

const { attribution, readSources } = await import('./sources.mjs');
const { buildGazetteer } = await import('./gazetteer.mjs');
const { tableOf } = await import('./table.mjs');

// A reader never sees half a file.
function writeWhole(path, text) {
  writeFileSync(`${path}.part`, text);
  renameSync(`${path}.part`, path);
  console.log(`${path}: ${Buffer.byteLength(text)} bytes`);
}

const out = resolve(values.out ?? join(root, 'build/share/gazetteer/places.tsv'));
const { records, summary } = buildGazetteer(readSources());
mkdirSync(dirname(out), { recursive: true });
writeWhole(out, tableOf(records));
writeWhole(join(dirname(out), 'attribution.json'), `${JSON.stringify({ sources: attribution() }, null, 2)}\n`);
console.log(summary);
