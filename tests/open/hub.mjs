// One start of the program with the starter data, for the tests of a file.
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { after } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { Program } from '../program.mjs';

const root = path.resolve(fileURLToPath(import.meta.url), '../../..');

export const program = path.resolve(root, process.env.LEGATION_TEST_PROGRAM ?? 'build/release/legation');

/** Starts the program; it is stopped after the last test, and must have ended well. */
export async function startHub() {
  const running = await Program.start(program);
  after(async () => {
    const wrong = await running.stop();
    if (wrong.length > 0) throw new Error(wrong.join('\n'));
  });
  const hub = {
    folder: running.folder,
    program,
    options: running.options,
    /** Everything that the program has written so far: its log, and the mail of a hub without a mail server. */
    said: () => running.said,
    address: (target) => new URL(target, running.address).href,
    /** Runs a command of the program on this hub's data. */
    run: (...command) =>
      execFileSync(program, [...command, '--data', hub.folder, '--share', path.join(path.dirname(program), 'share')], { stdio: 'pipe', encoding: 'utf8' }),
    fetch: (target, options) => fetch(new URL(target, running.address), options),
    /** The text of an address that must be there. */
    text: async (target) => {
      const answer = await hub.fetch(target);
      if (answer.status !== 200) throw new Error(`${target} answers ${answer.status}`);
      return answer.text();
    },
    /** Waits until what was written by another process shows; within half a second, or something is wrong. */
    until: async (isSo) => {
      for (let tries = 0; !(await isSo()); tries += 1) {
        if (tries === 100) throw new Error('it did not come true within 10 seconds');
        await pause(100);
      }
    },
    json: async (target) => JSON.parse(await hub.text(target)),
    /** Every page of the sitemap but the Spanish ones, as paths. */
    pages: async () => {
      const paths = [];
      for (const part of locations(await hub.text('/sitemap.xml')))
        for (const address of locations(await hub.text(new URL(part).pathname))) paths.push(new URL(address).pathname);
      return paths.filter((name) => name !== '/es' && !name.startsWith('/es/'));
    },
  };
  return hub;
}

export const locations = (sitemap) => [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map((found) => found[1]);

/** Each `step`th of a list, so that a test sees some of every kind. */
export const some = (list, step) => list.filter((_, index) => index % step === 0);
