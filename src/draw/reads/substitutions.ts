/** What was asked for after a result, decided and computed. @module */
import type { SourceSpec, SubstitutionDocument, SubstitutionOrder } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import type { FreshNow, RequestNow } from '../rules/substitution.ts';
import type { Replaced, SubstitutionReason } from '../types/after.ts';
import '../tables-after.ts';

/** One typing of a fresh value with its check, if it was checked. */
export interface Typing {
  readonly source: string;
  readonly attempt: number;
  readonly value: string;
  readonly typedBy: string;
  readonly isSame: boolean | null;
}

/** One request with everything that came of it. */
export interface Substitution extends RequestNow {
  readonly what: Replaced;
  readonly place: number | null;
  readonly person: string | null;
  readonly reason: SubstitutionReason;
  readonly evidence: string;
  readonly requestedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly sources: readonly SourceSpec[];
  readonly typings: readonly Typing[];
  readonly document: SubstitutionDocument | null;
  readonly documentHash: string | null;
}

/** Every request of a draw, by number. */
export async function listSubstitutions(tx: ReadTx, drawId: string): Promise<readonly Substitution[]> {
  const rows = await tx.db
    .selectFrom('draw_request as r')
    .leftJoin('draw_decision as d', (join) =>
      join
        .onRef('d.bureau_id', '=', 'r.bureau_id')
        .onRef('d.draw_id', '=', 'r.draw_id')
        .onRef('d.request', '=', 'r.request'),
    )
    .leftJoin('draw_substitution as s', (join) =>
      join
        .onRef('s.bureau_id', '=', 'r.bureau_id')
        .onRef('s.draw_id', '=', 'r.draw_id')
        .onRef('s.request', '=', 'r.request'),
    )
    .select([
      'r.request',
      'r.what',
      'r.enterprise',
      'r.place',
      'r.person',
      'r.reason',
      'r.evidence',
      'r.requested_by as requestedBy',
      'r.at as requestedAt',
      'd.is_approved',
      'd.sources',
      'd.decided_by as decidedBy',
      'd.at as decidedAt',
      's.document',
      's.document_hash as documentHash',
    ])
    .where('r.bureau_id', '=', tx.bureauId)
    .where('r.draw_id', '=', drawId)
    .orderBy('r.request')
    .execute();
  const typings = rows.length === 0 ? new Map<number, Typing[]>() : await readTypings(tx, drawId);
  return rows.map(({ is_approved: isApproved, sources, document, ...row }) => ({
    ...row,
    state: stateOf(isApproved, row.documentHash),
    sources: sources ?? [],
    typings: typings.get(row.request) ?? [],
    // The bytes were written from such a document, and their hash is in the log.
    document: document === null ? null : (JSON.parse(document.toString('utf8')) as SubstitutionDocument),
  }));
}

function stateOf(isApproved: boolean | null, documentHash: string | null): Substitution['state'] {
  if (isApproved === null) return 'requested';
  if (!isApproved) return 'rejected';
  return documentHash === null ? 'approved' : 'substituted';
}

async function readTypings(tx: ReadTx, drawId: string): Promise<Map<number, Typing[]>> {
  const rows = await tx.db
    .selectFrom('draw_fresh as f')
    .leftJoin('draw_fresh_check as c', (join) =>
      join
        .onRef('c.bureau_id', '=', 'f.bureau_id')
        .onRef('c.draw_id', '=', 'f.draw_id')
        .onRef('c.request', '=', 'f.request')
        .onRef('c.source', '=', 'f.source')
        .onRef('c.attempt', '=', 'f.attempt'),
    )
    .select(['f.request', 'f.source', 'f.attempt', 'f.value', 'f.typed_by as typedBy', 'c.is_same as isSame'])
    .where('f.bureau_id', '=', tx.bureauId)
    .where('f.draw_id', '=', drawId)
    .orderBy('f.source')
    .orderBy('f.attempt')
    .execute();
  return Map.groupBy(rows, ({ request }) => request);
}

/** Values that one person brings in alone, since anybody can check them. */
export function needsCheck({ type }: SourceSpec): boolean {
  return type !== 'drand' && type !== 'otc';
}

/** The value of a fresh source; undefined while it has none. */
export function freshValueOf({ typings }: Pick<Substitution, 'typings'>, source: SourceSpec): string | undefined {
  const own = typingsOf({ typings }, source);
  return (needsCheck(source) ? own.find(({ isSame }) => isSame === true) : own[0])?.value;
}

/** Every typing of one source, in order. */
export function typingsOf({ typings }: Pick<Substitution, 'typings'>, source: SourceSpec): readonly Typing[] {
  return typings.filter((typing) => typing.source === source.id);
}

/** A fresh source as the rules see it. */
export function freshNow(found: Substitution, source: SourceSpec): FreshNow {
  const last = typingsOf(found, source).at(-1);
  const awaits = needsCheck(source) && last !== undefined && last.isSame === null;
  return {
    hasValue: freshValueOf(found, source) !== undefined,
    needsCheck: needsCheck(source),
    typedBy: awaits ? last.typedBy : undefined,
  };
}

/** What the library takes a request for. */
export function orderOf({ request, what, enterprise, place, person, reason }: Substitution): SubstitutionOrder {
  return {
    request,
    what,
    enterprise,
    reason,
    ...(place === null ? {} : { place }),
    ...(person === null ? {} : { person }),
  };
}

/** One computed substitution by its number; undefined while there is none. */
export async function findSubstitution(
  tx: ReadTx,
  drawId: string,
  request: number,
): Promise<{ readonly document: SubstitutionDocument; readonly reason: SubstitutionReason } | undefined> {
  const found = (await listSubstitutions(tx, drawId)).find((each) => each.request === request);
  if (found === undefined || found.document === null) return undefined;
  return { document: found.document, reason: found.reason };
}
