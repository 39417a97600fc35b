/**
 * A disk of its own (tmpfs, so as root on Linux) is filled while people write and files are stored, and emptied again: nothing that was
 * answered "saved" is missing, nothing half-written is left, reading goes on, and writing goes on by itself when there is room. Then the
 * folder of the files is made read-only. First the control: a writer that takes every error for success must be caught.
 *
 * `npm run battery -- disk-full [--count fillings]`
 * @module
 */
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../../src/core/ids.ts';
import { auditBureau } from '../../src/core/log/audit/audit.ts';
import { ok } from '../../src/core/result.ts';
import { read, transact } from '../../src/core/transact.ts';
import { benchRuntime } from '../../src/testing/bench-runtime.ts';
import { actorOf } from '../../src/testing/runtime.ts';
import { readRange } from '../range.ts';

/** The server with its first log, and little more. */
const SIZE_MB = 260;
const FULL_SECONDS = 4;
const RECOVERY_SECONDS = 30;
const { count } = readRange(3);

const disk = await mkdtemp(join(tmpdir(), 'sunlot-disk-'));
execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m`, 'tmpfs', disk]);
process.env['TMPDIR'] = disk;
const runtime = await benchRuntime();
const files = join(disk, (await readdir(disk)).find((name) => name.startsWith('sunlot-bench-')) ?? '', 'files');
const sums = {
  fillings: 0,
  acknowledged: 0,
  refused: 0,
  lost: 0,
  readsFailed: 0,
  filesAcknowledged: 0,
  filesLost: 0,
  leftovers: 0,
  slowestRecoveryMs: 0,
};
let control = 0;

try {
  control = await fill(true);
  for (let n = 0; n < count; n += 1) {
    sums.lost += await fill(false);
    sums.fillings += 1;
  }
  sums.leftovers = (await readdir(files, { recursive: true })).filter((name) => /[0-9a-f]{64}\./.test(name)).length;
  await readOnly();
  const { problems, deeds } = await auditBureau(runtime, 1);
  const isGood =
    sums.lost === 0 &&
    sums.filesLost === 0 &&
    sums.leftovers === 0 &&
    sums.readsFailed === 0 &&
    problems === 0 &&
    control > 0;
  console.log(
    JSON.stringify({
      battery: 'disk-full',
      ...sums,
      deeds,
      logProblems: problems,
      control: { falselyClaimed: control },
    }),
  );
  process.exitCode = isGood ? 0 : 1;
} finally {
  await runtime.close();
  execFileSync('umount', [disk]);
  await rm(disk, { recursive: true, force: true });
}

/** Fills the disk under way, and empties it; answers how many of the acknowledged deeds are missing. */
async function fill(isCredulous: boolean): Promise<number> {
  const acknowledged: string[] = [];
  const stored: string[] = [];
  let isOver = false;
  const write = async (): Promise<void> => {
    while (!isOver) {
      const id = newId();
      try {
        await append(id);
        acknowledged.push(id);
      } catch {
        if (isCredulous) acknowledged.push(id);
        else sums.refused += 1;
        await sleep(20);
      }
    }
  };
  const store = async (): Promise<void> => {
    while (!isOver) {
      const bytes = Buffer.alloc(200_000, newId());
      await runtime.files.put(bytes).then(
        (hash) => stored.push(hash),
        () => undefined,
      );
      await sleep(50);
    }
  };
  const working = [write(), write(), write(), store()];
  await sleep(500);
  const filler = await fillUp();
  const until = performance.now() + FULL_SECONDS * 1000;
  while (performance.now() < until) {
    await fillUp(filler);
    await read(runtime, 1, (tx) => tx.db.selectFrom('deed_head').select('seq').execute()).catch(
      () => (sums.readsFailed += 1),
    );
    await sleep(200);
  }
  await rm(filler);
  sums.slowestRecoveryMs = Math.max(sums.slowestRecoveryMs, await recovered());
  isOver = true;
  await Promise.all(working);
  if (!isCredulous) sums.acknowledged += acknowledged.length;
  for (const hash of isCredulous ? [] : stored) {
    sums.filesAcknowledged += 1;
    await runtime.files.get(hash).catch(() => (sums.filesLost += 1));
    await runtime.files.remove(hash);
  }
  const there = await read(runtime, 1, (tx) =>
    tx.db.selectFrom('deed').select('command_id').where('bureau_id', '=', 1).execute(),
  );
  const known = new Set(there.map((row) => row.command_id));
  return acknowledged.filter((id) => !known.has(id)).length;
}

async function append(id: string): Promise<void> {
  await transact(runtime, { id, actor: actorOf(['group-office']) }, async (tx) => {
    for (let n = 0; n < 20; n += 1)
      tx.record({ kind: 'test.note', subject: `note/${id}`, facts: { n, text: 'x'.repeat(400) } });
    return ok(undefined);
  });
}

/** Writes into a file until there is no room. */
async function fillUp(path = join(disk, 'filler')): Promise<string> {
  const file = await open(path, 'a');
  try {
    for (;;) await file.write(Buffer.alloc(65_536, 1));
  } catch {
    return path;
  } finally {
    await file.close();
  }
}

/** Milliseconds until a deed is saved again. */
async function recovered(): Promise<number> {
  const started = performance.now();
  for (;;) {
    try {
      await append(newId());
      return Math.round(performance.now() - started);
    } catch (error) {
      if (performance.now() - started > RECOVERY_SECONDS * 1000) throw error;
      await sleep(50);
    }
  }
}

/** A file cannot be stored then, says so, and can be afterwards. */
async function readOnly(): Promise<void> {
  await mkdir(files, { recursive: true });
  execFileSync('mount', ['--bind', files, files]);
  execFileSync('mount', ['-o', 'remount,bind,ro', files]);
  const bytes = Buffer.from('written on a read-only disk');
  const isRefused = await runtime.files.put(bytes).then(
    () => false,
    () => true,
  );
  execFileSync('umount', [files]);
  const hash = await runtime.files.put(bytes);
  if (!isRefused || !(await runtime.files.get(hash)).equals(bytes))
    throw new Error('a read-only folder was not noticed, or not forgotten');
}
