// The API as its own description has it: every operation with generated parameters, valid and hostile, on both databases.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { promisify } from 'node:util';

import { Program } from '../program.mjs';
import { answerChecker, hostileValue, operationsOf, randomNumbers, validValue } from './description.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const program = path.resolve(process.env.LEGATION_TEST_PROGRAM ?? path.join(root, 'build/release/legation'));
const cluster = process.env.LEGATION_TEST_POSTGRESQL;
const seed = Number(process.env.LEGATION_TEST_SEED ?? 20261122);
const TRIES = 60; // of each operation, valid and hostile each

const run = promisify(execFile);

function newDatabase() {
  return execFileSync(path.join(root, 'tests/postgresql.sh'), ['database', cluster, 'api'], { encoding: 'utf8' }).trim();
}

for (const database of ['SQLite', ...(cluster ? ['PostgreSQL'] : [])]) {
  describe(`The API on ${database}`, () => {
    let hub, description, operations, wrongWith;
    const keys = [];
    const cursors = [];

    const get = async (target, options) => {
      const answer = await fetch(new URL(target, hub.address), options);
      return { answer, body: await answer.text() };
    };

    before(async () => {
      hub = await Program.start(program, database === 'PostgreSQL' ? newDatabase() : undefined);
      description = JSON.parse((await get('/api/openapi.json')).body);
      // What changes something is tested as HTTP cases.
      operations = operationsOf(description).filter(({ method }) => method === 'get');
      wrongWith = answerChecker(description);
      // Keys of records, so that many filters really find something.
      for (const { path: address } of operations.filter(({ path: address }) => !address.includes('{'))) {
        const { items } = JSON.parse((await get(`${address}?limit=20`)).body);
        for (const item of items) keys.push(item.slug ?? item.key ?? item.id, ...(item.themes ?? []));
      }
      keys.push('US', 'us-ca', '2026-01-01', '2026-11-21T22:08:29Z');
    });
    after(async () => {
      assert.deepEqual(await hub?.stop(), []);
    });

    test('describes itself without an error', async () => {
      assert.ok(operations.length >= 30, `${operations.length} operations`);
      const folder = await mkdtemp(path.join(tmpdir(), 'legation-openapi-'));
      const file = path.join(folder, 'openapi.json');
      await writeFile(file, JSON.stringify(description));
      try {
        const redocly = path.join(root, 'node_modules/.bin/redocly');
        const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
        await run(redocly, ['lint', file], { env }); // fails with its report
      } finally {
        await rm(folder, { recursive: true });
      }
    });

    const address = (operation, random, valueOf) => {
      const query = [];
      let target = operation.path;
      for (const parameter of operation.parameters) {
        if (parameter.in === 'path') target = target.replace(`{${parameter.name}}`, valueOf(parameter, random));
        else if (random.chance(0.3)) query.push(`${parameter.name}=${valueOf(parameter, random)}`);
      }
      return query.length > 0 ? `${target}?${query.join('&')}` : target;
    };

    test('answers every operation as described, whatever valid parameters it is given', async () => {
      const random = randomNumbers(seed);
      const valid = (parameter) => {
        if (parameter.name === 'cursor') return random.pick(cursors.length > 0 ? cursors : ['']);
        return encodeURIComponent(validValue(parameter.schema, random, keys));
      };
      let found = 0;
      for (const operation of operations) {
        for (let i = 0; i < TRIES; ++i) {
          const target = address(operation, random, valid);
          const { answer, body } = await get(target);
          assert.equal(wrongWith(operation, answer, body), undefined, `GET ${target} (seed ${seed})`);
          if (!answer.ok) continue;
          const { items, next_cursor: cursor } = JSON.parse(body);
          found += items?.length ?? 1;
          if (cursor && cursors.length < 200) cursors.push(cursor);
        }
      }
      assert.ok(found > 1000, `generated requests found ${found} records`);
      assert.ok(cursors.length > 10, `generated requests found ${cursors.length} cursors`);
    });

    test('bears hostile parameters with a clear answer', async () => {
      const random = randomNumbers(seed + 1);
      const hostile = () => hostileValue(random, cursors);
      const counts = {};
      for (const operation of operations) {
        for (let i = 0; i < TRIES; ++i) {
          let target = address(operation, random, hostile);
          if (random.chance(0.2)) target += `${target.includes('?') ? '&' : '?'}${hostile()}=${hostile()}`;
          const { answer, body } = await get(target);
          counts[answer.status] = (counts[answer.status] ?? 0) + 1;
          // A key may hold a slash and so name another address.
          const isOther = answer.status === 404 || answer.url !== new URL(target, hub.address).href;
          const problem = isOther && answer.status < 500 ? undefined : wrongWith(operation, answer, body);
          assert.equal(problem, undefined, `GET ${target} (seed ${seed})`);
          assert.equal(answer.headers.get('x-injected'), null, target);
        }
      }
      assert.ok(counts[400] > 500, `what came of it: ${JSON.stringify(counts)}`);
    });

    test('gives each record of a list exactly once, whatever the order and the size of pages', async () => {
      for (const operation of operations.filter(({ path: each }) => !each.includes('{'))) {
        const sorts = operation.parameters.find(({ name }) => name === 'sort').schema.enum;
        for (const sort of sorts) {
          const ids = [];
          let target = `${operation.path}?sort=${sort}&limit=${sort.length * 11}&fields=id`;
          let total;
          while (target) {
            const { answer, body } = await get(target);
            const page = JSON.parse(body);
            total = page.total;
            ids.push(...page.items.map(({ id }) => id));
            target = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link'))?.[1];
          }
          assert.equal(ids.length, total, `${operation.path} by ${sort}`);
          assert.equal(new Set(ids).size, total, `${operation.path} by ${sort}`);
        }
      }
    });

    test('answers with what the filters say', async () => {
      const items = async (target) => JSON.parse((await get(target)).body).items;
      const networks = await items('/api/v1/actors?kind=network&country=us&limit=200');
      assert.ok(networks.length > 10);
      assert.ok(networks.every(({ kind, country }) => kind === 'network' && country === 'US'));
      const theme = (await items('/api/v1/themes?limit=1'))[0].slug;
      const themed = await items(`/api/v1/actors?themes=${theme}&limit=200`);
      assert.ok(themed.length > 0);
      assert.ok(themed.every(({ themes }) => themes.includes(theme)));
      const [membership] = await items('/api/v1/memberships?limit=1');
      const members = await items(`/api/v1/memberships?network=${membership.network}&limit=200`);
      assert.ok(members.some(({ id }) => id === membership.id));
      assert.ok(members.every(({ network }) => network === membership.network));
      assert.deepEqual(await items('/api/v1/actors?updated_since=2999-01-01'), []);
      assert.equal((await items('/api/v1/actors?updated_since=2020-01-01')).length, 50);
      const names = (await items('/api/v1/actors?sort=-name&limit=200')).map(({ name }) => name);
      const bytewise = (a, b) => Buffer.compare(Buffer.from(b), Buffer.from(a));
      assert.deepEqual(names, [...names].sort(bytewise));
    });

    test('gives a record by its key and by its id, and the same as its list', async () => {
      const [first] = JSON.parse((await get('/api/v1/partnerships?limit=1')).body).items;
      for (const name of [first.key, first.id])
        assert.deepEqual(JSON.parse((await get(`/api/v1/partnerships/${name}`)).body), first);
      assert.deepEqual(JSON.parse((await get(`/api/v1/partnerships/${first.key}?fields=key`)).body), {
        id: first.id,
        key: first.key,
      });
    });

    test('answers 304 to who has it, and lets other sites read it', async () => {
      const { answer } = await get('/api/v1/themes');
      assert.equal(answer.headers.get('access-control-allow-origin'), '*');
      const again = await get('/api/v1/themes', { headers: { 'If-None-Match': answer.headers.get('etag') } });
      assert.equal(again.answer.status, 304);
      const asked = await get('/api/v1/themes', {
        method: 'OPTIONS',
        headers: { Origin: 'https://example.org', 'Access-Control-Request-Method': 'GET' },
      });
      assert.equal(asked.answer.status, 204);
      assert.match(asked.answer.headers.get('access-control-allow-methods'), /GET/);
      const refused = await get('/api/v1/themes?color=blue');
      assert.equal(refused.answer.headers.get('access-control-allow-origin'), '*');
      assert.equal(JSON.parse(refused.body).parameter, 'color');
    });

    test('gives files the same filters as their list, and bears hostile ones', async () => {
      const random = randomNumbers(seed + 2);
      const lists = ['/register', '/register/partnerships', '/register/activities', '/register/countries', '/register/themes'];
      const names = ['group', 'kind', 'country', 'state', 'theme', 'network', 'office', 'partner', 'population', 'sort', 'page'];
      for (let i = 0; i < 300; ++i) {
        const format = random.pick(['json', 'csv', 'xlsx', 'geojson', 'ndjson']);
        const query = Array.from({ length: 1 + random.below(3) }, () => `${random.pick(names)}=${hostileValue(random, [])}`);
        const target = `${random.pick(lists)}.${format}?${query.join('&')}`;
        const { answer, body } = await get(target);
        assert.ok(answer.status < 500, `GET ${target}: ${answer.status}`);
        if (!answer.ok) assert.equal(JSON.parse(body).status, answer.status, target);
      }
    });

    test('has examples for developers that run', async (t) => {
      const { body } = await get('/developers');
      const unescaped = (text) =>
        text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, '&');
      const examples = new Map(
        [...body.matchAll(/data-example="([a-z]+)">([\s\S]*?)<\/pre>/g)].map(([, name, text]) => [
          name,
          // A hub that listens on any free port cannot know its own address.
          unescaped(text).replaceAll('http://127.0.0.1:0', hub.address.origin),
        ]),
      );
      assert.deepEqual([...examples.keys()], ['curl', 'python', 'r', 'javascript']);
      const commands = {
        curl: ['bash', ['-euc', examples.get('curl').replaceAll('curl "', 'curl --fail --silent --show-error "')]],
        python: ['python3', ['-c', examples.get('python')]],
        r: ['Rscript', ['-e', examples.get('r')]],
        javascript: [process.execPath, ['--input-type=module', '-e', examples.get('javascript')]],
      };
      for (const [name, [command, parameters]] of Object.entries(commands)) {
        const tool = name === 'curl' ? 'curl' : command;
        const isThere = await run('sh', ['-c', `command -v ${tool}`]).then(() => true, () => false);
        if (!isThere) {
          t.diagnostic(`${name}: left out, there is no ${tool} here`);
          continue;
        }
        const folder = await mkdtemp(path.join(tmpdir(), 'legation-example-'));
        try {
          const { stdout } = await run(command, parameters, { cwd: folder });
          assert.ok(stdout.length > 100, `${name} printed: ${stdout}`);
        } finally {
          await rm(folder, { recursive: true });
        }
      }
    });
  });
}
