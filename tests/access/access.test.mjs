// Walks role × route × object over the running program. `legation routes` names every route; src/accounts/policy.cpp decides.
// What is expected stands here once more, in its own words, so that a change of the policy is a change of this table.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

import { post, signIn } from '../http/sign_in.mjs';
import { startHub } from '../open/hub.mjs';

const OWN = 'us-ca-los-angeles';
const OTHER = 'us-ga-atlanta';

const ROLES = [
  'visitor',
  'account',
  `member of ${OWN}`,
  `manager of ${OWN}`,
  'moderator',
  'office',
  'administrator',
];
/** A token with every scope, of an administrator: it passes where everyone does, and where people need no account. */
const PROGRAM = 'program of an administrator';
const EVERYONE = new Set([...ROLES, PROGRAM]);
const SIGNED_IN = new Set(ROLES.slice(1));
const ACTING = new Set([`member of ${OWN}`, `manager of ${OWN}`]);
const STAFF = ['moderator', 'office', 'administrator'];

/** Who may pass, by the permission that a route names. A permission that is not here fails the test. */
const ALLOWED = {
  everyone: EVERYONE,
  'this machine': EVERYONE, // the test runs on it
  'sign in': new Set(ROLES),
  'suggest change': EVERYONE,
  'see record': EVERYONE,
  'use account': SIGNED_IN,
  'set up sign-in': SIGNED_IN,
  'edit record': new Set([...ACTING, ...STAFF]),
  'manage members': new Set([`manager of ${OWN}`, 'administrator']),
  moderate: new Set(STAFF),
  'decide joining': new Set(STAFF),
  'see people': new Set(['administrator']),
  'erase record': new Set(['administrator']),
  administer: new Set(['administrator']),
};

/** Where the object decides besides: who may pass for an actor that is not theirs. */
const ALLOWED_FOR_OTHERS = { 'manage members': new Set(['administrator']), 'edit record': new Set(STAFF) };

const EXAMPLES = { integer: '1', slug: OWN, segment: 'nothing', path: 'nothing' };

function targetOf(pattern, actor) {
  return pattern.replace(/\{([a-z]+)(?::([a-z]+))?\}/g, (whole, name, kind) =>
    name === 'slug' ? actor : EXAMPLES[kind ?? 'segment'],
  );
}

const hub = await startHub();
const program = { path: hub.program, options: hub.options, address: new URL(hub.address('/')) };
const routes = hub
  .run('routes')
  .trim()
  .split('\n')
  .map((line) => {
    const [method, pattern, permission, isOpen] = line.split('\t');
    return { method, pattern, permission, isOpen: isOpen !== undefined };
  });
const sessions = new Map();
for (const who of ROLES) sessions.set(who, await signIn(program, who));
sessions.set(PROGRAM, { token: await tokenOf('administrator') });

async function tokenOf(who) {
  const { cookie, formToken } = sessions.get(who);
  const form = { form_token: formToken, token_name: 'Walk', token_days: '30' };
  const fields = new URLSearchParams([...Object.entries(form), ['token_scopes', 'read'], ['token_scopes', 'suggest']]);
  const { status, body } = await post(program.address, '/account/tokens', cookie, fields);
  assert.equal(status, 201, body);
  return />(legation_[\w-]{43})</.exec(body)[1];
}

/** What the program says to `who`: passed, or refused. A form is sent without its token, so that nothing is changed. */
async function answerTo(who, { method, isOpen }, target) {
  const { cookie, token } = sessions.get(who);
  if (token) {
    const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/x-www-form-urlencoded' };
    const answer = await hub.fetch(target, { method, headers, body: method === 'GET' ? undefined : 'x=', redirect: 'manual' });
    await answer.body?.cancel();
    assert(answer.status < 500, `${target} answers ${answer.status} to ${who}`);
    return { isRefused: [401, 403].includes(answer.status), status: answer.status };
  }
  if (method === 'GET') {
    const answer = await hub.fetch(target, { headers: { Cookie: cookie, Accept: 'text/html' }, redirect: 'manual' });
    await checkAnswer(who, answer, target);
    const leadsToSignIn = /\/sign-in\?return_to=/.test(answer.headers.get('location') ?? '');
    assert(answer.status < 500, `${target} answers ${answer.status} to ${who}`);
    return { isRefused: [401, 403].includes(answer.status) || leadsToSignIn, status: answer.status };
  }
  assert.equal(method, 'POST', `this test sends no ${method} yet: teach it`);
  const answer = await post(program.address, target, cookie, { form_token: '0'.repeat(64) });
  assert(answer.status < 500, `${target} answers ${answer.status} to ${who}`);
  if (isOpen) return { isRefused: [401, 403].includes(answer.status), status: answer.status };
  assert([401, 403].includes(answer.status), `${target} takes a form with a foreign token from ${who}: ${answer.status}`);
  return { isRefused: !/This form is too old/.test(answer.body), status: answer.status };
}

/** What is wrong with answers that should hold for all of them, whoever asks for what. */
const wrongAnswers = new Set();

async function checkAnswer(who, answer, target) {
  const wrong = (what) => wrongAnswers.add(`${target}, for ${who}: ${what}`);
  const header = (name) => answer.headers.get(name) ?? '';
  const type = header('content-type');
  if (!type && !header('location') && answer.status !== 204 && answer.status !== 304) wrong('does not say what it is');
  if (/^text\/|xml/.test(type) && !/charset=utf-8/.test(type)) wrong(`is ${type} in no encoding`);
  if (header('x-content-type-options') !== 'nosniff') wrong('may be taken for something else');
  if (!/^default-src 'none'/.test(header('content-security-policy'))) wrong('has no policy of its own');
  if (who === 'visitor' || target.startsWith('/assets/')) return answer.body?.cancel(); // those are the same for everybody
  if (header('cache-control') !== 'private, no-store') wrong('could be kept for the next who uses this browser');
  if (header('access-control-allow-origin')) wrong('can be read by pages of other sites');
  if (!type.startsWith('text/html') || who !== 'account') return answer.body?.cancel();
  const page = await answer.text();
  if (page.includes('<nav') && !/<form[^>]* action="[^"]*\/sign-out"/.test(page)) wrong('has no way to sign out');
}

test('Every route names a permission that this table knows', () => {
  assert(routes.length > 100, `only ${routes.length} routes`);
  const unknown = routes.filter(({ permission }) => !(permission in ALLOWED));
  assert.deepEqual(unknown, []);
});

test('Nothing but questions, and suggestions of nobody in particular, is taken from pages of other sites', () => {
  const open = routes.filter(({ method, isOpen }) => isOpen && method !== 'GET').map(({ pattern }) => pattern);
  assert.deepEqual(open.sort(), ['/api/v1/proposals', '/following/stop/{key}', '/reconcile']);
});

test('What changes something is for nobody without a permission of its own', () => {
  const wrong = routes.filter(({ method, permission, isOpen }) => method !== 'GET' && permission === 'everyone' && !isOpen);
  assert.deepEqual(wrong, []);
});

for (const route of routes.filter(({ permission }) => permission in ALLOWED)) {
  test(`${route.method} ${route.pattern} is for whom “${route.permission}” is for`, async () => {
    const objects = /\{slug[:}]/.test(route.pattern) ? [OWN, OTHER] : [OWN];
    for (const actor of objects) {
      const target = targetOf(route.pattern, actor);
      const allowed =
        (actor === OTHER && route.method === 'GET' && ALLOWED_FOR_OTHERS[route.permission]) || ALLOWED[route.permission];
      for (const who of [...ROLES, PROGRAM]) {
        const { isRefused, status } = await answerTo(who, route, target);
        assert.equal(isRefused, !allowed.has(who), `${target} answers ${status} to ${who}`);
      }
    }
  });
}

test('Every answer says what it is, and what somebody sees is for their eyes alone', () => assert.deepEqual([...wrongAnswers], []));

test('Every way to sign in is documented', () => {
  const documented = [...readFileSync(new URL('../../docs/security/authentication.md', import.meta.url), 'utf8').matchAll(/`((?:GET|POST) \/sign-[^`]*)`/g)].map(([, route]) => route);
  const ways = routes.filter(({ permission }) => permission === 'sign in').map(({ method, pattern }) => `${method} ${pattern}`);
  assert.deepEqual(new Set(documented), new Set(ways));
});
