/**
 * The phone's half of the protocol, without screen and storage: says things, sends what is not confirmed, takes in what
 * others said. Browser-safe. @module
 */
import { OPERATION_VERSION, type Operation, type OperationBody, type Stamp } from '../../types/operation.ts';
import { registersOf, subjectOf } from './registers.ts';
import { laterStamp, nextStamp } from './stamp.ts';

/** Who speaks, where, and when by the corrected clock. */
export interface Voice {
  readonly device: string;
  readonly author: string;
  readonly now: number;
  readonly latest: Stamp | undefined;
}

/** The operation that says `body` now, knowing everything in `known`. */
export function say(
  operationId: string,
  inspectionId: string,
  body: OperationBody,
  known: readonly Operation[],
  { device, author, now, latest }: Voice,
): Operation {
  return {
    version: OPERATION_VERSION,
    operationId,
    inspectionId,
    stamp: nextStamp(latest, now, device),
    after: seenVersions(body, known),
    author,
    body,
  };
}

/** The versions that a new word on the same subject replaces; a review replaces the reviews before and names the version it saw. */
function seenVersions(body: OperationBody, known: readonly Operation[]): string[] {
  const subject = subjectOf(body);
  if (subject === undefined) return [];
  const subjects = body.kind === 'review' ? [subject, `finding/${body.findingId}`] : [subject];
  // Only what is spoken of: a press is to be on disk within ten milliseconds, however long the visit.
  const registers = registersOf(known.filter((each) => subjects.includes(subjectOf(each.body) ?? '')));
  return subjects.flatMap((each) => (registers.get(each) ?? []).map(({ operationId }) => operationId));
}

/** Everything of a visit that a device has: by id, so that nothing counts twice. */
export function unite(known: readonly Operation[], heard: readonly Operation[]): Operation[] {
  return [...new Map([...known, ...heard].map((operation) => [operation.operationId, operation])).values()];
}

/** The latest stamp among them. */
export function latestOf(operations: readonly Operation[]): Stamp | undefined {
  return operations.reduce<Stamp | undefined>((latest, { stamp }) => laterStamp(latest, stamp), undefined);
}
