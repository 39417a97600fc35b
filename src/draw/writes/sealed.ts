/** What a sealed draw takes of the chains, keeps hidden, and opens. @module */
import { KNOWS_ALL, knownToRole, knownToStaff } from '../../core/actor.ts';
import type { Tx } from '../../core/transact.ts';
import { codeId, type CodeTaken } from '../rules/sealed.ts';
import '../tables-after.ts';
import '../tables-sealed.ts';
import '../tables.ts';

/** Codes are given out one draw or substitution after the other: the lock under which announcements get their numbers. */
export async function lockCodes(tx: Tx): Promise<void> {
  await tx.db.selectFrom('draw_counter').select('last_seq').where('bureau_id', '=', tx.bureauId).forUpdate().execute();
}

/** @param sourceOf - the id under which the code of a holder is announced or named by an approval */
export async function insertCodes(
  tx: Tx,
  drawId: string,
  request: number,
  codes: readonly CodeTaken[],
  sourceOf: (code: CodeTaken) => string = ({ holder }) => codeId(holder),
): Promise<void> {
  if (codes.length === 0) return;
  await tx.db
    .insertInto('draw_code')
    .values(
      codes.map((code) => ({
        bureau_id: tx.bureauId,
        draw_id: drawId,
        request,
        source: sourceOf(code),
        chain_id: code.chainId,
        idx: code.index,
        is_forced: false,
      })),
    )
    .execute();
}

interface Released {
  readonly drawId: string;
  readonly request: number;
  readonly source: string;
  readonly isForced: boolean;
}

/** Compare and set: a code is handed over once. */
export async function setReleased(tx: Tx, { drawId, request, source, isForced }: Released): Promise<void> {
  const result = await tx.db
    .updateTable('draw_code')
    .set({ released_by: tx.actor.staffId, released_at: tx.now, is_forced: isForced })
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('request', '=', request)
    .where('source', '=', source)
    .where('released_at', 'is', null)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) throw new Error(`code ${source} of draw ${drawId} was released meanwhile`);
}

/** Of a request in a sealed draw: known to who asked, and to those who decide. */
export function knownRequest(tx: Tx): string[] {
  return [KNOWS_ALL, knownToStaff(tx.actor.staffId), knownToRole('head'), knownToRole('deputy-head')];
}

/** Every table of the draw with rows that tell who was drawn. */
const SEALED = [
  'draw_sealed_details',
  'draw_pick',
  'draw_seat',
  'draw_source_typing',
  'draw_visit',
  'draw_vehicle_use',
  'draw_device_use',
  'draw_request',
  'draw_fresh',
  'draw_substitution',
] as const;

/** Shows every row to everyone. The caller knows all, or there would be nothing to change. */
export async function openRows(tx: Tx, drawId: string): Promise<void> {
  const opened = await tx.db
    .updateTable('draw')
    .set({ opened_at: tx.now, updated_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('draw_id', '=', drawId)
    .where('mode', '=', 'sealed')
    .where('opened_at', 'is', null)
    .executeTakeFirst();
  if (opened.numUpdatedRows !== 1n) throw new Error(`draw ${drawId} was opened meanwhile`);
  for (const table of SEALED)
    await tx.db
      .updateTable(table)
      .set({ known_to: null })
      .where('bureau_id', '=', tx.bureauId)
      .where('draw_id', '=', drawId)
      .where('known_to', 'is not', null)
      .execute();
}

/** A task of a sealed draw, once it is known; told twice it stays as it is. */
export async function insertTask(tx: Tx, drawId: string, inspectionId: string): Promise<void> {
  await tx.db
    .insertInto('draw_task')
    .values({ bureau_id: tx.bureauId, draw_id: drawId, inspection_id: inspectionId, ended_at: null })
    .onConflict((oc) => oc.columns(['bureau_id', 'inspection_id']).doNothing())
    .execute();
}

export async function endTask(tx: Tx, inspectionId: string): Promise<void> {
  await tx.db
    .updateTable('draw_task')
    .set({ ended_at: tx.now })
    .where('bureau_id', '=', tx.bureauId)
    .where('inspection_id', '=', inspectionId)
    .where('ended_at', 'is', null)
    .execute();
}
