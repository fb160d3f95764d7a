// The MUSTs of RFC 4287 that a feed can break, each under the name that the feed validator gives it.
import { DOMParser } from '@xmldom/xmldom';

const ATOM = 'http://www.w3.org/2005/Atom';

export const CHECKED = [
  'SAXError',
  'InvalidNamespace',
  'MissingNamespace',
  'MissingElement',
  'DuplicateElement',
  'UndefinedElement',
  'InvalidRFC3339Date',
  'InvalidTAG',
  'InvalidURN',
  'InvalidFullLink',
  'DuplicateAtomLink',
  'DuplicateEntries',
  'MissingHref',
  'MissingSelf',
  'InvalidTextType',
];

// RFC 4287, section 4: what may stand where, and what at most once.
const PERSON = { one: ['name', 'uri', 'email'], many: [], needs: ['name'] };
const COMMON = ['author', 'category', 'contributor', 'link'];
const CHILDREN = {
  feed: {
    one: ['generator', 'icon', 'id', 'logo', 'rights', 'subtitle', 'title', 'updated'],
    many: [...COMMON, 'entry'],
    needs: ['id', 'title', 'updated'],
  },
  entry: {
    one: ['content', 'id', 'published', 'rights', 'source', 'summary', 'title', 'updated'],
    many: COMMON,
    needs: ['id', 'title', 'updated'],
  },
  source: {
    one: ['generator', 'icon', 'id', 'logo', 'rights', 'subtitle', 'title', 'updated'],
    many: COMMON,
    needs: [],
  },
  author: PERSON,
  contributor: PERSON,
};

const elementsOf = (node) => [...node.childNodes].filter((child) => child.nodeType === 1);
const named = (node, name) =>
  elementsOf(node).filter((child) => child.namespaceURI === ATOM && child.localName === name);

/** RFC 3339, as section 3.3 wants it: upper-case T and Z, and a day that exists. */
export function isDate(text) {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text);
  if (!found) return false;
  const [year, month, day, hour, minute, second] = found.slice(1, 7).map(Number);
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return month >= 1 && month <= 12 && day >= 1 && day <= days && hour < 24 && minute < 60 && second <= 60;
}

/** RFC 4151. */
const TAG =
  /^tag:([a-z0-9._~-]+@)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?,\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?:[a-z0-9\-._~!$&'()*+,;=:@/?%]*(#[a-z0-9\-._~!$&'()*+,;=:@/?%]*)?$/i;

/** RFC 2141. */
const URN = /^urn:[a-z0-9][a-z0-9-]{0,31}:[a-z0-9()+,\-.:=@;$_!*'%/?#]+$/i;

function problemOfId(id) {
  if (id.startsWith('tag:')) return TAG.test(id) ? undefined : 'InvalidTAG';
  if (id.startsWith('urn:')) return URN.test(id) ? undefined : 'InvalidURN';
  return /^[a-z][a-z0-9+.-]*:\S+$/i.test(id) ? undefined : 'InvalidFullLink';
}

/** Every rule that a feed breaks: `{rule, where}`. */
export function problemsOf(text, { address } = {}) {
  const problems = [];
  const add = (rule, where) => problems.push({ rule, where });
  let root;
  try {
    const onError = (level, message) => {
      if (level !== 'warning') throw new Error(message);
    };
    root = new DOMParser({ onError }).parseFromString(text, 'application/xml').documentElement;
  } catch (error) {
    return [{ rule: 'SAXError', where: error.message }];
  }
  if (!root.namespaceURI) return [{ rule: 'MissingNamespace', where: root.nodeName }];
  if (root.namespaceURI !== ATOM || !['feed', 'entry'].includes(root.localName))
    return [{ rule: 'InvalidNamespace', where: root.nodeName }];

  const walk = (node, path) => {
    const rules = CHILDREN[node.localName];
    const seen = new Map();
    for (const child of elementsOf(node)) {
      if (child.namespaceURI !== ATOM) continue; // extensions are allowed anywhere
      const where = `${path}/${child.localName}`;
      const isText = ['title', 'subtitle', 'summary', 'rights', 'content'].includes(child.localName);
      if (!rules.one.includes(child.localName) && !rules.many.includes(child.localName)) add('UndefinedElement', where);
      seen.set(child.localName, (seen.get(child.localName) ?? 0) + 1);
      if (rules.one.includes(child.localName) && seen.get(child.localName) === 2) add('DuplicateElement', where);
      if (['updated', 'published'].includes(child.localName) && !isDate(child.textContent))
        add('InvalidRFC3339Date', `${where}: ${child.textContent}`);
      if (child.localName === 'id') {
        const rule = problemOfId(child.textContent);
        if (rule) add(rule, `${where}: ${child.textContent}`);
      }
      const type = child.getAttribute('type') || 'text';
      if (isText && child.localName !== 'content' && !['text', 'html', 'xhtml'].includes(type)) add('InvalidTextType', where);
      const isPlain = ['text', 'html'].includes(type) || type.startsWith('text/');
      if (isText && (isPlain || child.hasAttribute('src')) && elementsOf(child).length > 0) add('UndefinedElement', where);
      if (child.localName === 'generator' && elementsOf(child).length > 0) add('UndefinedElement', where);
      if (child.localName === 'link' && !child.hasAttribute('href')) add('MissingHref', where);
      const scheme = child.localName === 'category' && child.getAttribute('scheme');
      if (scheme && !/^[a-z][a-z0-9+.-]*:/i.test(scheme)) add('InvalidFullLink', where);
      if (CHILDREN[child.localName]) walk(child, where);
    }
    for (const name of rules.needs) if (!seen.has(name)) add('MissingElement', `${path}/${name}`);

    const alternates = named(node, 'link').filter((link) => (link.getAttribute('rel') || 'alternate') === 'alternate');
    const kinds = alternates.map((link) => `${link.getAttribute('type')} ${link.getAttribute('hreflang')}`);
    if (new Set(kinds).size < kinds.length) add('DuplicateAtomLink', path);
  };
  walk(root, root.localName);

  if (root.localName === 'entry') return problems;
  const entries = named(root, 'entry');
  const hasAuthor = (node) => node && named(node, 'author').length > 0;
  // Section 4.1.1: an author of the feed, or one of each entry or of its source.
  const isWithoutAuthor = (entry) => !hasAuthor(entry) && !hasAuthor(named(entry, 'source')[0]);
  if (!hasAuthor(root) && entries.some(isWithoutAuthor)) add('MissingElement', 'author');
  const versions = entries.map((entry) => ['id', 'updated'].map((name) => named(entry, name)[0]?.textContent).join(' '));
  if (new Set(versions).size < versions.length) add('DuplicateEntries', 'entry');
  // A relation may be given by its name or by its address (section 4.2.7.2).
  const self = named(root, 'link').find((link) => /^(http:\/\/www\.iana\.org\/assignments\/relation\/)?self$/.test(link.getAttribute('rel')));
  if (!self) add('MissingSelf', 'feed');
  else if (address && self.getAttribute('href') !== address) add('MissingSelf', self.getAttribute('href'));
  return problems;
}

/** What a feed holds, for tests of its content. */
export function readFeed(text) {
  const root = new DOMParser().parseFromString(text, 'application/xml').documentElement;
  const textOf = (node, name) => named(node, name)[0]?.textContent;
  const linksOf = (node) => Object.fromEntries(named(node, 'link').map((link) => [link.getAttribute('rel'), link.getAttribute('href')]));
  const read = (node) => ({
    id: textOf(node, 'id'),
    title: textOf(node, 'title'),
    updated: textOf(node, 'updated'),
    summary: textOf(node, 'summary'),
    links: linksOf(node),
  });
  return { ...read(root), entries: named(root, 'entry').map(read) };
}
