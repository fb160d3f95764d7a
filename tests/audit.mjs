// The project's own rules, as functions from a file's path and text to what is wrong with it.
// docs/ and CONTRIBUTING.md say why each rule is there.

// A layer may include only layers that stand before it.
const LAYERS = [
  'kernel',
  'gazetteer',
  'accounts',
  'register',
  'library',
  'opportunities',
  'briefings',
  'impact',
  'desk',
  'commands', // what the command line can ask for: they put the program together
];
// Reference data and people know nothing of each other.
const STRANGERS = new Set(['accounts gazetteer']);

const INCLUDE = /^[ \t]*#include[ \t]*[<"]([^>"]+)[>"]/gm;
const includesOf = (text) => [...text.matchAll(INCLUDE)].map((found) => found[1]);
const layerOf = (path) => /^src\/([^/]+)\//.exec(path)?.[1];

export function layerViolations(path, text) {
  const layer = layerOf(path);
  // Files directly in src/ put the program together and may see everything.
  if (layer === undefined) return [];
  if (!LAYERS.includes(layer)) return [`${path}: tests/audit.mjs does not know the layer ${layer}`];
  return includesOf(text)
    .filter((included) => {
      const other = /^([^/]+)\//.exec(included)?.[1];
      if (!LAYERS.includes(other)) return false;
      return LAYERS.indexOf(other) > LAYERS.indexOf(layer) || STRANGERS.has(`${layer} ${other}`);
    })
    .map((included) => `${path}: includes ${included}, which stands above ${layer} or beside it`);
}

// What each library's headers cost or hide decides where they may be included.
const PLACES = [
  {
    header: /^boost\/(beast|asio)/,
    place: /^src\/kernel\/http\/server_beast\.cpp$/,
    where: 'kernel/http/server_beast.cpp',
  },
  { header: /^soci\//, place: /^src\/kernel\/store\//, where: 'kernel/store/' },
  // Tests of sections read the JSON that they check.
  { header: /^boost\/json/, place: /^src\/(kernel\/.*\.cpp|.*_test\.cpp)$/, where: '.cpp files of the kernel and tests' },
  { header: /^(unicode|ctemplate)\//, place: /^src\/.*\.cpp$/, where: '.cpp files' },
  { header: /^spdlog\//, place: /^src\/kernel\/log\.cpp$/, where: 'kernel/log.cpp' },
  // What speaks to other machines, and to which: docs/security/connections.md.
  { header: /^curl\//, place: /^src\/(kernel\/mail\/smtp|accounts\/oidc\/fetch)\.cpp$/, where: 'smtp.cpp and fetch.cpp' },
  { header: /^expat\.h/, place: /^src\/kernel\/files\/xml_parser\.cpp$/, where: 'kernel/files/xml_parser.cpp' },
];

export function includeViolations(path, text) {
  return includesOf(text).flatMap((included) =>
    PLACES.filter(({ header, place }) => header.test(included) && !place.test(path)).map(
      ({ where }) => `${path}: includes ${included}, which belongs in ${where} only`,
    ),
  );
}

// LIKE is not the same on both databases, and names are found by the name index.
const LIKE = /\bI?LIKE\s*(:|'|\?|\$)/;
const SQL = /"[^"]*\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|WHERE|AND|SET|LIMIT)\b/;
// Names of tables and columns come from field tables and may be filled in; where a value stands, only a bound one may.
const VALUE_HOLE = /('|[=<>] ?|\bLIMIT |\bOFFSET |\bIN \()(\{[^}]*\}|"\s*(\+|<<))/;
const CONCATENATION = /"\s*(SELECT|INSERT INTO|UPDATE|DELETE FROM)\s[^"]*"\s*(\+|<<)/;

export function sqlViolations(path, text) {
  const isCode = /\.(cpp|hpp)$/.test(path);
  return text.split('\n').flatMap((line, index) => {
    const where = `${path}:${index + 1}`;
    if (LIKE.test(line)) return [`${where}: uses LIKE`];
    if (isCode && SQL.test(line) && VALUE_HOLE.test(line)) return [`${where}: puts a value into SQL text; bind it`];
    if (isCode && CONCATENATION.test(line))
      return [`${where}: puts SQL together with +; write it out, or fill in names`];
    return [];
  });
}

export const MOST_LINES = 700;
// Beast and Asio must stay in one file (rule 2 of the architecture), so that one may be longer.
const LONGER = new Map([['src/kernel/http/server_beast.cpp', 850]]);

export function lengthViolations(path, text) {
  const lines = text.split('\n').length - 1;
  const most = LONGER.get(path) ?? MOST_LINES;
  return lines > most ? [`${path}: has ${lines} lines, more than ${most}`] : [];
}

/**
 * The paths that a tree in a document names. A line is indented by its depth, two spaces each, and gives one or more names,
 * then after two spaces or more a remark; a folder ends with a slash.
 */
export function pathsInTree(tree) {
  const folders = [];
  return tree.split('\n').flatMap((line) => {
    const [, indent, names] = /^( *)(\S+(?: \S+)*)/.exec(line) ?? [];
    if (names === undefined) return [];
    const parents = folders.slice(0, indent.length / 2);
    const paths = names.split(' ').map((name) => [...parents, name].join('').replace(/^\.\//, ''));
    folders.splice(parents.length, Infinity, names.split(' ').at(-1));
    return paths;
  });
}

/** The fenced block that begins with the line `src/`, without its fences. */
export function treeIn(document) {
  return /^```\w*\n(src\/[^\S\n]*(?: {2}.*)?\n[\s\S]*?)^```/m.exec(document)?.[1];
}

/** Tests that a document names, as `Suite.Test`, `Suite.…` or “a title”, and that none of `sources` has. */
export function unknownTests(document, sources) {
  const all = sources.join('\n').replaceAll(String.raw`\'`, "'");
  const suites = new Set();
  for (const [, suite, name] of all.matchAll(/\bTEST(?:_P|_F)?\(\s*(\w+),\s*(\w+)\)/g)) suites.add(suite).add(`${suite}.${name}`);
  const named = [...document.matchAll(/`([A-Z]\w+)\.(\w+|…)`/g)].map(([, suite, name]) => (name === '…' ? suite : `${suite}.${name}`));
  const titles = [...document.matchAll(/“([^”]+)”/g)].map(([, title]) => title.replace(/ …$/, ''));
  return [...named.filter((name) => !suites.has(name)), ...titles.filter((title) => !all.includes(title))];
}

// What leads to holes sooner or later, and what is done instead.
const DANGERS = [
  [/\b(system|popen|exec[lv]p?e?|posix_spawnp?|v?fork|dlopen)\s*\(/, 'starts another program'],
  [/<regex>|std::(basic_)?regex|\bregcomp\s*\(/, 'uses regular expressions, which can take forever; write a small parser'],
  [/\bfmt::(runtime|vformat|vprint)\b|\b(v?f?s?n?printf|f?scanf)\s*\(/, 'takes a format that the compiler does not check'],
  [/\b(strcpy|strcat|strncpy|strncat|gets|alloca|malloc|calloc|realloc)\s*\(/, 'handles memory by hand'],
  [/\b(rand|srand|drand48)\s*\(|std::mt19937/, 'can be guessed; take random_token()'],
  [/\b(EVP_md[245]|EVP_des|EVP_rc4|EVP_(Encrypt|Decrypt|Cipher)Init|MD5|SHA1)\b|\bcrypto_(secretbox|box|stream|aead_(?!xchacha20poly1305_ietf))/, 'is cryptography that docs/security/cryptography.md does not have'],
  [/CURLOPT_FOLLOWLOCATION,(?! 0L)|CURLOPT_SSL_VERIFY/, 'trusts another site more than it should'],
];
const WEB_DANGERS = [
  [/\.(innerHTML|outerHTML|srcdoc)\b|insertAdjacentHTML|document\.write|createContextualFragment/, 'makes HTML of text; use textContent'],
  [/\beval\s*\(|new Function\b|set(Timeout|Interval)\s*\(\s*['"`]/, 'runs text'],
  [/\b(localStorage|sessionStorage|indexedDB)\b|document\.cookie/, 'keeps something in the browser'],
  [/\bpostMessage\b|addEventListener\(\s*'message'/, 'speaks with other windows'],
  [/new RegExp\b/, 'makes a regular expression of text'],
  [/[^=!<>]==[^=]|!=[^=]/, 'compares without looking at the type'],
  [/__proto__|Object\.assign\(/, 'could change what every object has; use a Map'],
];

export function dangers(path, text) {
  const rules = path.startsWith('web/') ? WEB_DANGERS : DANGERS;
  return text.split('\n').flatMap((line, index) => {
    const code = line.replace(/(^|\s)\/\/.*$/, '');
    return rules.filter(([pattern]) => pattern.test(code)).map(([, what]) => `${path}:${index + 1}: ${what}`);
  });
}

// The requirements of OWASP ASVS 5.0.0 of levels 1 and 2: how many each section has, counted from 1 without a gap.
// prettier-ignore
const REQUIREMENTS = {
  '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1, '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5,
  '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4, '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4,
  '6.5': 5, '6.6': 3, '6.8': 4, '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2, '8.2': 3, '8.3': 1, '8.4': 1,
  '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11, '10.5': 5, '10.6': 2, '10.7': 3, '11.1': 2, '11.2': 3, '11.3': 3,
  '11.4': 4, '11.5': 1, '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5, '14.1': 2, '14.2': 4,
  '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1, '16.2': 5, '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2,
};

export function requirementNumbers() {
  return Object.entries(REQUIREMENTS).flatMap(([section, count]) => Array.from({ length: count }, (_, i) => `${section}.${i + 1}`));
}

/** The numbers in the first column of each table, by the heading above it: `{ Met: ['1.1.1', …], … }`. */
export function numbersByHeading(document) {
  const found = {};
  let heading = '';
  for (const line of document.split('\n')) {
    heading = /^## (.+)$/.exec(line)?.[1] ?? heading;
    const [, cell] = /^\| *(\d+\.\d+\.\d+(?:, \d+\.\d+\.\d+)*) *\|/.exec(line) ?? [];
    if (cell) (found[heading] ??= []).push(...cell.split(', '));
  }
  return found;
}

/** What the last column of a table quotes, where that column is headed `in the code`. */
export function codeQuotes(document) {
  const quotes = [];
  let isQuoting = false;
  for (const line of document.split('\n')) {
    if (!line.startsWith('|')) isQuoting = false;
    else if (/\| *in the code *\|\s*$/.test(line)) isQuoting = true;
    else if (isQuoting && !/^\|[-| ]+$/.test(line)) {
      const last = line.replace(/\|\s*$/, '').split(' | ').at(-1);
      quotes.push(...[...last.matchAll(/`([^`]+)`/g)].map(([, quote]) => quote));
    }
  }
  return quotes;
}

/** The first words in backquotes of each row of a table. */
export function namesInTables(document) {
  return [...document.matchAll(/^\| *((?:`[^`]+`(?:, )?)+)/gm)].flatMap(([, cell]) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name));
}

/** What sources write into the audit log: the actions of events. */
export function auditActions(text) {
  const calls = [
    /\.action = ([^,;]*"[^,;]*)/g,
    /\baction_of_\w+ = ("[^"]+")/g,
    /\b(?:log|audit_change)\(tx,\s*([^,]*"[^,]*)/g,
    /\bnote_change\(tx, presenter, ("[^"]+")/g,
    /\bnote_failure\(presenter, ("[^"]+")/g,
    /\bevent_of\(request,[^;"]*("[^"]+")\)/g,
  ];
  // What is compared with (`act == "protect" ? …`) and what is filled in are no actions.
  const literals = (code) => [...code.matchAll(/(== )?"([^"{]+)"/g)].filter(([, compared]) => !compared).map(([, , text]) => text);
  return calls.flatMap((call) => [...text.matchAll(call)].flatMap(([, code]) => literals(code)));
}

/** Where the links of a page lead within the project: `['docs/a.md', 'heading']`, the second empty where none is named. */
export function linksOf(path, text) {
  const folder = path.replace(/[^/]*$/, '');
  return [...text.matchAll(/\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)/g)].map(([, target, anchor]) => [
    target ? new URL(target, `file:///${folder}`).pathname.slice(1) : path,
    anchor ?? '',
  ]);
}

/** What the headings of a page are called in addresses. */
export function anchorsOf(text) {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\w -]/g, '').replaceAll(' ', '-'));
}
