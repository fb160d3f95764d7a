// Every kind of import is killed in its middle, again and again, and brought in again until it ends: what is recorded
// and what waits for a person is what an undisturbed import leaves.
import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import test from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { Hub } from './hub.mjs';

const ROWS = 2_600; // stored 500 at a time
const KILLS = 3;

const numbers = Array.from({ length: ROWS }, (_, i) => i);
const lines = (header, row) => [header, ...numbers.map(row)].join('\n') + '\n';
const countries = ['France', 'Japan', 'Brazil', 'Kenya', 'Canada', 'Atlantis'];
const country = (i) => countries[i % countries.length];
const other = (i) => countries[(i + 1 + Math.floor(i / countries.length)) % countries.length];

// Some rows of each are wrong or unclear, so that all that can become of a row does.
const kinds = {
  source: lines('key,title,published', (i) => `s-${i},Source ${i},${i % 9 === 0 ? 'soon' : 2000 + (i % 25)}`),
  actor: lines('slug,kind,name,country', (i) => `n-${i % 1_200},${i % 7 === 0 ? 'club' : 'network'},Network ${i},FR`),
  presence: lines('actor,kind,name,country', (i) => `${country(i)},trade_office,Office ${i},JP`),
  membership: lines('member,network,role', (i) => `${country(i)},network-of-all,role ${i}`),
  partnership: lines('kind,title,status,parties', (i) => `memorandum,Pact ${i},signed,${country(i)};${other(i)}`),
  activity: lines('kind,title,starts,participants', (i) => `summit,Meeting ${i},2020-0${1 + (i % 9)},${country(i)}=host`),
  international_office: lines('actor,structure,name', (i) => `${country(i)},dedicated_office,Office ${i}`),
  person: lines('name,role,actor', (i) => `Person ${i},Mayor,${country(i)}`),
  place_identifier: lines('place,scheme,code', (i) => `${country(i)},scheme-${i % 400},code ${i % 500}`),
  'ocd-divisions': lines('id,name,census_geoid', (i) => `ocd-division/country:us/state:zz/place:p${i},Nowhere ${i} city,place-${i}`),
  'census-places': lines('USPS\tGEOID\tNAME', (i) => `ZZ\t${i}\tNowhere ${i} city`),
  'gov-domains': lines(
    'Domain name,Domain type,Organization name,Suborganization name,City,State',
    (i) => `d${i}.gov,${i % 5 === 0 ? 'Federal' : 'County'},Nowhere ${i},,Nowhere,ZZ`,
  ),
  'sister-cities': lines(',country,city,sister', (i) => `${i},${country(i)},${country(i)},${other(i)}`),
  'network-members': lines(
    'name,entity_type,country,initiatives_committed',
    (i) => `${country(i)},Region,,C40Cities20${10 + (i % 10)};IcleiLocalGovernmentsforSustainability`,
  ),
  missions: lines(
    'operator;operatorQID;jurisdictions;jurisdictionQIDs;country;countryQID;city;latitude;longitude;website;type;creation;QID',
    (i) => `${country(i)};x/Q${i % 6};${other(i)}|Japan;x/Q9|x/Q1;${other(i + 1)};x/Q1;;;;;embassy;1990-01-01T00:00:00Z;x/Q${i}`,
  ),
};

/** All that is recorded and all that waits, without what tells when it was. */
function stateOf(hub) {
  const database = new DatabaseSync(hub.database, { readOnly: true });
  try {
    const names = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all().map(({ name }) => name);
    // Keys, accounts and jobs are each hub's own.
    const tables = names.filter(
      (name) => names.includes(`${name}_history`) || name.startsWith('import_') || ['revisions', 'mentions'].includes(name),
    );
    assert.ok(tables.includes('actors') && tables.includes('import_queue'));
    const plain = (row) => Object.entries(row).filter(([column]) => !/(_at|^file_name|^file_hash)$/.test(column));
    return Object.fromEntries(
      tables.map((name) => [name, database.prepare(`SELECT * FROM ${name}`).all().map(plain)]),
    );
  } finally {
    database.close();
  }
}

/** How far the last import came. */
function progressOf(hub) {
  const database = new DatabaseSync(hub.database, { readOnly: true });
  try {
    database.exec('PRAGMA busy_timeout = 5000'); // what was killed is mended by whoever comes first
    return database.prepare('SELECT id, last_line, finished_at FROM import_runs ORDER BY id DESC LIMIT 1').get();
  } finally {
    database.close();
  }
}

/** Kills an import once it has stored more than there was. */
async function killWhenItHasGoneOn(hub, running) {
  const before = progressOf(hub);
  let hasEnded = false;
  running.exit.then(() => (hasEnded = true));
  const hasGoneOn = (now) => now.last_line > (now.id === before.id ? before.last_line : 0);
  while (!hasEnded && !hasGoneOn(progressOf(hub))) await pause(1);
  await running.kill();
}

const importOf = (kind, file) => ({ options: [kind, file, '--author', 'A bad day', '--json'] });

async function hubWithNetworks(t) {
  const hub = await Hub.make(t);
  await (await hub.serve()).stop();
  const networks = 'slug,kind,name\nnetwork-of-all,network,Network of all\nc40-cities,network,C40\niclei,network,ICLEI\n';
  const made = await hub.run('import', importOf('actor', await hub.write('networks.csv', networks)));
  assert.equal(made.code, 0, made.said);
  return hub;
}

for (const [kind, text] of Object.entries(kinds)) {
  test(`An import of ${kind} that is killed and started again ends as one that nobody disturbed`, async (t) => {
    const calm = await hubWithNetworks(t);
    const hub = await hubWithNetworks(t);
    const [calmFile, file] = [await calm.write('rows.csv', text), await hub.write('rows.csv', text)];
    const undisturbed = await calm.run('import', importOf(kind, calmFile));
    assert.ok([0, 2].includes(undisturbed.code), undisturbed.said);

    const networksRun = progressOf(hub).id;
    let interrupted = 0;
    const isDone = () => progressOf(hub).id !== networksRun && progressOf(hub).finished_at !== null;
    for (let i = 0; i < KILLS && !isDone(); ++i) {
      await killWhenItHasGoneOn(hub, hub.begin('import', importOf(kind, file)));
      interrupted += isDone() ? 0 : 1;
    }
    assert.ok(interrupted > 0, 'no import was interrupted');
    if (!isDone()) {
      const last = await hub.run('import', importOf(kind, file));
      assert.ok([0, 2].includes(last.code), last.said);
    }

    const [expected, actual] = [stateOf(calm), stateOf(hub)];
    for (const table of Object.keys(expected))
      assert.deepEqual(actual[table], expected[table], `${table} differs`);
  });
}
