import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchAreas } from './area_match.mjs';

const match = (areas, subdivisions) =>
  Object.fromEntries(
    matchAreas(
      Object.entries(areas).map(([code, name]) => ({ code, name })),
      Object.entries(subdivisions).map(([code, names]) => ({ code, names })),
    ),
  );

test('the same name is the same area, whatever the word for its kind and its accents', () => {
  assert.deepEqual(match({ a: 'Aichi Prefecture' }, { X: ['Aichi'] }), { a: 'X' });
  assert.deepEqual(match({ a: 'Sao Paulo' }, { X: ['São Paulo'] }), { a: 'X' });
});

test('a city and the region around it are told apart by their full names only', () => {
  assert.deepEqual(match({ a: 'Moscow', b: 'Moscow Oblast' }, { M: ['Moscow'], O: ['Moscow Oblast'] }), { a: 'M', b: 'O' });
  assert.deepEqual(match({ a: 'Sofia', b: 'Sofia-Capital' }, { S: ['Sofia'], T: ['Sofia (stolitsa)', 'Sofia'] }), {});
});

test('one area for two subdivisions of the name is not certain', () => {
  assert.deepEqual(match({ a: 'Toshkent' }, { X: ['Toshkent'], Y: ['Toshkent'] }), {});
});

test('what is found elsewhere is not meant a second time', () => {
  const found = match(
    { p: 'Buenos Aires', c: 'Buenos Aires F.D.' },
    { B: ['Buenos Aires'], C: ['Autonomous City of Buenos Aires', 'Buenos Aires F.D.'] },
  );
  assert.deepEqual(found, { p: 'B', c: 'C' });
});

test('another name is another area', () => {
  assert.deepEqual(match({ a: 'Aichi' }, { X: ['Akita'] }), {});
});
