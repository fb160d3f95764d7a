// Puts the records together and counts what came of it.
import { countryRecords, US_TERRITORIES } from './countries.mjs';
import { uuidOf } from './identifiers.mjs';
import { placeRecords } from './places.mjs';
import { assignSlugs } from './slugs.mjs';
import { subdivisionRecords } from './subdivisions.mjs';
import { countyRecords, stateRecords } from './united_states.mjs';

export function buildGazetteer(sources) {
  const areas = [...countryRecords(sources), ...stateRecords(sources), ...countyRecords(sources), ...subdivisionRecords(sources)];
  const { records: places, joinedCount } = placeRecords(sources, areas);
  putAreasAtTheirSeat(areas, places);
  const records = [...areas, ...places];
  checkParents(records);
  assignSlugs(records);
  for (const record of records) record.uuid = uuidOf(record.source_id);
  return { records, summary: summarize(records, places, joinedCount) };
}

function checkParents(records) {
  const known = new Set(records.map((record) => record.source_id));
  if (known.size !== records.length) throw new Error('two records have the same source id');
  for (const { source_id, parent } of records) {
    if (parent && !known.has(parent)) throw new Error(`${source_id} has the unknown parent ${parent}`);
  }
}

// No source has the shapes of subdivisions, and some small countries have none either. Where GeoNames names exactly one seat in such an
// area, the seat says where it is.
function putAreasAtTheirSeat(areas, places) {
  const seats = new Map();
  const add = (sourceId, place) => seats.set(sourceId, [...(seats.get(sourceId) ?? []), place]);
  for (const place of places) {
    if (place.feature === 'PPLC') add(`iso:${place.country}`, place);
    if (place.feature === 'PPLA' || place.feature === 'PPLC') add(`iso:${place.subdivision}`, place);
    else if (place.feature === 'PPLA2' && place.parent !== `iso:${place.subdivision}`) add(place.parent, place);
  }
  for (const area of areas) {
    const found = seats.get(area.source_id) ?? [];
    if (area.latitude === undefined && found.length === 1) Object.assign(area, { latitude: found[0].latitude, longitude: found[0].longitude });
  }
}

function summarize(records, places, joinedCount) {
  const count = (values, predicate) => values.filter(predicate).length;
  const usPlaces = places.filter((place) => place.country === 'US');
  const statePlaces = usPlaces.filter((place) => !US_TERRITORIES.has(place.subdivision.slice('US-'.length)));
  const foreign = places.filter((place) => place.country !== 'US');
  const populationOf = (values) => values.reduce((sum, place) => sum + place.population, 0);
  const certain = foreign.filter((place) => place.subdivision);
  const kinds = ['country', 'territory', 'state', 'subdivision', 'county', 'place'];
  return {
    records: records.length,
    kinds: Object.fromEntries(kinds.map((kind) => [kind, count(records, (record) => record.kind === kind)])),
    iso_3166_1: count(records, (record) => record.iso_3166_1),
    iso_3166_2: count(records, (record) => record.iso_3166_2),
    states_with_geoid: count(records, (record) => record.geoid?.length === 2),
    places_joined: joinedCount,
    places_of_the_50_states_and_dc: statePlaces.length,
    places_of_the_50_states_and_dc_in_a_county: count(statePlaces, (place) => place.parent.startsWith('fips:')),
    places_of_territories: usPlaces.length - statePlaces.length,
    places_of_territories_in_a_county: count(usPlaces, (place) => place.parent.startsWith('fips:')) - count(statePlaces, (place) => place.parent.startsWith('fips:')),
    places_elsewhere: foreign.length,
    places_elsewhere_with_certain_subdivision: certain.length,
    share_of_population_elsewhere_with_certain_subdivision: Number((populationOf(certain) / populationOf(foreign)).toFixed(3)),
    with_coordinates: count(records, (record) => record.latitude !== undefined),
    with_ocd_id: count(records, (record) => record.ocd_id),
  };
}
