// Measures how fast the whole list of the Register goes out as a file, beside SQLite's own dump of the same table in the same
// run: `node bench/export.mjs [--actors 100000] [--rounds 5] [--program build/release/legation]`. Prints a table for README.md.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';

import { residentMegabytes } from './machine.mjs';
import { startLegation } from './servers.mjs';

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, '..');
const FORMATS = ['csv', 'ndjson', 'geojson', 'xlsx'];

const { values } = parseArgs({
  options: {
    actors: { type: 'string', default: '100000' },
    rounds: { type: 'string', default: '5' },
    program: { type: 'string', default: path.join(ROOT, 'build/release/legation') },
  },
});
const actors = Number(values.actors);
const share = path.join(ROOT, 'build/share');

/** Governments of places that the gazetteer has, each with what a well-kept record holds. */
async function writeActors(file) {
  // The first line says which version of the format it is.
  const [, header, ...lines] = (await readFile(path.join(share, 'gazetteer/places.tsv'), 'utf8')).split('\n');
  const columns = header.split('\t');
  const [slug, name, country, kind] = ['slug', 'name', 'country', 'kind'].map((column) => columns.indexOf(column));
  const rows = ['slug,kind,name,country,place,website,summary,founded,themes'];
  for (const line of lines) {
    const cells = line.split('\t');
    if (cells[kind] !== 'place' || rows.length > actors) continue;
    const summary = `"The government of ${cells[name].replaceAll('"', '""')}, with offices, partners and visits abroad, recorded to measure with."`;
    rows.push(
      `bench-${cells[slug]},municipality,"${cells[name].replaceAll('"', '""')}",${cells[country]},${cells[slug]},` +
        `https://www.example.org/${cells[slug]},${summary},1901,culture;education`,
    );
  }
  await writeFile(file, `${rows.join('\n')}\n`);
  return rows.length - 1;
}

async function seconds(work) {
  const begin = performance.now();
  await work();
  return (performance.now() - begin) / 1000;
}

async function download(address) {
  let bytes = 0;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  for await (const piece of answer.body) bytes += piece.length;
  return bytes;
}

/** The most memory that was resident since the peak was last reset. */
async function peakMegabytes(pid) {
  const kibibytes = /^VmHWM:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))[1];
  return (Number(kibibytes) * 1024) / 1e6;
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const folder = await mkdtemp(path.join(tmpdir(), 'legation-export-'));
try {
  const file = path.join(folder, 'actors.csv');
  const made = await writeActors(file);
  const start = () => startLegation({ program: values.program, share, folder });
  let legation = await start(); // loads the gazetteer and the starter records
  await legation.stop();
  const imported = await seconds(() => run(values.program, ['import', file, '--as', 'actor', '--author', 'bench', '--data', folder, '--share', share]));
  console.error(`imported ${made} actors in ${imported.toFixed(0)} s`);
  legation = await start();
  const database = path.join(folder, 'legation.sqlite');
  const times = { sqlite3: [] };
  let most = 0;
  for (let round = 0; round < Number(values.rounds); ++round) {
    times.sqlite3.push(
      await seconds(() =>
        run('sqlite3', ['-csv', '-header', database, `.output ${path.join(folder, 'dump.csv')}`, 'SELECT * FROM actors']),
      ),
    );
    for (const format of FORMATS) {
      const before = residentMegabytes(legation.pid);
      await writeFile(`/proc/${legation.pid}/clear_refs`, '5'); // the peak starts anew
      (times[format] ??= []).push(await seconds(() => download(new URL(`/register.${format}`, legation.address))));
      most = Math.max(most, (await peakMegabytes(legation.pid)) - before);
    }
  }
  await legation.stop();
  const reference = median(times.sqlite3);
  console.log(`| ${made} actors | seconds (median of ${values.rounds}) | actors a second | time beside sqlite3 |`);
  console.log('|---|---|---|---|');
  for (const [format, all] of Object.entries(times))
    console.log(
      `| ${format} | ${median(all).toFixed(2)} | ${Math.round(made / median(all))} | ${(median(all) / reference).toFixed(2)} |`,
    );
  console.log(`\nAt its peak during a download the program held at most ${most.toFixed(0)} MB more than before it.`);
} finally {
  await rm(folder, { recursive: true, force: true });
}
