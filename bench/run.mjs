// Measures the program against its goals and prints the tables of bench/README.md; progress goes to standard error.
// `bin/bench --help` says which options there are.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { measureFound } from './found.mjs';
import { describeBuild, describeMachine, load, residentMegabytes } from './machine.mjs';
import { makeQueries, SEARCH_CLASSES } from './make_queries.mjs';
import { openLoop, percentile } from './open_loop.mjs';
import { printReport } from './report.mjs';
import { sqliteBytes, startLegation, startNginx, startPostgresql, stopServers } from './servers.mjs';
import { compareThroughput } from './throughput.mjs';

const run = promisify(execFile);

const ROOT = path.join(import.meta.dirname, '..');
const BUILT = path.join(ROOT, 'build/release/legation');
const SHARE = path.join(ROOT, 'build/share');
const PLACES = path.join(SHARE, 'gazetteer/places.tsv');

const LIST = '/register?country=us';
const PAGES = [
  { path: '/register/us-wa-seattle', kind: 'government' },
  { path: '/register/us-ca-los-angeles', kind: 'government' },
  { path: LIST, kind: 'list' },
  { path: '/search?q=springfield', kind: 'search' },
];
const RATE = 100; // searches a second
const QUALITY_SEARCHES = 2000;

const say = (text) => console.error(text);

function readOptions() {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '5' },
      seconds: { type: 'string', default: '5' },
      'latency-seconds': { type: 'string', default: '30' },
      'only-sqlite': { type: 'boolean', default: false },
      program: { type: 'string', default: BUILT },
      quick: { type: 'boolean', default: false },
    },
  });
  const options = {
    program: values.program,
    rounds: Number(values.rounds),
    seconds: Number(values.seconds),
    latencySeconds: Number(values['latency-seconds']),
    withPostgresql: !values['only-sqlite'],
  };
  if (values.quick) return { ...options, rounds: 2, seconds: 1, latencySeconds: 3 };
  if (![options.rounds, options.seconds, options.latencySeconds].every((number) => number >= 1))
    throw new Error('Rounds and seconds are numbers from 1.');
  return options;
}

/** Everything about one database: starts, throughput, latency, memory, size. */
async function measureDatabase({ name, program, database, folder, databaseBytes, queries, options }) {
  say(`${name}: first start`);
  let legation = await startLegation({ program, share: SHARE, folder, database });
  const result = { name, firstStart: legation.startSeconds, resident: 0 };
  await legation.stop();

  say(`${name}: restart`);
  legation = await startLegation({ program, share: SHARE, folder, database });
  result.restart = legation.startSeconds;
  result.firstList = await firstAnswer(legation, LIST);
  const observe = () => (result.resident = Math.max(result.resident, residentMegabytes(legation.pid)));

  result.pages = await measurePages({ name, legation, folder, options, observe });
  result.latencies = await measureLatencies({ name, legation, queries, options, observe });
  result.found = {};
  for (const kind of SEARCH_CLASSES.filter((kind) => kind !== 'prefix'))
    result.found[kind] = await measureFound({
      address: legation.address,
      searches: queries[kind].slice(0, QUALITY_SEARCHES),
    });
  observe();
  await legation.stop();
  result.unkept = await measureUnkept({ name, program, database, folder, options });
  result.databaseBytes = await databaseBytes();
  return result;
}

/** The record pages once more with nothing kept between requests: each asks the database for everything it shows. */
async function measureUnkept({ name, program, database, folder, options }) {
  const configuration = path.join(folder, 'unkept.toml');
  await writeFile(configuration, 'kept_cells = 0\n');
  const legation = await startLegation({ program, share: SHARE, folder, database, configuration });
  const pages = PAGES.filter((page) => page.kind === 'government');
  const results = await measurePages({ name: `${name}, nothing kept`, pages, legation, folder, options });
  await legation.stop();
  return results;
}

/** Milliseconds of the very first answer, when nothing is kept yet. */
async function firstAnswer(legation, address) {
  const started = performance.now();
  const answer = await fetch(new URL(address, legation.address));
  await answer.arrayBuffer();
  return performance.now() - started;
}

async function measurePages({ name, pages: asked = PAGES, legation, folder, options, observe }) {
  const pages = [];
  for (const page of asked) pages.push({ ...page, bytes: await sizeOf(legation, page.path) });
  const nginx = await startNginx({
    folder: path.join(folder, 'nginx'),
    sizes: pages.map((page) => page.bytes),
  });
  const results = [];
  for (const page of pages) {
    say(`${name}: ${page.path}, ${options.rounds} turns of ${options.seconds} s each (load ${load().toFixed(1)})`);
    const compared = await compareThroughput({ legation, nginx, ...options, ...page });
    results.push({ ...compared, kind: page.kind });
    observe?.();
  }
  await nginx.stop();
  return results;
}

async function sizeOf(legation, address) {
  const answer = await fetch(new URL(address, legation.address), { headers: { 'Accept-Encoding': 'identity' } });
  if (!answer.ok) throw new Error(`${address} answered with ${answer.status}.`);
  return (await answer.arrayBuffer()).byteLength;
}

async function measureLatencies({ name, legation, queries, options, observe }) {
  const results = [];
  for (const [kind, searches] of Object.entries(queries)) {
    say(`${name}: ${kind}, ${RATE} a second for ${options.latencySeconds} s (load ${load().toFixed(1)})`);
    const pathOf =
      kind === 'suggestions'
        ? ({ text }) => `/search.json?q=${encodeURIComponent(text)}&suggest=1`
        : ({ text }) => `/search?q=${encodeURIComponent(text)}`;
    const paths = searches.map(pathOf);
    // The client's own first requests are slow; they are asked from the far end of the list and not counted.
    await openLoop({ address: legation.address, paths: paths.toReversed(), rate: RATE, seconds: 2 });
    const asked = { address: legation.address, paths, rate: RATE, seconds: options.latencySeconds };
    const { latencies, lateness, failures } = await openLoop(asked);
    for (const failure of failures.slice(0, 5)) say(`  ${failure}`);
    results.push({
      kind,
      count: latencies.length,
      failures: failures.length,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      longest: percentile(latencies, 1),
      clientLate: percentile(lateness, 0.99),
    });
    observe();
  }
  return results;
}

/** How many statements PostgreSQL is sent for one page; SQLite is sent the same ones. */
async function countQueries({ program, postgresql, folder }) {
  const asked = 100;
  await postgresql.logStatements();
  const configuration = path.join(folder, 'counted.toml');
  await writeFile(configuration, 'kept_cells = 0\n');
  const legation = await startLegation({ program, share: SHARE, folder, database: postgresql.url, configuration });
  const counts = {};
  for (const page of PAGES) {
    const before = (await readFile(postgresql.log, 'utf8')).length;
    for (let time = 0; time < asked; time++) await sizeOf(legation, page.path);
    const said = (await readFile(postgresql.log, 'utf8')).slice(before);
    const statements = said.match(/LOG: +(execute [^:]*|statement): (?!BEGIN|COMMIT|ROLLBACK|SET|START)/gi) ?? [];
    counts[page.path] = statements.length / asked;
  }
  await legation.stop();
  return counts;
}

async function measureQuality(program) {
  const tool = path.join(path.dirname(program), 'bench/search_quality');
  if (!existsSync(tool)) return null;
  say('search quality of the index alone');
  const { stdout } = await run(tool, [PLACES]);
  return stdout.split('\n').filter((line) => /in the first ten|index .* MB/.test(line));
}

async function main() {
  const options = readOptions();
  const count = Math.max(RATE * options.latencySeconds, QUALITY_SEARCHES);
  const queries = await makeQueries({ places: PLACES, count });
  const report = { machine: describeMachine(), build: await describeBuild(options.program), date: new Date(), options };
  report.loadBefore = load();
  report.databases = [];
  const folder = await mkdtemp(path.join(tmpdir(), 'legation-bench-'));
  let postgresql = null;
  let cleaning = null;
  const cleanUp = () => (cleaning ??= stopAll());
  const stopAll = async () => {
    await stopServers();
    await postgresql?.stop();
    await rm(folder, { recursive: true, force: true });
  };
  process.once('SIGINT', () => cleanUp().finally(() => process.exit(130)));
  process.once('SIGTERM', () => cleanUp().finally(() => process.exit(143)));
  try {
    // A copy, so that a build in the meantime does not change what is measured.
    const program = path.join(folder, 'legation');
    await copyFile(options.program, program);
    const onSqlite = path.join(folder, 'sqlite');
    report.databases.push(
      await measureDatabase({
        name: 'SQLite',
        program,
        folder: onSqlite,
        databaseBytes: () => sqliteBytes(onSqlite),
        queries,
        options,
      }),
    );
    if (options.withPostgresql) postgresql = await startPostgresql();
    if (postgresql) {
      const onPostgresql = path.join(folder, 'postgresql');
      report.databases.push(
        await measureDatabase({
          name: 'PostgreSQL',
          program,
          database: postgresql.url,
          folder: onPostgresql,
          databaseBytes: postgresql.databaseBytes,
          queries,
          options,
        }),
      );
      report.queries = await countQueries({ program, postgresql, folder: onPostgresql });
    }
    report.quality = await measureQuality(options.program);
  } finally {
    await cleanUp();
    report.loadAfter = load();
    // What was measured before something failed is worth seeing.
    if (report.databases.length > 0) printReport(report);
  }
}

await main();
