/** INSERT and UPDATE of merges and of what was declared to be no duplicate. @module */
import type { Tx } from '../../core/transact.ts';
import '../tables-beside.ts';

interface NewMerge {
  readonly mergeId: string;
  readonly survivorId: string;
  readonly survivorVersion: number;
  readonly merged: readonly { readonly recordId: string; readonly version: number }[];
  readonly reason: string;
}

/** Keeps a merge, one row for each record that goes; the versions are those it wrote. */
export async function insertMerge(tx: Tx, merge: NewMerge): Promise<void> {
  const rows = merge.merged.map(({ recordId, version }) => ({
    bureau_id: tx.bureauId,
    merge_id: merge.mergeId,
    survivor_id: merge.survivorId,
    merged_id: recordId,
    survivor_version: merge.survivorVersion,
    merged_version: version,
    reason: merge.reason,
    merged_by: tx.actor.staffId,
    merged_at: tx.now,
    undone_by: null,
    undone_at: null,
    undone_reason: null,
  }));
  await tx.db.insertInto('enterprise_merge').values(rows).execute();
}

/** The caller has locked it. */
export async function setMergeUndone(tx: Tx, mergeId: string, reason: string): Promise<void> {
  await tx.db
    .updateTable('enterprise_merge')
    .set({ undone_by: tx.actor.staffId, undone_at: tx.now, undone_reason: reason })
    .where('bureau_id', '=', tx.bureauId)
    .where('merge_id', '=', mergeId)
    .execute();
}

/** Pairs that are two enterprises; one declared before stays as it was. */
export async function insertDistinct(
  tx: Tx,
  pairs: readonly { readonly first: string; readonly second: string }[],
  reason: string,
): Promise<void> {
  const rows = pairs.map(({ first, second }) => ({
    bureau_id: tx.bureauId,
    first_id: first,
    second_id: second,
    reason,
    decided_by: tx.actor.staffId,
    decided_at: tx.now,
  }));
  await tx.db
    .insertInto('enterprise_distinct')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
