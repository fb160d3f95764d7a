// Finds the interface's texts where they are used: [[…]] in templates; tr_noop, text and plural in C++, and the
// public message of an Error, which is translated when it is shown.

// Each answer is a list of { line, english, plural }, plural being absent for most.

export function textsInTemplate(source) {
  const texts = [];
  for (const match of source.matchAll(/\[\[([\s\S]*?)\]\]/g)) {
    texts.push({ line: lineAt(source, match.index), english: match[1].replace(/\s+/g, ' ').trim() });
  }
  return texts;
}

// What a reader sees but no marker covers. Elements with a lang attribute (words of another language) or
// translate="no" (names) are meant to stay as they are.
export function unmarkedInTemplate(source) {
  const blank = (text) => text.replace(/[^\n]/g, ' ');
  const rest = source
    .replace(/\[\[[\s\S]*?\]\]|\{\{[\s\S]*?\}\}|<!--[\s\S]*?-->/g, blank)
    .replace(
      /(<(script|style)\b[^>]*>)([\s\S]*?)(<\/\2>)/gi,
      (all, open, name, content, close) => open + blank(content) + close,
    )
    .replace(/&[a-z0-9#]+;/gi, blank);
  const found = [];
  const report = (index, text) => {
    if (/\p{L}/u.test(text))
      found.push({ line: lineAt(source, index + text.search(/\S/)), text: text.trim().replace(/\s+/g, ' ') });
  };
  let exempt = false;
  for (const part of rest.matchAll(/<(\/?[a-z!][^>]*)>|([^<]+|<)/gi)) {
    const [, tag, text] = part;
    if (tag === undefined) {
      if (!exempt) report(part.index, text);
      continue;
    }
    exempt = /\s(lang="[a-z]|translate="no")/.test(tag) && !/^html\b/i.test(tag);
    for (const attribute of tag.matchAll(
      /\s(title|alt|aria-label|placeholder|label|data-label|data-suggest-[a-z]+)="([^"]*)"/gi,
    )) {
      report(part.index + 1 + attribute.index, attribute[2]);
    }
    if (/^meta\b.*\bname="description"/i.test(tag)) report(part.index, tag.match(/\scontent="([^"]*)"/i)?.[1] ?? '');
    if (/^input\b.*\btype="(submit|button|reset)"/i.test(tag))
      report(part.index, tag.match(/\svalue="([^"]*)"/i)?.[1] ?? '');
  }
  return found;
}

export function textsInCpp(source) {
  const tokens = tokenize(source);
  const texts = [];
  tokens.forEach((token, at) => {
    if (token.kind !== 'word') return;
    const call = callArguments(tokens, at + 1);
    if (!call) return;
    const literal = (index) =>
      call[index]?.length && call[index].every(({ kind }) => kind === 'string')
        ? call[index].map(({ value }) => value).join('')
        : undefined;
    const add = (english, plural) => english && texts.push({ line: token.line, english, plural });
    switch (token.value) {
      case 'tr_noop':
        return add(literal(0));
      case 'text':
        if (call.length === 2) return add(literal(1)); // texts.text(language, "…")
        return ['presenter', 'presenter_'].includes(tokens[at - 2]?.value) && call.length === 1 && add(literal(0)); // presenter.text("…")
      case 'plural':
        return call.length === 4 && add(literal(1), literal(2));
      case 'filled_error':
      case 'Error': {
        // Our own mistakes are never shown, so their messages need no translation.
        const code = call[0]?.map(({ value }) => value).join('') ?? '';
        return code.includes('ErrorCode::') && !code.endsWith('internal') && add(literal(1));
      }
    }
  });
  return texts;
}

// The arguments of the call that opens at `start`, each a list of tokens, or nothing when there is no call.
function callArguments(tokens, start) {
  if (!['(', '{'].includes(tokens[start]?.value) || tokens[start].kind !== 'sign') return undefined;
  const found = [[]];
  let depth = 1;
  for (let at = start + 1; at < tokens.length; at++) {
    const token = tokens[at];
    if (token.kind === 'sign' && '({['.includes(token.value)) depth++;
    if (token.kind === 'sign' && ')}]'.includes(token.value) && --depth === 0) return found;
    if (depth === 1 && token.kind === 'sign' && token.value === ',') found.push([]);
    else found.at(-1).push(token);
  }
  return undefined;
}

// Enough of C++ to tell words, strings and signs apart.
function tokenize(source) {
  const pattern =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^(\s]*)\(([\s\S]*?)\)\1"|"((?:[^"\\\n]|\\.)*)"|'(?:[^'\\\n]|\\.)+'|([A-Za-z_]\w*)|(\d[\w.']*)|([^\s\w])/g;
  const tokens = [];
  let line = 1;
  let counted = 0;
  for (const match of source.matchAll(pattern)) {
    line += source.slice(counted, match.index).split('\n').length - 1;
    counted = match.index;
    const [, , raw, string, word, , sign] = match;
    if (raw !== undefined) tokens.push({ kind: 'string', value: raw, line });
    else if (string !== undefined) tokens.push({ kind: 'string', value: unescape(string), line });
    else if (word !== undefined) tokens.push({ kind: 'word', value: word, line });
    else if (sign !== undefined) tokens.push({ kind: 'sign', value: sign, line });
  }
  return tokens;
}

function unescape(string) {
  const named = { n: '\n', t: '\t', r: '\r', 0: '\0' };
  return string.replace(/\\(.)/g, (all, c) => named[c] ?? c);
}

function lineAt(source, index) {
  return source.slice(0, index).split('\n').length;
}
