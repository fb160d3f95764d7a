// Runs wapiti and sqlmap, and reads what they found.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { KNOWN_TOKEN } from './guard.mjs';

// All modules but those that need lists from the Internet, ask a server of wapiti's makers (xxe), or guess at files of other programs
// (backup also asks for hosts that it made up, a second for each).
const MODULES = 'blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss';

/** Runs a program to its end, at most that long; resolves to what it said and whether it was cut off. `watch` gets the child. */
function run(command, options, seconds, watch) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, PYTHONUNBUFFERED: '1' };
    const child = spawn(command, options, { stdio: [watch ? 'pipe' : 'ignore', 'pipe', 'pipe'], env });
    let said = '';
    let isCut = false;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += piece));
    const timer = setTimeout(() => ((isCut = true), child.kill('SIGKILL')), seconds * 1000);
    const stopWatching = watch?.(child);
    child.on('error', reject);
    child.on('close', (code) => (clearTimeout(timer), stopWatching?.(), resolve({ said, isCut, code })));
  });
}

/**
 * Keeps each module of wapiti to its time: between two requests it does so itself, but one step of `permanentxss` or `exec` may
 * take many minutes. Interrupted, it asks what to do, and `n` leads to the next module. `times` gets the seconds of each.
 */
function keepModulesToTime(child, seconds, times) {
  let module;
  let began;
  let due = 0;
  const end = () => module && (times[module] = Math.round((Date.now() - began) / 100) / 10);
  child.stdin.on('error', () => {}); // it ended before it heard the answer
  child.stdout.on('data', (piece) => {
    for (const [, launched] of String(piece).matchAll(/Launching module (\w+)/g)) {
      end();
      [module, began, due] = [launched, Date.now(), 0];
    }
  });
  const timer = setInterval(() => {
    const now = Date.now();
    if (!module || now < due || now - began < 2 * seconds * 1000) return;
    due = now + 20_000; // whoever interrupts the question as well ends all
    child.kill('SIGINT');
    child.stdin.write('n\n');
  }, 1000);
  return () => (clearInterval(timer), end());
}

async function inFolder(work) {
  const folder = await mkdtemp(path.join(tmpdir(), 'legation-attack-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Crawls from `starts` for ten times `seconds` and attacks what it met, each module for once or twice that; what it found. */
export function wapiti({ address, starts = [], seconds }) {
  return inFolder(async (folder) => {
    const report = path.join(folder, 'report.json');
    const common = ['-u', address, '--scope', 'domain', '--store-session', folder, '--store-config', folder, '--no-bugreport'];
    common.push('-f', 'json', '-o', report, '-v', '0');
    // Few links of each page: the crawler takes them in turn with the forms. Many addresses of each folder: our pages have few folders.
    const options = ['-m', MODULES, '-S', 'normal', '-d', '2', '--max-links-per-page', '6'];
    options.push('--max-files-per-dir', '60', '--max-parameters', '60', '--max-scan-time', String(10 * seconds), '--max-attack-time', String(seconds));
    options.push('-t', '20', '--skip', KNOWN_TOKEN, '--flush-session');
    for (const target of starts) options.push('-s', new URL(target, address).href);
    const modules = {};
    const watch = (child) => keepModulesToTime(child, seconds, modules);
    const { said, isCut } = await run('wapiti', [...common, ...options], seconds * 60, watch);
    const read = async () => JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
    let found = await read();
    const isWhole = Boolean(found.infos);
    // It was cut off or interrupted at a bad moment. What it found until then it has kept, and a run of one quick module reports it.
    if (!isWhole) {
      await run('wapiti', [...common, '-m', 'cookieflags', '--skip-crawl'], 120);
      found = await read();
    }
    if (!found.infos) throw new Error(`wapiti has no report${isCut ? ', it was cut off' : ''}:\n${said.slice(-2000)}`);
    const findings = [];
    for (const group of ['vulnerabilities', 'anomalies'])
      for (const [kind, all] of Object.entries(found[group]))
        for (const { method, path: where, parameter, info, http_request: request } of all)
          findings.push({ tool: 'wapiti', kind, method, where, parameter, info, request });
    return { findings, modules, isWhole };
  });
}

/** Attacks every field of a form; what it found. */
export function sqlmap({ address, cookie, form, dbms, seconds }) {
  return inFolder(async (folder) => {
    const fields = new URLSearchParams([...form.fields]).toString();
    const isPost = form.method === 'POST';
    const host = new URL(address).host;
    const head = [`${form.method} ${form.path}${isPost ? '' : `?${fields}`} HTTP/1.1`, `Host: ${host}`, 'Accept: text/html'];
    if (cookie) head.push(`Cookie: ${cookie}`);
    if (isPost) head.push('Content-Type: application/x-www-form-urlencoded', `Content-Length: ${fields.length}`);
    const request = path.join(folder, 'request.txt');
    await writeFile(request, `${head.join('\r\n')}\r\n\r\n${isPost ? fields : ''}`);
    const options = ['-r', request, '--batch', '--ignore-stdin', '--level', '1', '--risk', '1', '--technique', 'BEU', '--dbms', dbms, '--skip', 'form_token'];
    options.push('--ignore-code', '401', '--ignore-redirects', '--output-dir', folder, '--disable-coloring', '--timeout', '20', '--retries', '1', '-v', '1');
    const { said, isCut } = await run('sqlmap', options, seconds);
    const findings = [...said.matchAll(/^Parameter: (.+)$\n(?: {4}Type: (.+)\n)?/gm)].map(([, parameter, kind]) => ({
      tool: 'sqlmap',
      kind: kind ?? 'injection',
      method: form.method,
      where: form.path,
      parameter,
      request: head[0],
    }));
    const isDone = /all tested parameters do not appear to be injectable|identified the following injection point|no parameter\(s\) found/.test(said);
    return { findings, isCut, isDone, said };
  });
}
