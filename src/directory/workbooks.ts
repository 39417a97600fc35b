/** Files that leave: templates, exports that read back unchanged, the faulty rows of an import. For `src/http`. @module */
import { mayDo, type Actor } from '../core/actor.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import type { TableProblem } from '../core/spreadsheet/problems.ts';
import { readWorkbook } from '../core/spreadsheet/read.ts';
import type { ColumnSpecs, TableSpec } from '../core/spreadsheet/spec.ts';
import { readTable } from '../core/spreadsheet/table.ts';
import { writeErrors } from '../core/spreadsheet/write-errors.ts';
import { writeTable, writeTemplate } from '../core/spreadsheet/write.ts';
import { read } from '../core/transact.ts';
import { workbookOf } from './columns/workbook.ts';
import { directoryReads } from './deeds.ts';
import { findBatch, listImportRows } from './reads/imports.ts';
import { listMatching } from './reads/lists.ts';
import { listSubdistricts } from './reads/pools.ts';
import { hiddenFields } from './reads/views.ts';
import { idColumn, rowFields } from './rows.ts';
import { editRefusals } from './rules.ts';
import { openWorkbook } from './sealed-file.ts';
import type { Fields } from './types/records.ts';
import type { Sort } from './types/views.ts';
import { DIRECTORY_KINDS, type DirectoryKind } from './types/vocabulary.ts';

/** An .xlsx to send to a browser. */
export interface NamedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** An empty workbook of the kind, with hints and the bureau's own drop-downs. */
export async function directoryTemplate(
  runtime: Runtime,
  actor: Actor,
  kind: DirectoryKind,
): Promise<Result<NamedFile>> {
  const refusals = editRefusals(actor.roles, kind);
  if (refusals.length > 0) return refuse(refusals);
  const subdistricts = await read(runtime, actor.bureauId, listSubdistricts);
  if (kind === 'enterprise' && subdistricts.length === 0) return refuse([{ code: 'subdistricts-missing' }]);
  return ok({
    fileName: `${DIRECTORY_KINDS[kind]}名录模板.xlsx`,
    bytes: await writeTemplate(workbookOf(kind, subdistricts)),
  });
}

export interface ExportFilter {
  readonly q?: string | undefined;
  readonly sort: Sort;
  readonly fields: Fields;
}

/**
 * The records that match (the same filter as the list), importable as they are. Phones and ID numbers are left out, column and
 * all, for roles that do not see them. `notes` (filters, time, who) go on a sheet of their own.
 */
export async function exportDirectory(
  runtime: Runtime,
  actor: Actor,
  kind: DirectoryKind,
  filter: ExportFilter,
  notes: readonly string[],
): Promise<Result<NamedFile>> {
  const rule = directoryReads['directory.read'];
  if (!mayDo(actor.roles, rule))
    return refuse([{ code: 'not-allowed', facts: { deed: rule.title, roles: [...rule.roles] } }]);
  const { spec, rows } = await read(runtime, actor.bureauId, async (tx) => ({
    spec: workbookOf(kind, await listSubdistricts(tx)),
    rows: await listMatching(tx, kind, filter),
  }));
  const shown = without(spec, hiddenFields(actor));
  const lines = rows.map((row) => rowFields(runtime.fieldCipher, actor.bureauId, String(row[idColumn(kind)]), row));
  return ok({ fileName: `${DIRECTORY_KINDS[kind]}名录.xlsx`, bytes: await writeTable(shown, lines, notes) });
}

/** The user's own faulty rows with the reasons beside them, to mend and upload again. `describe` gives a problem's sentence. */
export async function importErrors(
  runtime: Runtime,
  actor: Actor,
  batchId: string,
  describe: (problem: TableProblem) => string,
): Promise<Result<NamedFile>> {
  const found = await read(runtime, actor.bureauId, async (tx) => {
    const batch = await findBatch(tx, batchId);
    const rows = batch === undefined ? [] : await listImportRows(tx, batchId, ['bad', 'duplicate']);
    return { batch, rows, subdistricts: await listSubdistricts(tx) };
  });
  const { batch, rows, subdistricts } = found;
  if (batch === undefined) return refuse([{ code: 'import-not-found' }]);
  const refusals = editRefusals(actor.roles, batch.kind);
  if (refusals.length > 0) return refuse(refusals);
  if (rows.length === 0) return refuse([{ code: 'import-without-faults' }]);

  const sealed = await runtime.files.get(batch.stored_sha256);
  const bytes = openWorkbook(runtime.fieldCipher, actor.bureauId, batchId, sealed);
  const workbook = await readWorkbook({ name: batch.file_name, bytes });
  if (!workbook.ok) return workbook;
  const reading = readTable(workbook.value, workbookOf(batch.kind, subdistricts));
  const faulty = {
    ...reading,
    badRows: rows.map(({ row }) => row),
    problems: rows.flatMap(({ problems }) => problems),
  };
  return ok({
    fileName: `待修改-${batch.file_name.replace(/\.\w+$/, '')}.xlsx`,
    bytes: await writeErrors(workbook.value, faulty, describe),
  });
}

function without(spec: TableSpec, hidden: readonly string[]): TableSpec {
  const columns: ColumnSpecs = Object.fromEntries(
    Object.entries(spec.columns).filter(([field]) => !hidden.includes(field)),
  );
  return { ...spec, columns };
}
