/** A photo of what was rectified: looked at, sealed, and noted with its hash before any report takes it. @module */
import { z } from 'zod';
import type { Actor } from '../../core/actor.ts';
import { defineDeed, execute } from '../../core/command.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { sealFile } from '../../core/sealed-files.ts';
import { checkUpload, type Upload } from '../../core/uploads/check.ts';
import { rectificationDeeds } from '../deeds.ts';
import { photoContext } from '../reads/photos.ts';
import { reportRefusals } from '../rules/order.ts';
import { DocumentHash, OneItem, PHOTO_FORMATS, PhotoMoment } from '../types/order.ts';
import { insertPhoto } from '../writes.ts';
import { openItem, openOwnOrder } from './open.ts';

const Kept = z.object({
  format: z.enum(PHOTO_FORMATS),
  sha256: DocumentHash,
  size: z.int().min(1),
  takenAt: z.string().optional(),
});

/**
 * Not a route of its own: only bytes that `keepPhoto` has looked at get here. `stored` is the name of the sealed bytes, which
 * are others each time: it is no part of the input, so that the same photo sent twice is the same command.
 */
function keepPhotoDeed(stored: string) {
  return defineDeed({
    kind: 'rectification.keep-photo',
    rule: rectificationDeeds['rectification.keep-photo'],
    input: OneItem.extend({ moment: PhotoMoment, photo: Kept }),
    output: z.object({ photoId: z.uuid() }),
    run: async (tx, { orderId, findingId, moment, photo }) => {
      const found = openItem(await openOwnOrder(tx, orderId), findingId);
      if (!found.ok) return found;
      const refusals = reportRefusals(found.value.order, found.value.item);
      if (refusals.length > 0) return refuse(refusals);
      const photoId = await insertPhoto(tx, findingId, { moment, stored, ...photo });
      tx.record({
        kind: 'rectification.keep-photo',
        subject: `rectification/${orderId}`,
        facts: { finding: findingId, photo: photoId, moment, sha256: photo.sha256 },
      });
      return ok({ photoId });
    },
  });
}

export interface PhotoUpload extends Upload {
  readonly orderId: string;
  readonly findingId: string;
  readonly moment: z.output<typeof PhotoMoment>;
}

/** Keeps the original, sealed. Refusals: those of `checkUpload`, `photo-kind` for what is no picture, and of the order's state. */
export async function keepPhoto(
  runtime: Runtime,
  actor: Actor,
  commandId: string,
  { orderId, findingId, moment, ...upload }: PhotoUpload,
): Promise<Result<{ photoId: string }>> {
  const checked = await checkUpload(upload);
  if (!checked.ok) return checked;
  const { format, sha256, size, takenAt } = checked.value;
  const known = PHOTO_FORMATS.find((each) => each === format);
  if (known === undefined) return refuse([{ code: 'photo-kind' }]);
  const sealed = sealFile(runtime.fieldCipher, photoContext(actor.bureauId, findingId), upload.bytes);
  const stored = await runtime.files.put(sealed);
  const photo = { format: known, sha256, size, ...(takenAt === undefined ? {} : { takenAt }) };
  return execute(runtime, actor, keepPhotoDeed(stored), commandId, { orderId, findingId, moment, photo });
}
