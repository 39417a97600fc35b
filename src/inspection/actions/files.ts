/** A photo has arrived whole: its hash is that of the picture taken on site. @module */
import { z } from 'zod';
import { defineDeed } from '../../core/command.ts';
import { ok, refuse } from '../../core/result.ts';
import { inspectionDeeds } from '../deeds.ts';
import { seatOf } from '../reads/visits.ts';
import { InspectionId, RecordHash } from '../types/visit.ts';
import { insertFile } from '../writes/operations.ts';
import { lockVisit } from '../writes.ts';

/** Done by the upload itself, once the bytes are stored and checked (`http/field-files.ts`); never asked for by a client. */
export const keepFile = defineDeed({
  kind: 'inspection.keep-file',
  rule: inspectionDeeds['inspection.keep-file'],
  input: z.object({ inspectionId: InspectionId, sha256: RecordHash, bytes: z.int().min(1), type: z.string().max(60) }),
  output: z.object({ sha256: RecordHash }),
  run: async (tx, { inspectionId, ...file }) => {
    const visit = await lockVisit(tx, inspectionId);
    if (visit === undefined || seatOf(visit, tx.actor.staffId) === undefined)
      return refuse([{ code: 'inspection-not-found' }]);
    await insertFile(tx, inspectionId, file);
    tx.record({
      kind: 'inspection.keep-file',
      subject: `inspection/${inspectionId}`,
      facts: { file: file.sha256, bytes: file.bytes },
    });
    return ok({ sha256: file.sha256 });
  },
});
