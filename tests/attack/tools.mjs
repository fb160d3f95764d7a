// Runs wapiti and sqlmap, and reads what they found.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

// All modules but those that need lists from the Internet, another server, or guess at other programs' files.
const MODULES = 'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss,xxe';

/** Runs a program to its end, at most that long; resolves to what it said and whether it was cut off. */
function run(command, options, seconds) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    let isCut = false;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (said += piece));
    const timer = setTimeout(() => ((isCut = true), child.kill('SIGKILL')), seconds * 1000);
    child.on('error', reject);
    child.on('close', (code) => (clearTimeout(timer), resolve({ said, isCut, code })));
  });
}

async function inFolder(work) {
  const folder = await mkdtemp(path.join(tmpdir(), 'legation-attack-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Crawls from `starts` for `seconds` and attacks what it met, each module for as long; what it found. */
export function wapiti({ address, starts = [], seconds }) {
  return inFolder(async (folder) => {
    const report = path.join(folder, 'report.json');
    const options = ['-u', address, '--scope', 'domain', '-m', MODULES, '-S', 'normal', '-d', '2', '--max-links-per-page', '40'];
    options.push('--max-files-per-dir', '8', '--max-parameters', '60', '--max-scan-time', String(5 * seconds), '--max-attack-time', String(seconds));
    options.push('-t', '20', '--skip', 'form_token', '--flush-session', '--store-session', folder, '--store-config', folder, '--no-bugreport');
    options.push('-f', 'json', '-o', report, '-v', '0');
    for (const target of starts) options.push('-s', new URL(target, address).href);
    const { said, isCut } = await run('wapiti', options, seconds * 40);
    const found = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
    if (!found.infos) throw new Error(`wapiti has no report${isCut ? ', it was cut off' : ''}:\n${said.slice(-2000)}`);
    const findings = [];
    for (const group of ['vulnerabilities', 'anomalies'])
      for (const [kind, all] of Object.entries(found[group]))
        for (const { method, path: where, parameter, info, http_request: request } of all)
          findings.push({ tool: 'wapiti', kind, method, where, parameter, info, request });
    return { findings };
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
