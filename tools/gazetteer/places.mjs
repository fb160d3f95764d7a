// Populated places, each with the areas it certainly lies in.
import { matchAreas } from './area_match.mjs';
import { cityJoin } from './city_join.mjs';
import { US_TERRITORIES } from './countries.mjs';
import { clean, fold, otherNames } from './names.mjs';

const SECTION_OF_A_PLACE = 'PPLX';

// Returns the records, and how many were joined, for the summary.
export function placeRecords(sources, areas) {
  const join = cityJoin(sources.locatedCities);
  const cities = sources.cities.filter((city) => city.featureCode !== SECTION_OF_A_PLACE);
  const joined = cities.map((city) => [city, join(city)]);
  const currentCodes = currentAreaCodes(joined);
  const inUnitedStates = usAreas(areas, sources);
  const elsewhere = foreignAreas(areas, sources);

  const records = [];
  let joinedCount = 0;
  for (const [city, row] of joined) {
    if (row) joinedCount += 1;
    const admin1 = row?.admin1 ?? currentCodes.get(`${city.country}.${city.adminCode}`) ?? '';
    const isUs = city.country === 'US' || US_TERRITORIES.has(city.country);
    const where = isUs ? inUnitedStates(city, row) : elsewhere(city.country, admin1, row?.admin2 ?? '');
    const name = placeName(city);
    const [longitude, latitude] = city.loc.coordinates;
    records.push({
      source_id: `geonames:${city.cityId}`,
      kind: 'place',
      type_label: 'Populated place',
      name,
      other_names: otherNames(name, [city.name, row?.name]),
      ...where,
      geonames_id: city.cityId,
      latitude,
      longitude,
      population: city.population,
      feature: city.featureCode,
      // For a readable slug only: what GeoNames calls the area, even where its ISO code is not certain.
      area_name: sources.firstLevelNames.get(`${city.country}.${admin1}`) ?? '',
    });
  }
  return { records, joinedCount };
}

// "Washington, D.C." is Washington in DC: the state is not part of the name.
function placeName(city) {
  const name = clean(city.name);
  const [, place, state] = /^(.+), ([A-Z.]+)$/.exec(name) ?? [];
  return city.country === 'US' && state?.replaceAll('.', '') === city.adminCode ? place : name;
}

// Codes of areas change between the two snapshots. An old code stands for a new one only if all joined places agree.
function currentAreaCodes(joined) {
  const seen = new Map();
  for (const [city, row] of joined) {
    if (!row) continue;
    const key = `${city.country}.${city.adminCode}`;
    seen.set(key, (seen.get(key) ?? new Set()).add(row.admin1));
  }
  return new Map([...seen].filter(([, codes]) => codes.size === 1).map(([key, codes]) => [key, [...codes][0]]));
}

// In the United States the second-level code is the county's Census code; in Puerto Rico and the Northern Marianas the first-level
// code is. Elsewhere, and for Connecticut, whose sources disagree (counties against planning regions), the state is certain.
function usAreas(areas, sources) {
  const known = new Set(areas.map((area) => area.source_id));
  const stateDigits = new Map(areas.filter((area) => area.geoid?.length === 2).map((area) => [area.iso_3166_2.slice(3), area.geoid]));
  const countyNames = new Map(areas.filter((area) => area.kind === 'county').map((area) => [area.source_id, fold(area.name)]));
  return (city, row) => {
    const state = city.country === 'US' ? city.adminCode : city.country;
    const where = { country: 'US', subdivision: `US-${state}`, parent: `iso:US-${state}` };
    if (!known.has(where.parent)) throw new Error(`${city.name} lies in the unknown state ${state}`);

    const code = city.country === 'US' ? (row?.admin1 === state ? row.admin2 : '') : city.adminCode;
    const county = `fips:${stateDigits.get(state)}${code}`;
    if (!known.has(county)) return where;
    if (city.country !== 'US') {
      const name = sources.firstLevelNames.get(`${city.country}.${code}`);
      if (!name || !countyNames.get(county).startsWith(fold(name))) return where;
    }
    return { ...where, parent: county };
  };
}

function foreignAreas(areas, sources) {
  const firstLevel = firstLevelMatches(areas, sources.firstLevelNames);
  const secondLevel = secondLevelMatches(areas, sources.secondLevelNames, firstLevel);
  const bySourceId = new Map(areas.map((area) => [area.source_id, area]));
  return (country, admin1, admin2) => {
    const found = secondLevel.get(`${country}.${admin1}.${admin2}`) ?? firstLevel.get(`${country}.${admin1}`);
    if (!bySourceId.has(found ?? `iso:${country}`) && country !== 'XK') throw new Error(`unknown country ${country}`);
    const parent = found ?? (country === 'XK' ? 'countries-list:XK' : `iso:${country}`);
    const area = bySourceId.get(found);
    if (!area) return { country, parent, subdivision: '' };
    return { country, parent, subdivision: ONE_LEVEL_DOWN.has(country) ? area.iso_3166_2 : area.subdivision };
  };
}

const namesOf = (area) => ({ code: area.source_id, names: [area.name, ...area.other_names] });

function groupBy(values, keyOf) {
  const groups = new Map();
  for (const value of values) {
    const key = keyOf(value);
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(value);
  }
  return groups;
}

// Areas were merged there after ISO's list was made, and the new ones kept a name: the same name is not the same area.
const MERGED_SINCE = new Set(['LV', 'VN']);

// GeoNames' first level is older than ISO's there and uses its names for other areas; its second level is what ISO lists.
const SECOND_LEVEL_ALONE = new Set(['TW']);

// GeoNames' first level is ISO's second there (ISO has islands, or regions, above the provinces).
const ONE_LEVEL_DOWN = new Set(['DO', 'ID']);

const isTop = (subdivision) => subdivision.iso_3166_2 === subdivision.subdivision;

function firstLevelMatches(areas, firstLevelNames) {
  const subdivisions = groupBy(areas.filter((area) => area.kind === 'subdivision'), (area) => area.country);
  const named = groupBy([...firstLevelNames].map(([code, name]) => ({ code, name })), (area) => area.code.slice(0, 2));
  const matches = new Map();
  for (const [country, candidates] of subdivisions) {
    if (MERGED_SINCE.has(country) || SECOND_LEVEL_ALONE.has(country)) continue;
    const sameLevel = candidates.filter((subdivision) => isTop(subdivision) !== ONE_LEVEL_DOWN.has(country));
    for (const [code, found] of matchAreas(named.get(country) ?? [], sameLevel.map(namesOf))) matches.set(code, found);
  }
  return matches;
}

function secondLevelMatches(areas, secondLevelNames, firstLevel) {
  const children = groupBy(areas.filter((area) => area.kind === 'subdivision'), (area) => area.parent);
  const withoutLastPart = (code) => code.slice(0, code.indexOf('.', 3));
  const named = groupBy([...secondLevelNames].map(([code, name]) => ({ code, name })), (area) => withoutLastPart(area.code));
  const matches = new Map();
  for (const country of SECOND_LEVEL_ALONE) {
    const candidates = areas.filter((area) => area.kind === 'subdivision' && area.country === country).map(namesOf);
    const rows = [...named].filter(([area]) => area.startsWith(`${country}.`)).flatMap(([, areasThere]) => areasThere);
    for (const [code, found] of matchAreas(rows, candidates)) matches.set(code, found);
  }
  for (const [area, found] of firstLevel) {
    const candidates = (children.get(found) ?? []).map(namesOf);
    for (const [code, child] of matchAreas(named.get(area) ?? [], candidates)) matches.set(code, child);
  }
  return matches;
}
