/** What a workbook would change in the list: shown before it is written, and computed again when it is. @module */
import { ok, refuse, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { readTable, type TableReading } from '../core/spreadsheet/table.ts';
import { readWorkbook } from '../core/spreadsheet/read.ts';
import { OWN_SHEETS, writeTable, writeTemplate } from '../core/spreadsheet/write.ts';
import type { ReadTx } from '../core/transact.ts';
import { listItemsOf } from './reads.ts';
import { diffItems } from './rules/catalogue.ts';
import type { ImportPreview, ItemVersion } from './types.ts';
import { contentOfRow, ITEM_TABLE, rowOfContent, type ItemRow } from './workbook.ts';

/** Reads an uploaded file from the store. Refusals: `upload-not-found` and those of the file itself (`file-…`). */
export async function readItemsFile(
  runtime: Runtime,
  name: string,
  sha256: string,
): Promise<Result<TableReading<ItemRow>>> {
  const bytes = await storedFile(runtime, sha256);
  if (bytes === undefined) return refuse([{ code: 'upload-not-found' }]);
  const workbook = await readWorkbook({ name, bytes });
  return workbook.ok ? ok(readTable(workbook.value, ITEM_TABLE)) : workbook;
}

async function storedFile(runtime: Runtime, sha256: string): Promise<Uint8Array | undefined> {
  try {
    return await runtime.files.get(sha256);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** An empty workbook to fill in (.xlsx). */
export async function itemsTemplate(): Promise<Uint8Array> {
  return writeTemplate(ITEM_TABLE);
}

/** The items of an edition as a workbook that imports unchanged (.xlsx). */
export async function itemsWorkbook(tx: ReadTx, edition: number): Promise<Uint8Array> {
  const items = await listItemsOf(tx, edition);
  return writeTable(
    ITEM_TABLE,
    items.map(({ content }) => rowOfContent(content)),
  );
}

/** Each good row against the items of the edition: new, changed (with the fields) or unchanged; and every problem. */
export async function previewImport(
  tx: ReadTx,
  reading: TableReading<ItemRow>,
  items: readonly ItemVersion[],
): Promise<ImportPreview> {
  const bureau = await tx.db
    .selectFrom('bureau')
    .select('name')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const rows = reading.rows.map(({ number, value }) => {
    const existing = items.find(({ content }) => content.code === value.code);
    const content = contentOfRow(value, existing?.content, bureau.name);
    const fields = existing === undefined ? [] : changedFields(existing, content);
    const outcome = existing === undefined ? 'new' : fields.length === 0 ? 'unchanged' : 'changed';
    return { row: number, outcome, itemId: existing?.itemId ?? null, content, fields } as const;
  });
  return {
    rows,
    problems: reading.problems.map((problem) => ({ ...problem })),
    problemCount: reading.problemCount,
    unknownColumns: reading.unknownColumns.map(({ column, title }) => ({ column, title })),
    otherSheets: reading.otherSheets.filter((name) => !OWN_SHEETS.has(name)),
  };
}

function changedFields(existing: ItemVersion, content: ItemVersion['content']): string[] {
  const after = { itemId: '', version: existing.version + 1, content };
  return diffItems([existing], [after]).changed.flatMap(({ fields }) => fields);
}
