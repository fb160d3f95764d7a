// Starts what is measured: Legation with a data folder of its own, nginx beside it, a private PostgreSQL cluster.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const START_SECONDS = 300;
const STOP_SECONDS = 10;
const POSTGRESQL = path.join(import.meta.dirname, '../tests/postgresql.sh');

/** Children that still run. A killed nginx would leave its workers behind, so they are asked. */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGTERM')));

export async function stopServers() {
  await Promise.all([...running].map(stop));
}

export class Server {
  constructor(child, address, startSeconds) {
    this.child = child;
    this.address = address;
    this.startSeconds = startSeconds;
  }

  get pid() {
    return this.child.pid;
  }

  stop() {
    return stop(this.child);
  }
}

async function stop(child) {
  if (!running.has(child)) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_SECONDS * 1000);
  await ended;
  clearTimeout(timer);
}

/** Starts Legation and waits for its first answer; `startSeconds` runs until then. */
export async function startLegation({ program, share, folder, database, configuration }) {
  const options = ['serve', '--listen', '127.0.0.1:0', '--data', folder, '--share', share];
  if (database) options.push('--database', database);
  if (configuration) options.push('--config', configuration);
  const started = performance.now();
  const child = start(program, options);
  const address = await readyAddress(child);
  const answer = await fetch(new URL('/', address));
  if (!answer.ok) throw new Error(`The first page answered with ${answer.status}.`);
  await answer.arrayBuffer();
  return new Server(child, address, (performance.now() - started) / 1000);
}

/** Starts nginx serving `sizes` bytes each under `/<size>`. */
export async function startNginx({ folder, sizes }) {
  const port = await freePort();
  await mkdir(path.join(folder, 'files'), { recursive: true });
  for (const size of sizes) await writeFile(path.join(folder, 'files', String(size)), 'x'.repeat(size));
  const configuration = path.join(folder, 'nginx.conf');
  await writeFile(configuration, nginxConfiguration(folder, port));
  const child = start('nginx', ['-p', folder, '-c', configuration, '-e', path.join(folder, 'error.log')]);
  const server = new Server(child, new URL(`http://127.0.0.1:${port}`), 0);
  await answering(new URL(`/${sizes[0]}`, server.address));
  return server;
}

// As fast as it gets: no access log, files and their descriptors kept, a worker for each core.
function nginxConfiguration(folder, port) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (kind) => `  ${kind}_temp_path ${folder}/${kind};`,
  );
  return `${process.getuid() === 0 ? `user ${userInfo().username};` : ''}
daemon off;
worker_processes auto;
pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
${temporary.join('\n')}
  access_log off;
  default_type text/html;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=100;
  keepalive_requests 1000000000;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/files;
  }
}
`;
}

/**
 * A private cluster with one empty database; null where PostgreSQL is not installed. A durable one waits for the disk at each
 * commit, as an operator's does.
 */
export async function startPostgresql({ isDurable = false } = {}) {
  if (isDurable) process.env.LEGATION_POSTGRESQL_DURABLE = '1';
  const url = await postgresql('start').catch((error) => {
    console.error(`Without PostgreSQL: ${error.stderr?.trim() || error.message}`);
    return null;
  });
  if (!url) return null;
  const psql = async (...commands) => {
    const { stdout } = await run('psql', [url, '-At', ...commands.flatMap((command) => ['-c', command])]);
    return stdout.trim();
  };
  return {
    url,
    log: path.join(new URL(url).searchParams.get('host'), 'log'),
    databaseBytes: async () => Number(await psql('SELECT pg_database_size(current_database())')),
    logStatements: () => psql("ALTER SYSTEM SET log_statement = 'all'", 'SELECT pg_reload_conf()'),
    stop: () => postgresql('stop', url),
  };
}

async function postgresql(...parameters) {
  const { stdout } = await run(POSTGRESQL, parameters);
  return stdout.trim();
}

/** Of the SQLite database in the data folder with the journal beside it. */
export function sqliteBytes(folder) {
  const files = readdirSync(folder).filter((name) => name.startsWith('legation.sqlite'));
  return files.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

function start(program, options) {
  const child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  child.said = '';
  child.stderr.on('data', (text) => (child.said += text));
  child.on('exit', (code, signal) => {
    running.delete(child);
    if (signal && signal !== 'SIGTERM') console.error(`${program} ended with ${signal}: ${child.said.slice(-2000)}`);
  });
  child.on('error', (error) => {
    child.said += error.message;
    running.delete(child);
  });
  return child;
}

async function readyAddress(child) {
  const timer = setTimeout(() => child.kill('SIGKILL'), START_SECONDS * 1000);
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const found = /^Legation is ready at (\S+)/.exec(line);
      if (found) return new URL(found[1]);
    }
  } finally {
    clearTimeout(timer);
    child.stdout.resume();
  }
  throw new Error(`Legation did not start. Its last words:\n${child.said.slice(-2000)}`);
}

async function answering(url) {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await sleep(50);
  }
  throw new Error(`${url} does not answer.`);
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
