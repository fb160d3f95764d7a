// Stable identifiers derived from a record's source id.
import { createHash } from 'node:crypto';

// Made once for Legation's gazetteer and never changed: another value would give every place of every hub another identity.
const NAMESPACE = Buffer.from('b6214b15eadd46899bb54473565702a1', 'hex');

// RFC 9562 UUID version 5: the SHA-1 of namespace and name, with version and variant set.
export function uuidOf(sourceId, namespace = NAMESPACE) {
  const bytes = createHash('sha1').update(namespace).update(sourceId, 'utf8').digest().subarray(0, 16);
  bytes[6] = (bytes[6] & 0x0f) | 0x50;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

// Outlying islands have no government and no Open Civic Data division.
const DIVISION_OF_STATE = { dc: 'district', as: 'territory', gu: 'territory', mp: 'territory', pr: 'territory', vi: 'territory' };

export function divisionOfState(postalCode) {
  const code = postalCode.toLowerCase();
  if (code === 'um') return '';
  return `ocd-division/country:us/${DIVISION_OF_STATE[code] ?? 'state'}:${code}`;
}

// Renamed (Kusilvak, Oglala Lakota) or made another kind (Petersburg) around the time of the list this rule was checked with: not certain.
const COUNTIES_WITHOUT_CERTAIN_DIVISION = new Set(['02158', '02195', '46102']);

// The form is certain for counties, parishes, boroughs, census areas and municipios. Independent cities (codes from 510), the
// District of Columbia and the districts and islands of the other territories have none or are places: they stay empty.
export function divisionOfCounty(geoid, name, typeLabel, postalCode) {
  const code = postalCode.toLowerCase();
  if (Number(geoid.slice(2)) >= 510 || COUNTIES_WITHOUT_CERTAIN_DIVISION.has(geoid)) return '';
  if (['dc', 'as', 'gu', 'mp', 'vi', 'um'].includes(code)) return '';
  let type = 'county';
  if (code === 'la') type = 'parish';
  if (code === 'pr') type = 'municipio';
  if (code === 'ak') type = typeLabel === 'Census Area' ? 'census_area' : 'borough';
  const words = name.toLowerCase().replaceAll('.', '').replaceAll("'", '~').replaceAll(' ', '_');
  return `${divisionOfState(code)}/${type}:${words}`;
}
