/** What the server does with a batch: taken, already there, or kept apart with its reasons. Nothing is dropped. Browser-safe. @module */
import type { Refusal } from '../../../core/result.ts';
import { OPERATION_VERSION, OperationBody, type Operation, type SentOperation } from '../../types/operation.ts';
import { sameContent } from './registers.ts';
import { isLate } from './stamp.ts';

/** What came of one operation. */
export type Verdict =
  | { readonly outcome: 'taken'; readonly operation: Operation }
  | { readonly outcome: 'known' }
  /** The id names something else here: what was first stays, and the phone is told. */
  | { readonly outcome: 'reused' }
  | { readonly outcome: 'held'; readonly sent: SentOperation; readonly refusals: readonly Refusal[] };

/** How the server stands when a batch arrives. */
export interface Reception {
  readonly author: string;
  /** Milliseconds of the server's clock. */
  readonly receivedAt: number;
  /** Why nothing of this device, or of this visit, may be merged at present; empty when it may. */
  readonly against: readonly Refusal[];
  /** An operation that is here already, merged or held. */
  readonly find: (operationId: string) => { readonly body: unknown } | undefined;
  /** Why what this operation says may not stand, whatever else was said. */
  readonly judge: (operation: Operation) => readonly Refusal[];
}

/** One verdict for each operation, in the order sent. */
export function receive(sent: readonly SentOperation[], reception: Reception): Verdict[] {
  const inBatch = new Map<string, SentOperation>();
  return sent.map((operation) => {
    const known = reception.find(operation.operationId) ?? inBatch.get(operation.operationId);
    inBatch.set(operation.operationId, operation);
    return verdictOn(operation, known, reception);
  });
}

function verdictOn(sent: SentOperation, known: { readonly body: unknown } | undefined, reception: Reception): Verdict {
  if (known !== undefined) return { outcome: sameContent(sent.body, known.body) ? 'known' : 'reused' };
  if (reception.against.length > 0) return { outcome: 'held', sent, refusals: reception.against };
  const operation = readOperation(sent, reception.author);
  if (operation === undefined) return { outcome: 'held', sent, refusals: [{ code: 'operation-unreadable' }] };
  const refusals = reception.judge(operation);
  return refusals.length > 0 ? { outcome: 'held', sent, refusals } : { outcome: 'taken', operation };
}

/** The operation in today's shape; undefined when it is newer than this program, or no operation of any version. */
export function readOperation(sent: SentOperation, author: string): Operation | undefined {
  if (sent.version > OPERATION_VERSION) return undefined;
  const body = OperationBody.safeParse(sent.body);
  return body.success ? { ...sent, author, body: body.data } : undefined;
}

/** A batch with late entries needs one reason for them all. */
export function lateRefusals(
  sent: readonly SentOperation[],
  receivedAt: number,
  reason: string | undefined,
): Refusal[] {
  const late = sent.filter(({ stamp }) => isLate(stamp, receivedAt)).length;
  return late > 0 && (reason ?? '') === '' ? [{ code: 'sync-late', at: 'lateReason', facts: { count: late } }] : [];
}
