import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean, fold, otherNames, slugWords } from './names.mjs';

test('letters with marks and letters of their own fold to ASCII', () => {
  assert.equal(fold('Ærøskøbing'), 'aeroskobing');
  assert.equal(fold('Łódź'), 'lodz');
  assert.equal(fold('Þórshöfn'), 'thorshofn');
  assert.equal(fold('Diyarbakır'), 'diyarbakir');
  assert.equal(fold('Groß-Gerau'), 'gross gerau');
});

test('an apostrophe does not part a word', () => {
  assert.equal(slugWords("Coeur d'Alene"), 'coeur-dalene');
  assert.equal(slugWords('Ta‘ū'), 'tau');
});

test('a name in another script leaves nothing for a slug', () => {
  assert.equal(slugWords('Октябрьский'), '');
});

test('a long name is cut between words', () => {
  assert.equal(slugWords('one two three', 9), 'one-two');
  assert.equal(slugWords('undivided', 4), 'undi');
});

test('a name holds no control characters', () => {
  assert.equal(clean(' two\twords\u0000\n'), 'two words');
});

test('other names do not repeat the name, each other or the separator', () => {
  assert.deepEqual(otherNames('Bern', ['Bern', 'Berne', 'Berne', undefined, 'a|b']), ['Berne', 'a/b']);
});
