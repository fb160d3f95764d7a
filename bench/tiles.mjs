// Measures vector tiles with 140,000 recorded actors, beside PostGIS's ST_AsMVT on the same points in the same run.
//
//   bin/bench --tiles [--seconds 30] [--rate 100] [--actors 140000] [--program FILE]
//
// Both are asked for the same tiles at fixed times, whether or not earlier answers came. Legation answers over HTTP, compressed
// where that is asked for; PostGIS through its own socket, with the tile left in the database: what a server in front of it would
// add is not counted.
import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { describeBuild, describeMachine, load } from './machine.mjs';
import { openLoop, percentile } from './open_loop.mjs';
import { startLegation, startPostgresql, stopServers } from './servers.mjs';

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, '..');
const SHARE = path.join(ROOT, 'build/share');
const LARGEST_ZOOM = 16;
const TILES_ASKED = 5000;
const MOST_BYTES = 60 * 1024;

const say = (text) => console.error(text);

function readOptions() {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '30' },
      rate: { type: 'string', default: '100' },
      actors: { type: 'string', default: '140000' },
      program: { type: 'string', default: path.join(ROOT, 'build/release/legation') },
    },
  });
  return { program: values.program, seconds: Number(values.seconds), rate: Number(values.rate), actors: Number(values.actors) };
}

/** The same numbers in each run: a linear congruential generator (Numerical Recipes). */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
}

/** An actor for each place that has coordinates, and further ones at the same places until there are enough. */
async function makeActors(count) {
  const text = await readFile(path.join(SHARE, 'gazetteer/places.tsv'), 'utf8');
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const columns = lines[0].split('\t');
  const column = (name) => columns.indexOf(name);
  const places = lines
    .slice(1)
    .map((line) => line.split('\t'))
    .map((cells) => ({
      slug: cells[column('slug')], name: cells[column('name')], country: cells[column('country')],
      kind: cells[column('kind')], latitude: Number(cells[column('latitude')]), longitude: Number(cells[column('longitude')]),
      hasPosition: cells[column('latitude')] !== '',
    }))
    .filter((place) => place.hasPosition && place.kind === 'place');
  const actors = [];
  for (let turn = 0; actors.length < count; turn++) {
    for (const place of places) {
      if (actors.length === count) break;
      actors.push(turn === 0 ? { ...place, actorKind: 'municipality', placeSlug: place.slug }
        : { ...place, slug: `u${turn}-${place.slug}`, name: `University of ${place.name}`, actorKind: 'university', placeSlug: place.slug });
    }
  }
  return actors;
}

const csvCell = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const actorsCsv = (actors) =>
  'slug,kind,name,country,place\n' +
  actors.map((actor) => [actor.slug, actor.actorKind, actor.name, actor.country, actor.placeSlug].map(csvCell).join(',')).join('\n') + '\n';

/** Where people look: at places, at any zoom; and sometimes at the sea. */
function chooseTiles(actors, random) {
  const tiles = [{ zoom: 0, x: 0, y: 0 }];
  while (tiles.length < TILES_ASKED) {
    const zoom = Math.floor(random() * (LARGEST_ZOOM + 1));
    const side = 2 ** zoom;
    if (random() < 0.1) {
      tiles.push({ zoom, x: Math.floor(random() * side), y: Math.floor(random() * side) });
      continue;
    }
    const { latitude, longitude } = actors[Math.floor(random() * actors.length)];
    const sine = Math.sin((Math.max(-85, Math.min(85, latitude)) * Math.PI) / 180);
    const x = Math.floor(((longitude + 180) / 360) * side);
    const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side);
    tiles.push({ zoom, x: Math.min(side - 1, x), y: Math.min(side - 1, y) });
  }
  return tiles;
}

const pathOf = ({ zoom, x, y }) => `/tiles/${zoom}/${x}/${y}.mvt`;

function compressedBytes(address, target, agent) {
  return new Promise((resolve, reject) => {
    http.get(new URL(target, address), { agent, headers: { 'Accept-Encoding': 'gzip' } }, (response) => {
      let bytes = 0;
      response.on('data', (chunk) => (bytes += chunk.length));
      response.on('end', () => (response.statusCode === 200 ? resolve(bytes) : reject(new Error(`${target}: ${response.statusCode}`))));
    }).on('error', reject);
  });
}

/** Every tile up to zoom 6, and every tile that is asked for below. */
async function largestTile(address, tiles) {
  const agent = new http.Agent({ keepAlive: true });
  const paths = new Set(tiles.map(pathOf));
  for (let zoom = 0; zoom <= 6; zoom++)
    for (let x = 0; x < 2 ** zoom; x++) for (let y = 0; y < 2 ** zoom; y++) paths.add(pathOf({ zoom, x, y }));
  let largest = { bytes: 0 };
  for (const target of paths) {
    const bytes = await compressedBytes(address, target, agent);
    if (bytes > largest.bytes) largest = { bytes, target };
  }
  agent.destroy();
  return { ...largest, looked: paths.size };
}

const figures = (latencies) => ({ p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99), longest: latencies.at(-1) });

async function measureLegation({ name, folder, tiles, options, configuration }) {
  const legation = await startLegation({ program: options.program, share: SHARE, folder, configuration });
  try {
    const { total } = await (await fetch(new URL('/register.json', legation.address))).json();
    if (total < options.actors) throw new Error(`Only ${total} actors are on record.`);
    say(`${name}: ${total} actors, ${options.rate} tiles a second for ${options.seconds} s (load ${load().toFixed(1)})`);
    const { latencies, failures } = await openLoop({ address: legation.address, paths: tiles.map(pathOf), ...options });
    if (failures.length > 0) throw new Error(`${failures.length} tiles failed, such as ${failures[0]}`);
    return { name, ...figures(latencies), largest: configuration ? undefined : await largestTile(legation.address, tiles) };
  } finally {
    await legation.stop();
  }
}

// The cells are Legation's: 16 by 16 in a tile, each with an actor or a count.
const TILE_FUNCTION = `
CREATE FUNCTION tile(wanted integer) RETURNS bytea LANGUAGE sql STABLE AS $$
  WITH box AS (SELECT ST_TileEnvelope(z, x, y) AS edge FROM tiles WHERE id = wanted),
  edges AS (SELECT edge, ST_XMin(edge) AS west, ST_YMin(edge) AS south, (ST_XMax(edge) - ST_XMin(edge)) / 16 AS cell FROM box),
  cells AS (
    SELECT count(*) AS count, CASE WHEN count(*) = 1 THEN min(slug) END AS slug, CASE WHEN count(*) = 1 THEN min(name) END AS name,
           CASE WHEN count(*) = 1 THEN min(kind) END AS kind, ST_SetSRID(ST_MakePoint(avg(ST_X(geom)), avg(ST_Y(geom))), 3857) AS geom
    FROM points, edges WHERE points.geom && edges.edge
    GROUP BY floor((ST_X(geom) - west) / cell), floor((ST_Y(geom) - south) / cell)),
  features AS (SELECT ST_AsMVTGeom(cells.geom, edges.edge) AS geom, count, slug, name, kind FROM cells, edges)
  SELECT ST_AsMVT(features, 'actors') FROM features $$`;

async function measurePostgis({ folder, actors, tiles, options }) {
  const postgresql = await startPostgresql();
  if (!postgresql) return null;
  try {
    const psql = (...parameters) => run('psql', [postgresql.url, '-v', 'ON_ERROR_STOP=1', '-qAt', ...parameters]);
    const points = path.join(folder, 'points.csv');
    await writeFile(points, actors.map((actor) => [actor.slug, actor.name, actor.actorKind, actor.longitude, actor.latitude].map((cell) => csvCell(String(cell))).join(',')).join('\n'));
    const asked = path.join(folder, 'tiles.csv');
    await writeFile(asked, tiles.map(({ zoom, x, y }, number) => `${number + 1},${zoom},${x},${y}`).join('\n'));
    say('PostGIS: loading the points');
    await psql('-c', 'CREATE EXTENSION postgis',
      '-c', 'CREATE TABLE loaded (slug text, name text, kind text, longitude float8, latitude float8)', '-c', `\\copy loaded FROM '${points}' CSV`,
      '-c', `CREATE TABLE points AS SELECT slug, name, kind, ST_Transform(ST_SetSRID(ST_MakePoint(longitude, greatest(-85, least(85, latitude))), 4326), 3857) AS geom FROM loaded`,
      '-c', 'CREATE INDEX ON points USING gist (geom)', '-c', 'CREATE TABLE tiles (id integer PRIMARY KEY, z integer, x integer, y integer)',
      '-c', `\\copy tiles FROM '${asked}' CSV`, '-c', TILE_FUNCTION, '-c', 'CLUSTER points USING points_geom_idx', '-c', 'VACUUM ANALYZE points');
    const script = path.join(folder, 'tile.sql');
    await writeFile(script, `\\set wanted random(1, ${tiles.length})\nSELECT length(tile(:wanted));\n`);
    say(`PostGIS: ${options.rate} tiles a second for ${options.seconds} s (load ${load().toFixed(1)})`);
    const log = path.join(folder, 'pgbench');
    await run('pgbench', ['-n', '-f', script, '-R', String(options.rate), '-T', String(options.seconds), '-c', '8', '-j', '1', '-M', 'prepared',
      '-l', `--log-prefix=${log}`, '--random-seed=1', postgresql.url]);
    const [file] = (await readdir(folder)).filter((name) => name.startsWith('pgbench.'));
    const lines = (await readFile(path.join(folder, file), 'utf8')).trim().split('\n');
    // client, transaction, microseconds since it was due …
    const latencies = lines.map((line) => Number(line.split(' ')[2]) / 1000).sort((one, other) => one - other);
    return { name: 'PostGIS ST_AsMVT', ...figures(latencies) };
  } finally {
    await postgresql.stop();
  }
}

async function main() {
  const options = readOptions();
  const folder = await mkdtemp(path.join(tmpdir(), 'legation-tiles-'));
  try {
    const actors = await makeActors(options.actors);
    const tiles = chooseTiles(actors, randomNumbers(7));
    const file = path.join(folder, 'actors.csv');
    await writeFile(file, actorsCsv(actors));
    say(`making a hub with ${actors.length} actors`);
    const data = path.join(folder, 'data');
    await (await startLegation({ program: options.program, share: SHARE, folder: data })).stop();
    const started = performance.now();
    await run(options.program, ['import', file, '--as', 'actor', '--author', 'The benchmark', '--data', data, '--share', SHARE], { maxBuffer: 2 ** 26 });
    say(`imported in ${((performance.now() - started) / 1000).toFixed(0)} s`);
    const unkept = path.join(folder, 'unkept.toml');
    await writeFile(unkept, 'kept_cells = 0\n');
    const measured = [
      await measureLegation({ name: 'Legation', folder: data, tiles, options }),
      await measureLegation({ name: 'Legation, nothing kept', folder: data, tiles, options, configuration: unkept }),
      await measurePostgis({ folder, actors, tiles, options }),
    ].filter(Boolean);
    const { largest } = measured[0];
    console.log(`${await describeMachine()}\n${await describeBuild(options.program)}\n`);
    console.log(`${actors.length.toLocaleString('en')} actors, ${tiles.length.toLocaleString('en')} tiles of zoom 0 to ${LARGEST_ZOOM}, ${options.rate} a second for ${options.seconds} s:\n`);
    console.log('| | p50 | p99 | longest |\n|---|---:|---:|---:|');
    for (const { name, p50, p99, longest } of measured)
      console.log(`| ${name} | ${p50.toFixed(2)} ms | ${p99.toFixed(2)} ms | ${longest.toFixed(2)} ms |`);
    console.log(`\nThe largest of ${largest.looked.toLocaleString('en')} tiles looked at is ${largest.target}: ${largest.bytes.toLocaleString('en')} bytes compressed (goal: ${MOST_BYTES.toLocaleString('en')}).`);
  } finally {
    await stopServers();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
