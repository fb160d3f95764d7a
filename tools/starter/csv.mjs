// Reads comma-separated values as RFC 4180 defines them: quoted fields may hold commas, line breaks and doubled quotes.

export class CsvError extends Error {
  constructor(line, message) {
    super(message);
    this.line = line;
  }
}

// Returns every record as { line, cells }, where line is the one the record begins on.
export function readRecords(text) {
  const records = [];
  let line = 1;
  let at = 0;

  while (at < text.length) {
    const record = { line, cells: [] };
    for (;;) {
      const cell = text[at] === '"' ? quotedCell() : plainCell();
      record.cells.push(cell);
      if (text[at] !== ',') break;
      at += 1;
    }
    endOfRecord();
    records.push(record);
  }
  return records;

  function plainCell() {
    const start = at;
    while (at < text.length && text[at] !== ',' && text[at] !== '\n' && text[at] !== '\r') {
      if (text[at] === '"') throw new CsvError(line, 'a quotation mark stands in a field that is not quoted');
      at += 1;
    }
    return text.slice(start, at);
  }

  function quotedCell() {
    const opened = line;
    let cell = '';
    at += 1;
    for (;;) {
      if (at >= text.length) throw new CsvError(opened, 'a quoted field is never closed');
      if (text[at] === '"') {
        at += 1;
        if (text[at] !== '"') return cell;
      } else if (text[at] === '\n') {
        line += 1;
      }
      cell += text[at];
      at += 1;
    }
  }

  function endOfRecord() {
    if (text[at] === '\r') at += 1;
    if (at < text.length && text[at] !== '\n') throw new CsvError(line, 'text follows a closing quotation mark');
    at += 1;
    line += 1;
  }
}
