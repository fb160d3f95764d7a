// What there is to attack: every form that a role's pages show, and every parameter that the API describes.
const EXAMPLES = { integer: '1', slug: 'us-ca-los-angeles', segment: 'nothing', path: 'nothing' };

/** Addresses whose use ends the attack, or the account that it works with. */
export const LEFT_ALONE = ['/sign-out', '/account/leave', '/account/sessions/end'];

const text = (html) =>
  html.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const attribute = (tag, name) => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag);
  return found ? text(found[1]) : undefined;
};

/** The forms of a page: method, path, and the fields as a browser would send them. */
export function formsIn(html, base) {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const head = /^<form\b[^>]*>/.exec(form)[0];
    const fields = new Map();
    for (const [tag] of form.matchAll(/<(?:input|button)\b[^>]*>/g)) {
      const name = attribute(tag, 'name');
      if (name && attribute(tag, 'type') !== 'file' && !fields.has(name)) fields.set(name, attribute(tag, 'value') || 'x');
    }
    for (const [tag, , inside] of form.matchAll(/<(select|textarea)\b[^>]*>([\s\S]*?)<\/\1>/g)) {
      const value = /<option\b[^>]*\svalue="([^"]+)"/.exec(inside)?.[1];
      if (attribute(tag, 'name')) fields.set(attribute(tag, 'name'), text(value ?? (inside.includes('<') ? '' : inside.trim())) || 'x');
    }
    const target = new URL(attribute(head, 'action') ?? base, base);
    const method = (attribute(head, 'method') ?? 'get').toUpperCase();
    return { method, path: target.pathname, isUpload: /multipart/.test(head), fields };
  });
}

/** One of each route that is read, with things that exist in the place of its parameters. */
export async function pagesOf(routes, hub) {
  const names = new Map();
  for (const noun of new Set(routes.map(({ pattern }) => /^\/api\/v1\/([a-z-]+)$/.exec(pattern)?.[1]).filter(Boolean))) {
    const [first] = (await hub.json(`/api/v1/${noun}?limit=1`)).items ?? [];
    if (first) names.set(noun, first.key ?? first.slug);
  }
  const fill = (pattern) => {
    const noun = /^\/(?:api\/v1|register)\/([a-z-]+)\/\{(?:name|key):slug\}/.exec(pattern)?.[1] ?? 'partnerships';
    return pattern.replace(/\{([a-z]+)(?::([a-z]+))?\}/g, (_, name, kind) => {
      if (name === 'noun') return kind ? 'partnerships' : 'partnership';
      if (name === 'name' || name === 'key') return names.get(noun) ?? 'nothing';
      return EXAMPLES[kind ?? 'segment'];
    });
  };
  return [...new Set(routes.filter(({ method }) => method === 'GET').map(({ pattern }) => fill(pattern)))];
}

/** A form is the same wherever it stands: its fields and the kind of its address say which it is. */
function shapeOf({ method, path, fields }) {
  const kind = path.replace(/^\/es(?=\/)/, '').replace(/[0-9a-f-]{36}|\d+|us-[a-z-]+/g, '*');
  return `${method} ${kind} ${[...fields.keys()].sort().join(' ')}`;
}

/** Every form on the pages that a role may see, each kind once, with the page that it stands on. */
export async function formsFor(pages, hub, cookie) {
  const forms = new Map();
  for (const page of pages) {
    const answer = await hub.fetch(page, { headers: { Cookie: cookie, Accept: 'text/html' }, redirect: 'manual' });
    const html = (answer.headers.get('content-type') ?? '').startsWith('text/html') ? await answer.text() : (await answer.body?.cancel(), '');
    for (const form of formsIn(html, hub.address(page)))
      if (!LEFT_ALONE.includes(form.path) && !form.isUpload && !forms.has(shapeOf(form))) forms.set(shapeOf(form), { ...form, page });
  }
  return forms;
}

/** Every parameter that the API describes, by operation, in the shape of forms. */
export async function operations(hub) {
  const description = await hub.json('/api/openapi.json');
  const resolve = (part) => (part.$ref ? part.$ref.slice(2).split('/').reduce((at, name) => at[name], description) : part);
  const forms = new Map();
  for (const [pattern, { get, parameters = [] }] of Object.entries(description.paths)) {
    if (!get || pattern.includes('{')) continue;
    const all = [...parameters, ...(get.parameters ?? [])].map(resolve).filter((parameter) => parameter.in === 'query');
    const fields = new Map(
      all.map(({ name, schema = {}, example }) => [name, String(example ?? schema.example ?? schema.enum?.[0] ?? schema.default ?? '1')]),
    );
    if (fields.size === 0) continue;
    const form = { method: 'GET', path: pattern, fields };
    forms.set(shapeOf(form), form);
  }
  return forms;
}
