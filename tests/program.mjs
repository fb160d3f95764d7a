// Starts the program under test with a data folder of its own, and stops it the way an operator does.
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

// The first start loads the starter data, and sanitizers make that several times slower.
const START_SECONDS = 300;
const STOP_SECONDS = 10;
const SANITIZER_REPORT = /^.*((ERROR|WARNING): \w*Sanitizer|runtime error:)/m;

export class Program {
  /** Starts `program`, with more options if there are any, and waits until it answers; throws with its last words when it does not. */
  static async start(program, databaseUrl, more = []) {
    const folder = await mkdtemp(path.join(tmpdir(), 'legation-test-'));
    const share = path.join(path.dirname(program), 'share');
    const options = ['serve', '--listen', '127.0.0.1:0', '--data', folder, '--share', share];
    if (databaseUrl) options.push('--database', databaseUrl);
    options.push(...more);

    const started = new Program();
    started.folder = folder;
    started.path = program;
    // What other commands need to work on the same data.
    started.options = options.slice(options.indexOf('--data'));
    started.said = '';
    started.hasEnded = false;
    started.child = spawn(program, options, { stdio: ['ignore', 'pipe', 'pipe'] });
    started.exit = new Promise((resolve) => {
      started.child.on('error', (error) => resolve({ code: `it did not start: ${error.message}` }));
      started.child.on('close', (code, signal) => resolve({ code: signal ?? code }));
    });
    started.exit.then(() => (started.hasEnded = true));
    // A crash of the tests must not leave the program behind.
    process.on('exit', () => started.child.kill('SIGKILL'));
    started.child.stderr.on('data', (text) => started.#note(text));
    try {
      started.address = await started.#ready();
    } catch (error) {
      started.child.kill('SIGKILL');
      await rm(folder, { recursive: true, force: true });
      throw error;
    }
    return started;
  }

  async #ready() {
    let timer;
    const late = new Promise((resolve) => {
      timer = setTimeout(() => resolve(`not ready after ${START_SECONDS} s`), START_SECONDS * 1000);
    });
    const ready = new Promise((resolve) => {
      createInterface({ input: this.child.stdout }).on('line', (line) => {
        this.#note(`${line}\n`);
        const found = /^Legation is ready at (http:\/\/\S+?)\/?$/.exec(line);
        if (found) resolve(new URL(found[1]));
      });
    });
    const ended = this.exit.then(({ code }) => `ended with ${code} instead of answering`);
    const outcome = await Promise.race([ready, ended, late]);
    clearTimeout(timer);
    if (outcome instanceof URL) return outcome;
    throw new Error(`The program ${outcome}. Its last words:\n${this.lastWords()}`);
  }

  /** Also into a file, where tests in other processes find the mails that a hub without a mail server logs. */
  #note(text) {
    this.said += text;
    if (!this.hasEnded) appendFileSync(path.join(this.folder, 'said.log'), text);
  }

  lastWords() {
    return this.said.trimEnd().split('\n').slice(-20).join('\n');
  }

  /** Asks the program to stop; the list of what was wrong with how it went, empty when nothing was. */
  async stop() {
    const wrong = [];
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => {
      wrong.push(`it was still running ${STOP_SECONDS} s after SIGTERM`);
      this.child.kill('SIGKILL');
    }, STOP_SECONDS * 1000);
    const { code } = await this.exit;
    clearTimeout(timer);
    if (code !== 0 && wrong.length === 0) wrong.push(`it ended with ${code} instead of 0`);
    const report = this.said.search(SANITIZER_REPORT);
    if (report >= 0) wrong.push(`a sanitizer complained:\n${this.said.slice(report, report + 4000)}`);
    if (wrong.length > 0) wrong.push(`its last words:\n${this.lastWords()}`);
    await rm(this.folder, { recursive: true, force: true });
    return wrong;
  }
}
