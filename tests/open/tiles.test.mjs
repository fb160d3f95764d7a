// The tiles as a map program reads them, beside the rows of the list: the same actors, each once, where they are.
import assert from 'node:assert/strict';
import test from 'node:test';

import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';

import { startHub } from './hub.mjs';

const FARTHEST = 16;

const hub = await startHub();

/** The features of one tile, with where they are. */
async function featuresOf(zoom, x, y, query) {
  const answer = await hub.fetch(`/tiles/${zoom}/${x}/${y}.mvt${query}`);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'application/vnd.mapbox-vector-tile');
  const { actors } = new VectorTile(new PbfReader(new Uint8Array(await answer.arrayBuffer()))).layers;
  if (!actors) return [];
  return Array.from({ length: actors.length }, (_, index) => {
    const feature = actors.feature(index).toGeoJSON(x, y, zoom);
    assert.equal(feature.geometry.type, 'Point');
    return { ...feature.properties, at: feature.geometry.coordinates };
  });
}

const countOf = (features) => features.reduce((sum, feature) => sum + (feature.count ?? 1), 0);

/** Everybody in a tile: from zoom to zoom, until each stands alone or nothing tells them apart. */
async function everybodyIn(zoom, x, y, query, found = { single: new Map(), together: 0, tiles: 0 }) {
  const features = await featuresOf(zoom, x, y, query);
  found.tiles += 1;
  if (zoom === FARTHEST || features.every((feature) => feature.slug || feature.one_place)) {
    for (const feature of features)
      if (feature.slug) {
        assert(!found.single.has(feature.slug), `${feature.slug} stands on two tiles`);
        found.single.set(feature.slug, feature);
      } else found.together += feature.count;
    return found;
  }
  const before = found.single.size + found.together;
  for (const [right, down] of [[0, 0], [1, 0], [0, 1], [1, 1]]) await everybodyIn(zoom + 1, 2 * x + right, 2 * y + down, query, found);
  assert.equal(found.single.size + found.together - before, countOf(features), `a tile and the four below it: ${zoom}/${x}/${y}`);
  return found;
}

for (const query of ['', '?state=us-ga', '?kind=network', '?theme=climate-and-energy&group=governments'])
  test(`The tiles of /register${query} have the rows of the list, where those are`, async () => {
    const { features } = await hub.json(`/register.geojson${query}`);
    const rows = new Map(features.filter(({ geometry }) => geometry).map((row) => [row.properties.slug, row]));
    const found = await everybodyIn(0, 0, 0, query);
    assert(rows.size > 0 && found.single.size + found.together === rows.size, `${found.single.size} + ${found.together} of ${rows.size}`);
    for (const [slug, feature] of found.single) {
      const row = rows.get(slug);
      assert(row, `${slug} is not in the list`);
      assert.equal(feature.kind, row.properties.kind);
      const [longitude, latitude] = row.geometry.coordinates;
      assert(Math.abs(feature.at[0] - longitude) < 0.1 && Math.abs(feature.at[1] - latitude) < 0.1, `${slug} is at ${feature.at}`);
    }
  });

test('A filter that leaves nobody has empty tiles', async () => {
  assert.deepEqual(await featuresOf(0, 0, 0, '?country=JP&kind=municipality'), []);
});
