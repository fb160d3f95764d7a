// Attacks a running hub as each role with wapiti and sqlmap; see bin/attack.
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { signIn } from '../http/sign_in.mjs';
import { Program } from '../program.mjs';
import { startCanary } from './canary.mjs';
import { startGuard } from './guard.mjs';
import { known } from './known.mjs';
import { LEFT_ALONE, formsFor, operations, pagesOf } from './targets.mjs';
import { sqlmap, wapiti } from './tools.mjs';

const root = path.resolve(fileURLToPath(import.meta.url), '../../..');
const ROLES = ['visitor', 'member of us-ca-los-angeles', 'manager of us-ca-los-angeles', 'moderator', 'office', 'administrator'];
const AT_ONCE = 2;

const { values: chosen } = parseArgs({
  options: {
    program: { type: 'string', default: path.join(root, 'build/release/legation') },
    database: { type: 'string' },
    seconds: { type: 'string', default: '20' },
    role: { type: 'string', multiple: true, default: ROLES },
    report: { type: 'string', default: path.join(root, 'build/attack.json') },
  },
});
const seconds = Number(chosen.seconds);
const dbms = chosen.database ? 'PostgreSQL' : 'SQLite';
const say = (line) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

/** Does `work` with every item, a few at once. */
async function each(items, work) {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

/** The tools must find what is there to be found. */
async function proveTools() {
  const canary = await startCanary();
  try {
    const { findings } = await wapiti({ address: canary.address, seconds: 20 });
    for (const kind of [/cross site scripting/i, /sql injection/i])
      if (!findings.some((finding) => kind.test(finding.kind))) throw new Error(`wapiti is blind: it does not find ${kind} where it is`);
    for (const form of [
      { method: 'GET', path: '/person', fields: new Map([['id', '1']]) },
      { method: 'POST', path: '/find', fields: new Map([['form_token', 'x'], ['name', 'Ada']]) },
    ]) {
      const attack = await sqlmap({ address: canary.address, form, dbms: 'SQLite', seconds: 120 });
      if (attack.findings.length === 0) throw new Error(`sqlmap is blind: it does not find the hole in ${form.path}\n${attack.said.slice(-2000)}`);
    }
  } finally {
    canary.stop();
  }
}

async function attack() {
  const started = Date.now();
  const running = await Program.start(chosen.program, chosen.database);
  const address = running.address;
  const hub = {
    address: (target) => new URL(target, address).href,
    fetch: (target, options) => fetch(new URL(target, address), options),
    json: async (target) => (await fetch(new URL(target, address))).json(),
  };
  const lines = execFileSync(chosen.program, ['routes', ...running.options], { encoding: 'utf8' }).trim().split('\n');
  const routes = lines.map((line) => line.split('\t')).map(([method, pattern]) => ({ method, pattern }));
  const pages = await pagesOf(routes, hub);
  const report = { database: dbms, roles: [], findings: [], unfinished: [] };
  const done = new Set();

  for (const role of chosen.role) {
    const began = Date.now();
    const { cookie } = await signIn({ path: chosen.program, options: running.options, address }, role);
    const forms = await formsFor(pages, hub, cookie);
    if (role === 'visitor') for (const [shape, form] of await operations(hub)) forms.set(shape, form);
    const fresh = [...forms].filter(([shape]) => !done.has(shape)).map(([shape, form]) => (done.add(shape), form));
    let parameters = 0;
    await each(fresh, async (form) => {
      const { findings, isCut, isDone } = await sqlmap({ address, cookie, form, dbms, seconds: seconds * 3 });
      parameters += form.fields.size;
      report.findings.push(...findings.map((finding) => ({ role, ...finding })));
      if (isCut || !isDone) report.unfinished.push(`${role}: ${form.method} ${form.path} (${isCut ? 'out of time' : 'not taken'})`);
    });
    const again = async () => (await signIn({ path: chosen.program, options: running.options, address }, role)).cookie;
    const refresh = role === 'visitor' ? undefined : again;
    // The crawler goes on from where the forms are; sqlmap has had the rest.
    const starts = [...new Set([...forms.values()].map(({ page }) => page).filter(Boolean))];
    const guard = await startGuard({ target: address, cookie: await again(), leftAlone: LEFT_ALONE, refresh });
    const crawl = await wapiti({ address: guard.address, starts, seconds }).finally(() => guard.stop());
    const sent = Object.keys(guard.sent).length;
    if (sent === 0) report.unfinished.push(`${role}: wapiti came to no form in its time; give it more with --seconds`);
    report.findings.push(...crawl.findings.map((finding) => ({ role, ...finding })));
    report.roles.push({ role, forms: forms.size, attacked: fresh.length, parameters, crawled: guard.answers, formsSent: guard.sent, sessions: 1 + guard.renewals(), seconds: Math.round((Date.now() - began) / 1000) });
    say(`${role}: ${fresh.length} forms with ${parameters} fields, ${Object.values(guard.answers).reduce((sum, count) => sum + count, 0)} requests of the crawler to all and to ${sent} addresses of forms, ${Math.round((Date.now() - began) / 1000)} s`);
  }

  await new Promise((resolve) => setTimeout(resolve, 1500)); // the access log is written once a second
  const asked = (await readFile(path.join(running.folder, 'access.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line));
  report.requests = asked.length;
  report.answers = {};
  for (const { status } of asked) report.answers[status] = (report.answers[status] ?? 0) + 1;
  for (const line of asked.filter(({ status }) => status >= 500))
    report.findings.push({ tool: 'access log', kind: `answer ${line.status}`, method: line.method, where: line.target ?? line.path, info: JSON.stringify(line) });
  const audit = execFileSync(chosen.program, ['audit', 'verify', ...running.options], { encoding: 'utf8' });
  report.audit = audit.trim();
  for (const wrong of await running.stop()) report.findings.push({ tool: 'program', kind: 'it did not end well', info: wrong });
  report.seconds = Math.round((Date.now() - started) / 1000);
  return report;
}

await proveTools();
say('The tools find what they must in a server with holes.');
const report = await attack();
for (const finding of report.findings) finding.known = known(finding);
const open = report.findings.filter((finding) => !finding.known);
await mkdir(path.dirname(chosen.report), { recursive: true });
await writeFile(chosen.report, JSON.stringify(report, null, 2));
for (const { role, tool, kind, method, where, parameter, info } of open)
  console.log(`  ${role ?? ''}: ${tool}: ${kind}: ${method} ${where} ${parameter ?? ''} ${info ?? ''}`);
for (const line of report.unfinished) console.log(`  unfinished: ${line}`);
console.log(`${report.requests} requests in ${report.seconds} s on ${report.database}, ${report.findings.length - open.length} known to be none, see tests/attack/known.mjs`);
console.log(`${open.length} findings`);
process.exit(open.length === 0 ? 0 : 1);
