/** What is missing before a visit is complete: settled contradictions, every file, one record. Browser-safe. @module */
import type { Refusal } from '../../../core/result.ts';
import type { Operation } from '../../types/operation.ts';
import { isOf, type MergedVisit } from './merge.ts';
import type { Conflict, Registers } from './registers.ts';

/** Nobody freezes a record while two versions of the same thing stand in it. */
export function conflictRefusals(conflicts: readonly Conflict[]): Refusal[] {
  return conflicts.map(({ subject, versions }) => ({
    code: 'record-conflict',
    at: subject,
    facts: { count: versions.length },
  }));
}

/** Why the visit may not be signed off, as far as phones are concerned. `files`: hashes the server has confirmed. */
export function completionRefusals(merged: MergedVisit, files: readonly string[]): Refusal[] {
  const missing = missingFiles(merged.registers, files);
  const refusals: Refusal[] = [];
  if (missing.length > 0) refusals.push({ code: 'photos-missing', facts: { count: missing.length } });
  if (merged.rivals.length > 0) refusals.push({ code: 'record-rivals', facts: { count: merged.rivals.length + 1 } });
  return refusals;
}

/** Hashes of the pictures that stand in the visit and have not arrived whole. */
export function missingFiles(registers: Registers, files: readonly string[]): string[] {
  const heads: readonly Operation[] = [...registers.values()].map(([first]) => first);
  const wanted = heads.filter(isOf('photo')).filter(({ body }) => !body.isWithdrawn);
  return [...new Set(wanted.map(({ body }) => body.sha256))].filter((sha256) => !files.includes(sha256));
}
