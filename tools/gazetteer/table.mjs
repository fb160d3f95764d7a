// The file: a first line that names the format, a header, one row a record, a last line with the count, so that a cut file is noticed.

export const COLUMNS = [
  'source_id', 'uuid', 'kind', 'parent', 'slug', 'name', 'name_es', 'other_names', 'country', 'subdivision', 'iso_3166_1',
  'iso_3166_1_alpha3', 'iso_3166_2', 'geonames_id', 'geoid', 'ocd_id', 'latitude', 'longitude', 'population', 'feature', 'type_label',
];

const KIND_ORDER = ['country', 'territory', 'state', 'subdivision', 'county', 'place'];

function value(record, column) {
  const given = record[column] ?? '';
  if (column === 'other_names') return given === '' ? '' : given.join('|');
  if (column === 'latitude' || column === 'longitude') return given === '' ? '' : given.toFixed(5);
  if (column === 'population') return given > 0 ? String(given) : '';
  return String(given);
}

function row(record) {
  const values = COLUMNS.map((column) => value(record, column));
  for (const text of values) {
    if (/[\t\n\r\0]/.test(text)) throw new Error(`${record.source_id} has a control character in ${JSON.stringify(text)}`);
  }
  return values.join('\t');
}

// Parents before children; within that by kind, country and id, so that the order says nothing about the order of the sources.
export function sortRecords(records) {
  const bySourceId = new Map(records.map((record) => [record.source_id, record]));
  const depth = (record) => (record.parent ? 1 + depth(bySourceId.get(record.parent)) : 0);
  const keyed = records.map((record) => ({ record, kind: KIND_ORDER.indexOf(record.kind), depth: record.kind === 'subdivision' ? depth(record) : 0 }));
  const text = (a, b) => (a < b ? -1 : Number(a > b));
  keyed.sort(
    (a, b) =>
      a.kind - b.kind ||
      a.depth - b.depth ||
      text(a.record.country, b.record.country) ||
      (a.record.geonames_id ?? 0) - (b.record.geonames_id ?? 0) ||
      text(a.record.source_id, b.record.source_id),
  );
  return keyed.map(({ record }) => record);
}

export function tableOf(records) {
  const lines = ['# legation-gazetteer 1', COLUMNS.join('\t'), ...sortRecords(records).map(row), `# end ${records.length}`];
  return `${lines.join('\n')}\n`;
}
