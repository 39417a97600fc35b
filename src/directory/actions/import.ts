/** Workbooks into the directories: checked first, written only when somebody says so, undone until used. @module */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../../core/actor.ts';
import { defineDeed, execute } from '../../core/command.ts';
import { newId } from '../../core/ids.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { OWN_SHEETS } from '../../core/spreadsheet/write.ts';
import { read, type Tx } from '../../core/transact.ts';
import { startCheck, type CheckThread, type OnProgress } from '../check-thread.ts';
import type { CheckedTable } from '../check-worker.ts';
import { directoryDeeds } from '../deeds.ts';
import { findBatch, importUses, presentBatch, readWrittenBatch } from '../reads/imports.ts';
import { listSubdistricts } from '../reads/pools.ts';
import { recordsByKeyJson } from '../reads/records.ts';
import { listHeadings } from '../reads/workbooks.ts';
import { beginCheck, findRunningCheck, stopCheck, type Running } from '../running-checks.ts';
import { editRefusals, importRefusals, undoRefusals } from '../rules.ts';
import { sealWorkbook } from '../sealed-file.ts';
import { ImportBatch } from '../types/imports.ts';
import { ImportInput } from '../types/inputs.ts';
import { cleanText } from '../types/records.ts';
import { codesOf, DIRECTORY_KINDS, type DirectoryKind } from '../types/vocabulary.ts';
import { takeBatchBack } from '../writes/batches.ts';
import { contentHash, writeAll } from './import-steps.ts';
import { insertBatch, insertImportRows, setBatchCounts, setBatchState, setBatchWritten } from '../writes/imports.ts';

/** A workbook as it was uploaded. */
export interface DirectoryUpload {
  readonly kind: DirectoryKind;
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads a workbook and keeps the verdict on each row; the directory is not touched. Refused as a whole when the file or its
 * headings cannot be read (`file-…`, `table-…`), when the bureau has no 街镇 yet, or when the role keeps no such directory.
 */
export async function checkImport(
  runtime: Runtime,
  actor: Actor,
  commandId: string,
  upload: DirectoryUpload,
): Promise<Result<ImportBatch>> {
  const { kind, bytes } = upload;
  const refusals = editRefusals(actor.roles, kind);
  if (refusals.length > 0) return refuse(refusals);
  const fileName = cleanText(upload.fileName).slice(-200);
  const running = beginCheck(runtime, actor.bureauId, { checkId: commandId, kind, fileName, phase: 'opening' });
  try {
    return await checkUpload(runtime, actor, commandId, { kind, fileName, bytes }, running);
  } finally {
    running.end();
  }
}

async function checkUpload(
  runtime: Runtime,
  actor: Actor,
  commandId: string,
  upload: DirectoryUpload,
  running: Running,
): Promise<Result<ImportBatch>> {
  const { kind, fileName, bytes } = upload;
  const bureau = await read(runtime, actor.bureauId, async (tx) => ({
    subdistricts: await listSubdistricts(tx),
    headings: await listHeadings(tx, kind),
  }));
  if (kind === 'enterprise' && bureau.subdistricts.length === 0) return refuse([{ code: 'subdistricts-missing' }]);
  const batchId = newId();
  const task = { ...bureau, kind, bureauId: actor.bureauId, batchId, cipherKey: runtime.fieldCipher.key };
  let total = 0;
  const tell: OnProgress = (phase, progress) =>
    running.at(phase, { ...progress, ...(phase === 'judging' ? { total } : {}) });
  const started = await startCheck({ name: fileName, bytes }, task, tell, running.signal);
  if (!started.ok) return started;
  const thread = started.value;
  try {
    const table = await thread.table;
    if (!table.ok) return table;
    ({ total } = table.value);
    running.at('judging', { total });
    const spec = defineDeed({
      kind: 'directory.check-import',
      rule: directoryDeeds['directory.check-import'],
      input: z.object({ kind: z.enum(codesOf(DIRECTORY_KINDS)), fileName: z.string().min(1), fileSha256: z.string() }),
      output: ImportBatch,
      run: (tx) => keepCheck(tx, runtime, { ...upload, ...table.value, batchId }, thread, running),
    });
    return await execute(runtime, actor, spec, commandId, { kind, fileName, fileSha256: sha256(bytes) });
  } finally {
    thread.end();
  }
}

async function keepCheck(
  tx: Tx,
  runtime: Runtime,
  upload: DirectoryUpload & CheckedTable & { readonly batchId: string },
  thread: CheckThread,
  running: Running,
): Promise<Result<ImportBatch>> {
  const { kind, fileName, bytes, batchId, unknownColumns } = upload;
  const fileSha256 = sha256(bytes);
  const sealed = sealWorkbook(runtime.fieldCipher, tx.bureauId, batchId, bytes);
  const storedSha256 = sha256(sealed);
  const otherSheets = upload.otherSheets.filter((name) => !OWN_SHEETS.has(name));
  await insertBatch(tx, { batchId, kind, fileName, fileSha256, storedSha256, unknownColumns, otherSheets });
  const counts = { new: 0, update: 0, unchanged: 0, bad: 0, duplicate: 0 };
  // The disk takes the file while its rows are judged.
  const [judged] = await Promise.all([
    thread.judge({
      find: (keys) => recordsByKeyJson(tx, kind, keys),
      store: async (records, outcomes) => {
        await insertImportRows(tx, records);
        for (const outcome of outcomes) counts[outcome] += 1;
      },
    }),
    runtime.files.put(sealed),
  ]);
  if (!judged.ok) return judged;
  running.at('closing');
  await setBatchCounts(tx, batchId, counts);
  tx.record({ kind: 'directory.check-import', subject: `import/${batchId}`, facts: { kind, fileSha256, counts } });
  const stored = await findBatch(tx, batchId);
  return stored === undefined ? refuse([{ code: 'import-not-found' }]) : ok(presentBatch(stored));
}

const BatchInput = z.object({ batchId: z.uuid() });
const Written = z.object({ inserted: z.int(), updated: z.int() });

/** Writes a checked batch: all of its good rows in one transaction and one deed, or nothing. */
export const importDirectory = defineDeed({
  kind: 'directory.import',
  rule: directoryDeeds['directory.import'],
  input: ImportInput,
  output: Written,
  run: async (tx, { batchId, isOnlyGood }, runtime) => {
    const batch = await findBatch(tx, batchId, true);
    if (batch === undefined) return refuse([{ code: 'import-not-found' }]);
    const { kind, file_sha256: fileSha256 } = batch;
    const refusals = [...editRefusals(tx.actor.roles, kind), ...importRefusals(batch, isOnlyGood)];
    if (refusals.length > 0) return refuse(refusals);

    const running = beginCheck(runtime, tx.bureauId, {
      checkId: batchId,
      kind,
      fileName: batch.file_name,
      phase: 'rechecking',
    });
    try {
      const written = await writeAll(tx, kind, batchId, batch.counts, running);
      if (!written.ok) return written;
      const contentSha256 = await contentHash(tx, kind, batchId, batch.counts, running);
      if (contentSha256 === undefined) return refuse([{ code: 'import-stopped' }]);
      await setBatchWritten(tx, batchId, contentSha256);
      const facts = { kind, fileSha256, contentSha256, ...written.value };
      tx.record({ kind: 'directory.import', subject: `import/${batchId}`, facts });
      return written;
    } finally {
      running.end();
    }
  },
});

/** Ends a check or an import that still runs; nothing of it stays. */
export const cancelCheck = defineDeed({
  kind: 'directory.cancel-check',
  rule: directoryDeeds['directory.cancel-check'],
  input: z.object({ checkId: z.uuid() }),
  output: z.object({}),
  run: async (tx, { checkId }, runtime) => {
    const check = findRunningCheck(runtime, tx.bureauId, checkId);
    if (check === undefined) return refuse([{ code: 'check-not-found' }]);
    const refusals = editRefusals(tx.actor.roles, check.kind);
    if (refusals.length > 0) return refuse(refusals);
    tx.record({ kind: 'directory.cancel-check', subject: `import-check/${checkId}`, facts: { kind: check.kind } });
    return ok({});
  },
  // A command that fails has stopped nothing, and finds the check when it is sent again.
  onceDone: (runtime, { checkId }) => stopCheck(runtime, checkId),
});

/** Gives a checked batch up; its rows stay readable. */
export const cancelImport = defineDeed({
  kind: 'directory.cancel-import',
  rule: directoryDeeds['directory.cancel-import'],
  input: BatchInput,
  output: z.object({}),
  run: async (tx, { batchId }) => {
    const batch = await findBatch(tx, batchId, true);
    if (batch === undefined) return refuse([{ code: 'import-not-found' }]);
    const refusals = editRefusals(tx.actor.roles, batch.kind);
    if (batch.state !== 'checked') refusals.push({ code: 'import-not-open', facts: { state: batch.state } });
    if (refusals.length > 0) return refuse(refusals);
    await setBatchState(tx, batchId, 'cancelled');
    tx.record({ kind: 'directory.cancel-import', subject: `import/${batchId}`, facts: { kind: batch.kind } });
    return ok({});
  },
});

/** Takes a written batch back: new records go, changed ones are as before. Both stay in the history. */
export const undoImport = defineDeed({
  kind: 'directory.undo-import',
  rule: directoryDeeds['directory.undo-import'],
  input: BatchInput,
  output: z.object({ removed: z.int(), restored: z.int() }),
  run: async (tx, { batchId }) => {
    const batch = await findBatch(tx, batchId, true);
    if (batch === undefined) return refuse([{ code: 'import-not-found' }]);
    const { kind } = batch;
    const { inserted, updated, changed } = await readWrittenBatch(tx, kind, batchId);
    const uses = await importUses(tx, batch.written_at ?? tx.now, batchId);
    const refusals = [...editRefusals(tx.actor.roles, kind), ...undoRefusals(batch.state, changed, uses)];
    if (refusals.length > 0) return refuse(refusals);
    const restored = await takeBatchBack(tx, kind, batchId);
    if (restored !== inserted + updated) return refuse([{ code: 'directory-changed', facts: { count: 1, names: [] } }]);
    await setBatchState(tx, batchId, 'undone');
    const facts = { removed: inserted, restored: updated };
    tx.record({ kind: 'directory.undo-import', subject: `import/${batchId}`, facts: { kind, ...facts } });
    return ok(facts);
  },
});

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
