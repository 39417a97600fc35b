/** What the screens of a visit ask of its operations; rules come from the inspection module. @module */
import type { Refusal } from '../../core/result.ts';
import { OFFICERS_REQUIRED } from '../../inspection/rules/preparation.ts';
import { keyOf, recordRefusals, type RecordParts } from '../../inspection/rules/record.ts';
import { conflictRefusals } from '../../inspection/rules/sync/complete.ts';
import { isOf, type Closing } from '../../inspection/rules/sync/merge.ts';
import { findingsFrom, recordPartsFrom } from '../../inspection/rules/sync/record.ts';
import { subjectOf } from '../../inspection/rules/sync/registers.ts';
import type { Operation, OperationOf } from '../../inspection/types/operation.ts';
import type { Answer, Finding } from '../../inspection/types/visit.ts';
import type { VisitOnPhone } from './store/visit-on-phone.ts';

/** Standing answers by point. */
export function answersOf({ merged }: VisitOnPhone): Map<string, Answer> {
  const heads = [...merged.registers.values()].map(([first]) => first).filter(isOf('answer'));
  return new Map(heads.map(({ body }) => [keyOf(body), body.answer]));
}

export function findingsOf({ merged, facts }: VisitOnPhone): Finding[] {
  return findingsFrom(contentOf(merged.words), facts.calendar);
}

/** Pictures that stand, oldest first. */
export function photosOf({ merged }: VisitOnPhone): OperationOf<'photo'>['body'][] {
  const heads = [...merged.registers.values()].map(([first]) => first).filter(isOf('photo'));
  return heads
    .map(({ body }) => body)
    .filter(({ isWithdrawn }) => !isWithdrawn)
    .sort((a, b) => (a.takenAt < b.takenAt ? -1 : 1));
}

/** Everything the record is made of, as it stands. */
export function contentOf(words: readonly Operation[]): Operation[] {
  return words.filter(({ body }) => subjectOf(body) !== undefined || body.kind === 'check-in');
}

export function recordNow(on: VisitOnPhone, closedAt: string): RecordParts {
  return recordPartsFrom(contentOf(on.merged.words), on.facts, closedAt);
}

/** The record that stands, as it was frozen; what came afterwards is not in it. */
export function recordOf(on: VisitOnPhone, { operation }: Closing): RecordParts {
  const seen = new Set(operation.body.seen);
  const made = on.merged.words.filter(({ operationId }) => seen.has(operationId));
  return recordPartsFrom(made, on.facts, operation.body.closedAt);
}

/** Why nobody can sign yet, from the rules of the record. */
export function signingRefusals(on: VisitOnPhone, parts: RecordParts): Refusal[] {
  return [...recordRefusals(parts, OFFICERS_REQUIRED), ...conflictRefusals(on.merged.conflicts)];
}

/** Whether officers have shown their certificates. */
export function isInside({ merged, standing }: VisitOnPhone): boolean {
  return merged.entries.length > 0 || standing.state !== 'notified';
}

/** The name behind an account. */
export function nameOf({ visit }: VisitOnPhone, author: string): string {
  return visit.team.find(({ staffId }) => staffId === author)?.name ?? author;
}
