// What the machine and its processes do: processor time, memory, who else is busy.
import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const TICKS_A_SECOND = 100; // the kernel's unit in /proc, the same on every Linux

export function describeMachine() {
  const gigabytes = (totalmem() / 2 ** 30).toFixed(0);
  return `${cpus().length} cores (${cpus()[0].model.trim()}), ${gigabytes} GiB of memory, Node ${process.versions.node}`;
}

export function load() {
  return loadavg()[0];
}

/** Which commit is checked out, and when the program was built. */
export async function describeBuild(program) {
  const { stdout } = await run('git', ['-C', import.meta.dirname, 'describe', '--always', '--dirty']);
  return `commit ${stdout.trim()}, program built ${statSync(program).mtime.toISOString().slice(0, 16)} UTC`;
}

/** Seconds of processor time a process and its children that still run have taken. */
export function processorSeconds(pid) {
  // The fields after the name, which is in parentheses and may hold anything: utime and stime are the 12th and 13th.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').pop().split(' ');
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const own = (Number(fields[11]) + Number(fields[12])) / TICKS_A_SECOND;
  return children.reduce((sum, child) => sum + processorSeconds(child), own);
}

export function residentMegabytes(pid) {
  const kibibytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1];
  return (Number(kibibytes) * 1024) / 1e6;
}

/** The share of all cores that is in use while we do nothing, 0 to 1. */
export async function busyElsewhere(milliseconds = 300) {
  const before = processorTimes();
  await sleep(milliseconds);
  const after = processorTimes();
  return (after.busy - before.busy) / (after.total - before.total);
}

function processorTimes() {
  const times = readFileSync('/proc/stat', 'utf8').split('\n')[0].split(/\s+/).slice(1, 9).map(Number);
  const total = times.reduce((sum, time) => sum + time, 0);
  return { total, busy: total - times[3] - times[4] }; // idle and waiting for the disk
}
