/** An uploaded file is checked, stored, and known by its hash from then on. @module */
import { refuse, type Result } from '../result.ts';
import type { Actor } from '../actor.ts';
import type { Runtime } from '../runtime.ts';
import { inBureau, type ReadTx } from '../transact.ts';
import { checkUpload, type Upload } from './check.ts';
import type { CheckedFile } from './kinds.ts';
import './tables.ts';

/**
 * Stores the original of an acceptable file and notes what it is. No deed: what is done with the file names its hash. Sending
 * the same file again is harmless. Refusals: those of `checkUpload`.
 */
export async function receiveUpload(runtime: Runtime, actor: Actor, upload: Upload): Promise<Result<CheckedFile>> {
  const checked = await checkUpload(upload);
  if (!checked.ok) return checked;
  const { value: file } = checked;
  if ((await runtime.files.put(upload.bytes)) !== file.sha256) return refuse([{ code: 'upload-damaged' }]);
  await inBureau(runtime, actor.bureauId, async (tx) => {
    await tx.db
      .insertInto('upload')
      .values({
        bureau_id: tx.bureauId,
        sha256: file.sha256,
        format: file.format,
        size: file.size,
        width: file.width ?? null,
        height: file.height ?? null,
        taken_at: file.takenAt ?? null,
        has_place: file.hasPlace,
        checked_by: actor.staffId,
        checked_at: tx.now,
      })
      .onConflict((oc) => oc.doNothing())
      .execute();
  });
  return checked;
}

/** What this bureau knows of a stored file; undefined when it has received none of that hash. */
export async function findUpload(
  tx: ReadTx,
  sha256: string,
): Promise<Pick<CheckedFile, 'format' | 'size'> | undefined> {
  return tx.db
    .selectFrom('upload')
    .select(['format', 'size'])
    .where('bureau_id', '=', tx.bureauId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
}
