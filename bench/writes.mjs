// Measures edits by eight people at a time, beside what plain SQLite does with the same rows in the same run, and what readers notice.
//
//   bin/bench --writes [--seconds 10] [--rounds 3] [--rate 500] [--only-sqlite] [--program FILE]
//
// Everybody sends the form of a record of their own, over HTTP, with all that belongs to an edit: rights, checks, history, revision,
// what it mentions. Plain SQLite then stores the very rows that those edits stored, taken from the hub's own file, in a copy of that
// file from before, with its indexes and settings: one connection, one edit a commit, each commit synced to the disk.
import { execFile, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { parseArgs, promisify } from 'node:util';

import { signIn } from '../tests/http/sign_in.mjs';
import { busyElsewhere, describeBuild, describeMachine, load } from './machine.mjs';
import { percentile } from './open_loop.mjs';
import { startLegation, startPostgresql, stopServers } from './servers.mjs';

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, '..');
const SHARE = path.join(ROOT, 'build/share');
const WRITERS = 8;
const RECORDS_EACH = 40;
const GOALS = { ofPlain: 0.5, edit: 50, readers: 2 };
const READ = ['/register/us-wa-seattle', '/register/us-ca-los-angeles', '/register?country=us', '/search?q=springfield'];

const say = (words) => console.error(words);

function readOptions() {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '10' },
      rounds: { type: 'string', default: '3' },
      rate: { type: 'string', default: '500' },
      'only-sqlite': { type: 'boolean', default: false },
      program: { type: 'string', default: path.join(ROOT, 'build/release/legation') },
    },
  });
  return {
    program: path.resolve(values.program),
    seconds: Number(values.seconds),
    rounds: Number(values.rounds),
    rate: Number(values.rate),
    onlySqlite: values['only-sqlite'],
  };
}

/** The eight who edit, in a process of its own, which lets readers' clients go first: they are people at other machines. */
class Editors {
  constructor(address, session) {
    this.child = fork(path.join(import.meta.dirname, 'editors.mjs'));
    this.child.send({ address: String(address), session, writers: WRITERS, recordsEach: RECORDS_EACH });
  }

  /** All of them for a while: edits a second, and the times in ascending order. */
  async editFor(seconds) {
    this.child.send({ seconds });
    const [done] = await once(this.child, 'message');
    if (done.problem) throw new Error(done.problem);
    return done;
  }

  stop() {
    this.child.disconnect();
  }
}

/** Readers who ask at fixed times, in a process of their own: the p99 in milliseconds, and the client's own lateness. */
async function readFor(address, rate, seconds) {
  const loop = path.join(import.meta.dirname, 'open_loop.mjs');
  const child = spawn(process.execPath, [loop, '--rate', String(rate), '--seconds', String(seconds), String(address)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(READ.join('\n'));
  const said = await text(child.stdout);
  const [, p99] = /p99 ([\d.]+) ms/.exec(said) ?? [];
  const [, late] = /([\d.]+) ms \(p99\)/.exec(said) ?? [];
  const [, failures] = /(\d+) failures/.exec(said) ?? [];
  if (p99 === undefined || failures !== '0') throw new Error(`Readers were not answered: ${said}`);
  return { p99: Number(p99), late: Number(late) };
}

async function startHub({ program }, folder, database) {
  const server = await startLegation({ program, share: SHARE, folder, database });
  const options = ['--data', folder, '--share', SHARE, ...(database ? ['--database', database] : [])];
  return { server, options };
}

/** A hub with the starter Register and the records that are to be edited; stopped, so that its file is whole. */
async function prepareHub(options, folder, database) {
  const hub = await startHub(options, folder, database);
  await hub.server.stop();
  const slugs = Array.from({ length: WRITERS }, (_, writer) =>
    Array.from({ length: RECORDS_EACH }, (_, i) => `edited-${writer}-${i}`),
  ).flat();
  const file = path.join(folder, 'edited.csv');
  await writeFile(file, `slug,kind,name\n${slugs.map((slug) => `${slug},network,${slug}`).join('\n')}\n`);
  await run(options.program, ['import', 'actor', file, '--author', 'Bench', ...hub.options]);
}

/** What edits added to a hub's file since `before`, table by table, and what they left of the records. */
class PlainSqlite {
  constructor(file, hubFile) {
    this.database = new DatabaseSync(file);
    this.hub = new DatabaseSync(hubFile, { readOnly: true });
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'temp_store = MEMORY', 'cache_size = -32000'])
      this.database.exec(`PRAGMA ${pragma}`);
    const tables = this.hub.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all();
    this.tables = tables.map(({ name }) => name).filter((name) => !name.startsWith('sqlite_'));
    this.told = Object.fromEntries(this.tables.map((table) => [table, this.#newest(table)]));
  }

  #newest(table) {
    return this.hub.prepare(`SELECT MAX(rowid) AS newest FROM "${table}"`).get().newest ?? 0;
  }

  /** The rows that were added since last time; `edits` of them share what does not come once with each. */
  takeRows() {
    const taken = {};
    for (const table of this.tables) {
      const rows = this.hub.prepare(`SELECT * FROM "${table}" WHERE rowid > ? ORDER BY rowid`).all(this.told[table]);
      this.told[table] = this.#newest(table);
      if (rows.length > 0) taken[table] = rows;
    }
    return taken;
  }

  #insert(table, row) {
    const columns = Object.keys(row);
    const names = columns.map((column) => `"${column}"`).join(', ');
    return this.database.prepare(`INSERT INTO "${table}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`);
  }

  /** Stores them again, an edit a commit; answers commits a second and rows a commit. */
  replay(taken) {
    const edits = taken.actors_history;
    const updated = Object.keys(edits[0]).filter((column) => !['id', 'valid_from', 'valid_to', 'revision'].includes(column));
    const assignments = updated.map((column) => `"${column}" = ?`).join(', ');
    const update = this.database.prepare(`UPDATE actors SET ${assignments} WHERE id = ?`);
    const close = this.database.prepare('UPDATE actors_history SET valid_to = ? WHERE id = ? AND valid_from = ? AND valid_to IS NULL');
    const open = this.database.prepare('SELECT id, valid_from FROM actors_history WHERE valid_to IS NULL').all();
    const openSince = new Map(open.map(({ id, valid_from: since }) => [id, since]));
    const inserts = Object.entries(taken).map(([table, rows]) => ({
      statement: this.#insert(table, rows[0]),
      // The end of a version was written when the next one was: as a new row it has none.
      rows: rows.map((row) => Object.values('valid_to' in row ? { ...row, valid_to: null } : row)),
    }));
    let rowCount = 0;
    const started = performance.now();
    edits.forEach((edit, number) => {
      this.database.exec('BEGIN IMMEDIATE');
      update.run(...updated.map((column) => edit[column]), edit.id);
      close.run(edit.valid_from, edit.id, openSince.get(edit.id));
      openSince.set(edit.id, edit.valid_from);
      rowCount += 2;
      for (const { statement, rows } of inserts) {
        // Tables that grow by less than a row an edit are spread over the commits evenly.
        const from = Math.floor((number * rows.length) / edits.length);
        const to = Math.floor(((number + 1) * rows.length) / edits.length);
        for (let i = from; i < to; ++i, ++rowCount) statement.run(...rows[i]);
      }
      this.database.exec('COMMIT');
    });
    return { perSecond: (edits.length * 1000) / (performance.now() - started), rows: rowCount / edits.length };
  }

  close() {
    this.database.close();
    this.hub.close();
  }
}

const middle = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function measure(options, folder, database) {
  const name = database ? 'PostgreSQL' : 'SQLite';
  say(`${name}: preparing`);
  await prepareHub(options, folder, database);
  const hubFile = path.join(folder, 'legation.sqlite');
  if (!database) await copyFile(hubFile, path.join(folder, 'plain.sqlite'));
  const { server, options: words } = await startHub(options, folder, database);
  const session = await signIn({ address: server.address, path: options.program, options: words }, 'moderator');
  const editors = new Editors(server.address, session);
  await editors.editFor(1); // warms both up
  const plain = database ? null : new PlainSqlite(path.join(folder, 'plain.sqlite'), hubFile);
  const rounds = [];
  for (let round = 1; round <= options.rounds; ++round) {
    say(`${name}: round ${round} of ${options.rounds}`);
    const busy = await busyElsewhere();
    plain?.takeRows(); // of the readers' part of the round before
    const edits = await editors.editFor(options.seconds);
    const commits = plain?.replay(plain.takeRows());
    const quiet = await readFor(server.address, options.rate, options.seconds);
    const [both, beside] = await Promise.all([
      readFor(server.address, options.rate, options.seconds),
      editors.editFor(options.seconds),
    ]);
    rounds.push({ busy, edits, commits, quiet, both, beside });
  }
  editors.stop();
  await server.stop();
  plain?.close();
  return { name, rounds };
}

function printTable(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  console.log([line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n'));
}

function print(results, options) {
  const p99 = (times) => percentile(times, 0.99);
  const [sqlite] = results;
  const ofPlain = middle(sqlite.rounds.map(({ edits, commits }) => edits.perSecond / commits.perSecond));
  const edit = middle(sqlite.rounds.map(({ edits }) => p99(edits.times)));
  const readers = middle(sqlite.rounds.map(({ both, quiet }) => both.p99 / quiet.p99));
  const isMet = (met) => (met ? 'yes' : '**no**');
  console.log('\n#### Goals\n');
  printTable(
    ['what', 'goal', 'SQLite', 'met'],
    [
      ['edits a second, of the commits of plain SQLite', `≥ ${GOALS.ofPlain}`, ofPlain.toFixed(2), isMet(ofPlain >= GOALS.ofPlain)],
      [`an edit with ${WRITERS} writers, p99`, `≤ ${GOALS.edit} ms`, `${edit.toFixed(1)} ms`, isMet(edit <= GOALS.edit)],
      [`readers at ${options.rate} a second, p99, of its quiet value`, `≤ ${GOALS.readers}`, readers.toFixed(2), isMet(readers <= GOALS.readers)],
    ],
  );
  for (const { name, rounds } of results) {
    console.log(`\n#### Edits on ${name}\n`);
    printTable(
      ['round', 'edits a second', 'p50, ms', 'p99, ms', 'plain SQLite, commits a second', 'rows a commit', 'readers quiet, p99', 'readers beside writers, p99', 'client late, p99', 'edits a second beside readers', 'p99, ms', 'busy elsewhere'],
      rounds.map(({ busy, edits, commits, quiet, both, beside }, number) => [
        number + 1,
        edits.perSecond.toFixed(0),
        percentile(edits.times, 0.5).toFixed(1),
        p99(edits.times).toFixed(1),
        commits ? commits.perSecond.toFixed(0) : '',
        commits ? commits.rows.toFixed(1) : '',
        quiet.p99.toFixed(1),
        both.p99.toFixed(1),
        both.late.toFixed(1),
        beside.perSecond.toFixed(0),
        p99(beside.times).toFixed(1),
        `${(busy * 100).toFixed(0)} %`,
      ]),
    );
  }
}

const options = readOptions();
const folder = await mkdtemp(path.join(tmpdir(), 'legation-writes-'));
let cluster = null;
try {
  const loadBefore = load();
  const results = [await measure(options, path.join(folder, 'sqlite'))];
  if (!options.onlySqlite) cluster = await startPostgresql({ isDurable: true });
  if (cluster) results.push(await measure(options, path.join(folder, 'postgresql'), cluster.url));
  console.log(`${describeMachine()}; ${await describeBuild(options.program)}; ${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC.`);
  console.log(`Load average ${loadBefore.toFixed(1)} before and ${load().toFixed(1)} after; ${options.rounds} rounds of ${options.seconds} s.`);
  print(results, options);
} finally {
  await stopServers();
  await cluster?.stop();
  await rm(folder, { recursive: true, force: true });
}
