import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { readMessageCatalog } from './message_catalog.mjs';

const folder = mkdtempSync(join(tmpdir(), 'legation-catalog-'));
after(() => rmSync(folder, { recursive: true }));

// Writes a catalog as msgfmt does: header, table of originals, table of translations, texts.
function catalog(pairs) {
  const texts = [...pairs.map(([original]) => original), ...pairs.map(([, translation]) => translation)].map((text) => Buffer.from(text));
  const tables = Buffer.alloc(28 + texts.length * 8);
  [0x950412de, 0, pairs.length, 28, 28 + pairs.length * 8, 0, 0].forEach((number, index) => tables.writeUInt32LE(number, index * 4));
  let offset = tables.length;
  texts.forEach((text, index) => {
    tables.writeUInt32LE(text.length, 28 + index * 8);
    tables.writeUInt32LE(offset, 32 + index * 8);
    offset += text.length + 1;
  });
  return Buffer.concat([tables, ...texts.map((text) => Buffer.concat([text, Buffer.from([0])]))]);
}

test('texts are read with their translations, without the header and the context', () => {
  const path = join(folder, 'good.mo');
  writeFileSync(path, catalog([['', 'Language: en\n'], ['Bayern', 'Bavaria'], ['Name for AT-9\u0004Wien', 'Vienna'], ['Genève', '']]));
  assert.deepEqual([...readMessageCatalog(path)], [['Bayern', 'Bavaria'], ['Wien', 'Vienna']]);
});

test('another kind of file is refused', () => {
  const path = join(folder, 'bad.mo');
  writeFileSync(path, 'this is not a catalog, but long enough');
  assert.throws(() => readMessageCatalog(path), /not a little-endian gettext catalog/);
});
