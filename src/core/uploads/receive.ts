/** An uploaded file is checked, sealed, and known by its hash from then on. @module */
import { createHash } from 'node:crypto';
import { refuse, type Result } from '../result.ts';
import type { Actor } from '../actor.ts';
import type { Runtime } from '../runtime.ts';
import { inBureau, read, type ReadTx } from '../transact.ts';
import { checkUpload, type Upload } from './check.ts';
import type { CheckedFile } from './kinds.ts';
import './tables.ts';

/**
 * Seals the original of an acceptable file and notes what it is. No deed: what is done with the file names its hash. Sending
 * the same file again is harmless. Refusals: those of `checkUpload`.
 */
export async function receiveUpload(runtime: Runtime, actor: Actor, upload: Upload): Promise<Result<CheckedFile>> {
  const checked = await checkUpload(upload);
  if (!checked.ok) return checked;
  const { value: file } = checked;
  // What the check read in its thread and what is here must be one file.
  if (sha256Of(upload.bytes) !== file.sha256) return refuse([{ code: 'upload-damaged' }]);
  const known = await read(runtime, actor.bureauId, (tx) => findUpload(tx, file.sha256));
  if (known !== undefined) return checked;
  const stored = await runtime.files.put(sealOriginal(runtime, actor.bureauId, upload.bytes, file.sha256));
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
        stored,
        plain_left: false,
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

/** The original as it came. @throws when the bureau has received none of that hash, or its bytes are not those any more */
export async function openUpload(
  tx: ReadTx,
  runtime: Pick<Runtime, 'files' | 'fieldCipher'>,
  sha256: string,
): Promise<Buffer> {
  const { stored } = await tx.db
    .selectFrom('upload')
    .select('stored')
    .where('bureau_id', '=', tx.bureauId)
    .where('sha256', '=', sha256)
    .executeTakeFirstOrThrow();
  if (stored === null) return runtime.files.get(sha256);
  const bytes = runtime.fieldCipher.openBytes(await runtime.files.get(stored), contextOf(tx.bureauId, sha256));
  if (sha256Of(bytes) !== sha256) throw new Error(`sealed file ${stored} does not hold ${sha256}`);
  return bytes;
}

export function sealOriginal(
  { fieldCipher }: Pick<Runtime, 'fieldCipher'>,
  bureauId: number,
  bytes: Uint8Array,
  sha256: string,
): Buffer {
  return fieldCipher.sealBytes(bytes, contextOf(bureauId, sha256));
}

function contextOf(bureauId: number, sha256: string): string {
  return `${bureauId}/upload/${sha256}`;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
