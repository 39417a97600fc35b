/** Objections to what is published, and which corrections they made. @module */
import type { ReadTx } from '../../core/transact.ts';
import { listPublicObjections } from '../../disclosure/reads/public-objections.ts';
import type { RowOf } from '../types.ts';
import type { objectionColumns } from '../types/columns-after.ts';
import { OF_SOURCE, yearOf, type Dated } from './published.ts';

/** More than any bureau receives. */
const EVERY_OBJECTION = 1_000_000;

export async function objections(tx: ReadTx): Promise<Dated<RowOf<typeof objectionColumns>>> {
  return (await listPublicObjections(tx, EVERY_OBJECTION)).map((objection) => ({
    year: yearOf(objection.receivedOn),
    row: {
      objection_id: objection.objectionId,
      dataset: OF_SOURCE[objection.source],
      record_id: objection.entryId,
      version: objection.version,
      objector: objection.objector,
      ground: objection.ground,
      received_on: objection.receivedOn,
      due_on: objection.dueOn,
      state: objection.state,
      decided_on: objection.decidedOn,
      is_late: (objection.decidedOn ?? tx.today) > objection.dueOn,
      corrected_version: objection.decidedVersion,
      reason: objection.reason,
    },
  }));
}
