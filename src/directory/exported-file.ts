/** The file of a long export: the way to whoever asked for it. For `src/http`. @module */
import { Readable } from 'node:stream';
import { mayDo, type Actor } from '../core/actor.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { openFile } from '../core/sealed-files.ts';
import { read } from '../core/transact.ts';
import { directoryReads } from './deeds.ts';
import { exportName } from './export-file.ts';
import { exportPart, LENGTH_BYTES, pieceContext } from './export-pieces.ts';
import { findExport } from './reads/exports.ts';
import { hiddenFields } from './reads/views.ts';
import { downloadRefusals } from './rules/exports.ts';

/** The file, opened piece by piece as it is read. The stream fails when a piece is missing or is another's. */
export async function exportedFile(
  runtime: Runtime,
  actor: Actor,
  exportId: string,
): Promise<Result<{ readonly fileName: string; readonly stream: Readable }>> {
  const rule = directoryReads['directory.read-exports'];
  if (!mayDo(actor.roles, rule))
    return refuse([{ code: 'not-allowed', facts: { deed: rule.title, roles: [...rule.roles] } }]);
  const job = await read(runtime, actor.bureauId, (tx) => findExport(tx, exportId));
  const kept = job && { state: job.state, askedBy: job.asked_by, hidden: job.hidden };
  const refusals = downloadRefusals(kept, { staffId: actor.staffId, hidden: hiddenFields(actor) });
  if (job === undefined || refusals.length > 0) return refuse(refusals);
  const stream = Readable.from(piecesOf(runtime, actor.bureauId, exportId, job.pieces), { objectMode: false });
  return ok({ fileName: `${exportName(job.kind, job.as_of_on)}.${job.format}`, stream });
}

async function* piecesOf(runtime: Runtime, bureauId: number, exportId: string, pieces: number): AsyncGenerator<Buffer> {
  const { parts } = runtime.files;
  let at = 0;
  for (let piece = 0; piece < pieces; piece += 1) {
    const head = await parts.readPiece(exportPart(exportId), at, LENGTH_BYTES);
    if (head.length < LENGTH_BYTES) throw new Error(`export ${exportId} ends before piece ${piece}`);
    const length = head.readUInt32BE();
    const sealed = await parts.readPiece(exportPart(exportId), at + LENGTH_BYTES, length);
    at += LENGTH_BYTES + length;
    yield openFile(runtime.fieldCipher, pieceContext(bureauId, exportId, piece), sealed);
  }
}
