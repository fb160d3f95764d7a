// Checks the project's own rules on every file, and that each check can fail.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';

import {
  includeViolations,
  layerViolations,
  lengthViolations,
  pathsInTree,
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
  assert.deepEqual(unknownTests(read('docs/security/asvs.md'), tests.map(read)), []);
});

test('Every script in bin/ says what it does', () => {
  for (const name of readdirSync(path.join(root, 'bin')).filter((file) => !file.includes('.'))) {
    const help = execFileSync(path.join(root, 'bin', name), ['--help'], { encoding: 'utf8' });
    assert.match(help, new RegExp(`bin/${name}`), `bin/${name} --help`);
  }
});
