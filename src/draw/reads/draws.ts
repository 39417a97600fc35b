/** Draws by number and in lists. @module */
import { canonicalize } from 'verifiable-draw';
import type { ReadTx } from '../../core/transact.ts';
import { documentOf } from '../../items/rules/document.ts';
import { findPlan } from '../../plan/reads.ts';
import type { VoidProposal } from '../rules/void.ts';
import '../tables.ts';

/** The next free batch number of a task in a year. */
export async function nextBatch(tx: ReadTx, year: number, task: string): Promise<number> {
  const row = await tx.db
    .selectFrom('draw')
    .select(({ fn }) => fn.max('batch').as('last'))
    .where('bureau_id', '=', tx.bureauId)
    .where('year', '=', year)
    .where('task', '=', task)
    .executeTakeFirstOrThrow();
  return (row.last ?? 0) + 1;
}

/** The latest void draw of the task that no other draw stands in for yet. */
export async function findReplaceable(tx: ReadTx, year: number, task: string): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('draw')
    .leftJoin('draw as successor', (join) =>
      join.onRef('successor.bureau_id', '=', 'draw.bureau_id').onRef('successor.replaces', '=', 'draw.draw_id'),
    )
    .select('draw.draw_id')
    .where('draw.bureau_id', '=', tx.bureauId)
    .where('draw.year', '=', year)
    .where('draw.task', '=', task)
    .where('draw.voided_at', 'is not', null)
    .where('successor.draw_id', 'is', null)
    .orderBy('draw.batch', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.draw_id;
}

/** Proposals to void a draw, the first one first. */
export async function listVoidProposals(tx: ReadTx, drawId: string): Promise<readonly VoidProposal[]> {
  return tx.db
    .selectFrom('draw_void_proposal')
    .select(['side', 'staff_id as staffId', 'reason'])
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .orderBy('at')
    .orderBy('side')
    .execute();
}

/** Hash of the announcement with this number; undefined for number 0. */
export async function findAnnouncementHash(tx: ReadTx, seq: number): Promise<string | undefined> {
  const row = await tx.db
    .selectFrom('draw')
    .select('announcement_hash')
    .where('bureau_id', '=', tx.bureauId)
    .where('seq', '=', seq)
    .executeTakeFirst();
  return row?.announcement_hash ?? undefined;
}

/** Canonical bytes of the plan as it was approved and published; what `planHash` of an announcement is the leaf hash of. */
export async function readPlanDocument(tx: ReadTx, planId: string): Promise<Uint8Array> {
  const plan = await findPlan(tx, planId);
  if (plan === undefined) throw new Error(`no plan ${planId}`);
  const { year, version, content, universe } = plan;
  return canonicalize(documentOf({ year, version, content, universe }));
}
