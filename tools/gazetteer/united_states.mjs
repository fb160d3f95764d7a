// States, territories and counties: us-atlas (Census codes, shapes) joined with ISO 3166-2 and, for what a county is called, GeoNames.
import { countryNames, US_TERRITORIES } from './countries.mjs';
import { divisionOfCounty, divisionOfState } from './identifiers.mjs';
import { clean, otherNames } from './names.mjs';
import { centersOf } from './shapes.mjs';

const ATLAS_NAMES = { MP: 'Commonwealth of the Northern Mariana Islands', VI: 'United States Virgin Islands' };

const postalOf = (entry) => entry.code.slice('US-'.length);
const statesOf = (sources) => sources.subdivisions.filter((entry) => entry.code.startsWith('US-'));

// A Map from the two digits of the Census code to the postal code: 06 to CA.
export function postalCodes(sources) {
  const digitsByName = new Map(sources.unitedStates.objects.states.geometries.map((state) => [state.properties.name, state.id]));
  const postal = new Map();
  for (const entry of statesOf(sources)) {
    const digits = digitsByName.get(ATLAS_NAMES[postalOf(entry)] ?? entry.name);
    if (digits) postal.set(digits, postalOf(entry));
  }
  if (postal.size !== digitsByName.size) throw new Error('a state of us-atlas has no namesake in ISO 3166-2');
  return postal;
}

export function stateRecords(sources) {
  const centers = centersOf(sources.unitedStates, 'states');
  const digits = new Map([...postalCodes(sources)].map(([code, postal]) => [postal, code]));
  const countries = new Map(sources.countries.map((country) => [country.alpha_2, country]));
  return statesOf(sources).map((entry) => {
    const postal = postalOf(entry);
    const isTerritory = US_TERRITORIES.has(postal);
    return {
      source_id: `iso:${entry.code}`,
      kind: isTerritory ? 'territory' : 'state',
      type_label: isTerritory ? 'Territory' : clean(entry.type),
      parent: 'iso:US',
      ...(isTerritory ? territoryNames(countries.get(postal), sources) : { name: entry.name, other_names: [postal] }),
      country: 'US',
      subdivision: entry.code,
      iso_3166_2: entry.code,
      geoid: digits.get(postal) ?? '',
      ocd_id: divisionOfState(postal),
      ...centers.get(digits.get(postal)),
    };
  });
}

// Territories are listed by ISO as countries too; the one record carries both codes.
function territoryNames(country, sources) {
  return {
    ...countryNames(country, sources.countryFacts[country.alpha_2]),
    iso_3166_1: country.alpha_2,
    iso_3166_1_alpha3: country.alpha_3,
  };
}

// What a county equivalent is called where GeoNames has no name for it: by state, or for one county.
const TYPE_WITHOUT_SOURCE = {
  '02261': 'Census Area', '09': 'County', 60: 'District', 69: 'Municipality', 72: 'Municipio', 78: 'Island',
};
const SUFFIX = / (City and Borough|Census Area|Municipality|Borough|Parish|County)$/;
const PREFIX = /^(City and County|City and Borough|City) of /;

// The full name and the kind of a county: "Los Angeles" is "Los Angeles County", the city of Richmond is "City of Richmond".
export function countyName(geoid, shortName, fullName) {
  const prefix = PREFIX.exec(fullName ?? '');
  if (prefix) return { name: `${prefix[0]}${shortName}`, type: prefix[1] };
  if (fullName === shortName) return { name: shortName, type: 'City' };
  const type = SUFFIX.exec(fullName ?? '')?.[1] ?? TYPE_WITHOUT_SOURCE[geoid] ?? TYPE_WITHOUT_SOURCE[geoid.slice(0, 2)];
  if (!type) return { name: shortName, type: 'County equivalent' };
  const repeats = shortName.endsWith(type) || shortName.endsWith(`${type}s`);
  return { name: repeats ? shortName : `${shortName} ${type}`, type };
}

export function countyRecords(sources) {
  const centers = centersOf(sources.unitedStates, 'counties');
  const postal = postalCodes(sources);
  return sources.unitedStates.objects.counties.geometries.map(({ id: geoid, properties }) => {
    const state = postal.get(geoid.slice(0, 2));
    const fullName = sources.secondLevelNames.get(`US.${state}.${geoid.slice(2)}`);
    const { name, type } = countyName(geoid, properties.name, fullName);
    return {
      source_id: `fips:${geoid}`,
      kind: 'county',
      type_label: type,
      parent: `iso:US-${state}`,
      name,
      other_names: otherNames(name, [fullName]),
      country: 'US',
      subdivision: `US-${state}`,
      geoid,
      ocd_id: divisionOfCounty(geoid, properties.name, type, state),
      ...centers.get(geoid),
    };
  });
}
