// Those who edit for `bin/bench --writes`: started by writes.mjs, which says where, as whom, and then for how long.
import http from 'node:http';
import os from 'node:os';

/** Somebody who edits one of their records after the other, each as soon as the last was answered. */
class Writer {
  constructor(number, address, session, recordsEach) {
    this.address = address;
    this.session = session;
    this.agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    this.records = Array.from({ length: recordsEach }, (_, i) => ({ slug: `edited-${number}-${i}`, version: 1 }));
    this.count = 0;
  }

  /** Milliseconds of each edit until `until`. */
  async edit(until) {
    const times = [];
    while (performance.now() < until) {
      const record = this.records[this.count % this.records.length];
      const started = performance.now();
      await this.#send(record, `Edit ${++this.count}`);
      times.push(performance.now() - started);
      ++record.version;
    }
    return times;
  }

  #send({ slug, version }, words) {
    const body = new URLSearchParams({
      kind: 'network',
      name: slug,
      short_name: words,
      turn_to_for: words,
      edit_version: String(version),
      edit_comment: words,
      form_token: this.session.formToken,
    }).toString();
    const headers = {
      Cookie: this.session.cookie,
      'Content-Type': 'application/x-www-form-urlencoded',
      'Content-Length': Buffer.byteLength(body),
    };
    return new Promise((resolve, reject) => {
      const request = http.request(new URL(`/register/${slug}/edit`, this.address), { method: 'POST', agent: this.agent, headers });
      request.on('error', reject);
      request.on('response', (answer) => {
        answer.on('error', reject);
        answer.on('end', () => (answer.statusCode === 303 ? resolve() : reject(new Error(`${slug}: status ${answer.statusCode}`))));
        answer.resume();
      });
      request.end(body);
    });
  }
}

/** All of them for a while: edits a second, and the times in ascending order. */
async function editFor(writers, seconds) {
  const started = performance.now();
  const times = (await Promise.all(writers.map((writer) => writer.edit(started + seconds * 1000)))).flat();
  return { perSecond: (times.length * 1000) / (performance.now() - started), times: times.sort((a, b) => a - b) };
}

os.setPriority(os.constants.priority.PRIORITY_BELOW_NORMAL);
let writers = [];
process.on('message', async ({ address, session, writers: count, recordsEach, seconds }) => {
  if (address) {
    writers = Array.from({ length: count }, (_, number) => new Writer(number, address, session, recordsEach));
    return;
  }
  process.send(await editFor(writers, seconds).catch((error) => ({ problem: error.message })));
});
