/**
 * Workbooks that are being checked at this moment: how far, and the way to stop them. In memory alone: a check that the program
 * did not live to finish has left nothing behind. @module
 */
import type { Runtime } from '../core/runtime.ts';
import type { RunningCheck } from './types/imports.ts';

/** One check while it runs. */
export interface Running {
  readonly signal: AbortSignal;
  /** Rows read so far. */
  readonly read: (rows: number) => void;
  /** Of `total` rows `count` more are judged. */
  readonly judged: (count: number, total: number) => void;
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

/** Begins to show a check; the same upload sent twice is shown once and ends with the first that ends. */
export function beginCheck(
  runtime: Runtime,
  bureauId: number,
  what: Pick<RunningCheck, 'checkId' | 'kind' | 'fileName'>,
): Running {
  const checks = checksOf(runtime);
  const stop = new AbortController();
  const entry: Entry = {
    bureauId,
    stop,
    state: { ...what, startedAt: runtime.clock.now(), phase: 'reading', rows: 0, total: null },
  };
  checks.set(what.checkId, entry);
  return {
    signal: stop.signal,
    read: (rows) => {
      entry.state = { ...entry.state, rows };
    },
    judged: (count, total) => {
      const rows = entry.state.phase === 'judging' ? entry.state.rows + count : count;
      entry.state = { ...entry.state, phase: 'judging', rows, total };
    },
    end: () => {
      if (checks.get(what.checkId) === entry) checks.delete(what.checkId);
    },
  };
}

/** Those of a bureau, the first begun first. */
export function listRunningChecks(runtime: Runtime, bureauId: number): readonly RunningCheck[] {
  return [...checksOf(runtime).values()].filter((entry) => entry.bureauId === bureauId).map(({ state }) => state);
}

/** What is being checked under this id; undefined when nothing is (any more). */
export function findRunningCheck(runtime: Runtime, bureauId: number, checkId: string): RunningCheck | undefined {
  const entry = checksOf(runtime).get(checkId);
  return entry?.bureauId === bureauId ? entry.state : undefined;
}

/** The check ends at its next row or message, and leaves nothing. */
export function stopCheck(runtime: Runtime, checkId: string): void {
  checksOf(runtime).get(checkId)?.stop.abort();
}
