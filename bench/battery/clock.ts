/**
 * The clock and the zone of the machine shifted under the whole product, PostgreSQL included (libfaketime, as root on Linux, in a mount
 * namespace of its own): −400 and +400 days, five zones, and two hours back and forward while people work. The same work must give the
 * same days, periods, numbers and log each time. First the control: a run that is told another day must be noticed, and each run says
 * what time program and database had.
 *
 * `npm run battery -- clock [--count walks]`
 * @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { readRange } from '../range.ts';

const LIBRARY = '/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1';
const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia'] as const;
const SHIFTS = ['+0', '+400d', '-400d'] as const;
const DAY_MS = 86_400_000;
const { count } = readRange(12);

/** What a run says of itself; see `clock.child.ts`. */
interface Results {
  readonly days: string;
  readonly periods: string;
  readonly book: string;
  readonly cases: string;
  readonly problems: number;
  readonly clocks: { readonly program: string; readonly database: string };
}

const folder = await mkdtemp(join(tmpdir(), 'sunlot-clock-'));
await chmod(folder, 0o755);
await stat(LIBRARY);
try {
  const first = await run('+0', 'UTC', count);
  const other = await run('+0', 'UTC', count + 1);
  const isControlSeen = businessOf(other) !== businessOf(first);
  let different = 0;
  let runs = 0;
  for (const [n, shift] of SHIFTS.entries())
    for (const zone of n === 0 ? ZONES.slice(1) : ZONES) {
      const results = await run(shift, zone, count);
      runs += 1;
      if (businessOf(results) === businessOf(first) && isShifted(results, shift) && results.problems === 0) continue;
      different += 1;
      console.error(`${shift} ${zone}: ${JSON.stringify(results)} beside ${JSON.stringify(first)}`);
    }
  const jump = await jumpWhileRunning();
  console.log(JSON.stringify({ battery: 'clock', runs, different, results: first, jump, control: { isControlSeen } }));
  const isJumpGood =
    jump.lost + jump.numbersTwice + jump.numbersMissing + jump.outOfOrder + jump.problems === 0 &&
    jump.phases.every(({ acknowledged }) => acknowledged > 0) &&
    hoursBetween(jump.phases[0]?.program, jump.phases[1]?.program) < -1.9 &&
    hoursBetween(jump.phases[1]?.program, jump.phases[2]?.program) > 1.9;
  process.exitCode = different === 0 && isControlSeen && isJumpGood ? 0 : 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}

function businessOf({ days, periods, book, cases }: Results): string {
  return JSON.stringify([days, periods, book, cases]);
}

/** Whether both had the time that they were given: otherwise the run proves nothing. */
function isShifted({ clocks }: Results, shift: (typeof SHIFTS)[number]): boolean {
  const wanted = Temporal.Now.instant().epochMilliseconds + (Number.parseInt(shift, 10) % 1_000) * DAY_MS;
  return [clocks.program, clocks.database].every((at) => Math.abs(Date.parse(at) - wanted) < DAY_MS / 2);
}

async function run(shift: string, zone: string, walks: number): Promise<Results> {
  const child = await startShifted(shift, zone, 'clock.child.ts', String(walks));
  let line = '';
  for await (const one of child.lines) line = one;
  const results: Results = JSON.parse(line);
  return results;
}

interface Jumped {
  readonly acknowledged: number;
  readonly refused: number;
  readonly lost: number;
  readonly numbersTwice: number;
  readonly numbersMissing: number;
  readonly outOfOrder: number;
  readonly problems: number;
  readonly phases: readonly { readonly acknowledged: number; readonly program: string }[];
}

async function jumpWhileRunning(): Promise<Jumped> {
  const { child, lines, hands } = await startShifted('+0', 'UTC', 'clock-jump.child.ts');
  let next = 0;
  for await (const line of lines) {
    if (line !== 'ready' && line !== 'next') return JSON.parse(line);
    const shift = ['-2h', '+0'][next];
    next += 1;
    if (shift !== undefined) await writeFile(hands, `${shift}\n`);
    if (shift === undefined) child.stdin?.end('end\n');
    else child.stdin?.write('jumped\n');
  }
  throw new Error('the run ended without a word');
}

function hoursBetween(from = '', to = ''): number {
  return (Date.parse(to) - Date.parse(from)) / 3_600_000;
}

/**
 * Starts a child of this folder whose whole machine, as it sees it, has the shifted time: `/etc` of its own with the library for every
 * program. `hands` is the file that sets the clock, read once a second. What PostgreSQL is started with passes through a `PATH` of its own,
 * so that the time since its start, which no jump moves, stays true.
 */
async function startShifted(
  shift: string,
  zone: string,
  file: string,
  ...args: readonly string[]
): Promise<{ readonly child: ChildProcess; readonly lines: Interface; readonly hands: string }> {
  const hands = join(folder, 'hands');
  const settings = { FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1', FAKETIME_CACHE_DURATION: '1' };
  const words = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  await mkdir(join(folder, 'bin'), { recursive: true });
  await writeFile(join(folder, 'bin', 'unshare'), `#!/bin/sh\nexec env ${words.join(' ')} /usr/bin/unshare "$@"\n`, {
    mode: 0o755,
  });
  await writeFile(hands, `${shift}\n`);
  await writeFile(join(folder, 'preload'), `${LIBRARY}\n`);
  const script = [
    'set -e; mount -t tmpfs tmpfs "$0/etc"; mkdir "$0/etc/upper" "$0/etc/work"',
    'mount -t overlay overlay -o "lowerdir=/etc,upperdir=$0/etc/upper,workdir=$0/etc/work" /etc',
    'ln -s "$0/hands" /etc/faketimerc; cp "$0/preload" /etc/ld.so.preload; exec "$@"',
  ].join('; ');
  await mkdir(join(folder, 'etc'), { recursive: true });
  const at = fileURLToPath(new URL(file, import.meta.url));
  const command = ['--mount', 'sh', '-c', script, folder, process.execPath, at, ...args];
  const env = { ...process.env, ...settings, TZ: zone, PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}` };
  const child = spawn('/usr/bin/unshare', command, { env, stdio: ['pipe', 'pipe', 'inherit'] });
  return { child, lines: createInterface({ input: child.stdout }), hands };
}
