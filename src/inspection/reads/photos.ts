/** Pictures and films of a visit, whoever took them: enclosed at the desk or taken with a phone. @module */
import type { ReadTx } from '../../core/transact.ts';
import { openUpload } from '../../core/uploads/receive.ts';
import { copyWithoutTraces } from '../../core/uploads/copy.ts';
import { UPLOAD_KINDS, type UploadFormat } from '../../core/uploads/kinds.ts';
import '../../core/uploads/tables.ts';
import type { Runtime } from '../../core/runtime.ts';
import { isOf } from '../rules/sync/merge.ts';
import type { OperationOf } from '../types/operation.ts';
import type { EvidenceRow, FieldPhoto } from '../types/evidence.ts';
import { mergedVisitOf } from './operations.ts';
import type { Visit } from './visits.ts';

/** Standing photos from phones whose bytes are here, earliest first; of a picture and its smaller copy both. */
export async function listFieldPhotos(tx: ReadTx, visit: Visit): Promise<FieldPhoto[]> {
  const formats = await formatsOf(tx, visit.inspectionId);
  if (formats.size === 0) return [];
  const { registers } = await mergedVisitOf(tx, visit);
  const photos = [...registers.values()].map(([first]) => first).filter(isOf('photo'));
  const standing = photos.filter(({ body }) => !body.isWithdrawn);
  return standing
    .flatMap((photo) => {
      const format = formats.get(photo.body.sha256);
      return format === undefined ? [] : [fieldPhoto(photo, format)];
    })
    .toSorted(earlierFirst);
}

function fieldPhoto({ author, body }: OperationOf<'photo'>, format: UploadFormat): FieldPhoto {
  return {
    photoId: body.photoId,
    sha256: body.sha256,
    format,
    size: body.bytes,
    takenAt: body.takenAt,
    takenBy: author,
    findingId: body.findingId ?? null,
    point: { itemId: body.itemId, pointNo: body.pointNo },
    copyOf: body.copyOf ?? null,
    sketchOf: body.sketchOf ?? null,
  };
}

async function formatsOf(tx: ReadTx, inspectionId: string): Promise<ReadonlyMap<string, UploadFormat>> {
  const rows = await tx.db
    .selectFrom('field_file as f')
    .innerJoin('upload as u', (join) =>
      join.onRef('u.bureau_id', '=', 'f.bureau_id').onRef('u.sha256', '=', 'f.sha256'),
    )
    .select(['u.sha256', 'u.format'])
    .where('f.bureau_id', '=', tx.bureauId)
    .where('f.inspection_id', '=', inspectionId)
    .execute();
  return new Map(rows.map(({ sha256, format }) => [sha256, format]));
}

/** A picture as its page in a document shows it. */
export interface ShownPhoto {
  readonly sha256: string;
  readonly format: UploadFormat;
  /** RFC 3339, or as a camera wrote it; null when nobody knows. */
  readonly takenAt: string | null;
  readonly caption: string;
  readonly findingId: string | null;
  readonly point: { readonly itemId: string; readonly pointNo: number } | null;
}

/**
 * What the photo pages of a document show, in an order that does not change: everything that stands, of a picture and its
 * smaller copy only the copy.
 */
export function shownPhotos(evidence: readonly EvidenceRow[], field: readonly FieldPhoto[]): ShownPhoto[] {
  const copied = new Set(field.flatMap(({ copyOf }) => copyOf ?? []));
  const enclosed = evidence.filter(
    ({ withdrawReason, format }) => withdrawReason === null && UPLOAD_KINDS[format].group !== 'document',
  );
  const all = [
    ...enclosed.map(({ cameraTime, takenAt, ...photo }) => ({ ...photo, takenAt: takenAt ?? cameraTime })),
    ...field.filter(({ photoId }) => !copied.has(photoId)).map((photo) => ({ ...photo, caption: '' })),
  ];
  // The same file from both sides is one picture.
  const once = new Map(all.toReversed().map((photo) => [photo.sha256, photo]));
  return [...once.values()].toSorted(earlierFirst);
}

function earlierFirst(
  a: { readonly takenAt: string | null; readonly sha256: string },
  b: { readonly takenAt: string | null; readonly sha256: string },
): number {
  const [one, other] = [`${a.takenAt ?? '9'} ${a.sha256}`, `${b.takenAt ?? '9'} ${b.sha256}`];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Without place, device and time (docs/adr/0038). */
export async function photoCopy(
  tx: ReadTx,
  runtime: Pick<Runtime, 'files' | 'fieldCipher'>,
  { sha256, format }: Pick<ShownPhoto, 'sha256' | 'format'>,
): Promise<Buffer> {
  return copyWithoutTraces(format, await openUpload(tx, runtime, sha256));
}
