/** What a workbook would change in the list: shown before it is written, and computed again when it is. @module */
import { ok, refuse, type Result } from '../core/result.ts';
import type { Runtime } from '../core/runtime.ts';
import { readTable, type TableReading, type TableRow } from '../core/spreadsheet/table.ts';
import { readWorkbook } from '../core/spreadsheet/read.ts';
import { filled, OWN_SHEETS, writeTables, writeTemplate } from '../core/spreadsheet/write.ts';
import type { ReadTx } from '../core/transact.ts';
import { listItemsOf } from './reads.ts';
import { diffItems } from './rules/catalogue.ts';
import { pointRefusals } from './rules/points.ts';
import { ItemContent, type ItemVersion } from './types.ts';
import type { ImportPreview } from './types/import.ts';
import { POINT_TABLE, pointOf, pointRowsOf, readPoints, type PointRow } from './points-workbook.ts';
import { contentOfRow, ITEM_TABLE, rowOfContent, type ItemRow } from './workbook.ts';

/** What a file holds: the list, and the sheet of its check points when there is one. */
export interface ItemsFile {
  readonly items: TableReading<ItemRow>;
  readonly points: TableReading<PointRow> | undefined;
}

/** Reads an uploaded file from the store. Refusals: `upload-not-found` and those of the file itself (`file-…`). */
export async function readItemsFile(runtime: Runtime, name: string, sha256: string): Promise<Result<ItemsFile>> {
  const bytes = await storedFile(runtime, sha256);
  if (bytes === undefined) return refuse([{ code: 'upload-not-found' }]);
  const workbook = await readWorkbook({ name, bytes });
  if (!workbook.ok) return workbook;
  return ok({ items: readTable(workbook.value, ITEM_TABLE), points: readPoints(workbook.value) });
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
  return writeTemplate(ITEM_TABLE, POINT_TABLE);
}

/** The items of an edition as a workbook that imports unchanged (.xlsx). */
export async function itemsWorkbook(tx: ReadTx, edition: number): Promise<Uint8Array> {
  return workbookOfItems((await listItemsOf(tx, edition)).map(({ content }) => content));
}

/** 事项清单 and 检查要点, a sheet each. `notes`: what the workbook says of itself. */
export async function workbookOfItems(
  contents: readonly ItemContent[],
  notes: readonly string[] = [],
): Promise<Uint8Array> {
  const tables = [filled(ITEM_TABLE, contents.map(rowOfContent)), filled(POINT_TABLE, contents.flatMap(pointRowsOf))];
  return writeTables(tables, { notes });
}

/** Each good row against the items of the edition: new, changed (with the fields) or unchanged; and every problem. */
export async function previewImport(
  tx: ReadTx,
  { items: reading, points }: ItemsFile,
  items: readonly ItemVersion[],
): Promise<ImportPreview> {
  const bureau = await tx.db
    .selectFrom('bureau')
    .select('name')
    .where('bureau_id', '=', tx.bureauId)
    .executeTakeFirstOrThrow();
  const pointsOf = Map.groupBy(points?.rows ?? [], ({ value }) => value.code);
  const problems: ImportProblem[] = [...reading.problems, ...(points?.problems ?? [])].map((each) => ({ ...each }));
  const rows = reading.rows.map(({ number, value }) => {
    const existing = items.find(({ content }) => content.code === value.code);
    const own = pointsOf.get(value.code);
    const content = contentOfRow(
      value,
      existing?.content,
      bureau.name,
      own?.map((row, index) => pointOf(row.value, index)),
    );
    if (own !== undefined) problems.push(...pointProblems(content, value, number, own));
    const fields = existing === undefined ? [] : changedFields(existing, content);
    const outcome = existing === undefined ? 'new' : fields.length === 0 ? 'unchanged' : 'changed';
    return { row: number, outcome, itemId: existing?.itemId ?? null, content, fields } as const;
  });
  const unread = reading.badRows.length > 0 ? [] : strangers(points, rows);
  const kept = reading.problems.length + (points?.problems.length ?? 0);
  return {
    rows,
    problems: [...problems, ...unread],
    problemCount: reading.problemCount + (points?.problemCount ?? 0) + problems.length - kept + unread.length,
    unknownColumns: [...reading.unknownColumns, ...(points?.unknownColumns ?? [])].map(({ column, title }) => ({
      column,
      title,
    })),
    otherSheets: reading.otherSheets.filter(
      (name) => !OWN_SHEETS.has(name) && name !== (points?.sheet ?? POINT_TABLE.sheet),
    ),
  };
}

type ImportProblem = ImportPreview['problems'][number];
type PointLine = TableRow<PointRow>;

/** What the two sheets together get wrong about one item. */
function pointProblems(
  { points, bases }: ItemContent,
  row: ItemRow,
  number: number,
  lines: readonly PointLine[],
): ImportProblem[] {
  const asked = points.map(({ question }) => question);
  const differs = asked.length !== row.points.length || asked.some((question, index) => question !== row.points[index]);
  const most = ItemContent.shape.points.safeParse(points).success;
  return [
    ...(differs ? [problemAt(ITEM_TABLE.sheet, number, 'points-differ', { code: row.code })] : []),
    ...(most
      ? []
      : [problemAt(POINT_TABLE.sheet, lines[0]?.number ?? 0, 'too-many-points', { count: points.length, max: 40 })]),
    ...pointRefusals(points, bases).map(({ code, at = '', facts = {} }) =>
      problemAt(POINT_TABLE.sheet, lines[Number(at.split('.')[1])]?.number ?? 0, code, facts),
    ),
  ];
}

/** Points of items that the first sheet does not name. */
function strangers(
  points: TableReading<PointRow> | undefined,
  rows: readonly { readonly content: ItemContent }[],
): ImportProblem[] {
  const codes = new Set(rows.map(({ content }) => content.code));
  return (points?.rows ?? [])
    .filter(({ value }) => !codes.has(value.code))
    .map(({ number, value }) => problemAt(POINT_TABLE.sheet, number, 'point-without-item', { code: value.code }));
}

function problemAt(sheet: string, row: number, code: string, facts: ImportProblem['facts']): ImportProblem {
  return { code, sheet, row, column: null, title: null, found: '', facts };
}

function changedFields(existing: ItemVersion, content: ItemVersion['content']): string[] {
  const after = { itemId: '', version: existing.version + 1, content };
  return diffItems([existing], [after]).changed.flatMap(({ fields }) => fields);
}
