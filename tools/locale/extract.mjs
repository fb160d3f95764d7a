// Collects the interface's texts into the catalogs, or checks that nothing is missing.
//   node tools/locale/extract.mjs            writes locale/legation.pot and merges it into locale/es.po (msgmerge)
//   node tools/locale/extract.mjs --check    fails on unmarked text, texts without translation, unequal placeholders
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { parseCatalog, placeholders, writeTemplate } from './catalog.mjs';
import { textsInCpp, textsInTemplate, unmarkedInTemplate } from './marked.mjs';

const { values: options } = parseArgs({ options: { check: { type: 'boolean' }, help: { type: 'boolean' } } });
if (options.help) {
  console.log('usage: node tools/locale/extract.mjs [--check]');
  process.exit(0);
}
const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const templateCatalog = join(root, 'locale/legation.pot');
const spanishCatalog = join(root, 'locale/es.po');
const complaints = [];

const sources = readdirSync(join(root, 'src'), { recursive: true })
  .map((file) => `src/${file}`)
  .sort();
const texts = collect();
if (options.check) check();
else update();

if (complaints.length) {
  console.error(complaints.join('\n'));
  console.error(
    `${complaints.length} to mend. Mark text with [[…]] or tr_noop, run "node tools/locale/extract.mjs", then translate in locale/es.po.`,
  );
  process.exit(1);
}
console.log(`${texts.size} texts`);

function collect() {
  const found = new Map();
  for (const file of sources) {
    const inFile = textsIn(file);
    for (const { line, english, plural } of inFile) {
      const known = found.get(english) ?? { english, plural, files: [] };
      if (known.plural !== undefined && plural !== undefined && known.plural !== plural)
        complaints.push(`${file}:${line}: "${english}" has another plural elsewhere`);
      known.plural ??= plural;
      if (!known.files.includes(file)) known.files.push(file);
      found.set(english, known);
    }
  }
  return found;
}

function textsIn(file) {
  if (file.endsWith('.tpl')) return textsInTemplate(readFileSync(join(root, file), 'utf8'));
  const isProgram = /\.(cpp|hpp)$/.test(file) && !/_test\.cpp$/.test(file);
  return isProgram ? textsInCpp(readFileSync(join(root, file), 'utf8')) : [];
}

function update() {
  writeFileSync(templateCatalog, writeTemplate([...texts.values()]));
  execFileSync(
    'msgmerge',
    ['--quiet', '--update', '--backup=none', '--no-fuzzy-matching', '--no-wrap', spanishCatalog, templateCatalog],
    { stdio: 'inherit' },
  );
  // What is no longer used goes; it stays in the history.
  execFileSync('msgattrib', ['--no-obsolete', '--no-wrap', '--output-file', spanishCatalog, spanishCatalog], {
    stdio: 'inherit',
  });
}

function check() {
  for (const file of sources.filter((name) => name.endsWith('.tpl'))) {
    for (const { line, text } of unmarkedInTemplate(readFileSync(join(root, file), 'utf8')))
      complaints.push(`${file}:${line}: unmarked text "${text}"`);
  }
  const spanish = new Map(parseCatalog(readFileSync(spanishCatalog, 'utf8')).map((entry) => [entry.english, entry]));
  for (const text of texts.values()) {
    checkTranslation(text, spanish.get(text.english));
    spanish.delete(text.english);
  }
  for (const english of spanish.keys()) complaints.push(`locale/es.po: "${english}" is not used any more`);
}

function checkTranslation({ english, plural, files }, entry) {
  const complain = (what) => complaints.push(`${files[0]}: "${english}" ${what}`);
  const wanted = plural === undefined ? 1 : 2;
  if (!entry || entry.translations.filter(Boolean).length < wanted) return complain('has no Spanish translation');
  if (entry.fuzzy) return complain('has a translation marked fuzzy');
  entry.translations.forEach((translation, form) => {
    // "One city" needs no {n}, but may have it.
    const original = form === 0 ? english : plural;
    const same =
      placeholders(translation) === placeholders(original) ||
      (form === 0 && plural !== undefined && placeholders(translation) === placeholders(plural));
    if (!same) complain(`has other placeholders in Spanish: "${translation}"`);
  });
}
