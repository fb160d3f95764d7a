#!/usr/bin/env node
// Checks the starter data in data/. Prints every problem with its file and line, and exits with 1 if there is any.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { checkFolder } from './rules.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

function main() {
  const { values } = parseArgs({
    options: { data: { type: 'string' }, gazetteer: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    console.log('usage: node tools/starter/check.mjs [--data FOLDER] [--gazetteer FILE]   (default: data and build/share/gazetteer/places.tsv)');
    return 0;
  }
  const folder = resolve(values.data ?? join(root, 'data'));
  const gazetteer = resolve(values.gazetteer ?? join(root, 'build/share/gazetteer/places.tsv'));
  const found = existsSync(gazetteer);
  if (values.gazetteer && !found) throw new Error(`There is no gazetteer file ${gazetteer}.`);

  const { problems, counts } = checkFolder(folder, found ? gazetteer : undefined);
  for (const problem of problems) console.error(problem);
  for (const [file, rows] of counts) console.log(`${String(rows).padStart(5)}  ${file}`);
  if (!found) console.log('Place slugs were not looked up: build the gazetteer first.');
  console.log(problems.length ? `${problems.length} problem(s)` : 'no problems');
  return problems.length ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main();
