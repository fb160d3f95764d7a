// Reads a file of HTTP cases; tests/http/README.md explains the form.

const REQUEST_LINE = /^(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) (\S+)$/;
const FIELD = /^([A-Za-z0-9-]+):[ \t]*(.*)$/;
const JSON_CHECK = /^(\S+) (=|!=|>=|<=|>|<|~|has) (.+)$/;
const KEEP = /^([a-z]+) = (.*\(.+)$/;
const KEPT = /\{\{([a-z]+)\}\}/g;

class CaseError extends Error {
  constructor(file, line, message) {
    super(`${file}:${line}: ${message}`);
  }
}

/** The cases in `text`. Whatever is not understood is an error, so that no expectation is skipped in silence. */
export function parseCases(file, text) {
  const lines = text.split('\n').map((content, index) => ({ content: content.replace(/\r$/, ''), number: index + 1 }));
  const starts = lines.filter((line) => line.content.startsWith('## '));
  if (starts.length === 0) throw new CaseError(file, 1, 'has no case: one starts with "## " and a sentence');
  return starts.map((start, index) => {
    const end = starts[index + 1]?.number ?? lines.length + 1;
    return parseCase(file, start, lines.slice(start.number, end - 1));
  });
}

/**
 * The request with what earlier answers of its file gave in place of `{{name}}`. Only the head of a request may ask for
 * that, and the body of one that somebody sends (`as:`).
 */
export function fillRequest(request, kept) {
  const text = request.bytes.toString('latin1');
  const headEnd = text.includes('\r\n\r\n') ? text.indexOf('\r\n\r\n') : text.length;
  const filled = (part) =>
    part.replace(KEPT, (whole, name) => {
      if (!kept.has(name)) throw new Error(`no earlier answer of this file kept "${name}"`);
      return kept.get(name);
    });
  const body = text.slice(headEnd);
  return { ...request, bytes: Buffer.from(filled(text.slice(0, headEnd)) + (request.as ? filled(body) : body), 'latin1') };
}

/**
 * The request as somebody who has signed in sends it: with their cookie, and their token in a form. The lines of a form
 * with a file end as its standard has it.
 */
export function asSomebody(request, { cookie, formToken }) {
  const text = request.bytes.toString('latin1');
  const headEnd = text.indexOf('\r\n\r\n');
  const head = text.slice(0, headEnd).replace(/\r\nContent-Length: \d+/i, '');
  let body = text.slice(headEnd + 4);
  const isForm = /\r\nContent-Type: application\/x-www-form-urlencoded/i.test(head);
  if (isForm && !/(^|&)form_token=/.test(body)) body += `${body && '&'}form_token=${formToken}`;
  const boundary = /\r\nContent-Type: multipart\/form-data; *boundary=(\S+)/i.exec(head)?.[1];
  if (boundary) {
    const token = `--${boundary}\nContent-Disposition: form-data; name="form_token"\n\n${formToken}\n`;
    body = `${token}${body}`.replaceAll('\n', '\r\n');
  }
  const length = body.length > 0 ? `\r\nContent-Length: ${body.length}` : '';
  return { ...request, bytes: Buffer.from(`${head}\r\nCookie: ${cookie}${length}\r\n\r\n${body}`, 'latin1') };
}

function parseCase(file, start, lines) {
  const divider = lines.findIndex((line) => line.content === '---');
  if (divider < 0) throw new CaseError(file, start.number, 'has no "---" between request and expectations');
  return {
    file,
    line: start.number,
    name: start.content.slice(3).trim(),
    request: parseRequest(file, start, lines.slice(0, divider)),
    ...parseExpectations(file, start, lines.slice(divider + 1)),
  };
}

/** The bytes to send, and whether an answer without a body is expected. */
function parseRequest(file, start, lines) {
  while (lines.length > 0 && lines[0].content === '') lines.shift();
  if (lines.length === 0) throw new CaseError(file, start.number, 'has no request');
  if (lines[0].content.startsWith('raw: ')) {
    const bytes = parseRaw(file, lines);
    return { bytes, isHead: bytes.toString('latin1').startsWith('HEAD ') };
  }

  const as = /^as: (.+)$/.exec(lines[0].content)?.[1];
  if (as) lines.shift();
  const requestLine = REQUEST_LINE.exec(lines[0]?.content ?? '');
  if (!requestLine) throw new CaseError(file, (lines[0] ?? start).number, 'is not a method and a target, such as "GET /register"');
  const [, method, target] = requestLine;
  const blank = lines.findIndex((line) => line.content === '');
  const headers = (blank < 0 ? lines.slice(1) : lines.slice(1, blank)).map((line) => {
    if (!FIELD.test(line.content)) throw new CaseError(file, line.number, 'is not a header');
    return line.content;
  });
  const bodyLines = blank < 0 ? [] : lines.slice(blank + 1).map((line) => line.content);
  const body = Buffer.from(bodyLines.join('\n').trimEnd());

  const has = (name) => headers.some((header) => header.toLowerCase().startsWith(`${name}:`));
  if (!has('host')) headers.unshift('Host: localhost');
  if (!has('connection')) headers.push('Connection: close');
  if (body.length > 0 && !has('content-length') && !has('transfer-encoding')) {
    headers.push(`Content-Length: ${body.length}`);
  }
  const head = [`${method} ${target} HTTP/1.1`, ...headers, '', ''].join('\r\n');
  return { bytes: Buffer.concat([Buffer.from(head), body]), isHead: method === 'HEAD', as };
}

/** `raw:` lines are joined as they stand; only the escapes \r \n \t \\ and \xHH mean something. */
function parseRaw(file, lines) {
  const escapes = { r: '\r', n: '\n', t: '\t', '\\': '\\' };
  const pieces = lines
    .filter((line) => line.content !== '')
    .map((line) => {
      if (!line.content.startsWith('raw: ')) throw new CaseError(file, line.number, 'does not start with "raw: "');
      const bytes = Buffer.from(line.content.slice(5)).toString('latin1');
      return bytes.replace(/\\(?:x([0-9a-fA-F]{2})|(.?))/g, (escape, hex, letter) => {
        if (hex) return String.fromCharCode(parseInt(hex, 16));
        if (letter in escapes) return escapes[letter];
        throw new CaseError(file, line.number, `does not know the escape ${escape}`);
      });
    });
  return Buffer.from(pieces.join(''), 'latin1');
}

function parseExpectations(file, start, lines) {
  const filled = lines.filter((line) => line.content !== '');
  if (!/^\d{3}$/.test(filled[0]?.content ?? '')) {
    throw new CaseError(file, filled[0]?.number ?? start.number, 'expects no status, such as "200"');
  }
  const checks = filled.slice(1).map((line) => {
    const field = FIELD.exec(line.content);
    if (!field || field[2] === '') throw new CaseError(file, line.number, 'is not an expectation');
    try {
      return { line: line.number, text: line.content, ...parseCheck(field[1], field[2]) };
    } catch (error) {
      throw new CaseError(file, line.number, error.message);
    }
  });
  return { status: Number(filled[0].content), checks };
}

/** Body checks are in lower case; any other name is a header's. */
function parseCheck(name, value) {
  if (name === 'contains' || name === 'lacks') return { kind: name, value };
  if (name === 'matches') return { kind: name, value: new RegExp(value, 'ms') };
  if (name === 'absent') return { kind: name, value: value.toLowerCase() };
  if (name === 'json') return { kind: name, ...parseJsonCheck(value) };
  if (name === 'keep') return { kind: name, ...parseKeep(value) };
  if (!/^[A-Z]/.test(name)) throw new Error(`knows no check "${name}"; headers start with a capital`);
  const kind = value.startsWith('~ ') ? 'header-matches' : 'header';
  return { kind, name: name.toLowerCase(), value: kind === 'header' ? value : new RegExp(value.slice(2)) };
}

function parseKeep(text) {
  const found = KEEP.exec(text);
  if (!found) throw new Error('is not a name, "=" and a regular expression with a group');
  return { name: found[1], value: new RegExp(found[2], 'm') };
}

function parseJsonCheck(text) {
  const found = JSON_CHECK.exec(text);
  if (!found) throw new Error('is not a path, an operator (= != >= <= > < ~ has) and a value');
  const [, jsonPath, operator, value] = found;
  return { path: jsonPath.split('.'), operator, value: operator === '~' ? new RegExp(value) : JSON.parse(value) };
}
