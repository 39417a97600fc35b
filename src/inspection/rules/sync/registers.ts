/**
 * Registers: the last word on each subject, and every word where there is more than one (a multi-value register).
 * Browser-safe. @module
 */
import type { Operation, OperationBody } from '../../types/operation.ts';
import { compareStamps } from './stamp.ts';

/** One subject on which several versions do not know each other. The first is shown meanwhile; none is lost. */
export interface Conflict {
  readonly subject: string;
  readonly versions: readonly Operation[];
}

/** Per subject its standing versions, latest first. */
export type Registers = ReadonlyMap<string, readonly [Operation, ...Operation[]]>;

/** What an operation speaks about; undefined for acts that replace nothing (an entry, a closing, a signature). */
export function subjectOf(body: OperationBody): string | undefined {
  switch (body.kind) {
    case 'answer':
      return `answer/${body.itemId}#${body.pointNo}`;
    case 'finding':
      return `finding/${body.findingId}`;
    case 'review':
      return `review/${body.findingId}`;
    case 'opinion':
      return `opinion/${body.opinionId}`;
    case 'photo':
      return `photo/${body.photoId}`;
    case 'measurement':
      return `measurement/${body.measurementId}`;
    case 'check-in':
    case 'close':
    case 'reopen':
    case 'sign':
    case 'sign-enterprise':
      return undefined;
  }
}

/** The standing versions of each subject: those that no other replaces, by name or by a later word of the same device. */
export function registersOf(operations: readonly Operation[]): Registers {
  const bySubject = grouped(operations, ({ body }) => subjectOf(body));
  const registers = new Map<string, readonly [Operation, ...Operation[]]>();
  for (const [subject, said] of bySubject) {
    const [first, ...rest] = standing(said);
    if (first !== undefined) registers.set(subject, [first, ...rest]);
  }
  return registers;
}

/** By key, in their order; those without one left out. Not `Map.groupBy`: phones of 2022 do not have it. */
export function grouped<T>(items: readonly T[], keyOf: (item: T) => string | undefined): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/** Latest first. */
function standing(said: readonly Operation[]): Operation[] {
  const replaced = new Set(said.flatMap(({ after }) => after));
  // A device knows its own words: the middle one of three may still be under way.
  const lastOf = new Map<string, Operation>();
  for (const operation of said) {
    const last = lastOf.get(operation.stamp.device);
    if (last === undefined || compareStamps(last.stamp, operation.stamp) < 0)
      lastOf.set(operation.stamp.device, operation);
  }
  return [...lastOf.values()].filter(({ operationId }) => !replaced.has(operationId)).sort(latestFirst);
}

/** Subjects on which people said different things without knowing of each other. */
export function conflictsOf(registers: Registers): Conflict[] {
  return [...registers]
    .filter(([, [first, ...others]]) => others.some(({ body }) => !sameContent(first.body, body)))
    .map(([subject, versions]) => ({ subject, versions }))
    .sort((a, b) => (a.subject < b.subject ? -1 : 1));
}

/** Whether two bodies say the same; the order of their keys differs between phone and database. */
export function sameContent(a: unknown, b: unknown): boolean {
  return stableText(a) === stableText(b);
}

/** JSON with sorted keys, undefined left out. */
export function stableText(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function latestFirst(a: Operation, b: Operation): number {
  return compareStamps(b.stamp, a.stamp);
}
