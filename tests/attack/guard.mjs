// Stands between a crawler and the hub: adds the session's cookie, and keeps back what would end the attack. Debian's wapiti
// cannot leave addresses out itself: its --exclude fails under Python 3.11.
import http from 'node:http';

/** Starts it; `refresh` makes the cookie of a new session when one has ended. Resolves to its address and how to stop it. */
export async function startGuard({ target, cookie, leftAlone, refresh }) {
  let current = cookie;
  let renewals = 0;
  const answers = {};
  const sent = {}; // forms, by address
  let renewing;
  const server = http.createServer((request, response) => {
    const path = request.url.split('?')[0].replace(/^\/es(?=\/)/, '');
    if (leftAlone.includes(path)) {
      response.writeHead(404, { 'Content-Type': 'text/plain', 'X-Content-Type-Options': 'nosniff' });
      response.end();
      return;
    }
    if (request.method === 'POST' && /urlencoded/.test(request.headers['content-type'] ?? '')) sent[path] = (sent[path] ?? 0) + 1;
    // Uncompressed: the crawler asks for Brotli, and then finds neither links nor forms in it.
    const headers = { ...request.headers, cookie: current, 'accept-encoding': 'identity' };
    const onward = http.request({ host: target.hostname, port: target.port, path: request.url, method: request.method, headers }, (answer) => {
      const leadsToSignIn = /\/sign-in\?return_to=/.test(answer.headers.location ?? '');
      if (leadsToSignIn && refresh && !renewing) {
        renewing = refresh()
          .then((fresh) => ((current = fresh), (renewals += 1)))
          .finally(() => (renewing = undefined));
      }
      answers[answer.statusCode] = (answers[answer.statusCode] ?? 0) + 1;
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = () => (server.close(), server.closeAllConnections());
  return { address: `http://127.0.0.1:${server.address().port}/`, stop, answers, sent, renewals: () => renewals };
}
