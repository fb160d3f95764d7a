// What an authenticator app does, computed without the program's own library.
import { createHmac } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const HALF_MINUTE = 30_000;
const TO_SEND_IT = 5_000;

function codeAt(secret, step) {
  const bits = [...secret].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', key).update(counter).digest();
  const number = digest.readUInt32BE(digest.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** The code that an app with this secret shows (RFC 6238), once there is time enough to send it before it changes. */
export async function codeOf(secret) {
  const left = HALF_MINUTE - (Date.now() % HALF_MINUTE);
  if (left < TO_SEND_IT) await pause(left);
  return codeAt(secret, Math.floor(Date.now() / HALF_MINUTE));
}

/** The code that it showed before that one, with as much time to send it. */
export async function codeBefore(secret) {
  await codeOf(secret);
  return codeAt(secret, Math.floor(Date.now() / HALF_MINUTE) - 1);
}

/** Lets the codes of every app be used once more, which saves a test from waiting for the next ones. */
export function allowCodesAgain(file) {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA busy_timeout = 5000');
  database.exec('UPDATE authenticators SET last_step = 0');
  database.close();
}
