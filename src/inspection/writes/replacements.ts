/** What a substitution of the draw changes in a task that nobody has entered on yet. @module */
import type { Tx } from '../../core/transact.ts';
import { knownToTeam } from '../reads/assignments.ts';
import { listOpenRecusals } from '../reads/preparation.ts';
import type { MemberChange } from '../reads/replacements.ts';
import { BEFORE_ENTRY } from '../rules/steps.ts';
import type { InspectionState } from '../types/visit.ts';
import { updateVisit } from '../writes.ts';

/** Ends the task of a skipped enterprise if nobody has entered yet; returns the ids of what changed. */
export async function skipVisit(tx: Tx, drawId: string, enterpriseId: string): Promise<string[]> {
  const rows = await tx.db
    .updateTable('inspection')
    .set({ state: 'replaced' satisfies InspectionState, blocked: null, updated_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('enterprise_id', '=', enterpriseId)
    .where('state', 'in', BEFORE_ENTRY)
    .returning('inspection_id')
    .execute();
  return rows.map((row) => row.inspection_id);
}

/** Gives a place to whom the draw gave it; the task waits on only if another member has recused himself. */
export async function replaceMember(tx: Tx, drawId: string, change: MemberChange): Promise<string[]> {
  const row = await tx.db
    .selectFrom('inspection')
    .select(['inspection_id', 'known_to'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('enterprise_id', '=', change.enterpriseId)
    .where('state', 'in', BEFORE_ENTRY)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return [];
  const { inspection_id: inspectionId } = row;
  await tx.db
    .updateTable('inspection_member')
    .set({ person_id: change.to })
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .where('kind', '=', change.kind)
    .where('person_id', '=', change.from)
    .execute();
  if (change.kind === 'officer')
    await tx.db
      .updateTable('inspection_partner')
      .set({ officer_id: change.to })
      .where('bureau_id', '=', tx.bureauId)
      .where('inspection_id', '=', inspectionId)
      .where('officer_id', '=', change.from)
      .execute();
  const waits = await listOpenRecusals(tx, inspectionId);
  await updateVisit(tx, inspectionId, {
    blocked: waits.length === 0 ? null : waits.join('；'),
    // Who has left knows of a sealed visit already; who comes has to.
    ...(row.known_to === null ? {} : { known_to: [...new Set([...row.known_to, ...(await newcomer(tx, change))])] }),
  });
  return [inspectionId];
}

function newcomer(tx: Tx, { kind, to }: MemberChange): Promise<string[]> {
  return knownToTeam(tx, kind === 'officer' ? [to] : [], kind === 'expert' ? [to] : []);
}

/** 公开: the visits of an opened draw are hidden from nobody any more. */
export async function openVisits(tx: Tx, drawId: string): Promise<void> {
  await tx.db
    .updateTable('inspection')
    .set({ known_to: null, known_from: null })
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('known_to', 'is not', null)
    .execute();
}
