/**
 * A hundred people at their desks: 70 % read (lists filtered, sorted and searched, records, queues), 25 % write, 5 % take a
 * workbook, with 100,000 enterprises and 1,000,000 deeds (gate: 150 requests a second, p99 of 300 ms, no error, over 30 minutes).
 * Requests start when their time has come, whether or not the earlier ones are answered.
 *
 * `npm run bench -- mix` · `node bench/mix.ts [minutes] [requests a second] [enterprises] [deeds]`
 * @module
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { askOf, sendAsk, type Ask, type MixServed } from '../src/testing/office-mix.ts';
import { diceOf } from '../src/testing/workbook-dice.ts';
import { medianOf, p99Of, printFigure } from './figure.ts';

const [MINUTES = 3, RATE = 160, ENTERPRISES = 100_000, DEEDS = 1_000_000] = process.argv.slice(2).map(Number);
const USERS = 100;
const YARD = Buffer.alloc(512 * 1024);

const child = spawn(
  process.execPath,
  [fileURLToPath(new URL('mix.child.ts', import.meta.url)), String(ENTERPRISES), String(DEEDS)],
  { stdio: ['ignore', 'pipe', 'inherit'] },
);
const gone = new Promise((resolve) => child.once('exit', resolve));
const served = await new Promise<MixServed>((resolve, reject) => {
  child.once('exit', () => reject(new Error('the server ended before it was ready')));
  let line = '';
  child.stdout.on('data', (part: Buffer) => {
    line += part.toString();
    if (line.endsWith('\n')) resolve(JSON.parse(line) as MixServed);
  });
});

const times: Record<Ask['kind'], number[]> = { read: [], write: [], workbook: [] };
const byMinute: number[][] = [];
/** What the same work took of a core, each second of a minute: more than in another minute means that the machine was slower. */
const yardsticks: number[][] = [];
const errors = new Map<string, number>();
// Each at an address of his own, as in a house with a hundred machines.
const people = Array.from(
  { length: USERS },
  (_, n) => new Agent({ keepAlive: true, localAddress: `127.0.1.${n + 1}` }),
);
try {
  await work(0.3, false);
  const seconds = await work(MINUTES, true);
  const all = Object.values(times).flat();
  for (const [kind, each] of Object.entries(times)) printFigure(`mix.${kind}`, 'ms', each);
  printFigure('mix', 'ms', all, {
    'requests/s': Math.round(all.length / seconds),
    minutes: MINUTES,
    users: USERS,
    enterprises: ENTERPRISES,
    deeds: DEEDS,
    // Whether it was all the time that it was slow, or some minutes, when others used the machine too.
    p99ByMinute: byMinute.map((minute) => Math.round(p99Of(minute))),
    slownessByMinute: slowness(),
    errors: Object.fromEntries(errors),
  });
  if (errors.size > 0) process.exitCode = 1;
} finally {
  for (const agent of people) agent.destroy();
  child.kill('SIGTERM');
  await gone;
}

/** @returns the seconds it took until everything was answered */
async function work(minutes: number, isMeasured: boolean): Promise<number> {
  const began = performance.now();
  const open: Promise<void>[] = [];
  const count = Math.round(minutes * 60 * RATE);
  for (let n = 0; n < count; n += 1) {
    const due = began + (n * 1000) / RATE;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    const minute = isMeasured ? Math.floor(n / (60 * RATE)) : undefined;
    if (minute !== undefined && n % RATE === 0) (yardsticks[minute] ??= []).push(yardstick());
    open.push(ask(n, due, minute));
  }
  await Promise.all(open);
  return (performance.now() - began) / 1000;
}

/** Waiting for the driver counts as waiting: the time runs from when the request was due. */
async function ask(n: number, due: number, minute: number | undefined): Promise<void> {
  const asked = askOf(served, diceOf(`mix ${minute !== undefined} ${n}`), n);
  const outcome = await sendAsk(served, asked, people[n % USERS]);
  if (minute === undefined) return;
  const took = performance.now() - due;
  times[asked.kind].push(took);
  (byMinute[minute] ??= []).push(took);
  if (outcome === 200) return;
  const where = `${asked.path.replace(/\?.*$|[0-9a-f-]{36}$/, '')} ${outcome}`;
  errors.set(where, (errors.get(where) ?? 0) + 1);
}

/**
 * Microseconds of a core that half a megabyte of SHA-256 takes. Waiting for the core does not count, what others on the same
 * hardware take from it does: the system inside cannot tell that from work.
 */
function yardstick(): number {
  const before = process.cpuUsage();
  createHash('sha256').update(YARD).digest();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** The median yardstick of each minute, as a multiple of the best minute's. */
function slowness(): number[] {
  const medians = yardsticks.map(medianOf);
  const best = Math.min(...medians);
  return medians.map((median) => Number((median / best).toFixed(2)));
}
