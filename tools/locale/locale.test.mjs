// The catalogs are complete, and the checks that say so can fail.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { parseCatalog, placeholders, writeTemplate } from './catalog.mjs';
import { textsInCpp, textsInTemplate, unmarkedInTemplate } from './marked.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));

test('Every text of the interface is marked and translated', () => {
  const { status, stderr } = spawnSync('node', [path.join(here, 'extract.mjs'), '--check'], { encoding: 'utf8' });
  assert.equal(stderr, '');
  assert.equal(status, 0);
});

test('Marked text is found in templates, with its line breaks as spaces', () => {
  assert.deepEqual(textsInTemplate('<p>\n[[Hello,\n   {{NAME}}]]</p><i title="[[Close]]">'), [
    { line: 2, english: 'Hello, {{NAME}}' },
    { line: 3, english: 'Close' },
  ]);
});

test('Unmarked text and attributes are found in templates', () => {
  const found = (source) => unmarkedInTemplate(source).map(({ line, text }) => `${line} ${text}`);
  assert.deepEqual(found('<p>\n  Hello there {{NAME}}\n</p>'), ['2 Hello there']);
  assert.deepEqual(found('<p title="Close" class="big">{{X}} · 5 &nbsp;</p>'), ['1 Close']);
  assert.deepEqual(
    found('<img alt="A map"><input type="submit" value="Send"><meta name="description" content="All">'),
    ['1 A map', '1 Send', '1 All'],
  );
  assert.deepEqual(found('<a lang="es">Español</a> <b translate="no">JSON</b> <i>x</i>'), ['1 x']);
  assert.deepEqual(found('<html lang="en">Words'), ['1 Words']);
  assert.deepEqual(
    found('[[Yes]] {{! a note }} <!-- a comment --><script src="x"></script><a href="/about">{{X}}</a>'),
    [],
  );
});

test('Texts are found in C++ where they are passed as literals', () => {
  const source = `
    // text(language, "not this")
    label(tr_noop("Name"));
    auto a = texts.text(language, "Save" " all"), b = http::text("plain");
    texts.plural(request.language(), "{n} city", "{n} cities", count(a, b));
    throw Error{ErrorCode::not_found, "Gone.", "detail"};
    throw Error(ErrorCode::internal, "Never shown.");
    problem(presenter_.text("Leave nothing empty.") + other.text("not this"));
    texts.text(language, variable); char const c = '"'; raw(R"(tr_noop("no"))");
    tr_noop("Say \\"yes\\"")`;
  assert.deepEqual(textsInCpp(source), [
    { line: 3, english: 'Name', plural: undefined },
    { line: 4, english: 'Save all', plural: undefined },
    { line: 5, english: '{n} city', plural: '{n} cities' },
    { line: 6, english: 'Gone.', plural: undefined },
    { line: 8, english: 'Leave nothing empty.', plural: undefined },
    { line: 10, english: 'Say "yes"', plural: undefined },
  ]);
});

test('A catalog reads back as it was written', () => {
  const texts = [
    { english: 'A "quoted"\ntext', files: ['a.tpl'] },
    { english: '{n} city', plural: '{n} cities', files: ['a.cpp', 'b.cpp'] },
  ];
  const entries = parseCatalog(writeTemplate(texts));
  assert.deepEqual(
    entries.map(({ english, plural }) => ({ english, plural })),
    texts.map(({ english, plural }) => ({ english, plural })),
  );
});

test('Placeholders are compared whatever their order', () => {
  assert.equal(placeholders('{a} of {{TOTAL}}'), placeholders('{{TOTAL}}: {a}'));
  assert.notEqual(placeholders('{a}'), placeholders('{b}'));
  assert.notEqual(placeholders('{{A}}'), placeholders('{{A}} {{A}}'));
});

test('The check fails on what is missing, unmarked, unused or changed', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'legation-locale-'));
  try {
    cpSync(here, path.join(root, 'tools/locale'), { recursive: true });
    mkdirSync(path.join(root, 'src'));
    mkdirSync(path.join(root, 'locale'));
    writeFileSync(path.join(root, 'src/page.tpl'), '<p>[[Hello, {{NAME}}]] [[Bye]] [[Done]] bare</p>');
    const messages = { 'Hello, {{NAME}}': 'Hola', Done: 'Hecho', Old: 'Viejo' };
    const entries = Object.entries(messages).map(([english, spanish]) => `msgid "${english}"\nmsgstr "${spanish}"`);
    writeFileSync(
      path.join(root, 'locale/es.po'),
      ['msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"', ...entries].join('\n\n') + '\n',
    );
    const { status, stderr } = spawnSync('node', [path.join(root, 'tools/locale/extract.mjs'), '--check'], {
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.deepEqual(stderr.trim().split('\n').slice(0, -1), [
      'src/page.tpl:1: unmarked text "bare"',
      'src/page.tpl: "Hello, {{NAME}}" has other placeholders in Spanish: "Hola"',
      'src/page.tpl: "Bye" has no Spanish translation',
      'locale/es.po: "Old" is not used any more',
    ]);
    execFileSync('node', [path.join(root, 'tools/locale/extract.mjs')]);
    const updated = spawnSync('node', [path.join(root, 'tools/locale/extract.mjs'), '--check'], { encoding: 'utf8' });
    assert.doesNotMatch(updated.stderr, /not used/);
    assert.match(updated.stderr, /"Bye" has no Spanish translation/);
  } finally {
    rmSync(root, { recursive: true });
  }
});
