/** Rows of exposures and of the decisions about the enterprises' words. @module */
import type { Updateable } from 'kysely';
import type { Tx } from '../../core/transact.ts';
import type { Exposure } from '../reads/exposures.ts';
import type { DisclosureExposureTable } from '../tables.ts';
import type { PublicExposure } from '../types/exposure.ts';

export async function lockExposure(tx: Tx, exposureId: string): Promise<Exposure | undefined> {
  return tx.db
    .selectFrom('disclosure_exposure')
    .selectAll()
    .where('bureau_id', '=', tx.bureauId)
    .where('exposure_id', '=', exposureId)
    .forUpdate()
    .executeTakeFirst();
}

/** False when it was drafted before. */
export async function insertExposureDraft(
  tx: Tx,
  draft: {
    readonly exposureId: string;
    readonly content: PublicExposure;
    readonly proposedBy: string;
    readonly decidedBy: string;
  },
): Promise<boolean> {
  const made = await tx.db
    .insertInto('disclosure_exposure')
    .values({
      bureau_id: tx.bureauId,
      exposure_id: draft.exposureId,
      state: 'drafted',
      content: JSON.stringify(draft.content),
      proposed_by: draft.proposedBy,
      decided_by: draft.decidedBy,
      created_at: tx.now,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function updateExposure(
  tx: Tx,
  exposureId: string,
  change: Omit<Updateable<DisclosureExposureTable>, 'bureau_id' | 'exposure_id'>,
): Promise<void> {
  await tx.db
    .updateTable('disclosure_exposure')
    .set(change)
    .where('bureau_id', '=', tx.bureauId)
    .where('exposure_id', '=', exposureId)
    .execute();
}

/** Those of a finding that nobody has published yet are never published; answers which. */
export async function cancelExposures(tx: Tx, findingId: string): Promise<string[]> {
  const rows = await tx.db
    .updateTable('disclosure_exposure as d')
    .from('rectification_exposure as x')
    .set({ state: 'cancelled' })
    .whereRef('x.bureau_id', '=', 'd.bureau_id')
    .whereRef('x.exposure_id', '=', 'd.exposure_id')
    .where('d.bureau_id', '=', tx.bureauId)
    .where('x.finding_id', '=', findingId)
    .where('d.state', '=', 'drafted')
    .returning('d.exposure_id')
    .execute();
  return rows.map(({ exposure_id: exposureId }) => exposureId);
}

/** False when somebody decided it before. */
export async function insertWordsDecision(
  tx: Tx,
  statementId: string,
  decision: { readonly outcome: 'published' | 'returned'; readonly reason: string | null },
): Promise<boolean> {
  const made = await tx.db
    .insertInto('disclosure_words')
    .values({
      bureau_id: tx.bureauId,
      statement_id: statementId,
      ...decision,
      decided_by: tx.actor.staffId,
      decided_on: tx.today,
    })
    .onConflict((oc) => oc.doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}
