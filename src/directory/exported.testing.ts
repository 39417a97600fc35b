/** An export asked for, written and downloaded, for tests and batteries. @module */
import { buffer } from 'node:stream/consumers';
import type { Actor } from '../core/actor.ts';
import { execute } from '../core/command.ts';
import { newId } from '../core/ids.ts';
import type { Runtime } from '../core/runtime.ts';
import { exportList } from './actions/export.ts';
import { exportedFile } from './exported-file.ts';
import { runExport, type JobCoverOf } from './jobs/exports.ts';
import { valueOf } from './sample.testing.ts';
import type { ExportWish } from './types/exports.ts';
import { NO_LATER_MODULES } from './types/later.ts';
import type { NamedFile } from './workbooks.ts';

/** @throws Error when any step is refused */
export async function exported(
  runtime: Runtime,
  actor: Actor,
  wish: ExportWish,
  coverOf: JobCoverOf,
): Promise<NamedFile> {
  const { exportId } = valueOf(await execute(runtime, actor, exportList, newId(), wish));
  await runExport(runtime, actor.bureauId, exportId, { later: NO_LATER_MODULES, coverOf });
  const { fileName, stream } = valueOf(await exportedFile(runtime, actor, exportId));
  return { fileName, bytes: await buffer(stream) };
}
