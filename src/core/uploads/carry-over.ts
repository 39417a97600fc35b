/** Originals that an earlier version stored as they came are sealed, one at a time, without a moment in which one is nowhere (docs/adr/0046). @module */
import type { Runtime } from '../runtime.ts';
import { inBureau, read } from '../transact.ts';
import { UPLOAD_KINDS, type UploadFormat } from './kinds.ts';
import { sealOriginal } from './receive.ts';

interface Left {
  readonly sha256: string;
  readonly format: UploadFormat;
  readonly stored: string | null;
}

/**
 * Seals what still lies as it came and takes the old bytes away; returns how many. Killed anywhere, the next call goes on.
 * @throws what reading a missing or spoilt original throws, after all the others were sealed: its row stays as it was
 */
export async function sealUploads(runtime: Runtime, bureauId: number): Promise<number> {
  const left = await read(runtime, bureauId, (tx) =>
    tx.db
      .selectFrom('upload')
      .select(['sha256', 'format', 'stored'])
      .where('bureau_id', '=', tx.bureauId)
      .where('plain_left', '=', true)
      .orderBy('sha256')
      .execute(),
  );
  const failures: unknown[] = [];
  for (const upload of left) {
    try {
      await sealOne(runtime, bureauId, upload);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} originals could not be sealed`);
  return left.length;
}

/** Sealed bytes on disk, then the row, then the old bytes, then the row again. */
async function sealOne(runtime: Runtime, bureauId: number, { sha256, format, stored }: Left): Promise<void> {
  if (stored === null) {
    const original = await runtime.files.get(sha256);
    const sealed = await runtime.files.put(sealOriginal(runtime, bureauId, original, sha256));
    await setUpload(runtime, bureauId, sha256, { stored: sealed });
  }
  if (UPLOAD_KINDS[format].group !== 'document' && !(await isUnsealedElsewhere(runtime, bureauId, sha256)))
    await runtime.files.remove(sha256);
  await setUpload(runtime, bureauId, sha256, { plain_left: false });
}

/** Whether another bureau's row still reads the same old bytes: the last one takes them away. */
async function isUnsealedElsewhere(runtime: Runtime, bureauId: number, sha256: string): Promise<boolean> {
  const bureaus = await runtime.db
    .selectFrom('bureau')
    .select('bureau_id')
    .where('bureau_id', '<>', bureauId)
    .execute();
  for (const { bureau_id: other } of bureaus) {
    const row = await read(runtime, other, (tx) =>
      tx.db
        .selectFrom('upload')
        .select('sha256')
        .where('bureau_id', '=', tx.bureauId)
        .where('sha256', '=', sha256)
        .where('stored', 'is', null)
        .executeTakeFirst(),
    );
    if (row !== undefined) return true;
  }
  return false;
}

async function setUpload(
  runtime: Runtime,
  bureauId: number,
  sha256: string,
  change: { readonly stored: string } | { readonly plain_left: false },
): Promise<void> {
  await inBureau(runtime, bureauId, (tx) =>
    tx.db.updateTable('upload').set(change).where('bureau_id', '=', tx.bureauId).where('sha256', '=', sha256).execute(),
  );
}
