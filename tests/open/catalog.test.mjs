// Catalogs against both versions of DCAT-US, dumps against their checksums, oEmbed against its specification.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test, { after } from 'node:test';
import { zstdDecompressSync } from 'node:zlib';

import Ajv from 'ajv';
import Ajv04 from 'ajv-draft-04';
import addFormats from 'ajv-formats';

import { program, startHub } from './hub.mjs';
import { shared } from './shared.mjs';

const hub = await startHub();
hub.run('dump');

const folder = mkdtempSync(path.join(tmpdir(), 'legation-schemas-'));
after(() => rmSync(folder, { recursive: true, force: true }));

/** The schemas are not ours to pass on; a test that needs them is left out where they are not at hand. */
function schemas(name) {
  const archive = path.join(shared, 'data/standards', name);
  if (!existsSync(archive)) return { skip: `needs ${archive}` };
  execFileSync('tar', ['xzf', archive, '-C', folder]);
  return {};
}
const read = (name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));

test('Where the system chooses the port, addresses have that port', async () => {
  assert.match(await hub.text('/robots.txt'), new RegExp(`Sitemap: ${hub.address('/sitemap.xml')}\n`));
});

test('/data.json is a catalog of DCAT-US 1.1', schemas('pod_v1.1.tar.gz'), async () => {
  const ajv = new Ajv04({ unicodeRegExp: false, strict: false, allErrors: true });
  addFormats(ajv);
  for (const name of ['dataset', 'distribution', 'vcard', 'organization']) ajv.addSchema(read(`v1.1/schema/${name}.json`));
  const validate = ajv.compile(read('v1.1/schema/catalog.json'));
  const catalog = await hub.json('/data.json');
  assert(validate(catalog), JSON.stringify(validate.errors, null, 1));
  const wrong = structuredClone(catalog);
  delete wrong.dataset[0].contactPoint;
  assert(!validate(wrong), 'the check finds what is missing');
});

test('/catalog.jsonld is a catalog of DCAT-US 3.0', schemas('dcat-us_3.0.tar.gz'), async () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('iri', /^[a-z][a-z0-9+.-]*:\S+$/i); // as ajv-formats has `uri`, beyond ASCII
  const definitions = {};
  for (const file of readdirSync(path.join(folder, 'jsonschema/definitions'))) {
    // Names of properties, which only look like names of schemas; the schemas refer to each other by definition.
    const text = readFileSync(path.join(folder, 'jsonschema/definitions', file), 'utf8');
    const definition = JSON.parse(text, (key, value) => (key === '$id' && typeof value === 'string' ? undefined : value));
    definitions[path.basename(file, '.json')] = definition;
  }
  // Named by other definitions, and missing from the published set.
  const known = new Set(Object.keys(definitions));
  for (const [, name] of JSON.stringify(definitions).matchAll(/#\/definitions\/(\w+)/g)) if (!known.has(name)) definitions[name] = { type: 'object' };
  const validate = ajv.compile({ $ref: '#/definitions/Catalog', definitions });
  const catalog = await hub.json('/catalog.jsonld');
  assert(validate(catalog), JSON.stringify(validate.errors?.slice(0, 10), null, 1));
  const wrong = structuredClone(catalog);
  delete wrong.dataset[0].publisher;
  assert(!validate(wrong), 'the check finds what is missing');
});

test('Every file that the catalog names is there, in the form it says', async () => {
  const catalog = await hub.json('/data.json');
  assert.equal(catalog.dataset.length, 9);
  for (const { distribution } of catalog.dataset) {
    assert(distribution.length >= 6);
    for (const { downloadURL, mediaType, accessURL, describedBy, describedByType } of distribution) {
      if (accessURL) {
        assert.equal((await hub.fetch(new URL(accessURL).pathname)).status, 200, accessURL);
        const description = await hub.fetch(new URL(describedBy).pathname);
        assert.equal(description.headers.get('content-type').split(';')[0], describedByType, describedBy);
        continue;
      }
      const { pathname, search } = new URL(downloadURL);
      const answer = await hub.fetch(pathname + search);
      assert.equal(answer.status, 200, downloadURL);
      assert.equal(answer.headers.get('content-type').split(';')[0], mediaType, downloadURL);
      await answer.arrayBuffer();
    }
  }
});

test('A dump is whole: every file has its checksum, and both forms have every record', async () => {
  const { dumps } = await hub.json('/dumps.json');
  assert.equal(dumps.length, 1);
  const content = {};
  for (const { name, url, size, sha256 } of dumps[0].files) {
    const bytes = Buffer.from(await (await hub.fetch(url)).arrayBuffer());
    assert.equal(bytes.length, size, name);
    if (sha256) assert.equal(createHash('sha256').update(bytes).digest('hex'), sha256, name);
    content[name] = (name.endsWith('.zst') ? zstdDecompressSync(bytes) : bytes).toString('utf8');
  }
  const { total } = await hub.json('/register.json');
  const actors = content['actors.ndjson.zst'].trimEnd().split('\n').map((line) => JSON.parse(line));
  assert.equal(actors.length, total);
  assert.equal(new Set(actors.map((actor) => actor.slug)).size, total);
  for (const actor of actors) assert(content['actors.csv.zst'].includes(`${actor.slug},`), actor.slug);
  assert.match(content['LICENSES.txt'], /License: /);
  assert.match(content['README.txt'], new RegExp(`${total}  actors`));
  for (const line of content.SHA256SUMS.trimEnd().split('\n')) assert.match(line, /^[0-9a-f]{64} {2}\S+$/);
});

test('A dump is served in parts, as a download that was cut off asks for it', async () => {
  const [{ files }] = (await hub.json('/dumps.json')).dumps;
  const file = files.find(({ name }) => name === 'actors.csv.zst');
  const whole = Buffer.from(await (await hub.fetch(file.url)).arrayBuffer());
  const half = Math.floor(whole.length / 2);
  const answer = await hub.fetch(file.url, { headers: { Range: `bytes=${half}-` } });
  assert.equal(answer.status, 206);
  assert.equal(answer.headers.get('content-range'), `bytes ${half}-${whole.length - 1}/${whole.length}`);
  assert(Buffer.from(await answer.arrayBuffer()).equals(whole.subarray(half)));
});

test('A dump of today takes the place of the earlier one', async () => {
  assert.match(hub.run('dump'), /files, \d+ bytes/);
  assert.equal((await hub.json('/dumps.json')).dumps.length, 1);
});

test('A full disk is said, and leaves the earlier dump and nothing half-written', async () => {
  const before = await hub.json('/dumps.json');
  const script = 'ulimit -f 40; exec "$0" dump --data "$1" --share "$2"'; // kilobytes, and no file may be larger
  const run = spawnSync('bash', ['-c', script, program, hub.folder, path.join(path.dirname(program), 'share')], { encoding: 'utf8' });
  assert.equal(run.status, 1, run.stderr);
  assert.match(run.stderr, /cannot be written: File too large; make room/);
  assert.deepEqual(await hub.json('/dumps.json'), before);
  assert.deepEqual(readdirSync(path.join(hub.folder, 'dumps')).filter((name) => name.startsWith('.unfinished')), []);
});

const pageOf = async (target) => {
  const page = await hub.text(target);
  return /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)">/.exec(page)?.[1].replaceAll('&amp;', '&');
};

test('A page says how it can be shown elsewhere, and oEmbed answers', async () => {
  for (const target of ['/register/us-ga-atlanta', '/es/register/c40-cities', '/register/themes/climate-and-energy']) {
    const { pathname, search } = new URL(await pageOf(target));
    const embed = await hub.json(pathname + search);
    assert.equal(embed.version, '1.0');
    assert.equal(embed.type, 'rich');
    assert(Number.isInteger(embed.width) && Number.isInteger(embed.height));
    assert(embed.html.includes(`${target}"`), embed.html);
    assert.doesNotMatch(embed.html, /<script|<style|javascript:/i);
  }
});

test('oEmbed keeps within the room there is, in both formats, and refuses what it cannot do', async () => {
  const url = new URL(hub.address('/register/us-ga-atlanta'));
  const own = new URL((await hub.text('/robots.txt')).match(/Sitemap: (\S+)/)[1]).origin;
  const ask = (query) => hub.fetch(`/oembed?${new URLSearchParams(query)}`);
  const page = `${own}${url.pathname}`;
  const small = await (await ask({ url: page, maxwidth: 200, maxheight: 90 })).json();
  assert.deepEqual([small.width, small.height], [200, 90]);
  const xml = await ask({ url: page, format: 'xml' });
  assert.match(xml.headers.get('content-type'), /^text\/xml/);
  assert.match(await xml.text(), /<oembed><version>1.0<\/version>/);
  const statuses = [
    [{}, 400],
    [{ url: '' }, 400],
    [{ url: page, format: 'yaml' }, 501],
    [{ url: page, maxwidth: 'wide' }, 400],
    [{ url: page, maxwidth: '0' }, 400],
    [{ url: page, callback: 'x' }, 400],
    [{ url: 'https://elsewhere.example/register/us-ga-atlanta' }, 404],
    [{ url: `${own}.evil.example/register/us-ga-atlanta` }, 404],
    [{ url: `${own}/register/us-tx-paris` }, 404],
    [{ url: `${own}/register` }, 404],
    [{ url: `${own}/register/%00` }, 400],
    [{ url: `${own}/register/../../etc/passwd` }, 400],
    [{ url: own }, 404],
  ];
  for (const [query, status] of statuses) assert.equal((await ask(query)).status, status, JSON.stringify(query));
});

test('oEmbed puts the map into a frame, narrowed as the page is', async () => {
  const own = new URL((await hub.text('/robots.txt')).match(/Sitemap: (\S+)/)[1]).origin;
  const ask = (url, more = {}) => hub.fetch(`/oembed?${new URLSearchParams({ url: own + url, ...more })}`);
  const map = await (await ask('/es/register/map?kind=network&state=us-ga&page=2#at=3/1/2', { maxwidth: 640, maxheight: 9000 })).json();
  assert.deepEqual([map.type, map.width, map.height], ['rich', 640, 500]);
  const [, source] = /<iframe src="([^"]+)"/.exec(map.html);
  assert.equal(source, `${own}/es/embed/map?kind=network&amp;state=us-ga`);
  assert.match(map.html, /width="640" height="500"/);
  const page = await hub.fetch(new URL(source.replaceAll('&amp;', '&')).pathname);
  assert.match(page.headers.get('content-security-policy'), /frame-ancestors \*/);
  assert.match((await (await ask('/embed/map')).json()).html, /\/embed\/map"/);
  assert.equal((await ask('/register/map?color=red')).status, 400);
  assert.equal((await ask('/register/map?theme="><script>')).status, 400);
});

test('A hostile name is harmless where it is embedded', async () => {
  const file = path.join(hub.folder, 'hostile.csv');
  writeFileSync(file, 'slug,kind,name,country,summary\nhostile,network,"<script>alert(1)</script> & ""Co""",US,"<img src=x onerror=alert(1)>"\n');
  hub.run('import', file, '--as', 'actor', '--author', 'Test');
  await hub.until(async () => (await hub.fetch('/register/hostile')).status === 200);
  const { pathname, search } = new URL(await pageOf('/register/hostile'));
  const { html } = await hub.json(pathname + search);
  assert.doesNotMatch(html, /<script|<img/);
  assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; &quot;Co&quot;/);
});
