// Compares an answer with what a case expects.
import { isDeepStrictEqual } from 'node:util';

/** What is wrong with `answer`: one entry of line, expected and actual for each expectation not met. */
export function failuresOf(testCase, answer) {
  const failures = [];
  if (answer.status !== testCase.status) {
    failures.push({
      line: testCase.line,
      expected: `status ${testCase.status}`,
      actual: `status ${answer.status}, body ${shorten(answer.body)}`,
    });
  }
  for (const check of testCase.checks) {
    const actual = complaint(check, answer);
    if (actual !== null) failures.push({ line: check.line, expected: check.text, actual });
  }
  return failures;
}

/** What `keep:` finds in `answer`, by name. */
export function keptFrom(testCase, answer) {
  return testCase.checks
    .filter((check) => check.kind === 'keep')
    .map((check) => [check.name, check.value.exec(wholeText(answer))?.[1]])
    .filter(([, value]) => value !== undefined);
}

const wholeText = ({ headers, body }) =>
  `${[...headers].map(([name, value]) => `${name}: ${value}`).join('\n')}\n\n${body}`;

/** What there is instead, or null when the check holds. */
function complaint(check, answer) {
  const { headers, body } = answer;
  switch (check.kind) {
    case 'contains':
      return body.includes(check.value) ? null : shorten(body);
    case 'lacks':
      return body.includes(check.value) ? around(body, body.indexOf(check.value)) : null;
    case 'matches':
      return check.value.test(body) ? null : shorten(body);
    case 'keep':
      return check.value.test(wholeText(answer)) ? null : shorten(body);
    case 'absent':
      return headers.has(check.value) ? headers.get(check.value) : null;
    case 'header':
      return headers.get(check.name) === check.value ? null : (headers.get(check.name) ?? 'no such header');
    case 'header-matches': {
      const value = headers.get(check.name);
      if (value === undefined) return 'no such header';
      return check.value.test(value) ? null : value;
    }
    case 'json':
      return jsonComplaint(check, body);
    default:
      throw new Error(`no check of kind ${check.kind}`);
  }
}

function jsonComplaint({ path, operator, value }, body) {
  let found;
  try {
    found = JSON.parse(body);
  } catch {
    return `not JSON: ${shorten(body)}`;
  }
  for (const step of path) found = found?.[step];
  return jsonHolds(found, operator, value) ? null : (JSON.stringify(found) ?? 'nothing at that path');
}

function jsonHolds(found, operator, value) {
  switch (operator) {
    case '=':
      return isDeepStrictEqual(found, value);
    case '!=':
      return found !== undefined && !isDeepStrictEqual(found, value);
    case '~':
      return typeof found === 'string' && value.test(found);
    case 'has':
      return Array.isArray(found) && found.some((item) => isDeepStrictEqual(item, value));
    default:
      break;
  }
  // "10" > "9" is false, so only numbers with numbers and texts with texts.
  if (typeof found !== typeof value) return false;
  switch (operator) {
    case '>':
      return found > value;
    case '<':
      return found < value;
    case '>=':
      return found >= value;
    case '<=':
      return found <= value;
    default:
      throw new Error(`no operator ${operator}`);
  }
}

function shorten(text) {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 300 ? `${line.slice(0, 300)} … (${text.length} characters)` : JSON.stringify(line);
}

function around(text, position) {
  return shorten(text.slice(Math.max(0, position - 80), position + 80));
}
