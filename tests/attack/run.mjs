// Attacks a running hub as each role with wapiti and sqlmap; see bin/attack.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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
  const guard = await startGuard({ target: new URL(canary.address), cookie: '', leftAlone: [] });
  try {
    const { findings } = await wapiti({ address: guard.address, seconds: 20 });
    for (const kind of [/cross site scripting/i, /sql injection/i, /cross site request forgery/i])
      if (!findings.some((finding) => kind.test(finding.kind))) throw new Error(`wapiti is blind: it does not find ${kind} where it is`);
    for (const form of [
      { method: 'GET', path: '/person', fields: new Map([['id', '1']]) },
      { method: 'POST', path: '/find', fields: new Map([['form_token', 'x'], ['name', 'Ada']]) },
    ]) {
      const attack = await sqlmap({ address: canary.address, form, dbms: 'SQLite', seconds: 120 });
      if (attack.findings.length === 0) throw new Error(`sqlmap is blind: it does not find the hole in ${form.path}\n${attack.said.slice(-2000)}`);
    }
  } finally {
    guard.stop();
    canary.stop();
  }
}

async function attack() {
  const started = Date.now();
  const settings = await mkdtemp(path.join(tmpdir(), 'legation-attack-settings-'));
  await writeFile(path.join(settings, 'settings.toml'), '[accounts]\npasswords = true\n');
  const running = await Program.start(chosen.program, chosen.database, ['--config', path.join(settings, 'settings.toml')]);
  const address = running.address;
  const hub = {
    address: (target) => new URL(target, address).href,
    fetch: (target, options) => fetch(new URL(target, address), options),
    json: async (target) => (await fetch(new URL(target, address))).json(),
  };
  const listed = execFileSync(chosen.program, ['routes', ...running.options], { encoding: 'utf8' }).trim().split('\n');
  const routes = listed.map((line) => line.split('\t')).map(([method, pattern]) => ({ method, pattern }));
  const pages = await pagesOf(routes, hub);
  const report = { database: dbms, seconds_for_each_step: seconds, roles: [], findings: [], unfinished: [], failed: [] };
  const done = new Set();

  async function attackAs(role) {
    const began = Date.now();
    const again = async () => (await signIn({ path: chosen.program, options: running.options, address }, role)).cookie;
    const cookie = await again();
    const forms = await formsFor(pages, hub, cookie);
    if (role === 'visitor') for (const [shape, form] of await operations(hub)) forms.set(shape, form);
    const fresh = [...forms].filter(([shape]) => !done.has(shape)).map(([shape, form]) => (done.add(shape), form));
    const line = { role, forms: forms.size, attacked: fresh.length, parameters: 0 };
    report.roles.push(line);
    await each(fresh, async (form) => {
      const { findings, isCut, isDone, said } = await sqlmap({ address, cookie, form, dbms, seconds: seconds * 3 });
      line.parameters += form.fields.size;
      report.findings.push(...findings.map((finding) => ({ role, ...finding })));
      if (isCut || !isDone) report.unfinished.push(`${role}: ${form.method} ${form.path} (${isCut ? 'out of time' : `sqlmap did not take it: ${/\[CRITICAL\] (.*)/.exec(said)?.[1] ?? 'no reason given'}`})`);
    });
    line.sqlmapSeconds = Math.round((Date.now() - began) / 1000);
    const refresh = role === 'visitor' ? undefined : again;
    // The crawler reads all pages that it starts from before it sends the first form: those with forms that are posted, no others.
    const starts = [...new Set([...forms.values()].filter(({ method, page }) => method === 'POST' && page).map(({ page }) => page))];
    const guard = await startGuard({ target: address, cookie: await again(), leftAlone: LEFT_ALONE, refresh });
    const crawl = await wapiti({ address: guard.address, starts, seconds }).finally(() => guard.stop());
    const sent = Object.keys(guard.sent).length;
    if (!crawl.isWhole) report.unfinished.push(`${role}: wapiti ended within ${Object.keys(crawl.modules).at(-1)}`);
    if (sent === 0) report.unfinished.push(`${role}: wapiti came to no form in its time; give it more with --seconds`);
    report.findings.push(...crawl.findings.map((finding) => ({ role, ...finding })));
    Object.assign(line, { crawled: guard.answers, formsSent: guard.sent, modules: crawl.modules, sessions: 1 + guard.renewals() });
    line.seconds = Math.round((Date.now() - began) / 1000);
    const asked = Object.values(guard.answers).reduce((sum, count) => sum + count, 0);
    say(`${role}: ${line.attacked} forms with ${line.parameters} fields, ${asked} requests of the crawler, with forms to ${sent} addresses, ${line.seconds} s`);
  }

  for (const role of chosen.role) {
    // A tool that fails must not take along what the others found.
    await attackAs(role).catch((error) => (say(`${role}: ${error.message}`), report.failed.push(role)));
  }

  await new Promise((resolve) => setTimeout(resolve, 1500)); // the access log is written once a second
  const logs = (await readdir(running.folder)).filter((name) => /^access(\.\d+)?\.jsonl$/.test(name)); // it is rotated
  const lines = (await Promise.all(logs.map((name) => readFile(path.join(running.folder, name), 'utf8')))).flatMap((text) => text.trim().split('\n'));
  const asked = lines.map((line) => JSON.parse(line));
  report.requests = asked.length;
  report.answers = {};
  for (const { status } of asked) report.answers[status] = (report.answers[status] ?? 0) + 1;
  for (const line of asked.filter(({ status }) => status >= 500))
    report.findings.push({ tool: 'access log', kind: `answer ${line.status}`, method: line.method, where: line.target ?? line.path, info: JSON.stringify(line) });
  const audit = execFileSync(chosen.program, ['audit', 'verify', ...running.options], { encoding: 'utf8' });
  report.audit = audit.trim();
  await rm(settings, { recursive: true, force: true });
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
if (report.failed.length > 0) console.log(`Not attacked to the end: ${report.failed.join(', ')}`);
console.log(`${open.length} findings`);
process.exit(open.length === 0 && report.failed.length === 0 ? 0 : 1);
