/**
 * Workbooks that are being checked or written at this moment: how far, and the way to stop them. In memory alone: what the program
 * did not live to finish has left nothing behind. @module
 */
import type { Runtime } from '../core/runtime.ts';
import type { RunningCheck, RunningPhase } from './types/imports.ts';

/** How far a phase is. What is left out stays as it was in the same phase, and is nothing in the next. */
export type Progress = Partial<Pick<RunningCheck, 'bytes' | 'rows' | 'total'>>;

/** One check or import while it runs. */
export interface Running {
  readonly signal: AbortSignal;
  readonly at: (phase: RunningPhase, progress?: Progress) => void;
  readonly end: () => void;
}

interface Entry {
  readonly bureauId: number;
  readonly stop: AbortController;
  state: RunningCheck;
}

const CHECKS = new WeakMap<Runtime, Map<string, Entry>>();

function checksOf(runtime: Runtime): Map<string, Entry> {
  const known = CHECKS.get(runtime) ?? new Map<string, Entry>();
  CHECKS.set(runtime, known);
  return known;
}

/** Begins to show a check or an import; the same upload sent twice is shown once and ends with the first that ends. */
export function beginCheck(
  runtime: Runtime,
  bureauId: number,
  what: Pick<RunningCheck, 'checkId' | 'kind' | 'fileName' | 'phase'>,
): Running {
  const checks = checksOf(runtime);
  const stop = new AbortController();
  const entry: Entry = {
    bureauId,
    stop,
    state: { ...what, ...BEGUN, startedAt: runtime.clock.now(), totalBytes: null },
  };
  checks.set(what.checkId, entry);
  return {
    signal: stop.signal,
    at: (phase, progress = {}) => {
      const before = entry.state;
      // What was unpacked while it was opened is what there is.
      const totalBytes = before.phase === 'opening' && phase !== 'opening' ? before.bytes || null : before.totalBytes;
      entry.state = { ...before, ...(phase === before.phase ? {} : BEGUN), ...progress, totalBytes, phase };
    },
    end: () => {
      if (checks.get(what.checkId) === entry) checks.delete(what.checkId);
    },
  };
}

const BEGUN = { bytes: 0, rows: 0, total: null } as const;

/** Those of a bureau, the first begun first. */
export function listRunningChecks(runtime: Runtime, bureauId: number): readonly RunningCheck[] {
  return [...checksOf(runtime).values()].filter((entry) => entry.bureauId === bureauId).map(({ state }) => state);
}

/** What is being checked under this id; undefined when nothing is (any more). */
export function findRunningCheck(runtime: Runtime, bureauId: number, checkId: string): RunningCheck | undefined {
  const entry = checksOf(runtime).get(checkId);
  return entry?.bureauId === bureauId ? entry.state : undefined;
}

/** The check or import ends at its next step, and leaves nothing. */
export function stopCheck(runtime: Runtime, checkId: string): void {
  checksOf(runtime).get(checkId)?.stop.abort();
}
