// Readable addresses, unique, and the same whenever the same records come in.
import { slugWords } from './names.mjs';

// Gives every record its slug. Areas whose slug follows from their code come first, then places (people look for cities), the most
// populous of a name before the others, then the subdivisions.
export function assignSlugs(records) {
  const used = new Set();
  const take = (record, slug) => {
    if (!slug || used.has(slug)) return false;
    used.add(slug);
    record.slug = slug;
    return true;
  };
  const takeFirst = (record, candidates) => {
    if (!candidates.some((slug) => take(record, slug))) throw new Error(`no free slug for ${record.source_id}`);
  };

  const ofKind = (...kinds) => records.filter((record) => kinds.includes(record.kind));
  for (const country of ofKind('country')) takeFirst(country, [country.country.toLowerCase()]);
  for (const state of ofKind('state', 'territory')) takeFirst(state, [state.iso_3166_2.toLowerCase()]);
  for (const county of ofKind('county')) takeFirst(county, countySlugs(county));

  const areaNames = new Map(records.filter((record) => record.kind !== 'place').map((record) => [record.source_id, record.name]));
  const places = ofKind('place').sort((a, b) => b.population - a.population || a.geonames_id - b.geonames_id);
  const namesakes = places.filter((place) => !take(place, placeSlug(place)));
  for (const place of namesakes) takeFirst(place, namesakeSlugs(place, areaNames));

  const isTop = (subdivision) => subdivision.iso_3166_2 === subdivision.subdivision;
  const subdivisions = ofKind('subdivision').sort((a, b) => isTop(b) - isTop(a) || (a.source_id < b.source_id ? -1 : 1));
  for (const subdivision of subdivisions) takeFirst(subdivision, subdivisionSlugs(subdivision));
}

const joined = (...parts) => parts.filter(Boolean).join('-');

function countySlugs(county) {
  const state = county.subdivision.toLowerCase();
  const name = slugWords(county.name);
  // Without a word for its kind in the source, the name alone might be a place's.
  const says = /county|parish|borough|area|municip|city|island|district/.test(name);
  return [joined(state, says ? name : `${name}-county-equivalent`), joined(state, county.geoid)];
}

const prefixOf = (place) => (place.country === 'US' ? place.subdivision : place.country).toLowerCase();

function placeSlug(place) {
  const name = slugWords(place.name, 50);
  return name && joined(prefixOf(place), name);
}

// In the United States the state is in the slug already, so the county tells namesakes apart.
function namesakeSlugs(place, areaNames) {
  const base = placeSlug(place) || prefixOf(place);
  const inCounty = place.parent.startsWith('fips:') ? areaNames.get(place.parent) : '';
  const area = slugWords((place.country === 'US' ? inCounty : areaNames.get(`iso:${place.subdivision}`)) || place.area_name, 20);
  return [placeSlug(place) && area && joined(base, area), joined(base, String(place.geonames_id))];
}

function subdivisionSlugs(subdivision) {
  const country = subdivision.country.toLowerCase();
  const name = slugWords(subdivision.name, 50);
  const code = subdivision.iso_3166_2.toLowerCase();
  return [name && joined(country, name), name && joined(country, name, slugWords(subdivision.type_label, 24)), code];
}
