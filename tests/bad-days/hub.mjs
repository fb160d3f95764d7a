// A hub with little data, to be treated badly: its folders, the programs that run on them, and what they wrote down.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, open, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = path.resolve(fileURLToPath(import.meta.url), '../../..');
export const program = path.resolve(root, process.env.LEGATION_TEST_PROGRAM ?? 'build/release/legation');

const START_SECONDS = 60; // sanitizers are slow
const STOP_SECONDS = 15;
const SANITIZER_REPORT = /^.*((ERROR|WARNING): \w*Sanitizer|runtime error:)[^]*/m;
const PLACES = 300; // the countries and a few of their parts

/** A program under test that was started: what it says, and how it ends. */
class Running {
  constructor(command, folder) {
    this.said = '';
    this.child = spawn(command[0], command.slice(1), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    this.pid = this.child.pid;
    for (const stream of [this.child.stdout, this.child.stderr]) stream.on('data', (text) => (this.said += text));
    this.exit = new Promise((resolve, reject) => {
      this.child.on('error', reject);
      this.child.on('close', (code, signal) => resolve(signal ?? code));
    });
    // A crash of the tests must not leave the program behind.
    this.forget = () => this.child.kill('SIGKILL');
    process.on('exit', this.forget);
    this.exit.finally(() => process.off('exit', this.forget)).catch(() => {});
  }

  /** Waits until it ends by itself; it must neither crash nor leak. */
  async end() {
    const code = await this.exit;
    assert.doesNotMatch(this.said, SANITIZER_REPORT);
    assert.equal(typeof code, 'number', `it was ended by ${code}:\n${this.said}`);
    return code;
  }

  async #ready() {
    const until = Date.now() + START_SECONDS * 1000;
    let ended = false;
    this.exit.then(() => (ended = true)).catch(() => (ended = true));
    while (!ended && Date.now() < until) {
      const found = /^Legation is ready at (http:\/\/\S+)$/m.exec(this.said);
      if (found) return new URL(found[1]);
      await pause(10);
    }
    this.forget();
    throw new Error(`The program did not answer. Its words:\n${this.said}`);
  }

  async serve() {
    this.address = await this.#ready();
    return this;
  }

  /** Asks a server to stop, which it must do cleanly. */
  async stop() {
    if (this.isStopped) return;
    this.isStopped = true;
    this.child.kill('SIGTERM');
    const timer = setTimeout(this.forget, STOP_SECONDS * 1000);
    const code = await this.end().finally(() => clearTimeout(timer));
    assert.equal(code, 0, this.said);
  }

  async kill() {
    this.isStopped = true;
    this.child.kill('SIGKILL');
    await this.exit;
  }

  /** Resident memory, in megabytes. */
  async memory() {
    return Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${this.pid}/status`, 'utf8'))[1]) / 1024;
  }

  operatorLog() {
    const lines = this.said.split('\n').filter((line) => line.startsWith('{'));
    return lines.map((line) => JSON.parse(line));
  }
}

export class Hub {
  /** Folders for one test, removed after it; programs that still serve are stopped first. */
  static async make(t) {
    const hub = new Hub();
    hub.running = [];
    hub.undos = [];
    hub.folder = await mkdtemp(path.join(tmpdir(), 'legation-bad-days-'));
    hub.data = path.join(hub.folder, 'data');
    hub.share = path.join(hub.folder, 'share');
    t.after(async () => {
      const ends = await Promise.allSettled(hub.running.map((running) => running.stop()));
      for (const undo of hub.undos.reverse()) undo();
      await rm(hub.folder, { recursive: true, force: true });
      for (const { reason } of ends) if (reason) throw reason;
    });
    await chmod(hub.folder, 0o755);
    await hub.#makeShare();
    return hub;
  }

  async #makeShare() {
    const built = path.join(path.dirname(program), 'share');
    await mkdir(path.join(this.share, 'gazetteer'), { recursive: true });
    await mkdir(path.join(this.share, 'starter'));
    for (const folder of ['assets', 'locale', 'passwords']) await symlink(path.join(built, folder), path.join(this.share, folder));
    await cp(path.join(built, 'gazetteer/attribution.json'), path.join(this.share, 'gazetteer/attribution.json'));
    const lines = (await firstBytes(path.join(built, 'gazetteer/places.tsv'), 200_000)).split('\n').slice(0, PLACES + 2);
    await writeFile(this.gazetteer, `${lines.join('\n')}\n# end ${PLACES}\n`);
    for (const file of await readdir(path.join(built, 'starter'))) {
      const [header] = (await readFile(path.join(built, 'starter', file), 'utf8')).split('\n', 1);
      await writeFile(path.join(this.share, 'starter', file), `${header}\n`);
    }
  }

  /** One more asset, /assets/large.pdf, larger than what waits between a server and a client. */
  async addLargeAsset(bytes) {
    const assets = path.join(this.share, 'assets');
    const built = await realpath(assets);
    await rm(assets);
    await cp(built, assets, { recursive: true });
    const content = Buffer.alloc(bytes);
    for (let i = 0; i < bytes; i += 4) content.writeUInt32LE(i, i);
    await writeFile(path.join(assets, 'large.pdf'), content);
    const manifest = JSON.parse(await readFile(path.join(assets, 'manifest.json'), 'utf8'));
    await writeFile(path.join(assets, 'manifest.json'), JSON.stringify({ ...manifest, 'large.pdf': 'large.pdf' }));
    return content;
  }

  /** Does something after the test, before the folders are removed. */
  atEnd(undo) {
    this.undos.push(undo);
  }

  get gazetteer() {
    return path.join(this.share, 'gazetteer/places.tsv');
  }

  get database() {
    return path.join(this.data, 'legation.sqlite');
  }

  /** The words of a command; `before` is a command that runs it, such as runuser. */
  #words(name, { before = [], data = this.data, listen = '127.0.0.1:0', options = [] } = {}) {
    const words = [...before, program, name, '--data', data, '--share', this.share];
    if (name === 'serve') words.push('--listen', listen);
    if (this.databaseUrl) words.push('--database', this.databaseUrl);
    return [...words, ...options];
  }

  /** Starts a server and waits until it answers; `settings` is the text of a configuration file. */
  async serve({ settings, ...options } = {}) {
    const config = settings === undefined ? [] : ['--config', await this.write('settings.toml', settings)];
    const running = new Running(this.#words('serve', { ...options, options: config }), this.folder);
    this.running.push(running);
    return running.serve();
  }

  /** Starts a command without waiting for it. */
  begin(name, options) {
    return new Running(this.#words(name, options), this.folder);
  }

  /** Runs a command to its end: its exit code and what it said. */
  async run(name, options) {
    const running = this.begin(name, options);
    const timer = setTimeout(running.forget, START_SECONDS * 1000);
    const code = await running.end().finally(() => clearTimeout(timer));
    return { code, said: running.said };
  }

  import(file, options = {}) {
    return this.run('import', { ...options, options: importOptions(file) });
  }

  /** A server that refuses to start, in words that match every pattern. */
  async refuses(patterns, options = {}) {
    const running = this.begin('serve', options);
    const started = running.serve().then(running.forget, () => {}); // needs not wait when it is wrong
    const code = await running.end();
    await started;
    const { said } = running;
    assert.equal(code, 1, said);
    for (const pattern of [patterns].flat()) assert.match(said, pattern);
    return said;
  }

  async write(name, text) {
    const file = path.join(this.folder, name);
    await writeFile(file, text);
    return file;
  }

  /** A CSV file of `count` actors: `prefix-0`, `prefix-1` and so on. */
  writeActors(prefix, count) {
    const rows = Array.from({ length: count }, (_, i) => `${prefix}-${i},network,Network ${prefix} ${i}`);
    return this.write(`${prefix}.csv`, `slug,kind,name\n${rows.join('\n')}\n`);
  }

  /** Of connections that ended at the same moment, any may stand first. A machine that does much else writes late. */
  async accessLog(isWhole = (lines) => lines.length > 0) {
    await pause(1_200); // it is flushed once a second
    for (let attempt = 0; ; ++attempt) {
      const bytes = await readFile(path.join(this.data, 'access.jsonl'));
      const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      const lines = text.split('\n').filter(Boolean).map((line) => JSON.parse(line));
      if (isWhole(lines) || attempt === 20) return lines;
      await pause(500);
    }
  }

  /** What the access log says of requests that were refused, in the order of the statuses. */
  async refusals(count) {
    const refused = (lines) => lines.map((line) => line.status).filter((status) => status >= 400);
    return refused(await this.accessLog((lines) => refused(lines).length >= count)).sort();
  }
}

export const importOptions = (file) => ['actor', file, '--author', 'A bad day'];

async function firstBytes(file, length) {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Gets a page over a connection of its own: status, body, milliseconds. */
export async function get(server, target) {
  const started = performance.now();
  const signal = AbortSignal.timeout(20_000);
  const answer = await fetch(new URL(target, server.address), { headers: { Connection: 'close' }, signal });
  const body = await answer.text();
  return { status: answer.status, headers: answer.headers, body, milliseconds: performance.now() - started };
}

/** The value of a metric. */
export async function metric(server, name) {
  const { body } = await get(server, '/metrics');
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(body)[1]);
}

/** Asks until the answer is as wanted; fails after `seconds`. */
export async function eventually(what, isSo, seconds = 10) {
  const until = Date.now() + seconds * 1000;
  while (!(await isSo())) {
    assert.ok(Date.now() < until, `${what}: not so within ${seconds} s`);
    await pause(50);
  }
}

/**
 * Asks again and again until `end`, as a well-behaved client would; answers the middle of the times it took, because
 * a machine that does much else at once delays some.
 */
export async function usualTime(server, end, target = '/register') {
  let ended = false;
  end.finally(() => (ended = true)).catch(() => {});
  const times = [];
  do {
    const { status, milliseconds } = await get(server, target);
    assert.equal(status, 200);
    times.push(milliseconds);
    await pause(50);
  } while (!ended);
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}
