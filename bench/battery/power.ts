/**
 * Power cuts: the product works on a disk of its own (ext4 in a file on btrfs, both in loop devices, as root on Linux), the disk is copied
 * in one instant (reflink), and the copy is what a power cut leaves: all that was not synced is gone. Each copy is started; everything
 * acknowledged before the cut must be there, every stored file whole, every checkpoint that was published must agree, and the log must
 * verify. First the controls, which must lose: a server that does not sync, and answers that do not wait for the disk.
 *
 * Short form, without a disk of its own: src/core/on-disk.test.ts. `npm run battery -- power [--count cuts] [--seed text]`
 * @module
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { diceFor } from '../../demo/random.ts';
import { benchRuntime, type BenchRuntime } from '../../src/testing/bench-runtime.ts';
import { judgeCopy, type Verdict } from '../../src/testing/power-judge.ts';
import { startWork } from '../../src/testing/power-work.ts';
import { withClient } from '../../src/core/postgres/roles.ts';
import { readRange } from '../range.ts';

const CONTROL_CUTS = 4;
/** Then a new data folder: a young one has its own dangers, and a long log is read slowly. */
const CUTS_A_FOLDER = 20;
const UNMOUNT_TRIES = 300;
const NO_WAIT = `CREATE OR REPLACE FUNCTION sunlot.flush_deeds(b integer) RETURNS void LANGUAGE plpgsql AS 'BEGIN END'`;
const { count, seed } = readRange(60);
const dice = diceFor(`power ${seed}`);

const folder = await mkdtemp(join(tmpdir(), 'sunlot-power-'));
const outer = join(folder, 'outer');
const disk = join(outer, 'disk.img');
const undo: (() => unknown)[] = [];
const sums = {
  cuts: 0,
  acknowledged: 0,
  lost: 0,
  filesBad: 0,
  numbersTwice: 0,
  logProblems: 0,
  notStarted: 0,
  checkpoints: 0,
};
const controls = { noSync: 0, noWait: 0 };
try {
  await mountDisks();
  process.env['TMPDIR'] = join(folder, 'inner');
  controls.noSync = await cutAll(await benchRuntime({ fast: true }), CONTROL_CUTS, controlSum);
  const unsafe = await benchRuntime();
  await withClient(unsafe.ownerUrl, (owner) => owner.query(NO_WAIT));
  controls.noWait = await cutAll(unsafe, CONTROL_CUTS, controlSum);
  for (let left = count; left > 0; left -= CUTS_A_FOLDER)
    await cutAll(await benchRuntime(), Math.min(left, CUTS_A_FOLDER), add);
  console.log(JSON.stringify({ battery: 'power', ...sums, controls: { cuts: CONTROL_CUTS, lossesSeen: controls } }));
  const isGood = sums.lost + sums.filesBad + sums.numbersTwice + sums.logProblems + sums.notStarted === 0;
  process.exitCode = isGood && controls.noSync > 0 && controls.noWait > 0 ? 0 : 1;
} finally {
  for (const step of undo.toReversed()) await step();
  await rm(folder, { recursive: true, force: true });
}

/** Lets people work and cuts the power again and again; answers what `judge` makes of each verdict, summed. */
async function cutAll(
  runtime: BenchRuntime,
  cuts: number,
  judge: (verdict: Verdict, acknowledged: number) => number,
): Promise<number> {
  let sum = 0;
  let known = 0;
  const work = startWork(runtime);
  try {
    for (let n = 0; n < cuts; n += 1) {
      await sleep(dice.between(150, 900));
      // Pages half on their way are the dangerous moment.
      if (dice.chance(25)) await withClient(runtime.adminUrl, (admin) => admin.query('CHECKPOINT'));
      const before = work.soFar();
      const copy = join(outer, 'copy.img');
      execFileSync('cp', ['--reflink=always', disk, copy]);
      const verdict = await onCopy(copy, (crashed) =>
        judgeCopy(join(crashed, basename(runtime.folder)), runtime, before),
      );
      await rm(copy);
      sum += judge(verdict, before.told.length - known);
      known = before.told.length;
    }
  } finally {
    await work.stop();
    await runtime.close();
  }
  return sum;
}

function add(verdict: Verdict, acknowledged: number): number {
  sums.cuts += 1;
  sums.acknowledged += acknowledged;
  for (const name of ['lost', 'filesBad', 'numbersTwice', 'logProblems', 'notStarted', 'checkpoints'] as const)
    sums[name] += verdict[name];
  const bad = verdict.lost + verdict.filesBad + verdict.numbersTwice + verdict.logProblems + verdict.notStarted;
  if (bad > 0) console.error(`cut ${sums.cuts}: ${JSON.stringify(verdict)}`);
  return bad;
}

function controlSum({ lost, notStarted, logProblems }: Verdict): number {
  return lost + notStarted + logProblems > 0 ? 1 : 0;
}

/** A disk of 4 GB on one of 12: both files are sparse. */
async function mountDisks(): Promise<void> {
  const inner = join(folder, 'inner');
  for (const [image, size, make, at] of [
    [join(folder, 'outer.img'), '12G', ['mkfs.btrfs', '-q'], outer],
    [disk, '4G', ['mkfs.ext4', '-q', '-F'], inner],
  ] as const) {
    execFileSync('truncate', ['-s', size, image]);
    const device = attach(image);
    execFileSync(make[0], [...make.slice(1), device], { stdio: ['ignore', 'ignore', 'inherit'] });
    await mkdir(at);
    execFileSync('mount', [device, at]);
    undo.push(() => unmount(at));
  }
}

function attach(image: string): string {
  const device = execFileSync('losetup', ['-f', '--show', image], { encoding: 'utf8' }).trim();
  undo.push(() => execFileSync('losetup', ['-d', device]));
  return device;
}

/** Mounts the copy as the disk after the cut. What the dead machine's processes had in `/proc` is not there: their locks are taken away. */
async function onCopy<T>(image: string, work: (folder: string) => Promise<T>): Promise<T> {
  const device = execFileSync('losetup', ['-f', '--show', image], { encoding: 'utf8' }).trim();
  const at = join(folder, 'crashed');
  await mkdir(at, { recursive: true });
  try {
    execFileSync('mount', [device, at]);
    try {
      for (const name of await readdir(at, { recursive: true }))
        if (/(^|\/)(postmaster\.pid|\.s\.PGSQL\.\d+(\.lock)?)$/.test(name)) await rm(join(at, name));
      return await work(at);
    } finally {
      await unmount(at);
    }
  } finally {
    execFileSync('losetup', ['-d', device]);
  }
}

/** The server's logger outlives it by a moment. */
async function unmount(at: string): Promise<void> {
  for (let tries = 1; ; tries += 1)
    try {
      execFileSync('umount', [at], { stdio: 'ignore' });
      return;
    } catch (error) {
      if (tries === UNMOUNT_TRIES) throw error;
      await sleep(100);
    }
}
