// Acts as somebody: makes the account with `legation user add`, signs in with the link of `legation user link`, and keeps
// the session's cookie and the token of its forms. Everything goes the way that people and operators go.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { exchange } from './exchange.mjs';

const run = promisify(execFile);

const WHO = /^(visitor|account(?: (\S+@\S+))?|moderator|office|administrator|(member|manager) of ([a-z0-9-]+))$/;

/** `moderator`, `manager of us-ca-los-angeles` … as arguments of `legation user add`; throws for anything else. */
export function accountOf(who) {
  const [, role, address, tie, actor] = WHO.exec(who) ?? [];
  if (!role) {
    throw new Error(`"${who}" is nobody; say visitor, account, moderator, office, administrator, member of SLUG or manager of SLUG`);
  }
  const email = address ?? `${who.replaceAll(' ', '-')}@people.example`;
  const name = who[0].toUpperCase() + who.slice(1);
  if (tie) return { email, options: ['--name', name, `--${tie}-of`, actor] };
  return { email, options: ['--name', name, '--role', role.startsWith('account') ? 'member' : role] };
}

/** The `Set-Cookie` of that name in an answer, as a `Cookie` header sends it back. */
export function cookieIn(answer, name) {
  return new RegExp(`(${name}=[^;,]+)`).exec(answer.headers.get('set-cookie') ?? '')?.[1];
}

/** The token that the forms of a page are sent with. */
export function formTokenIn(body) {
  return /name="form_token" value="([0-9a-f]{64})"/.exec(body)?.[1];
}

async function get(address, target, cookie) {
  const head = [`GET ${target} HTTP/1.1`, 'Host: localhost', 'Connection: close'];
  if (cookie) head.push(`Cookie: ${cookie}`);
  return exchange(address, { bytes: Buffer.from(`${head.join('\r\n')}\r\n\r\n`) });
}

export async function post(address, target, cookie, fields) {
  const body = new URLSearchParams(fields).toString();
  const head = [
    `POST ${target} HTTP/1.1`,
    'Host: localhost',
    'Connection: close',
    `Cookie: ${cookie}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Content-Length: ${body.length}`,
  ];
  return exchange(address, { bytes: Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`) });
}

/** The path of a link that signs `who` in. Makes the account first. */
export async function linkFor(program, who) {
  const { email, options } = accountOf(who);
  await run(program.path, ['user', 'add', email, ...program.options, ...options]);
  const { stdout } = await run(program.path, ['user', 'link', email, ...program.options]);
  return new URL(stdout.trim()).pathname;
}

/** Signs in as `who`; resolves to the Cookie header and the form token of the session. A visitor has a form token too. */
export async function signIn(program, who) {
  const { address } = program;
  if (who === 'visitor') {
    const page = await get(address, '/sign-in');
    return { cookie: cookieIn(page, '__Host-visitor'), formToken: formTokenIn(page.body) };
  }
  const link = await linkFor(program, who);
  const page = await get(address, link);
  const answer = await post(address, link, cookieIn(page, '__Host-visitor'), { form_token: formTokenIn(page.body) });
  const cookie = cookieIn(answer, '__Host-session');
  if (answer.status !== 303 || !cookie) throw new Error(`${who} cannot sign in: ${answer.status} ${answer.body.slice(0, 500)}`);
  const signedIn = await get(address, '/accessibility', cookie);
  return { cookie, formToken: formTokenIn(signedIn.body) };
}
