// What the program is given to start with may be wrong: it says what and where, and what to do, before it serves.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';

import { cookieIn, linkFor, post, signIn } from '../http/sign_in.mjs';
import { allowCodesAgain, codeOf } from '../http/totp.mjs';
import { get, Hub, program } from './hub.mjs';

const isRoot = process.getuid() === 0;
const nobody = '65534';

function countRows(hub, table) {
  const database = new DatabaseSync(hub.database, { readOnly: true });
  try {
    return database.prepare(`SELECT COUNT(*) AS count FROM ${table}`).get().count;
  } finally {
    database.close();
  }
}

test('A mistake in the configuration file is named with file, line and remedy', async (t) => {
  const hub = await Hub.make(t);
  const cases = [
    ['name = "A hub"\ncolour = "red"\n', /:2: there is no setting “colour”; the settings are .*listen/],
    ['\n\nlisten = 8080\n', /:3: listen must be a text in quotes/],
    ['access_log = "yes"\n', /:1: access_log must be true or false/],
    ['[limits]\nhead_bytes = -5\n', /:2: limits.head_bytes must be a whole number from 1024 to/],
    ['[limits]\nidle_seconds = 0\n', /:2: limits.idle_seconds must be a number of seconds from 1 to 3600/],
    ['[limits]\nidle_seconds = 99999999999999999999\n', /:2: /],
    ['workers = [1, 2]\n', /:1: workers must be a whole number/],
    ['name = "A hub\n', /:1: /], // a quote that is never closed
    ['name = "A hub"\nname = "Another"\n', /:2: /],
    ['name = "\xff"\n', /:1: /],
    ['[limits\nhead_bytes = 5000\n', /:1: /],
  ];
  for (const [settings, message] of cases) {
    const file = await hub.write('wrong.toml', Buffer.from(settings, 'latin1'));
    const said = await hub.refuses(message, { options: ['--config', file] });
    assert.ok(said.includes(file), said);
  }
  await hub.refuses(/none\.toml does not exist; name another file with --config/, { options: ['--config', 'none.toml'] });
  await hub.refuses(/./, { options: ['--config', hub.folder] });
});

test('An address that nobody can listen on is refused before any data is loaded', async (t) => {
  const hub = await Hub.make(t);
  for (const listen of ['8080', 'localhost', '127.0.0.1:99999', '127.0.0.1:-1', ':', ''])
    await hub.refuses(/127\.0\.0\.1:8080/, { listen }); // an example of how to write it
  await assert.rejects(readFile(hub.database), { code: 'ENOENT' });
});

test('A port that is taken is said with the remedy', async (t) => {
  const hub = await Hub.make(t);
  const other = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  t.after(() => other.close());
  const { port } = other.address();
  await hub.refuses(
    new RegExp(`Cannot listen on 127.0.0.1 port ${port}: stop the program that uses it or choose another port`),
    { listen: `127.0.0.1:${port}` },
  );
});

test('A data folder that may not be written is said with the remedy', async (t) => {
  const hub = await Hub.make(t);
  const before = isRoot ? ['setpriv', '--reuid', nobody, '--regid', nobody, '--clear-groups', '--'] : [];
  if (isRoot && spawnSync(before[0], [...before.slice(1), program, '--version']).status !== 0)
    return t.skip('another user cannot run the program here: its folder is closed to others');
  const remedy = [/check (the folder and its|that the data folder)|name another with --data/, /permission|may write|cannot be made/i];
  // One that belongs to somebody else, and cannot even be made.
  const closed = path.join(hub.folder, 'closed');
  await mkdir(closed, { mode: 0o555 });
  await hub.refuses(remedy, { before, data: path.join(closed, 'data') });
  await hub.refuses(remedy, { before, data: closed });
  // One that was this user's, with a database that is not.
  await mkdir(hub.data);
  if (isRoot) await chown(hub.data, Number(nobody), Number(nobody));
  const server = await hub.serve({ before });
  await server.stop();
  await chmod(hub.database, 0o444);
  await chmod(hub.data, 0o555);
  await hub.refuses(remedy, { before });
  await chmod(hub.database, 0);
  await hub.refuses(remedy, { before });
  await chmod(hub.data, 0o755);
  await chmod(hub.database, 0o644);
  await (await hub.serve({ before })).stop();
  // A file where the folder should be.
  await hub.refuses(remedy[0], { before, data: path.join(hub.folder, 'share/gazetteer/places.tsv') });
});

test('Secrets and data that others on the machine could read are named by the doctor', async (t) => {
  const hub = await Hub.make(t);
  const doctor = async (settings = 'name = "A hub"\n') => hub.run('doctor', { options: ['--config', await hub.write('hub.toml', settings)] });
  assert.match((await doctor()).said, /ok {7}privacy/);
  assert.equal((await stat(hub.data)).mode & 0o777, 0o700, 'the program makes its folder for itself alone');
  await chmod(hub.data, 0o755);
  assert.match((await doctor()).said, /problem {2}privacy {4}.*chmod o-rwx .*data/);
  await chmod(hub.data, 0o700);

  const key = await hub.write('key.pem', 'a key');
  await chmod(key, 0o644);
  const issuer = `[oidc.city]\nissuer = "https://id.example.gov"\nclient_id = "7"\nprivate_key = "${key}"\n`;
  assert.match((await doctor(issuer)).said, /problem {2}privacy {4}.*key\.pem/);
  await chmod(key, 0o600);
  assert.match((await doctor(issuer)).said, /ok {7}privacy/);
  assert.match((await doctor('[mail]\npassword = "x"\n')).said, /problem {2}privacy {4}.*hub\.toml/);
});

test('Secrets are encrypted with a key from outside the database, and nothing goes on without it', async (t) => {
  const hub = await Hub.make(t);
  const file = path.join(hub.folder, 'secret.key');
  const passwords = '[accounts]\npasswords = true\n';
  const withKeys = (text) => `secret_key_file = "${text}"\n${passwords}`;
  const begin = (settings) => hub.serve({ settings });
  const options = ['--data', hub.data, '--share', hub.share];
  const me = 'account ada@people.example';
  const kept = () => {
    const database = new DatabaseSync(hub.database, { readOnly: true });
    const rows = database.prepare('SELECT secret AS kept FROM authenticators UNION ALL SELECT value FROM hub_keys').all();
    database.close();
    return rows.map((row) => row.kept);
  };
  const run = async (name, ...words) => hub.run(name, { options: ['--config', path.join(hub.folder, 'settings.toml'), ...words] });
  const setKeys = async (...keys) => (await writeFile(file, keys.join('\n')), chmod(file, 0o600));
  const [one, two] = [randomBytes(32).toString('base64'), randomBytes(32).toString('hex')];

  // An app is set up while there is no key.
  let server = await begin(passwords);
  const ada = await signIn({ path: program, options, address: server.address }, me);
  const send = (target, fields) => post(server.address, target, ada.cookie, { ...fields, form_token: ada.formToken });
  await send('/account/password/app', {});
  const page = await fetch(new URL('/account/password/app', server.address), { headers: { Cookie: ada.cookie } });
  const secret = /<code>([A-Z2-7 ]+)<\/code>/.exec(await page.text())[1].replaceAll(' ', '');
  const confirmed = await send('/account/password/app/confirm', { code: await codeOf(secret) });
  const codes = [...confirmed.body.matchAll(/<code>([A-Z2-7-]{34})<\/code>/g)].map(([, code]) => code);
  assert.equal(codes.length, 10);
  await server.stop();
  const before = kept();
  assert.ok(before.includes(secret));
  assert.match((await run('doctor')).said, /ok {7}secrets {4}those in the database are kept as they are/);

  // What is wrong with the file is said, and nothing was changed.
  await hub.write('settings.toml', withKeys(file));
  const refuses = async (pattern) => {
    const config = ['--config', path.join(hub.folder, 'settings.toml')];
    const said = await hub.refuses(pattern, { options: config });
    assert.ok(said.includes(file), said);
    assert.match((await run('doctor')).said, /problem {2}secrets/);
    assert.deepEqual(kept(), before);
  };
  await setKeys('# nothing yet');
  await refuses(/it holds no key; openssl rand -base64 32 makes one/);
  await setKeys('a password');
  await refuses(/line 1 is no key of 32 bytes/);
  await setKeys(one);
  await chmod(file, 0o644);
  await refuses(/chmod 600/);
  await rm(file);
  await refuses(/No such file or directory; put it back/);

  // With it, nothing readable stays; the next start changes nothing; the app goes on.
  await setKeys(one);
  for (let i = 0; i < 2; i += 1) {
    server = await begin(withKeys(file));
    await server.stop();
  }
  for (const name of [hub.database, `${hub.database}-wal`]) {
    const bytes = await readFile(name).catch(() => Buffer.alloc(0));
    for (const plain of before) assert.equal(bytes.indexOf(plain), -1, name);
  }
  const log = spawnSync(program, ['audit', 'list', '--action', 'encrypt secrets', ...options], { encoding: 'utf8' }).stdout;
  assert.equal(log.split('2 of them').length, 2, log);
  assert.match((await run('doctor')).said, /ok {7}secrets {4}2 in the database are encrypted, 0 will be/);
  const signInWith = async (code) => {
    const visitor = await signIn({ address: server.address }, 'visitor');
    const link = await linkFor({ path: program, options }, me);
    return cookieIn(await post(server.address, link, visitor.cookie, { form_token: visitor.formToken, code }), '__Host-session');
  };
  server = await begin(withKeys(file));
  allowCodesAgain(hub.database);
  assert.ok(await signInWith(await codeOf(secret)), 'with a code of the app');
  await server.stop();

  // Another key takes over, and the first may go; without any the hub stays down.
  await setKeys(two, one);
  const [old] = kept();
  await (await begin(withKeys(file))).stop();
  assert.notEqual(kept()[0], old);
  await setKeys(one);
  await hub.refuses(/2 of the 2 secrets .* not here.*add its line to .*secret\.key/, { options: ['--config', await hub.write('settings.toml', withKeys(file))] });
  await hub.refuses(/2 of the 2 secrets .*name the file that holds it: secret_key_file/);

  // It is lost for good: recovery codes go on.
  assert.match((await run('forget-secrets')).said, /2 of 2 secrets cannot be opened/);
  assert.match((await run('forget-secrets', '--for-good')).said, /2 secrets were forgotten/);
  server = await begin(withKeys(file));
  allowCodesAgain(hub.database);
  assert.equal(await signInWith(await codeOf(secret)), undefined);
  assert.ok(await signInWith(codes[0]), 'with a recovery code');
});

test('Whatever is missing of the share folder is named, with the remedy', async (t) => {
  const hub = await Hub.make(t);
  const remedy = /(run bin\/build|restore it)/;
  for (const name of ['gazetteer/places.tsv', 'starter/themes.csv', 'gazetteer/attribution.json', 'assets']) {
    const file = path.join(hub.share, name);
    const kept = path.join(hub.folder, 'kept');
    await cp(file, kept, { recursive: true, verbatimSymlinks: true });
    await rm(file, { recursive: true });
    const said = await hub.refuses(remedy, {});
    assert.ok(said.includes(path.dirname(file)), said);
    await cp(kept, file, { recursive: true, verbatimSymlinks: true });
    await rm(kept, { recursive: true });
  }
  const whole = hub.share;
  hub.share = path.join(hub.folder, 'nowhere');
  await hub.refuses([remedy, /nowhere/]);
  hub.share = whole;
  const server = await hub.serve();
  assert.equal((await get(server, '/register/countries')).status, 200);
});

test('A gazetteer that was cut short or edited is refused whole, and the next start with a good one works', async (t) => {
  const hub = await Hub.make(t);
  const good = await readFile(hub.gazetteer, 'utf8');
  const lines = good.split('\n');
  const cut = (bytes) => good.slice(0, bytes);
  const edited = (number, change) => lines.map((line, i) => (i === number - 1 ? change(line) : line)).join('\n');
  const cases = [
    ['nothing at all', '', /places\.tsv:1: .*bin\/build/],
    ['the first line alone', `${lines[0]}\n`, /places\.tsv:2: column .* is missing; .*bin\/build/],
    ['cut in the middle of a line', cut(9_000), /places\.tsv:\d+: .*bin\/build/],
    ['cut at the end of a line', cut(good.lastIndexOf('# end')), /places\.tsv:302: the file is cut short: .*bin\/build/],
    ['a line deleted', lines.filter((_, i) => i !== 200).join('\n'), /places\.tsv:302: .*(“# end 300” but holds 299)/],
    ['a tab deleted', edited(50, (line) => line.replace('\t', '')), /places\.tsv:50: the line has \d+ cells/],
    ['a number that is none', edited(60, (line) => line.replace(/\d+\.\d+/, 'north')), /places\.tsv:60: \w+ is not a number: “north”/],
    ['another format', good.replace('gazetteer 1', 'gazetteer 9'), /places\.tsv:1: .*bin\/build/],
  ];
  for (const [what, text, message] of cases) {
    await writeFile(hub.gazetteer, text);
    await t.test(what, () => hub.refuses(message));
  }
  await writeFile(hub.gazetteer, good);
  const server = await hub.serve();
  assert.equal((await get(server, '/register/us')).status, 200);
  assert.equal(countRows(hub, 'places'), 300);
});

test('A starter file that was cut short loads nothing, and the next start with a whole one works', async (t) => {
  const hub = await Hub.make(t);
  const name = path.join(hub.share, 'starter/networks.csv');
  const header = await readFile(name, 'utf8');
  const width = header.split(',').length;
  const columns = header.trim().split(',');
  const row = (slug) => columns.map((column) => ({ slug, kind: 'network', name: '"A name, in quotes"' })[column] ?? '').join(',');
  const good = `${header}${Array.from({ length: 20 }, (_, i) => row(`network-${i}`)).join('\n')}\n`;
  const cases = [
    ['nothing at all', 0, /networks\.csv:1: the file is empty/],
    ['cut between cells', good.lastIndexOf(',,,'), new RegExp(`networks\\.csv:21: this row has \\d+ cells where the header has ${width}.*cut short`)],
    ['cut inside quotes', good.lastIndexOf(', in quotes'), /networks\.csv:21: a quote that opens here is never closed; .*cut short/],
  ];
  await writeFile(name, good);
  for (const [what, bytes, message] of cases) {
    await truncate(name, bytes);
    await t.test(what, async () => {
      await hub.refuses(message);
      assert.equal(countRows(hub, 'actors'), 0);
      assert.equal(countRows(hub, 'starter_loads'), 0);
    });
    await writeFile(name, good);
  }
  const server = await hub.serve();
  assert.equal((await get(server, '/register/network-19')).status, 200);
  assert.equal(countRows(hub, 'actors'), 20);
});

test('A database that a newer program made is left alone', async (t) => {
  const hub = await Hub.make(t);
  await (await hub.serve()).stop();
  const database = new DatabaseSync(hub.database);
  database.exec(`INSERT INTO schema_migrations (name, checksum, applied_at) VALUES ('9999_future', 'x', '2099-01-01')`);
  database.close();
  await hub.refuses([/do not fit together/, /9999_future.*run the newer program/]);
  const { code, said } = await hub.import(await hub.writeActors('late', 3));
  assert.equal(code, 1);
  assert.match(said, /9999_future/);
  assert.equal(countRows(hub, 'actors'), 0);
});
