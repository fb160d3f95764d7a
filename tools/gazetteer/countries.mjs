// Countries: ISO 3166-1, with short names, other names and centers.
import { centersOf } from './shapes.mjs';
import { clean, otherNames } from './names.mjs';

// Territories of the United States are one record each, under the United States (see united_states.mjs).
export const US_TERRITORIES = new Set(['AS', 'GU', 'MP', 'PR', 'UM', 'VI']);

// The same area has an ISO 3166-1 code and is also listed among a country's subdivisions: one record, which carries both codes.
export const SUBDIVISION_THAT_IS_A_COUNTRY = {
  'CN-HK': 'HK', 'CN-MO': 'MO', 'CN-TW': 'TW', 'FI-01': 'AX', 'FR-BL': 'BL', 'FR-GF': 'GF', 'FR-GP': 'GP', 'FR-MF': 'MF',
  'FR-MQ': 'MQ', 'FR-NC': 'NC', 'FR-PF': 'PF', 'FR-PM': 'PM', 'FR-RE': 'RE', 'FR-TF': 'TF', 'FR-WF': 'WF', 'FR-YT': 'YT',
  'NL-AW': 'AW', 'NL-CW': 'CW', 'NL-SX': 'SX',
};

// Short names where both sources are long or unusual on a page.
const SHORT_NAMES = {
  CD: 'Democratic Republic of the Congo', CG: 'Republic of the Congo', HK: 'Hong Kong', MM: 'Myanmar', MO: 'Macao', PS: 'Palestine',
  UM: 'United States Minor Outlying Islands',
};
const SHORT_SPANISH_NAMES = { HK: 'Hong Kong', MM: 'Myanmar', MO: 'Macao', PS: 'Palestina' };

const english = new Intl.DisplayNames(['en'], { type: 'region' });
const spanish = new Intl.DisplayNames(['es'], { type: 'region' });

// "Iran, Islamic Republic of", "Falkland Islands (Malvinas)", "Russian Federation": the usual English name is shorter. A name
// that is as short already ("Saint Lucia", "Antigua and Barbuda") stays as ISO writes it.
function shortName(country) {
  if (SHORT_NAMES[country.alpha_2]) return SHORT_NAMES[country.alpha_2];
  if (country.common_name) return country.common_name;
  const usual = english.of(country.alpha_2).replaceAll('’', "'");
  const abbreviates = /&|\bSt\./.test(usual);
  return !abbreviates && usual.length < country.name.length ? usual : country.name;
}

export function countryNames(country, facts) {
  const name = shortName(country);
  return {
    name,
    name_es: SHORT_SPANISH_NAMES[country.alpha_2] ?? spanish.of(country.alpha_2),
    other_names: otherNames(name, [
      country.official_name,
      country.name,
      english.of(country.alpha_2),
      ...(facts?.alias ?? []),
      facts?.native,
      country.alpha_3,
    ]),
  };
}

export function countryRecords(sources) {
  const centers = centersOf(sources.world, 'countries');
  const alsoSubdivision = new Map(Object.entries(SUBDIVISION_THAT_IS_A_COUNTRY).map(([code, country]) => [country, code]));
  const records = [];
  for (const country of sources.countries) {
    if (US_TERRITORIES.has(country.alpha_2)) continue;
    records.push({
      source_id: `iso:${country.alpha_2}`,
      kind: 'country',
      type_label: 'Country',
      parent: '',
      ...countryNames(country, sources.countryFacts[country.alpha_2]),
      country: country.alpha_2,
      iso_3166_1: country.alpha_2,
      iso_3166_1_alpha3: country.alpha_3,
      iso_3166_2: alsoSubdivision.get(country.alpha_2) ?? '',
      ocd_id: country.alpha_2 === 'US' ? 'ocd-division/country:us' : '',
      ...centers.get(country.numeric),
    });
  }
  records.push(kosovo(sources, centers));
  return records;
}

// GeoNames files places under XK, which ISO reserves for private use: Kosovo is a record, but carries no ISO 3166-1 code.
function kosovo(sources, centers) {
  const facts = sources.countryFacts.XK;
  return {
    source_id: 'countries-list:XK',
    kind: 'country',
    type_label: 'Country',
    parent: '',
    name: clean(facts.name),
    name_es: spanish.of('XK'),
    other_names: otherNames(facts.name, [facts.native]),
    country: 'XK',
    ...centers.get('Kosovo'),
  };
}
