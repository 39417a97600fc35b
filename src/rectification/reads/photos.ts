/** Photos of a finding, and their bytes for screens: the picture alone, without place, time and device. @module */
import type { ReadTx } from '../../core/transact.ts';
import { openFile } from '../../core/sealed-files.ts';
import { copyWithoutTraces } from '../../core/uploads/copy.ts';
import type { UploadFormat } from '../../core/uploads/kinds.ts';
import type { Runtime } from '../../core/runtime.ts';
import type { PhotoMoment } from '../types/order.ts';

export function photoContext(bureauId: number, findingId: string): string {
  return `${bureauId}/rectification-photo/${findingId}`;
}

export interface Photo {
  readonly photoId: string;
  readonly findingId: string;
  readonly reportId: string | null;
  readonly moment: PhotoMoment;
}

/** The photos of an order, in the order they came. */
export async function listPhotos(tx: ReadTx, orderId: string): Promise<Photo[]> {
  const rows = await tx.db
    .selectFrom('rectification_photo as p')
    .innerJoin('rectification_item as i', (join) =>
      join.onRef('i.bureau_id', '=', 'p.bureau_id').onRef('i.finding_id', '=', 'p.finding_id'),
    )
    .select(['p.photo_id', 'p.finding_id', 'p.report_id', 'p.moment'])
    .where('p.bureau_id', '=', tx.bureauId)
    .where('i.order_id', '=', orderId)
    .orderBy('p.at')
    .orderBy('p.photo_id')
    .execute();
  return rows.map((row) => ({
    photoId: row.photo_id,
    findingId: row.finding_id,
    reportId: row.report_id,
    moment: row.moment,
  }));
}

/** The picture for a screen; undefined when the order has no such photo. */
export async function readPhoto(
  tx: ReadTx,
  runtime: Pick<Runtime, 'files' | 'fieldCipher'>,
  orderId: string,
  photoId: string,
): Promise<{ readonly format: UploadFormat; readonly bytes: Buffer } | undefined> {
  const row = await tx.db
    .selectFrom('rectification_photo as p')
    .innerJoin('rectification_item as i', (join) =>
      join.onRef('i.bureau_id', '=', 'p.bureau_id').onRef('i.finding_id', '=', 'p.finding_id'),
    )
    .select(['p.finding_id', 'p.format', 'p.stored'])
    .where('p.bureau_id', '=', tx.bureauId)
    .where('i.order_id', '=', orderId)
    .where('p.photo_id', '=', photoId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const sealed = await runtime.files.get(row.stored);
  const original = openFile(runtime.fieldCipher, photoContext(tx.bureauId, row.finding_id), sealed);
  return { format: row.format, bytes: copyWithoutTraces(row.format, original) };
}
