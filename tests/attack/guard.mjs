// Stands between a crawler and the hub: adds the session's cookie, and keeps back what would end the attack. Debian's wapiti
// cannot leave addresses out itself: its --exclude fails under Python 3.11.
import http from 'node:http';

// The name of our forms' token is not among those that wapiti's `csrf` knows; under this one it tries whether the token is checked.
// Both are as long, so that Content-Length stays right.
const OUR_TOKEN = 'form_token';
export const KNOWN_TOKEN = 'csrf_token';

async function whole(stream) {
  const pieces = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}

const renamed = (bytes, from, to) => Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');

/** Starts it; `refresh` makes the cookie of a new session when one has ended. Resolves to its address and how to stop it. */
export async function startGuard({ target, cookie, leftAlone, refresh }) {
  let current = cookie;
  let renewals = 0;
  let kept = 0;
  const answers = {};
  const sent = {}; // forms, by address
  let renewing;
  async function pass(request, response) {
    const path = request.url.split('?')[0].replace(/^\/es(?=\/)/, '');
    if (leftAlone.includes(path)) {
      response.writeHead(404, { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' });
      response.end(`kept back: ${(kept += 1)}`); // never the same, which `csrf` would take for a token that nobody checks
      return;
    }
    if (request.method === 'POST' && /urlencoded/.test(request.headers['content-type'] ?? '')) sent[path] = (sent[path] ?? 0) + 1;
    // Uncompressed: the crawler asks for Brotli, and then finds neither links nor forms in it.
    const headers = { ...request.headers, cookie: current, 'accept-encoding': 'identity' };
    const body = renamed(await whole(request), KNOWN_TOKEN, OUR_TOKEN);
    const answer = await new Promise((resolve, reject) => {
      const onward = http.request({ host: target.hostname, port: target.port, path: request.url, method: request.method, headers }, resolve);
      onward.on('error', reject);
      onward.end(body);
    });
    const leadsToSignIn = /\/sign-in\?return_to=/.test(answer.headers.location ?? '');
    if (leadsToSignIn && refresh && !renewing) {
      renewing = refresh()
        .then((fresh) => ((current = fresh), (renewals += 1)))
        .finally(() => (renewing = undefined));
    }
    answers[answer.statusCode] = (answers[answer.statusCode] ?? 0) + 1;
    const isPage = (answer.headers['content-type'] ?? '').startsWith('text/html');
    const bytes = await whole(answer);
    response.writeHead(answer.statusCode, answer.headers);
    response.end(isPage ? renamed(bytes, OUR_TOKEN, KNOWN_TOKEN) : bytes);
  }
  const server = http.createServer((request, response) => {
    pass(request, response).catch(() => response.destroy());
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => (server.close(), server.closeAllConnections());
  return { address: `http://127.0.0.1:${server.address().port}/`, stop, answers, sent, renewals: () => renewals };
}
