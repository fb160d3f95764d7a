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
  { header: /^(unicode|ctemplate|spdlog)\//, place: /^src\/.*\.cpp$/, where: '.cpp files' },
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
