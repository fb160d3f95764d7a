// The small parts: identifiers, the join of the two lists of cities, names in ISO's entries, the file's form.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cityJoin } from './city_join.mjs';
import { divisionOfCounty, divisionOfState, uuidOf } from './identifiers.mjs';
import { namesInEntry } from './subdivisions.mjs';
import { sortRecords, tableOf } from './table.mjs';
import { countyName } from './united_states.mjs';

test('uuids follow RFC 9562 version 5', () => {
  // The example of RFC 9562, appendix A.4: "www.example.com" under the namespace of domain names.
  const domainNames = Buffer.from('6ba7b8109dad11d180b400c04fd430c8', 'hex');
  assert.equal(uuidOf('www.example.com', domainNames), '2ed6657d-e927-568b-95e1-2665a8aea6a2');
});

test('the namespace never changes', () => {
  assert.equal(uuidOf('geonames:5368361'), '3a6ff5d9-ef6a-50e5-8192-25658000261b');
});

test('Open Civic Data ids are given where their form is certain', () => {
  assert.equal(divisionOfState('CA'), 'ocd-division/country:us/state:ca');
  assert.equal(divisionOfState('DC'), 'ocd-division/country:us/district:dc');
  assert.equal(divisionOfState('PR'), 'ocd-division/country:us/territory:pr');
  assert.equal(divisionOfCounty('06037', 'Los Angeles', 'County', 'CA'), 'ocd-division/country:us/state:ca/county:los_angeles');
  assert.equal(divisionOfCounty('19141', "O'Brien", 'County', 'IA'), 'ocd-division/country:us/state:ia/county:o~brien');
  assert.equal(divisionOfCounty('51760', 'Richmond', 'City', 'VA'), '');
});

test('a county is called what the source calls it', () => {
  assert.deepEqual(countyName('06037', 'Los Angeles', 'Los Angeles County'), { name: 'Los Angeles County', type: 'County' });
  assert.deepEqual(countyName('22071', 'Orleans', 'Orleans Parish'), { name: 'Orleans Parish', type: 'Parish' });
  assert.deepEqual(countyName('29189', 'St. Louis', 'Saint Louis County'), { name: 'St. Louis County', type: 'County' });
  assert.deepEqual(countyName('51760', 'Richmond', 'City of Richmond'), { name: 'City of Richmond', type: 'City' });
  assert.deepEqual(countyName('72001', 'Adjuntas', undefined), { name: 'Adjuntas Municipio', type: 'Municipio' });
  assert.deepEqual(countyName('66010', 'Guam', undefined), { name: 'Guam', type: 'County equivalent' });
});

test("the names in one of ISO's entries are told apart", () => {
  assert.deepEqual(namesInEntry('Catalunya [Cataluña]'), ['Catalunya', 'Cataluña']);
  assert.deepEqual(namesInEntry('Wales [Cymru GB-CYM]'), ['Wales', 'Cymru']);
  assert.deepEqual(namesInEntry('Uppsala län [SE-03]'), ['Uppsala län']);
  assert.deepEqual(namesInEntry('London, City of'), ['City of London', 'London']);
  assert.deepEqual(namesInEntry('San Andrés, Providencia y Santa Catalina'), ['San Andrés, Providencia y Santa Catalina']);
  assert.deepEqual(namesInEntry('Bicol (Region V)'), ['Bicol']);
  assert.deepEqual(namesInEntry('Araba*'), ['Araba']);
});

test('a city is found again by its place, or by its name nearby, or not at all', () => {
  const row = (name, lat, lng, admin1 = '1') => ({ name, lat, lng, country: 'XX', admin1, admin2: '' });
  const join = cityJoin([row('Old', '1.00000', '2.00000'), row('Moved', '5.1', '6.1'), row('Twice', '8.1', '8'), row('Twice', '8', '8.1')]);
  const city = (name, latitude, longitude) => ({ name, country: 'XX', adminCode: '1', loc: { coordinates: [longitude, latitude] } });
  assert.equal(join(city('Renamed', 1, 2)).name, 'Old');
  assert.equal(join(city('Moved', 5, 6)).name, 'Moved');
  assert.equal(join(city('Moved', 6, 6)), undefined);
  assert.equal(join(city('Twice', 8, 8)), undefined);
});

test('parents stand before children whatever order they come in', () => {
  const record = (source_id, kind, parent, country = 'AA') => ({ source_id, kind, parent, country });
  const sorted = sortRecords([
    record('geonames:1', 'place', 'iso:AA-2'),
    record('iso:AA-1', 'subdivision', 'iso:AA-2'),
    record('iso:AA-2', 'subdivision', 'iso:AA'),
    record('iso:AA', 'country', ''),
  ]);
  assert.deepEqual(sorted.map((each) => each.source_id), ['iso:AA', 'iso:AA-2', 'iso:AA-1', 'geonames:1']);
});

test('a value with a tab is refused', () => {
  assert.throws(() => tableOf([{ source_id: 'iso:AA', kind: 'country', parent: '', country: 'AA', name: 'a\tb' }]), /control character/);
});
