// Reads and writes gettext catalogs (.po, .pot), as far as this project uses them.

// Entries as { english, plural, translations, fuzzy, obsolete }, without the header.
export function parseCatalog(source) {
  const entries = [];
  for (const block of source.split(/\n{2,}/)) {
    const entry = { english: '', plural: undefined, translations: [], fuzzy: /^#,.*\bfuzzy\b/m.test(block) };
    let set = () => {};
    for (const line of block.split('\n')) {
      const [, keyword, index, text] = line.match(/^(?:(msgid|msgid_plural|msgstr)(?:\[(\d)\])?\s*)?"(.*)"$/) ?? [];
      if (text === undefined) continue;
      if (keyword === 'msgid')
        set = (more) => {
          entry.english += more;
        };
      if (keyword === 'msgid_plural') {
        entry.plural = '';
        set = (more) => {
          entry.plural += more;
        };
      }
      if (keyword === 'msgstr') {
        const place = Number(index ?? 0);
        entry.translations[place] = '';
        set = (more) => {
          entry.translations[place] += more;
        };
      }
      set(JSON.parse(`"${text}"`));
    }
    if (entry.english) entries.push(entry);
  }
  return entries;
}

const header = `# The words of Legation's interface. Made by tools/locale/extract.mjs; do not edit.
msgid ""
msgstr ""
"Project-Id-Version: legation\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"`;

// `texts` are { english, plural, files }, in the order wanted. Line numbers are left out: they would change daily.
export function writeTemplate(texts) {
  const entry = ({ english, plural, files }) => {
    const lines = [...files.map((file) => `#: ${file}`), `msgid ${JSON.stringify(english)}`];
    if (plural === undefined) lines.push('msgstr ""');
    else lines.push(`msgid_plural ${JSON.stringify(plural)}`, 'msgstr[0] ""', 'msgstr[1] ""');
    return lines.join('\n');
  };
  return [header, ...texts.map(entry)].join('\n\n') + '\n';
}

// {name} and {{NAME}}, sorted: what a translation must keep.
export function placeholders(text) {
  return (text.match(/\{\{[A-Z0-9_]+\}\}|\{[a-z0-9_]+\}/g) ?? []).sort().join(' ');
}
