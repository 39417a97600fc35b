/** Every file call of a piece of work fails once, in each of five ways: nothing is claimed that is not so, and the next start finds its way (reliability §2, G4). @module */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { armFiles, FAULTS, type Call, type Fault } from './failing-files.ts';

/** What a process does with files, and how one that starts after it sees whether they are in order. */
export interface FileWork {
  readonly name: string;
  /** What is there before, in a new folder. */
  prepare(folder: string): Promise<void>;
  /** Resolving is the claim that it is done. */
  run(folder: string): Promise<void>;
  /** Opens the folder as the next start does; a sentence for each thing that is not in order. `isClaimed`: all of it must be there. */
  judge(folder: string, isClaimed: boolean): Promise<readonly string[]>;
}

export interface FileFaultFigures {
  readonly runs: number;
  /** Distinct places in the program whose calls failed. */
  readonly sites: readonly string[];
  readonly wrong: readonly string[];
}

/** Of a site that is passed often, so many passes are tried: the first, the last, and between. */
const USUAL_PASSES = 3;
const PATIENCE_MS = 120_000;

/** The work fails at each of its calls, and is done again afterwards. */
export async function failEachCall(
  work: FileWork,
  { passes = USUAL_PASSES, faults = FAULTS }: { readonly passes?: number; readonly faults?: readonly Fault[] } = {},
): Promise<FileFaultFigures> {
  const calls = await countCalls(work);
  const wrong: string[] = [];
  let runs = 0;
  for (const at of chosenOf(calls, passes))
    for (const fault of faults) {
      const call = calls[at];
      if (call === undefined || !canMeet(call, fault)) continue;
      runs += 1;
      wrong.push(
        ...(await inTime(failOnce(work, at, fault))).map(
          (what) => `${work.name}, ${fault} at ${call.site} (call ${at}): ${what}`,
        ),
      );
    }
  return { runs, sites: [...new Set(calls.map(({ site }) => site))].toSorted(), wrong };
}

/** Only what writes can be done by half, and no disk is too full to close, take away or give away. */
function canMeet({ operation }: Call, fault: Fault): boolean {
  if (fault === 'short') return operation === 'write';
  if (fault === 'late') return operation !== 'write' && operation !== 'open';
  return fault !== 'ENOSPC' || !['close', 'rm', 'unlink', 'chown'].includes(operation);
}

function chosenOf(calls: readonly Call[], passes: number): number[] {
  const bySite = new Map<string, number[]>();
  for (const [at, { site }] of calls.entries()) bySite.set(site, [...(bySite.get(site) ?? []), at]);
  return [...bySite.values()]
    .flatMap((all) =>
      all.length <= passes
        ? all
        : Array.from(
            { length: passes },
            (_, n) => all[Math.round((n * (all.length - 1)) / Math.max(1, passes - 1))] ?? 0,
          ),
    )
    .toSorted((a, b) => a - b);
}

async function countCalls(work: FileWork): Promise<readonly Call[]> {
  return inFolder(async (folder) => {
    await work.prepare(folder);
    const disk = armFiles(folder);
    try {
      await work.run(folder);
    } finally {
      await disk.mend();
    }
    const wrong = await work.judge(folder, true);
    if (wrong.length > 0) throw new Error(`${work.name} without a fault: ${wrong.join('; ')}`);
    return disk.calls;
  });
}

async function failOnce(work: FileWork, at: number, fault: Fault): Promise<readonly string[]> {
  return inFolder(async (folder) => {
    await work.prepare(folder);
    const disk = armFiles(folder, { at, fault });
    let isClaimed = false;
    try {
      const outcome = work.run(folder).then(
        () => 'claimed',
        () => 'refused',
      );
      isClaimed = (await Promise.race([outcome, disk.death])) === 'claimed';
    } finally {
      await disk.mend();
    }
    const after = await judgeSafely(work, folder, isClaimed);
    if (after.length > 0) return after;
    const again = await work.run(folder).then(
      () => [],
      (error: unknown) => [`cannot be done afterwards: ${String(error)}`],
    );
    return again.length > 0 ? again : judgeSafely(work, folder, true);
  });
}

/** Whoever waits for ever has not answered either. */
function inTime(running: Promise<readonly string[]>): Promise<readonly string[]> {
  return Promise.race([running, sleep(PATIENCE_MS, ['never ends'], { ref: false })]);
}

/** The next start itself may fail: that is what is looked for. */
async function judgeSafely(work: FileWork, folder: string, isClaimed: boolean): Promise<readonly string[]> {
  try {
    return await work.judge(folder, isClaimed);
  } catch (error) {
    return [`the next start ends with ${String(error)}`];
  }
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'sunlot-faults-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
