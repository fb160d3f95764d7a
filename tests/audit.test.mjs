// Checks the project's own rules on every file, and that each check can fail.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import {
  anchorsOf,
  auditActions,
  codeQuotes,
  dangers,
  includeViolations,
  layerViolations,
  lengthViolations,
  linksOf,
  namesInTables,
  numbersByHeading,
  pathsInTree,
  requirementNumbers,
  sqlViolations,
  treeIn,
  unknownTests,
} from './audit.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const read = (name) => readFileSync(path.join(root, name), 'utf8');
const sources = readdirSync(path.join(root, 'src'), { recursive: true })
  .map((name) => `src/${name}`)
  .filter((name) => statSync(path.join(root, name)).isFile());
const code = sources.filter((name) => /\.(cpp|hpp|sql)$/.test(name));

const violations = (files, rule) => files.flatMap((name) => rule(name, read(name)));

test('Layers include downward only', () => {
  assert.equal(layerViolations('src/kernel/a.cpp', '#include "register/actor.hpp"').length, 1);
  assert.equal(layerViolations('src/accounts/a.cpp', '#include "gazetteer/place.hpp"').length, 1);
  assert.equal(layerViolations('src/unheard_of/a.cpp', '').length, 1);
  assert.deepEqual(layerViolations('src/register/a.cpp', '#include "kernel/id.hpp"\n#include <vector>'), []);
  assert.deepEqual(violations(code, layerViolations), []);
});

test('Libraries are included only where they belong', () => {
  assert.equal(includeViolations('src/kernel/http/a.cpp', '#include <boost/asio.hpp>').length, 1);
  assert.equal(includeViolations('src/register/a.cpp', '#include <soci/soci.h>').length, 1);
  assert.equal(includeViolations('src/register/a.cpp', '#include <boost/json.hpp>').length, 1);
  assert.equal(includeViolations('src/kernel/log.hpp', '#include <spdlog/spdlog.h>').length, 1);
  assert.deepEqual(includeViolations('src/kernel/store/sqlite.cpp', '#include <soci/soci.h>'), []);
  assert.deepEqual(violations(code, includeViolations), []);
});

test('Statements bind their values and stay portable', () => {
  const bad = [
    `"SELECT id FROM places WHERE name LIKE :name"`,
    `fmt::format("SELECT id FROM places WHERE name = '{}'", name)`,
    `"SELECT id FROM places WHERE " + filter`,
    `fmt::format("SELECT id FROM {} WHERE id = {}", table, id)`,
    `fmt::format("SELECT id FROM {} LIMIT {}", table, count)`,
    `fmt::format("name = :name AND kind IN ({})", kinds)`,
  ];
  for (const line of bad) assert.notDeepEqual(sqlViolations('src/register/a.cpp', line), [], line);
  assert.deepEqual(sqlViolations('src/register/a.cpp', `"SELECT id FROM places WHERE name = :name"`), []);
  assert.deepEqual(sqlViolations('src/register/a.cpp', `fmt::format("UPDATE {} SET {} = :{}", table, a, a)`), []);
  assert.deepEqual(sqlViolations('src/kernel/a.cpp', `fmt::format("SELECT {} FROM {}", columns, table)`), []);
  assert.deepEqual(violations(code, sqlViolations), []);
});

test('Files stay small', () => {
  assert.equal(lengthViolations('src/a.cpp', '\n'.repeat(701)).length, 1);
  assert.deepEqual(violations(sources, lengthViolations), []);
});

test('The tree in CONTRIBUTING.md is the tree on disk', () => {
  assert.deepEqual(pathsInTree('src/\n  main.cpp   starts it\n  kernel/\n    id.hpp id.cpp   ids\nbin/'), [
    'src/',
    'src/main.cpp',
    'src/kernel/',
    'src/kernel/id.hpp',
    'src/kernel/id.cpp',
    'bin/',
  ]);
  const tree = treeIn(read('CONTRIBUTING.md'));
  assert(tree, 'CONTRIBUTING.md shows the tree in a fenced block that begins with the line src/');
  const named = pathsInTree(tree);
  const missing = named.filter((name) => globSync(name, { cwd: root }).length === 0);
  assert.deepEqual(missing, [], 'named, but not there');

  const folders = [...new Set(sources.map((name) => `${path.dirname(name)}/`))].sort();
  const unnamed = folders.filter((folder) => !named.some((name) => path.matchesGlob(folder, name)));
  assert.deepEqual(unnamed, [], 'there, but not named');
});

test('Every test that the list of security requirements names is there', () => {
  const has = ['TEST_P(Blocks, AreKept) {', "test('It\\'s refused', () => {"];
  assert.deepEqual(unknownTests('`Blocks.AreKept`, `Blocks.…`, “It\'s refused”, “It\'s …”', has), []);
  assert.deepEqual(unknownTests('`Blocks.End`, `Passwords.…`, “It works”', has), ['Blocks.End', 'Passwords', 'It works']);

  const inTests = readdirSync(path.join(root, 'tests'), { recursive: true }).filter((name) => name.endsWith('.test.mjs'));
  const tests = [...sources.filter((name) => /_test\.cpp$|\.case$/.test(name)), ...inTests.map((name) => `tests/${name}`)];
  const document = read('docs/security/asvs.md');
  assert.deepEqual(unknownTests(document, tests.map(read)), []);
  const files = [...document.matchAll(/`([\w/.-]+\.(?:mjs|case))`/g)].map(([, name]) => name);
  assert(files.length > 40);
  assert.deepEqual(files.filter((name) => !tests.includes(name)), [], 'is no file of tests');
});

test('Every requirement of ASVS up to level 2 stands in one table', () => {
  const numbers = requirementNumbers();
  assert.equal(numbers.length, 253);
  assert.deepEqual(numbersByHeading('## Met\n| 1.1.1, 1.1.2 | x |\n## Missing\n| 1.2.1 | y |'), { Met: ['1.1.1', '1.1.2'], Missing: ['1.2.1'] });

  const document = read('docs/security/asvs.md');
  const { 'Level 3, besides': besides, ...tables } = numbersByHeading(document);
  const listed = Object.values(tables).flat();
  assert.deepEqual(listed.filter((number, index) => listed.indexOf(number) !== index), [], 'stands twice');
  assert.deepEqual(numbers.filter((number) => !listed.includes(number)), [], 'stands nowhere');
  assert.deepEqual(listed.filter((number) => !numbers.includes(number)), [], 'is no requirement up to level 2');
  assert.deepEqual(besides.filter((number) => numbers.includes(number)), [], 'is not of level 3');
  const counts = Object.values(tables).map((table) => table.length);
  assert(document.includes(`\n| ${counts.join(' | ')} |\n`), `the counts are ${counts.join(', ')}`);
});

const ours = sources.filter((name) => /\.(cpp|hpp)$/.test(name) && !/_test\.cpp$|fixture|test_/.test(name));
const securityPages = globSync('docs/security/*.md', { cwd: root });

test('Nothing is called that leads to holes', () => {
  for (const line of ['system(command)', 'std::regex pattern', 'fmt::print(fmt::runtime(text))', 'strcpy(a, b)', 'rand()', 'EVP_md5()'])
    assert.equal(dangers('src/a.cpp', line).length, 1, line);
  assert.equal(dangers('src/a.cpp', 'set(CURLOPT_FOLLOWLOCATION, 1L)').length, 1);
  assert.deepEqual(dangers('src/a.cpp', 'set(CURLOPT_FOLLOWLOCATION, 0L); // never a system() call'), []);
  for (const line of ['a.innerHTML = text', 'eval(text)', 'localStorage.x = 1', 'if (a == b)', 'document.cookie', 'x.__proto__', 'new RegExp(text)'])
    assert.equal(dangers('web/a.ts', line).length, 1, line);
  assert.deepEqual(dangers('web/a.ts', 'if (a === b && c !== d) element.textContent = text'), []);
  assert.deepEqual(violations(ours, dangers), []);
  assert.deepEqual(violations(globSync('web/islands/**/*.ts', { cwd: root }), dangers), []);
});

test('What the pages on security quote stands in the code', () => {
  assert.deepEqual(codeQuotes('| a | in the code |\n|---|---|\n| b `c` | `d{1}`, `e` |\n\n| f |\n|---|\n| `g` |'), ['d{1}', 'e']);
  const tidy = (text) => text.replace(/\s+/g, ' ');
  const text = tidy(ours.map(read).join('\n'));
  const quotes = securityPages.flatMap((page) => codeQuotes(read(page)));
  assert(quotes.length > 20, `only ${quotes.length} quotes`);
  assert.deepEqual(quotes.filter((quote) => !text.includes(tidy(quote))), []);
});

test('Every link of the pages on security leads to a page and its heading', () => {
  assert.deepEqual(linksOf('docs/a/b.md', '[x](../c.md#d-e) [y](#f) [z](https://a.example/)'), [['docs/c.md', 'd-e'], ['docs/a/b.md', 'f']]);
  assert.deepEqual(anchorsOf('# What it is, and how\n## HTTPS: a proxy'), ['what-it-is-and-how', 'https-a-proxy']);
  const links = ['SECURITY.md', ...securityPages].flatMap((page) => linksOf(page, read(page)));
  assert(links.length > 30);
  const broken = links.filter(([page, anchor]) => globSync(page, { cwd: root }).length === 0 || (anchor && !anchorsOf(read(page)).includes(anchor)));
  assert.deepEqual(broken, []);
});

test('Cryptography stands where its inventory says', () => {
  const header = /#include <(sodium|openssl|liboath|fido)[/.]/;
  const using = ours.filter((name) => header.test(read(name)));
  assert.deepEqual(namesInTables(read('docs/security/cryptography.md')).filter((name) => name.startsWith('src/')).sort(), using.sort());
});

test('Every table stands in the inventory of data', () => {
  const made = sources.filter((name) => name.endsWith('.sql')).flatMap((name) => [...read(name).matchAll(/^CREATE TABLE (\w+)/gm)].map(([, table]) => table));
  const tables = new Set(made.filter((table) => !table.endsWith('_history')));
  assert(tables.size > 50);
  assert.deepEqual(namesInTables(read('docs/security/data.md')).sort(), [...tables].sort());
});

test('The inventory of logs has every event of the audit log', () => {
  assert.deepEqual(auditActions('audit(tx, {.action = act == "a" ? "open it" : "close it",\n presenter.log(tx, "leave", x)'), ['open it', 'close it', 'leave']);
  const actions = new Set(ours.flatMap((name) => auditActions(read(name))));
  assert(actions.size > 40);
  assert.deepEqual(namesInTables(read('docs/security/logs.md')).sort(), [...actions].sort());
});

test('What the program links is in the list of packages', () => {
  const listed = read('bin/packages.txt');
  const needed = { expat: 'libexpat1-dev', curl: 'libcurl4-openssl-dev', fido: 'libfido2-dev', sodium: 'libsodium-dev', zip: 'libzip-dev', soci: 'libsoci-dev',
    ctemplate: 'libctemplate-dev', openssl: 'libssl-dev', liboath: 'liboath-dev', qrencode: 'libqrencode-dev', spdlog: 'libspdlog-dev', fmt: 'libfmt-dev',
    unicode: 'libicu-dev', brotli: 'libbrotli-dev', zlib: 'zlib1g-dev', zstd: 'libzstd-dev', xxhash: 'libxxhash-dev', protozero: 'libprotozero-dev', CLI: 'libcli11-dev',
    toml: 'libtomlplusplus-dev', prometheus: 'prometheus-cpp-dev', xlsxwriter: 'libxlsxwriter-dev', boost: 'libboost1.81-dev', sqlite3: 'libsqlite3-dev', 'libpq-fe': 'libpq-dev' };
  for (const name of Object.values(needed)) assert.match(listed, new RegExp(`^build +${name.replaceAll('.', '\\.')} `, 'm'));
  const included = new Set(ours.flatMap((name) => [...read(name).matchAll(/^#include <([a-zA-Z][\w+-]*?)(?:\+\+)?(?:\/[^>]*|\.h)>/gm)].map(([, library]) => library)));
  const system = new Set(['sys', 'netinet', 'arpa', 'fcntl', 'unistd', 'poll', 'signal', 'malloc', 'stdlib', 'string', 'time', 'netdb']);
  assert.deepEqual([...included].filter((library) => !(library in needed) && !system.has(library)), []);
});

test('Every script in bin/ says what it does', () => {
  for (const name of readdirSync(path.join(root, 'bin')).filter((file) => !file.includes('.'))) {
    const help = execFileSync(path.join(root, 'bin', name), ['--help'], { encoding: 'utf8' });
    assert.match(help, new RegExp(`bin/${name}`), `bin/${name} --help`);
  }
});
