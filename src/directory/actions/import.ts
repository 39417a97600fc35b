/** Workbooks into the directories: checked first, written only when somebody says so, undone until used. @module */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Actor } from '../../core/actor.ts';
import { defineDeed, documentHash, execute } from '../../core/command.ts';
import { ok, refuse, type Result } from '../../core/result.ts';
import type { Runtime } from '../../core/runtime.ts';
import { READ_LIMITS } from '../../core/spreadsheet/limits.ts';
import { readWorkbook } from '../../core/spreadsheet/read.ts';
import { readTable } from '../../core/spreadsheet/table.ts';
import type { WorkbookData } from '../../core/spreadsheet/workbook.ts';
import type { Tx } from '../../core/transact.ts';
import { checkRows, keysOf } from '../checking.ts';
import { directoryDeeds } from '../deeds.ts';
import {
  findBatch,
  importUses,
  listWritableRows,
  listWrittenRows,
  presentBatch,
  type WritableRow,
} from '../reads/imports.ts';
import { listSubdistricts } from '../reads/pools.ts';
import { listRecordsByKey } from '../reads/records.ts';
import { findWorkbook } from '../reads/workbooks.ts';
import { canonicalRow, columnOf, nameOf, type RowJson } from '../rows.ts';
import { beginCheck, findRunningCheck, stopCheck, type Running } from '../running-checks.ts';
import { editRefusals, importRefusals, undoRefusals } from '../rules.ts';
import { sealWorkbook } from '../sealed-file.ts';
import { ImportInput } from '../types/inputs.ts';
import { ImportBatch } from '../types/imports.ts';
import { cleanText, KEY_FIELDS } from '../types/records.ts';
import { codesOf, DIRECTORY_KINDS, type DirectoryKind } from '../types/vocabulary.ts';
import { insertBatch, insertImportRows, setBatchState, setBatchWritten } from '../writes/imports.ts';
import { insertRecords, updateRecords } from '../writes/records.ts';

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
  const running = beginCheck(runtime, actor.bureauId, { checkId: commandId, kind, fileName });
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
  { kind, fileName, bytes }: DirectoryUpload,
  running: Running,
): Promise<Result<ImportBatch>> {
  const watch = { onRows: running.read, signal: running.signal };
  const read = await readWorkbook({ name: fileName, bytes }, READ_LIMITS, watch);
  if (!read.ok) return read;
  const spec = defineDeed({
    kind: 'directory.check-import',
    rule: directoryDeeds['directory.check-import'],
    input: z.object({ kind: z.enum(codesOf(DIRECTORY_KINDS)), fileName: z.string().min(1), fileSha256: z.string() }),
    output: ImportBatch,
    run: (tx) => checkWorkbook(tx, runtime, { kind, fileName, bytes }, read.value, running),
  });
  return execute(runtime, actor, spec, commandId, { kind, fileName, fileSha256: sha256(bytes) });
}

async function checkWorkbook(
  tx: Tx,
  runtime: Runtime,
  upload: DirectoryUpload,
  workbook: WorkbookData,
  running: Running,
): Promise<Result<ImportBatch>> {
  const { kind, fileName, bytes } = upload;
  const subdistricts = await listSubdistricts(tx);
  if (kind === 'enterprise' && subdistricts.length === 0) return refuse([{ code: 'subdistricts-missing' }]);
  const spec = await findWorkbook(tx, kind);
  const reading = readTable(workbook, spec);
  const ofTable = reading.problems.filter(({ code }) => code.startsWith('table-'));
  if (ofTable.length > 0) return refuse(ofTable.map(({ code, sheet, facts }) => ({ code, at: sheet, facts })));

  const existing = await listRecordsByKey(tx, kind, keysOf(kind, reading));
  const rows = checkRows(
    { workbook, spec, reading },
    {
      kind,
      bureauId: tx.bureauId,
      cipher: runtime.fieldCipher,
      newId: () => tx.newId(),
      subdistrictCodes: new Set(subdistricts.map(({ code }) => code)),
      existing: new Map(existing.map((row) => [String(row[columnOf(KEY_FIELDS[kind])]), row])),
    },
  );
  const batchId = tx.newId();
  const fileSha256 = sha256(bytes);
  const storedSha256 = await runtime.files.put(sealWorkbook(runtime.fieldCipher, tx.bureauId, batchId, bytes));
  const otherSheets = reading.otherSheets.filter((name) => !OWN_SHEETS.has(name));
  const batch = {
    batchId,
    kind,
    fileName,
    fileSha256,
    storedSha256,
    unknownColumns: reading.unknownColumns,
    otherSheets,
  };
  await insertBatch(tx, batch);
  const total = reading.rows.length + reading.badRows.length;
  const counts = await insertImportRows(tx, batchId, reading.sheet ?? spec.sheet, followed(rows, total, running));
  if (running.signal.aborted) return refuse([{ code: 'file-reading-stopped' }]);
  tx.record({ kind: 'directory.check-import', subject: `import/${batchId}`, facts: { kind, fileSha256, counts } });
  const stored = await findBatch(tx, batchId);
  return stored === undefined ? refuse([{ code: 'import-not-found' }]) : ok(presentBatch(stored));
}

/** The rows as they are taken, each told to whoever watches; none after a stop. */
function* followed<T>(rows: Iterable<T>, total: number, { judged, signal }: Running): Generator<T> {
  for (const row of rows) {
    if (signal.aborted) return;
    judged(total);
    yield row;
  }
}

/** Sheets of our own templates and exports that hold no data. */
const OWN_SHEETS = new Set(['字典', '说明']);

const BatchInput = z.object({ batchId: z.uuid() });
const Written = z.object({ inserted: z.int(), updated: z.int() });

/** Writes a checked batch: all of its good rows in one transaction and one deed, or nothing. */
export const importDirectory = defineDeed({
  kind: 'directory.import',
  rule: directoryDeeds['directory.import'],
  input: ImportInput,
  output: Written,
  run: async (tx, { batchId, isOnlyGood }) => {
    const batch = await findBatch(tx, batchId, true);
    if (batch === undefined) return refuse([{ code: 'import-not-found' }]);
    const { kind, file_sha256: fileSha256 } = batch;
    const refusals = [...editRefusals(tx.actor.roles, kind), ...importRefusals(batch, isOnlyGood)];
    if (refusals.length > 0) return refuse(refusals);

    const rows = await listWritableRows(tx, batchId);
    const moved = await changedSince(tx, kind, rows);
    const written = moved.length > 0 ? 'stale' : await writeRows(tx, kind, batchId, rows);
    if (written === 'stale')
      return refuse([{ code: 'directory-changed', facts: { count: moved.length, names: moved.slice(0, 5) } }]);
    const contentSha256 = documentHash({ kind, rows: rows.map(({ content }) => canonicalRow(content)) });
    await setBatchWritten(tx, batchId, contentSha256);
    const facts = { kind, fileSha256, contentSha256, ...written };
    tx.record({ kind: 'directory.import', subject: `import/${batchId}`, facts });
    return ok(written);
  },
});

/** Ends a check that still runs; nothing of it stays. */
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
    stopCheck(runtime, checkId);
    tx.record({ kind: 'directory.cancel-check', subject: `import-check/${checkId}`, facts: { kind: check.kind } });
    return ok({});
  },
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
    const rows = await listWrittenRows(tx, kind, batchId);
    const inserted = rows.filter(({ before }) => before === null);
    const named = rows.map((row) => ({ ...row, name: nameOf(kind, row.content) }));
    const uses = await importUses(
      tx,
      batch.written_at ?? tx.now,
      inserted.map(({ recordId }) => recordId),
    );
    const refusals = [...editRefusals(tx.actor.roles, kind), ...undoRefusals(batch.state, named, uses)];
    if (refusals.length > 0) return refuse(refusals);

    const earlier = rows.map(({ before, content, version }): RowJson => ({
      ...(before ?? { ...content, removed: true }),
      version: version + 1,
      updated_on: tx.today,
    }));
    const written = await updateRecords(tx, kind, earlier, {
      deed: 'directory.undo-import',
      reason: null,
      batchId: null,
    });
    if (written !== rows.length) return refuse([{ code: 'directory-changed', facts: { count: 1, names: [] } }]);
    await setBatchState(tx, batchId, 'undone');
    const facts = { removed: inserted.length, restored: rows.length - inserted.length };
    tx.record({ kind: 'directory.undo-import', subject: `import/${batchId}`, facts: { kind, ...facts } });
    return ok(facts);
  },
});

/** Names of rows whose record is no longer the one the check saw. */
async function changedSince(tx: Tx, kind: DirectoryKind, rows: readonly WritableRow[]): Promise<readonly string[]> {
  const current = await listRecordsByKey(
    tx,
    kind,
    rows.map(({ key }) => key),
  );
  const versions = new Map(current.map((row) => [String(row[columnOf(KEY_FIELDS[kind])]), row['version']]));
  return rows.filter(({ key, baseVersion }) => (versions.get(key) ?? null) !== baseVersion).map(({ name }) => name);
}

/** `stale` when another command changed one of the records in this very moment. */
async function writeRows(
  tx: Tx,
  kind: DirectoryKind,
  batchId: string,
  rows: readonly WritableRow[],
): Promise<z.output<typeof Written> | 'stale'> {
  const whole = ({ content, baseVersion }: WritableRow): RowJson => ({
    ...content,
    version: (baseVersion ?? 0) + 1,
    created_on: content['created_on'] ?? tx.today,
    updated_on: tx.today,
  });
  const fresh = rows.filter(({ outcome }) => outcome === 'new').map(whole);
  const changed = rows.filter(({ outcome }) => outcome === 'update').map(whole);
  const note = { deed: 'directory.import', reason: null, batchId } as const;
  const inserted = await insertRecords(tx, kind, fresh, note);
  const updated = await updateRecords(tx, kind, changed, note);
  return inserted === fresh.length && updated === changed.length ? { inserted, updated } : 'stale';
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
