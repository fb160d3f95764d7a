// Asks at fixed times, whether or not earlier answers came: what visitors do, who do not wait for each other.
//
//   node bench/open_loop.mjs --rate 100 --seconds 30 http://127.0.0.1:8080 < PATHS
//
// Reads one path a line, such as /search?q=paris, and asks them in order, again from the start when they are used up.
// Time counts from when a request was due, so an answer that holds up others is charged for all of them, and so is
// a client that was late itself; how late it was is reported.
import http from 'node:http';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

/** Milliseconds of every answer, in ascending order, and what went wrong: `{ latencies, lateness, failures }`. */
export async function openLoop({ address, paths, rate, seconds }) {
  const agent = new http.Agent({ keepAlive: true });
  const pending = [];
  const latencies = [];
  const lateness = [];
  const failures = [];
  const started = performance.now();
  for (let number = 0; number < rate * seconds; number++) {
    const due = started + (number * 1000) / rate;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    lateness.push(performance.now() - due);
    const asked = paths[number % paths.length];
    pending.push(
      ask(agent, address, asked).then(
        () => latencies.push(performance.now() - due),
        (error) => failures.push(`${asked}: ${error.message}`),
      ),
    );
  }
  await Promise.all(pending);
  agent.destroy();
  const ascending = (a, b) => a - b;
  return { latencies: latencies.sort(ascending), lateness: lateness.sort(ascending), failures };
}

/** Of sorted numbers, the one that `share` of them do not exceed. */
export function percentile(sorted, share) {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

function ask(agent, address, asked) {
  return new Promise((resolve, reject) => {
    const request = http.get(new URL(asked, address), { agent, headers: { 'Accept-Encoding': 'identity' } });
    request.on('error', reject);
    request.on('response', (response) => {
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`status ${response.statusCode}`));
      });
      response.resume();
    });
  });
}

if (import.meta.filename === path.resolve(process.argv[1] ?? '')) {
  const { values, positionals } = parseArgs({
    options: { rate: { type: 'string', default: '100' }, seconds: { type: 'string', default: '30' } },
    allowPositionals: true,
  });
  const paths = (await text(process.stdin)).split('\n').filter(Boolean);
  if (positionals.length !== 1 || paths.length === 0) {
    console.error('Name the address of a server, and give paths on standard input.');
    process.exit(2);
  }
  const { latencies, lateness, failures } = await openLoop({
    address: positionals[0],
    paths,
    rate: Number(values.rate),
    seconds: Number(values.seconds),
  });
  for (const failure of failures.slice(0, 5)) console.error(failure);
  if (latencies.length > 0) {
    const show = (sorted, share) => `${percentile(sorted, share).toFixed(2)} ms`;
    console.log(`p50 ${show(latencies, 0.5)}, p99 ${show(latencies, 0.99)}, longest ${show(latencies, 1)}`);
    console.log(`${latencies.length} answers, ${failures.length} failures; the client was late by`,
      `${show(lateness, 0.5)} (p50), ${show(lateness, 0.99)} (p99)`);
  }
  process.exitCode = failures.length > 0 ? 1 : 0;
}
