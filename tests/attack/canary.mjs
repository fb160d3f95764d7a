// A server with holes made on purpose: a tool that finds nothing here would find nothing in the hub either.
import http from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const people = new DatabaseSync(':memory:');
people.exec("CREATE TABLE people (id INTEGER, name TEXT); INSERT INTO people VALUES (1, 'Ada'), (2, 'Grace')");

const page = (text) => `<!doctype html><title>Canary</title><main>${text}
  <a href="/greet?name=Ada">Greet</a> <a href="/person?id=1">Person</a>
  <form action="/find" method="post"><input name="form_token" type="hidden" value="x"><input name="name" value="Ada"><button>Find</button></form></main>`;

function answer(target, body) {
  if (target.pathname === '/greet') return `Hello ${target.searchParams.get('name')}`;
  // Put together from text: exactly what no statement of the hub may do.
  if (target.pathname === '/person') return JSON.stringify(people.prepare(`SELECT name FROM people WHERE id = ${target.searchParams.get('id')}`).all());
  if (target.pathname === '/find') return JSON.stringify(people.prepare(`SELECT id FROM people WHERE name = '${body.get('name')}'`).all());
  return '';
}

/** Starts it; resolves to its address and how to stop it. */
export async function startCanary() {
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const piece of request) body += piece;
    response.setHeader('Content-Type', 'text/html');
    try {
      response.end(page(answer(new URL(request.url, 'http://canary'), new URLSearchParams(body))));
    } catch (error) {
      response.statusCode = 500; // with the words of drivers that say too much, which is what wapiti looks for
      response.end(`[SQLITE_ERROR] ${error.message}`);
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() };
}
