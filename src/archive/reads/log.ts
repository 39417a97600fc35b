/** The deeds of the log that belong to a file. @module */
import { sql } from 'kysely';
import type { ReadTx } from '../../core/transact.ts';
import type { Publication } from './course-publication.ts';

export interface Subject {
  readonly type: string;
  readonly id: string;
  /** Only these kinds; all of them when left out. */
  readonly kinds?: readonly string[];
}

/** In the order in which they were done. */
export async function listFileDeeds(
  tx: ReadTx,
  subjects: readonly Subject[],
): Promise<{ readonly seq: number; readonly kind: string; readonly at: string }[]> {
  if (subjects.length === 0) return [];
  const isOf = subjects.map(({ type, id, kinds }) =>
    kinds === undefined
      ? sql<boolean>`(subject_type = ${type} AND subject_id = ${id})`
      : sql<boolean>`(subject_type = ${type} AND subject_id = ${id} AND kind IN (${sql.join(kinds)}))`,
  );
  const { rows } = await sql<{ seq: number; kind: string; at: string }>`
    SELECT seq, kind, at FROM deed WHERE bureau_id = ${tx.bureauId} AND (${sql.join(isOf, sql` OR `)}) ORDER BY seq`.execute(
    tx.db,
  );
  return rows;
}

/** What is done to an entry on its way out and away: what only asks for it changes nothing in the file. */
const ENTRY_KINDS = ['draft', 'confirm', 'approve', 'publish', 'correct', 'withdraw', 'repair', 'expire'].map(
  (deed) => `disclosure.${deed}`,
);
const OBJECTION_KINDS = ['disclosure.object', 'disclosure.decide-objection'];

/** The published entries of a file and what was objected to them. */
export function publicationSubjects({ snapshots, objections }: Publication): Subject[] {
  const entries = new Set(snapshots.map(({ entryId }) => entryId));
  return [
    ...[...entries].map((id) => ({ type: 'disclosure', id, kinds: ENTRY_KINDS })),
    ...objections.map(({ objectionId: id }) => ({ type: 'objection', id, kinds: OBJECTION_KINDS })),
  ];
}
