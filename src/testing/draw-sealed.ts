/** The two holders and a whole sealed draw, for tests. @module */
import { bundleFiles } from './draw-after.ts';
import { otcCode, parsePolicy, shareHash, splitSecret, suiteOf, toHex, verifyBundle } from 'verifiable-draw';
import { startPythonJudge } from '../../verifiable-draw/batteries/python.ts';
import type { Actor } from '../core/actor.ts';
import { systemActor } from '../core/actor.ts';
import { follow } from '../core/follow.ts';
import { logVerifierKey, publishCheckpoints } from '../core/log/checkpoint.ts';
import type { Runtime } from '../core/runtime.ts';
import { read } from '../core/transact.ts';
import { publishChain } from '../draw/actions/chains.ts';
import { releaseCode } from '../draw/actions/codes.ts';
import { standingVisits, type VisitNow } from '../draw/reads/standing.ts';
import type { DrawConfig } from '../draw/types.ts';
import type { Holder } from '../draw/types/chains.ts';
import { FOLLOWERS } from '../http/modules.ts';
import { carryOn, carryTo, done, head, office, supervisor } from './draw-ceremony.ts';
import { sampleConfig } from './draw-district.ts';
import { actorOf, type TestRuntime } from './runtime.ts';
import { confirmDraw, releaseDraw } from '../draw/actions/settle.ts';

export const legal = actorOf(['legal-reviewer'], 'legal');
export const HOLDER_OF: Readonly<Record<Holder, Actor>> = { supervisor, legal };

const ENDS: Readonly<Record<Holder, number>> = { supervisor: 11, legal: 22 };
const LENGTH = 12;
const suite = suiteOf('vd1-sha256');

/** The escrow shares of a holder's chain, as they lie in three safes. */
export function sharesOf(holder: Holder): string[] {
  return splitSecret(endOf(holder), 2, 3, new Uint8Array(32).fill(ENDS[holder] + 1));
}

/** Code number `index` of a holder. */
export function codeOf(holder: Holder, index: number): string {
  return toHex(otcCode(suite, endOf(holder), LENGTH, index));
}

function endOf(holder: Holder): Uint8Array {
  return new Uint8Array(32).fill(ENDS[holder]);
}

export async function publishChains(runtime: Runtime): Promise<void> {
  for (const holder of ['supervisor', 'legal'] as const)
    await done(runtime, HOLDER_OF[holder], publishChain, {
      suite: 'vd1-sha256',
      anchor: codeOf(holder, 0),
      length: LENGTH,
      shares: sharesOf(holder).map((text) => shareHash(suite, text)),
    });
}

/** Visits on 9 and 10 March 2026, codes on the first of them, opened by 20 March. */
export function sealedConfig(change: Partial<DrawConfig> = {}): DrawConfig {
  return sampleConfig({
    mode: 'sealed',
    inspectFrom: '2026-03-09',
    inspectTo: '2026-03-10',
    revealBy: '2026-03-05T09:00:00Z',
    resultBy: '2026-03-09T04:00:00Z',
    openBy: '2026-03-20T10:00:00Z',
    ...change,
  });
}

/** In the morning of the first visit. */
export const MORNING = '2026-03-09T00:30:00Z';

/** A sealed draw whose dice are thrown; the codes are still with their holders, and it is the morning of the first visit. */
export async function carrySealed(
  runtime: TestRuntime,
  planId: string,
  batch = 1,
  config = sealedConfig(),
  morning = MORNING,
): Promise<string> {
  const drawId = await carryTo(runtime, 'rolling', { planId, batch, config });
  await confirmLast(runtime, drawId, batch);
  runtime.clock.set(morning);
  return drawId;
}

/** The witness confirms the dice; a sealed draw is not seeded by that. */
async function confirmLast(runtime: Runtime, drawId: string, batch: number): Promise<void> {
  await carryOn(runtime, drawId, batch, 'rolling', 'seeded');
}

export async function release(runtime: Runtime, drawId: string, holder: Holder, index = 1, request = 0) {
  return done(runtime, HOLDER_OF[holder], releaseCode, { drawId, request, code: codeOf(holder, index) });
}

/** Both codes, then as `dispatch`. */
export async function sendOut(runtime: Runtime, drawId: string, index = 1): Promise<void> {
  await release(runtime, drawId, 'supervisor', index);
  await release(runtime, drawId, 'legal', index);
  await dispatch(runtime, drawId);
}

/** The confirmation and the release of a draw with its result; the jobs have made the tasks. */
export async function dispatch(runtime: Runtime, drawId: string): Promise<void> {
  await done(runtime, head, confirmDraw, { drawId });
  await done(runtime, office, releaseDraw, { drawId });
  await settleJobs(runtime);
}

export async function settleJobs(runtime: Runtime): Promise<void> {
  for (const follower of FOLLOWERS) await follow(runtime, 1, follower);
  await publishCheckpoints(runtime, 1);
}

/** What a sealed draw visits, as only the program knows it. */
export async function knownVisits(runtime: Runtime, drawId: string): Promise<readonly VisitNow[]> {
  return read(runtime, 1, (tx) => standingVisits(tx, drawId), systemActor(1));
}

/**
 * Steps of the newest bundle that fail, in this verifier and the one in Python, which have to agree.
 * @param now - time of the reader; the one in Python takes its own
 */
export async function failingSteps(runtime: TestRuntime, drawId: string, now?: string): Promise<string[]> {
  const files = await bundleFiles(runtime, drawId);
  const policy = parsePolicy(`log ${logVerifierKey(runtime, '120111.test.example', 2026)}\nquorum none\n`);
  const report = verifyBundle(files, { policy, ...(now === undefined ? {} : { now }) });
  const failed = report.steps.flatMap(({ id, status }) => (status === 'FAIL' ? [id] : []));
  const python = startPythonJudge();
  const second = await python.failures(files);
  python.close();
  if (now === undefined && second.join() !== failed.join())
    throw new Error(`Python finds ${second.join()}, the other ${failed.join()}`);
  return failed;
}
