/** What is asked for, decided, typed and computed after a result; every row is written once. @module */
import {
  canonicalDocument,
  toHex,
  leafHash,
  type SourceSpec,
  type SubstitutionDocument,
  type Suite,
} from 'verifiable-draw';
import type { Tx } from '../../core/transact.ts';
import type { RequestSubstitution } from '../types/after.ts';
import '../tables-after.ts';

interface Key {
  readonly drawId: string;
  readonly request: number;
}

/** @param request - the next number of the draw, whose row is locked */
export async function insertRequest(
  tx: Tx,
  request: number,
  { drawId, target, evidence }: RequestSubstitution,
  knownTo: string[] | null,
): Promise<void> {
  await tx.db
    .insertInto('draw_request')
    .values({
      ...keyOf(tx, { drawId, request }),
      what: target.what,
      enterprise: target.enterprise,
      place: target.what === 'enterprise' ? null : target.place,
      person: target.what === 'enterprise' ? null : target.person,
      reason: target.reason,
      evidence,
      requested_by: tx.actor.staffId,
      known_to: knownTo,
      at: tx.now,
    })
    .execute();
}

export async function insertDecision(
  tx: Tx,
  key: Key,
  isApproved: boolean,
  sources: readonly SourceSpec[],
): Promise<void> {
  await tx.db
    .insertInto('draw_decision')
    .values({
      ...keyOf(tx, key),
      is_approved: isApproved,
      sources: JSON.stringify(sources),
      decided_by: tx.actor.staffId,
      at: tx.now,
    })
    .execute();
}

interface Typed extends Key {
  readonly source: string;
  readonly attempt: number;
  readonly value: string;
}

/** @param typed - `knownTo`: of a code, by whom it is known until the opening */
export async function insertFresh(
  tx: Tx,
  { source, attempt, value, knownTo = null, ...key }: Typed & { readonly knownTo?: string[] | null },
): Promise<void> {
  await tx.db
    .insertInto('draw_fresh')
    .values({
      ...keyOf(tx, key),
      source,
      attempt,
      value,
      typed_by: tx.actor.staffId,
      at: tx.now,
      known_to: knownTo,
    })
    .execute();
}

export async function insertFreshCheck(tx: Tx, typed: Typed, isSame: boolean): Promise<void> {
  const { source, attempt, value, ...key } = typed;
  await tx.db
    .insertInto('draw_fresh_check')
    .values({ ...keyOf(tx, key), source, attempt, value, is_same: isSame, typed_by: tx.actor.staffId, at: tx.now })
    .execute();
}

/** Stores the one document of a request; its key refuses a second one. Returns its leaf hash. */
export async function insertSubstitution(
  tx: Tx,
  suite: Suite,
  key: Key,
  document: SubstitutionDocument,
  knownTo: string[] | null,
): Promise<string> {
  const bytes = canonicalDocument(document);
  const hash = toHex(leafHash(suite, bytes));
  await tx.db
    .insertInto('draw_substitution')
    .values({
      ...keyOf(tx, key),
      document: Buffer.from(bytes),
      document_hash: hash,
      substitute: document.substitute ?? null,
      known_to: knownTo,
      at: tx.now,
    })
    .execute();
  return hash;
}

function keyOf(tx: Tx, { drawId, request }: Key) {
  return { bureau_id: tx.bureauId, draw_id: drawId, request };
}
