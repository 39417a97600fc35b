/**
 * The state of a visit out of the set of its operations: the same for every order, for duplicates and for halves
 * (docs/adr/0035). Browser-safe. @module
 */
import type { Operation, OperationKind, OperationOf } from '../../types/operation.ts';
import { conflictsOf, registersOf, subjectOf, type Conflict, type Registers } from './registers.ts';
import { compareStamps } from './stamp.ts';

/** A record somebody froze, with what was signed on it. */
export interface Closing {
  readonly operation: OperationOf<'close'>;
  readonly recordHash: string;
  /** Every operation it was made from is here, and its hash is that of the record they make. */
  readonly isWhole: boolean;
  readonly isReopened: boolean;
  readonly signatures: readonly OperationOf<'sign'>[];
  /** The enterprise signed or refused; the earliest word. It seals the record. */
  readonly word: OperationOf<'sign-enterprise'> | undefined;
}

/** What all operations together say. */
export interface MergedVisit {
  /** Everything said, in the order of stamps. */
  readonly words: readonly Operation[];
  /** Of the standing record, or else of everything. */
  readonly registers: Registers;
  /** In the state as it is; a sealed record settles its own. */
  readonly conflicts: readonly Conflict[];
  readonly entries: readonly OperationOf<'check-in'>[];
  readonly closings: readonly Closing[];
  readonly standing: Closing | undefined;
  /** Other sealed records of the same visit: a person must choose. */
  readonly rivals: readonly Closing[];
  /** 更正: said about a sealed record by somebody who did not have it, or after it. */
  readonly corrections: readonly Operation[];
}

export interface MergeOptions {
  /** Whether the operations of a closing make the record whose hash it names; rules of the record decide. */
  readonly isRecord: (closing: OperationOf<'close'>, made: readonly Operation[]) => boolean;
  /** The record the visit was signed off on: it stands whatever arrives later. */
  readonly settled?: string;
}

export function mergeVisit(operations: readonly Operation[], { isRecord, settled }: MergeOptions): MergedVisit {
  const inOrder = [...distinct(operations)].sort(earliestFirst);
  const content = inOrder.filter(({ body }) => subjectOf(body) !== undefined);
  const closings = closingsOf(inOrder, isRecord);
  const standing = standingOf(closings, content, settled);
  const seen = standing === undefined ? undefined : new Set(standing.operation.body.seen);
  const registers = registersOf(
    seen === undefined ? content : content.filter(({ operationId }) => seen.has(operationId)),
  );
  return {
    words: inOrder,
    registers,
    conflicts: standing?.word === undefined ? conflictsOf(registers) : [],
    entries: inOrder.filter(isOf('check-in')),
    closings,
    standing,
    rivals: closings.filter((closing) => isSealed(closing) && closing !== standing),
    corrections: seen === undefined ? [] : content.filter(({ operationId }) => !seen.has(operationId)),
  };
}

/** Whether an operation is of this kind; narrows its body. */
export function isOf<K extends OperationKind>(kind: K): (operation: Operation) => operation is OperationOf<K> {
  return (operation): operation is OperationOf<K> => operation.body.kind === kind;
}

/** Sealed: whole, not reopened, and the enterprise has given its word on it. */
export function isSealed({ isWhole, isReopened, word }: Closing): boolean {
  return isWhole && !isReopened && word !== undefined;
}

function distinct(operations: readonly Operation[]): Iterable<Operation> {
  return new Map(operations.map((operation) => [operation.operationId, operation])).values();
}

function closingsOf(inOrder: readonly Operation[], isRecord: MergeOptions['isRecord']): Closing[] {
  const byId = new Map(inOrder.map((operation) => [operation.operationId, operation]));
  const reopened = new Set(inOrder.filter(isOf('reopen')).map(({ body }) => body.recordHash));
  const signatures = inOrder.filter(isOf('sign'));
  const words = inOrder.filter(isOf('sign-enterprise'));
  return inOrder.filter(isOf('close')).map((operation) => {
    const { recordHash, seen } = operation.body;
    const made = seen.flatMap((id) => byId.get(id) ?? []);
    return {
      operation,
      recordHash,
      isWhole: made.length === seen.length && isRecord(operation, made),
      isReopened: reopened.has(recordHash),
      signatures: signatures.filter(({ body }) => body.recordHash === recordHash),
      word: words.find(({ body }) => body.recordHash === recordHash),
    };
  });
}

/** The settled record, else the first that was sealed, else the last that still is what everything says. */
function standingOf(
  closings: readonly Closing[],
  content: readonly Operation[],
  settled: string | undefined,
): Closing | undefined {
  const final = closings.find(({ recordHash, isWhole }) => isWhole && recordHash === settled);
  const open = closings.filter(({ isWhole, isReopened, operation }) => {
    const seen = new Set(operation.body.seen);
    return isWhole && !isReopened && content.every(({ operationId }) => seen.has(operationId));
  });
  return final ?? closings.find(isSealed) ?? open.at(-1);
}

function earliestFirst(a: Operation, b: Operation): number {
  return compareStamps(a.stamp, b.stamp);
}
