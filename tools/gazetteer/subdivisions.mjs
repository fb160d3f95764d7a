// Subdivisions of ISO 3166-2 outside the United States.
import { SUBDIVISION_THAT_IS_A_COUNTRY, US_TERRITORIES } from './countries.mjs';
import { clean, otherNames } from './names.mjs';

// "Asturias, Principado de" is read aloud as "Principado de Asturias"; a list ("San Andrés, Providencia y Santa Catalina") is not.
const INVERTED = /^([^,]+), ([^,]*(?: de| of| del)|The|County|Hlavní město|Comunidad|Région)$/;

// "Wales [Cymru GB-CYM]": the other language's code, or an old one.
const CODE_AT_END = / ?\b[A-Z]{2}-[A-Z0-9]{2,3}$/;

// All names in one ISO entry, the one to show first: "Catalunya [Cataluña]", "Haute-Sangha / Mambéré-Kadéï", "Araba*".
export function namesInEntry(entry) {
  const names = [];
  const bracketed = /^(.*?) ?\[(.*)\]$/.exec(entry);
  const parts = bracketed ? [bracketed[1], bracketed[2].replace(CODE_AT_END, '')] : entry.split(' / ');
  for (const part of parts.filter(Boolean)) {
    // Marks of footnotes, and remarks such as "(Region V)" or "(EH-partial)", are not part of a name.
    const plain = clean(part).replace(/ ?[*†]$/, '').replace(/^\/+/, '').replace(/ \((Region [^)]*|[A-Z]+|EH-partial)\)$/, '');
    const inverted = INVERTED.exec(plain);
    if (inverted) names.push(`${inverted[2]} ${inverted[1]}`, inverted[1]);
    else names.push(plain);
  }
  return names;
}

function catalogNames(entry, sources) {
  const translated = sources.englishSubdivisions.get(entry.name);
  return translated && translated !== entry.name ? namesInEntry(translated) : [];
}

const parentCode = (entry) => {
  if (!entry.parent) return null;
  return entry.parent.includes('-') ? entry.parent : `${entry.code.slice(0, 2)}-${entry.parent}`;
};

export function subdivisionRecords(sources) {
  const entries = new Map(sources.subdivisions.map((entry) => [entry.code, entry]));
  const records = [];
  for (const entry of sources.subdivisions) {
    if (entry.code.startsWith('US-') || SUBDIVISION_THAT_IS_A_COUNTRY[entry.code]) continue;
    const firstLevel = firstLevelOf(entry, entries);
    const prefix = entry.code.slice(0, 2);
    const isUs = US_TERRITORIES.has(prefix);
    const parent = parentCode(entry) ?? (isUs ? `US-${prefix}` : prefix);
    const names = [...(sources.englishNames.get(entry.code) ?? []), ...catalogNames(entry, sources), ...namesInEntry(entry.name)];
    records.push({
      source_id: `iso:${entry.code}`,
      kind: 'subdivision',
      type_label: clean(entry.type),
      parent: `iso:${SUBDIVISION_THAT_IS_A_COUNTRY[parent] ?? parent}`,
      name: names[0],
      other_names: otherNames(names[0], names.slice(1)),
      country: isUs ? 'US' : (SUBDIVISION_THAT_IS_A_COUNTRY[firstLevel] ?? prefix),
      subdivision: isUs ? `US-${prefix}` : firstLevel,
      iso_3166_2: entry.code,
    });
  }
  return records;
}

function firstLevelOf(entry, entries) {
  let code = entry.code;
  for (let parent = parentCode(entry); parent; parent = parentCode(entries.get(parent))) {
    if (!entries.has(parent)) throw new Error(`${code} has the parent ${parent}, which ISO 3166-2 does not list`);
    code = parent;
  }
  return code;
}
