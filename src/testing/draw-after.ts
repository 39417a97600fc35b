/** The people after a result: asking, deciding, throwing dice, for tests. @module */
import { unzipSync } from 'fflate';
import { parsePolicy, verifyBundle, type BundleFiles } from 'verifiable-draw';
import { logVerifierKey, publishCheckpoints } from '../core/log/checkpoint.ts';
import { read } from '../core/transact.ts';
import type { Runtime } from '../core/runtime.ts';
import { confirmFresh, recordFresh } from '../draw/actions/fresh.ts';
import { approveSubstitution, requestSubstitution } from '../draw/actions/substitute.ts';
import { buildDrawBundle } from '../draw/bundle.ts';
import { standingVisits, type VisitNow } from '../draw/reads/standing.ts';
import type { RequestSubstitution } from '../draw/types/after.ts';
import { done, head, office, supervisor } from './draw-ceremony.ts';
import type { TestRuntime } from './runtime.ts';

export const EVIDENCE = 'e'.repeat(64);
export const FRESH_DIGITS = '27182818284590452353';

/** What a draw would have visited now. */
export async function visitsOf(runtime: Runtime, drawId: string): Promise<readonly VisitNow[]> {
  return read(runtime, 1, (tx) => standingVisits(tx, drawId));
}

/** Skips an enterprise. */
export function skipOf({ enterprise }: VisitNow): RequestSubstitution['target'] {
  return { what: 'enterprise', enterprise, reason: 'DEREGISTERED' };
}

/** Replaces the officer at a place. */
export function recusalOf({ enterprise, officer }: VisitNow, at = 0): RequestSubstitution['target'] {
  const seat = officer[at];
  if (seat === undefined) throw new Error(`${enterprise} has no place ${at}`);
  return { what: 'officer', enterprise, ...seat, reason: 'RECUSAL' };
}

/** Asks and approves; the approval is in the published log. Returns the number of the request. */
export async function approve(
  runtime: Runtime,
  drawId: string,
  target: RequestSubstitution['target'],
): Promise<number> {
  const { request } = await done(runtime, office, requestSubstitution, { drawId, target, evidence: EVIDENCE });
  await done(runtime, head, approveSubstitution, { drawId, request });
  await publishCheckpoints(runtime, 1);
  return request;
}

/** Throws the dice of an approved request. */
export async function throwDice(
  runtime: Runtime,
  drawId: string,
  request: number,
  value = FRESH_DIGITS,
): Promise<void> {
  const source = `fresh:${request}:dice`;
  await done(runtime, office, recordFresh, { drawId, request, source, value });
  await done(runtime, supervisor, confirmFresh, { drawId, request, source, value });
}

/** The whole way of one substitution. */
export async function substituteNow(
  runtime: Runtime,
  drawId: string,
  target: RequestSubstitution['target'],
  value = FRESH_DIGITS,
): Promise<number> {
  const request = await approve(runtime, drawId, target);
  await throwDice(runtime, drawId, request, value);
  return request;
}

/** The nth visit, from 0. */
export async function visitAt(runtime: Runtime, drawId: string, at: number): Promise<VisitNow> {
  const visit = (await visitsOf(runtime, drawId))[at];
  if (visit === undefined) throw new Error(`visit ${at} expected`);
  return visit;
}

/** Files of the newest bundle of a draw. */
export async function bundleFiles(runtime: TestRuntime, drawId: string): Promise<BundleFiles> {
  const stored = await buildDrawBundle(runtime, 1, drawId);
  if (stored === undefined) throw new Error('no bundle');
  return new Map(Object.entries(unzipSync(await runtime.files.get(stored.sha256))));
}

/** Steps that the newest bundle of a draw does not pass, each with what is wrong. */
export async function bundleFailures(runtime: TestRuntime, drawId: string): Promise<string[]> {
  const policy = parsePolicy(`log ${logVerifierKey(runtime, '120111.test.example', 2026)}\nquorum none\n`);
  const { steps } = verifyBundle(await bundleFiles(runtime, drawId), { policy });
  return steps.flatMap(({ id, status, details }) => {
    const wrong = details.flatMap(({ ok, value }) => (ok ? [] : [value]));
    return status === 'FAIL' ? [`${id}: ${wrong.join()}`] : [];
  });
}
