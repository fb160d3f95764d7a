// Which ISO 3166-2 subdivision is meant by the name of an area in GeoNames? Only certain answers are given.
import { fold } from './names.mjs';

// Words that say what kind of area it is, in the languages of the sources; they differ between sources for the same area.
const TYPE_WORDS = new Set(
  `autonomous administrative area borough canton city capital comarca commune community county departamento departement department district
  division emirate federal gewog gmina governorate governorates governate island islands judet kraj krai kray lan maakond metropolitan metropolis
  municipality municipal muni oblast oblasts oblys okrug parish prefecture principality province provincia provinces rayon raion region regions
  republic respublika sheng shi special state state's territory territorial town tumani ulus union vilayat vilayet viloyati voivodeship
  wilaya wojewodztwo zone of the de del da do la el and al an ad as ash ar az at d`.split(/\s+/),
);

// A name of such words alone ("Capital Region") is kept whole.
function strip(folded) {
  return folded.split(' ').filter((word) => !TYPE_WORDS.has(word)).join(' ') || folded;
}

// Takes areas [{code, name}] and subdivisions [{code, names}] of one country; returns a Map from area code to subdivision code.
// Names that differ only in words of kind are a group. A group of one area and one subdivision is certain. In a larger group
// ("Moscow" and "Moscow Oblast") every area must have its exact namesake, or none of them is certain.
export function matchAreas(areas, subdivisions) {
  const groups = new Map();
  const groupOf = (key) => {
    if (!groups.has(key)) groups.set(key, { areas: new Map(), subdivisions: new Map() });
    return groups.get(key);
  };
  for (const area of areas) {
    const key = strip(fold(area.name));
    if (key) groupOf(key).areas.set(area.code, fold(area.name));
  }
  for (const subdivision of subdivisions) {
    for (const name of subdivision.names) {
      const key = strip(fold(name));
      if (!key) continue;
      const members = groupOf(key).subdivisions;
      if (!members.has(subdivision.code)) members.set(subdivision.code, new Set());
      members.get(subdivision.code).add(fold(name));
    }
  }

  const matches = new Map();
  for (;;) {
    const found = withoutContradictions([...groups.values()].flatMap(certainPairs));
    if (found.size === 0) return matches;
    for (const [area, subdivision] of found) matches.set(area, subdivision);
    // What is found elsewhere cannot be meant here: "Buenos Aires F.D." found leaves one Buenos Aires.
    for (const group of groups.values()) {
      for (const [area, subdivision] of found) {
        group.areas.delete(area);
        group.subdivisions.delete(subdivision);
      }
    }
  }
}

function certainPairs(group) {
  if (group.areas.size === 0 || group.subdivisions.size === 0) return [];
  if (group.areas.size === 1 && group.subdivisions.size === 1) return [[[...group.areas.keys()][0], [...group.subdivisions.keys()][0]]];
  return exactNamesakes(group);
}

function exactNamesakes(group) {
  if (group.areas.size !== group.subdivisions.size) return [];
  const pairs = [];
  for (const [area, name] of group.areas) {
    const namesakes = [...group.subdivisions].filter(([, names]) => names.has(name));
    if (namesakes.length !== 1) return [];
    pairs.push([area, namesakes[0][0]]);
  }
  return pairs;
}

// A subdivision has several names: two areas that claim it, or an area with two answers, prove that something is not certain.
function withoutContradictions(pairs) {
  const answers = new Map();
  const claims = new Map();
  for (const [area, subdivision] of pairs) {
    answers.set(area, (answers.get(area) ?? new Set()).add(subdivision));
    claims.set(subdivision, (claims.get(subdivision) ?? new Set()).add(area));
  }
  return new Map(pairs.filter(([area, subdivision]) => answers.get(area).size === 1 && claims.get(subdivision).size === 1));
}
