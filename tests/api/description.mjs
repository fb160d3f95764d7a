// What the API's description says, as functions that make requests and check answers.
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Numbers that look random and are the same in every run with that seed. */
export function randomNumbers(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  return { below, chance: (share) => next() < share, pick: (list) => list[below(list.length)] };
}

/** Every operation of a description: its address, its parameters, its answers. */
export function operationsOf(description) {
  return Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, ...operation })),
  );
}

/** A function that says what is wrong with an answer to an operation: nothing when it is as described. */
export function answerChecker(description) {
  // A property that the description does not name is a mistake here, though clients must bear it.
  const closed = structuredClone(description);
  for (const schema of Object.values(closed.components.schemas)) schema.additionalProperties = false;
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(closed, 'description');
  const resolve = (value) =>
    value.$ref ? value.$ref.slice(2).split('/').reduce((at, key) => at[key], closed) : value;

  return (operation, answer, body) => {
    const described = operation.responses[answer.status] ?? operation.responses.default;
    if (answer.status >= 500) return `status ${answer.status}`;
    if (!described) return `status ${answer.status} is not described`;
    const { content } = resolve(described);
    if (!content) return body === '' ? undefined : 'a body where none is described';
    const type = answer.headers.get('content-type');
    if (!content[type]) return `content type ${type} is not described`;
    const schema = content[type].schema.$ref;
    const validate = ajv.getSchema(`description${schema}`);
    if (validate(JSON.parse(body))) return undefined;
    return `${schema}: ${ajv.errorsText(validate.errors)}`;
  };
}

/** A value that a parameter's schema allows. `known` holds keys that records really have. */
export function validValue(schema, random, known) {
  if (schema.enum) return random.pick(schema.enum);
  if (schema.type === 'integer') return String(schema.minimum + random.below(schema.maximum - schema.minimum + 1));
  if (schema.type === 'array')
    return Array.from({ length: 1 + random.below(4) }, () => validValue(schema.items, random, known)).join(',');
  return random.pick(known);
}

const NASTY = [
  '', ' ', '0', '-1', '1e9', '99999999999999999999', 'NaN', 'null', 'true', '[]', '{}', '*', '%', '_', "'", '"', ';', '--', '\\',
  "' OR 1=1 --", "'; DROP TABLE actors; --", '1) UNION SELECT 1,2,3 --', '${7*7}', '<script>alert(1)</script>', '../../etc/passwd',
  '\t', '\n', '\r\nX-Injected: yes', '\u202e', '\ufeff', 'ﬀ', '😀', 'é'.repeat(300), 'a'.repeat(3000), ':p0', ':limit', '?', '#', '&', '=',
  'id', '-id', '--id', 'id,', ',', 'is_hidden', 'audience', 'dues', '2026-13-45', '2026-11-21T25:61:61Z', '2026-11-21T22:08:29+01:00',
  '6e616d650a0a', '69640a2d310a', '69640a39393939393939393939393939393939393939390a', 'ff', 'f', '69640a310a00',
]; // prettier-ignore

// As they go over the wire: escapes that are not, bytes that are not UTF-8, NUL.
const RAW = ['%', '%zz', '%ff', '%c0%af', '%00', '%ed%a0%80', '%F5%80%80%80', '+', '%2F', '%252F'];

/** A value that means no good, ready for an address. */
export function hostileValue(random, cursors) {
  if (random.chance(0.2)) return random.pick(RAW);
  if (cursors.length > 0 && random.chance(0.1)) return spoiled(random.pick(cursors), random);
  return encodeURIComponent(random.pick(NASTY) + (random.chance(0.2) ? random.pick(NASTY) : ''));
}

/** A real cursor with one character changed. */
function spoiled(cursor, random) {
  const at = random.below(cursor.length);
  return cursor.slice(0, at) + random.pick([...'0123456789abcdefgG']) + cursor.slice(at + 1);
}
