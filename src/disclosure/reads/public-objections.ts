/** What the public reads of objections (allow-list): that there is one, by when it is answered, and the answer. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import { publicHref } from '../types/public-visit.ts';
import type { ListedPublicObjection, PublicObjection } from '../types/objection.ts';
import type { PublicCopy, Source } from '../types.ts';
import { listPublicVisits } from './portal.ts';
import { findPublicPenalty, listPublicPenalties } from './public-penalties.ts';
import { findPublicEntry } from './published.ts';

const SHOWN = [
  'o.objection_id as objectionId',
  'o.objector',
  'o.ground',
  'o.state',
  'o.received_on as receivedOn',
  'o.due_on as dueOn',
  'o.decided_on as decidedOn',
  'o.reason',
  'o.decided_version as decidedVersion',
] as const;

/** Of these entries, the newest first. */
export async function publicObjectionsOf(
  tx: ReadTx,
  entryIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PublicObjection[]>> {
  const rows = await tx.db
    .selectFrom('disclosure_objection as o')
    .select([...SHOWN, 'o.entry_id'])
    .where('o.bureau_id', '=', tx.bureauId)
    .where(sql<boolean>`o.entry_id = ANY(${[...entryIds]}::uuid[])`)
    .orderBy('o.received_at', 'desc')
    .orderBy('o.objection_id')
    .execute();
  const found = new Map<string, PublicObjection[]>();
  for (const { entry_id: entryId, ...objection } of rows)
    found.set(entryId, [...(found.get(entryId) ?? []), objection]);
  return found;
}

/** What waits first, the nearest day first; then the newest answers. @param entryIds of these entries alone */
export async function listPublicObjections(
  tx: ReadTx,
  most: number,
  entryIds?: readonly string[],
): Promise<readonly ListedPublicObjection[]> {
  const among = entryIds === undefined ? sql<boolean>`true` : sql<boolean>`o.entry_id = ANY(${[...entryIds]}::uuid[])`;
  const rows = await tx.db
    .selectFrom('disclosure_objection as o')
    .innerJoin('disclosure_entry as e', (join) =>
      join.onRef('e.bureau_id', '=', 'o.bureau_id').onRef('e.entry_id', '=', 'o.entry_id'),
    )
    .select([...SHOWN, 'o.entry_id as entryId', 'o.version', 'e.source'])
    .select(
      sql<
        string | null
      >`CASE WHEN e.state = 'published' AND (e.public_until IS NULL OR e.public_until >= ${tx.today}::date)
        THEN e.content->'enterprise'->>'name' END`.as('enterprise'),
    )
    .where('o.bureau_id', '=', tx.bureauId)
    .where(among)
    .orderBy(sql`o.state = 'open'`, 'desc')
    .orderBy(sql`CASE WHEN o.state = 'open' THEN o.due_on END`)
    .orderBy('o.decided_on', 'desc')
    .orderBy('o.objection_id')
    .limit(most)
    .execute();
  return rows.map((row) => ({ ...row, href: publicHref(row.source, row.entryId) }));
}

/** An entry that anybody can read now, in its newest version. */
export interface InPublic {
  readonly entryId: string;
  readonly copy: PublicCopy;
}

/** Undefined for what is not in public now. */
export async function findInPublic(tx: ReadTx, source: Source, entryId: string): Promise<InPublic | undefined> {
  const found = source === 'visit' ? await findPublicEntry(tx, entryId) : await findPublicPenalty(tx, entryId);
  if (found?.state !== 'published') return undefined;
  // The versions of one entry are of its source.
  const copy = { source, content: found.versions[0]?.content } as PublicCopy;
  return { entryId, copy };
}

/** Results and decisions under one credit code that are in public now, results first. */
export async function listInPublic(tx: ReadTx, creditCode: string): Promise<readonly InPublic[]> {
  const visits = await listPublicVisits(tx, { creditCodes: [creditCode] });
  const { rows } = await listPublicPenalties(tx, { creditCode, page: 1, size: MOST_DECISIONS });
  return [
    ...visits.map(({ entryId, content }) => ({ entryId, copy: { source: 'visit' as const, content } })),
    ...rows.map(({ entryId, content }) => ({ entryId, copy: { source: 'penalty' as const, content } })),
  ];
}
/** More than one enterprise has while they are public. */
const MOST_DECISIONS = 200;
