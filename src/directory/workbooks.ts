/** Workbooks to fill in and to mend: templates, the faulty rows of an import. For `src/http`. @module */
import type { Actor } from '../core/actor.ts';
import { keep } from '../core/kept.ts';
import { ok, refuse, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { LARGE_LIMITS } from '../core/spreadsheet/limits.ts';
import type { TableProblem } from '../core/spreadsheet/problems.ts';
import { readWorkbook } from '../core/spreadsheet/read.ts';
import { readTable } from '../core/spreadsheet/table.ts';
import { markErrors } from '../core/spreadsheet/mark-errors.ts';
import { writeTemplate } from '../core/spreadsheet/write.ts';
import { read } from '../core/transact.ts';
import { workbookOf } from './columns/workbook.ts';
import { findBatch, listImportRows } from './reads/imports.ts';
import { listSubdistricts } from './reads/pools.ts';
import { findWorkbook } from './reads/workbooks.ts';
import { editRefusals } from './rules.ts';
import { openWorkbook } from './sealed-file.ts';
import type { ImportRow } from './types/imports.ts';
import { DIRECTORY_KINDS, type DirectoryKind } from './types/vocabulary.ts';

/** A file to send to a browser; its ending tells what it is. */
export interface NamedFile {
  readonly fileName: string;
  readonly bytes: Uint8Array;
}

/** By all that one depends on: two thousand empty rows with their drop-downs take longer to write than anything else people ask for. */
const templates = new Map<string, Uint8Array>();

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
  const key = JSON.stringify([kind, subdistricts]);
  const bytes = templates.get(key) ?? (await writeTemplate(workbookOf(kind, subdistricts)));
  keep(templates, key, bytes);
  return ok({ fileName: `${DIRECTORY_KINDS[kind]}名录模板.xlsx`, bytes });
}

/** The user's own file with the faulty cells red and the reasons beside them, to mend and upload again. `describe` gives a problem's sentence. */
export async function importErrors(
  runtime: Runtime,
  actor: Actor,
  batchId: string,
  describe: (problem: TableProblem) => string,
): Promise<Result<NamedFile>> {
  const found = await read(runtime, actor.bureauId, async (tx) => {
    const batch = await findBatch(tx, batchId);
    const rows = batch === undefined ? [] : await listImportRows(tx, batchId, ['bad', 'duplicate']);
    return { batch, rows, spec: batch === undefined ? undefined : await findWorkbook(tx, batch.kind) };
  });
  const { batch, rows, spec } = found;
  if (batch === undefined || spec === undefined) return refuse([{ code: 'import-not-found' }]);
  const refusals = editRefusals(actor.roles, batch.kind);
  if (refusals.length > 0) return refuse(refusals);
  if (rows.length === 0) return refuse([{ code: 'import-without-faults' }]);

  const sealed = await runtime.files.get(batch.stored_sha256);
  const bytes = openWorkbook(runtime.fieldCipher, actor.bureauId, batchId, sealed);
  const only = new Set(rows.map(({ row }) => row));
  const workbook = await readWorkbook({ name: batch.file_name, bytes }, LARGE_LIMITS, { only });
  if (!workbook.ok) return workbook;
  const reading = readTable(workbook.value, spec);
  const faulty = {
    ...reading,
    badRows: rows.map(({ row }) => row),
    problems: rows.flatMap((row) => (row.problems.length > 0 ? row.problems : [unlisted(row)])),
  };
  return ok({
    fileName: `待修改-${batch.file_name.replace(/\.\w+$/, '')}.xlsx`,
    bytes: await markErrors(bytes, workbook.value, faulty, describe),
  });
}

/** A file wrong in every cell has more problems than are kept; its row is marked all the same. */
function unlisted({ sheet, row }: ImportRow): TableProblem {
  return { code: 'row-not-listed', sheet, row, column: null, title: null, found: '', facts: {} };
}
