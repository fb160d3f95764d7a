// How many answers a second: wrk with 16 connections, in turns with nginx serving a file of the same size.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { busyElsewhere, processorSeconds } from './machine.mjs';

const run = promisify(execFile);

/**
 * Asks `path` of Legation and a file of the same size of nginx by turns, so that what else the machine does meets
 * both alike. The medians of all rounds, their ratio, bytes, and microseconds of processor time a request.
 */
export async function compareThroughput({ legation, nginx, path, bytes, rounds, seconds }) {
  const page = { server: legation, url: new URL(path, legation.address), rounds: [] };
  const file = { server: nginx, url: new URL(`/${bytes}`, nginx.address), rounds: [] };
  const others = [];
  for (const { url } of [page, file]) await wrk(url, 1); // warm-up
  for (let round = 0; round < rounds; round++) {
    for (const side of [file, page]) {
      others.push(await busyElsewhere());
      const before = processorSeconds(side.server.pid);
      const result = await wrk(side.url, seconds);
      const used = processorSeconds(side.server.pid) - before;
      side.rounds.push({ ...result, microseconds: (used * 1e6) / result.requests });
    }
  }
  return {
    path,
    bytes,
    page: summary(page.rounds),
    file: summary(file.rounds),
    ratio: median(page.rounds.map((round, at) => round.perSecond / file.rounds[at].perSecond)),
    busyElsewhere: median(others),
  };
}

function summary(rounds) {
  const medianOf = (member) => median(rounds.map((round) => round[member]));
  return {
    perSecond: medianOf('perSecond'),
    slowest: Math.min(...rounds.map((round) => round.perSecond)),
    fastest: Math.max(...rounds.map((round) => round.perSecond)),
    microseconds: medianOf('microseconds'),
    errors: [...new Set(rounds.flatMap((round) => round.errors))],
  };
}

async function wrk(url, seconds) {
  const options = ['-t1', '-c16', `-d${seconds}s`, '-H', 'Accept-Encoding: identity', url.href];
  const { stdout } = await run('wrk', options);
  const number = (pattern) => Number(pattern.exec(stdout)?.[1] ?? Number.NaN);
  const result = {
    requests: number(/(\d+) requests in/),
    perSecond: number(/Requests\/sec:\s+([\d.]+)/),
    errors: stdout.split('\n').filter((line) => /Non-2xx|Socket errors/.test(line)).map((line) => line.trim()),
  };
  if (!(result.requests > 0)) throw new Error(`wrk had no answer from ${url}:\n${stdout}`);
  return result;
}

export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
