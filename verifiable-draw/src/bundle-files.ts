/** What the files of a bundle are called. SPEC §14. @module */
import type { ListName } from './lists.ts';

export type BundleFiles = ReadonlyMap<string, Uint8Array>;

export const MANIFEST = 'manifest.json';
/** Files of the lists. */
export const LIST_FILES: Readonly<Record<ListName, string>> = {
  roster: 'roster.jsonl',
  officers: 'officers.jsonl',
  conflicts: 'conflicts.jsonl',
  experts: 'experts.jsonl',
  expertConflicts: 'expert-conflicts.jsonl',
  vehicles: 'vehicles.jsonl',
  devices: 'devices.jsonl',
  bookings: 'bookings.jsonl',
};
export const SUBSTITUTIONS = 'substitutions.jsonl';
export const CHURN_LEAVES = 'churn.jsonl';
export const POLICY = 'trust/policy.txt';
/** Files only people read; nothing but the manifest vouches for them. */
export const FREE = /^(?:README[A-Za-z0-9._-]*|(?:ref|media)\/[A-Za-z0-9._-]+)$/;
/** Entries of the log and their proofs. */
export const LOG_FILE = /^log\/(\d{8,16})\.(json|tlog-proof)$/;
/** Documents a bundle may hold, lists and log apart. */
export const DOCUMENTS = [
  'announcement.json',
  'plan.json',
  'narrowing.json',
  'churn.json',
  CHURN_LEAVES,
  'result.json',
  'details.json',
  'outcomes.jsonl',
  SUBSTITUTIONS,
  POLICY,
];

/** Path of a log entry in a bundle, without its ending. */
export function logPath(seq: number): string {
  return `log/${String(seq).padStart(8, '0')}`;
}
