/** What may become of an export, who may have it (docs/adr/0043). @module */
import type { Refusal } from '../../core/result.ts';
import type { ExportState } from '../types/exports.ts';

export const EXPORT_LIMITS = {
  /** Jobs of one person that wait or run. */
  open: 3,
  /** Days a finished file is kept. */
  keptDays: 7,
} as const;

/** What may follow a state. After a server that was stopped, what was running runs again. */
export const EXPORT_NEXT: Readonly<Record<ExportState, readonly ExportState[]>> = {
  waiting: ['running', 'removed'],
  running: ['running', 'done', 'failed', 'removed'],
  done: ['removed'],
  failed: ['removed'],
  removed: [],
};

/** States that `state` may follow. */
export function statesBefore(state: ExportState): ExportState[] {
  return (Object.keys(EXPORT_NEXT) as ExportState[]).filter((each) => EXPORT_NEXT[each].includes(state));
}

interface Kept {
  readonly state: ExportState;
  readonly askedBy: string;
  readonly hidden: readonly string[];
}

/** Why this person cannot have the file. A file with fields the person may no longer see is not given out. */
export function downloadRefusals(
  job: Kept | undefined,
  { staffId, hidden }: { readonly staffId: string; readonly hidden: readonly string[] },
): Refusal[] {
  if (job === undefined || job.askedBy !== staffId || job.state === 'removed') return [{ code: 'export-not-found' }];
  const refusals: Refusal[] = [];
  if (job.state !== 'done') refusals.push({ code: 'export-not-done' });
  if (hidden.some((field) => !job.hidden.includes(field))) refusals.push({ code: 'export-role-changed' });
  return refusals;
}
